/** `leydig terms` and `leydig read`: what notes name and state, for programs and for people. */
import { describe, expect, it } from "vitest";
import { ReadOutput, TermsOutput } from "../../server/src/cli/output.ts";
import { file, leydig } from "./leydig.ts";

const note = file(
  "visit.note",
  `Date: 2025-03-10
52-year-old man on TRT.
Medications:
- Testosterone cypionate 200 mg/mL, 0.5 mL IM weekly
- Anastrozole stopped in January
Labs: Hct 47.1 % (38-50), T 612 ng/dL on 2025-03-02
Plan: CBC in 6 months. Declined PSA.
`,
);
const json = (...args: string[]) => JSON.parse(leydig(args).stdout);

describe("leydig terms", () => {
  it("gives concept, words, one-based line and zero-based range, in the documented shape", () => {
    const { files } = TermsOutput.parse(json("terms", note));
    const [trt] = files[0]!.mentions;
    expect(trt).toMatchObject({ concept: "trt", text: "TRT", line: 2 });
    expect(trt!.range).toEqual({ start: { line: 1, character: 19 }, end: { line: 1, character: 22 } });
  });

  it("gives the reason where the form is ambiguous, null where it is plain", () => {
    const mentions = TermsOutput.parse(json("terms", note)).files[0]!.mentions;
    expect(mentions.find(({ text }) => text === "T")!.reason).toMatch(/testosterone|value|unit/);
    expect(mentions.find(({ text }) => text === "Anastrozole")!.reason).toBeNull();
  });

  it("leaves other meanings alone", () => {
    const other = file(
      "other.note",
      "CC: fatigue. T 98.6 F. AI scribe used. MS exam normal. INR stable, PT/INR weekly.\n",
    );
    const words = TermsOutput.parse(json("terms", other)).files[0]!.mentions.map(({ text }) => text);
    for (const word of ["CC", "T", "AI", "MS", "PT"]) expect(words).not.toContain(word);
  });

  it("prints a line each as text", () => {
    expect(leydig(["terms", "--format", "text", note]).stdout).toContain(`${note}:5:3 anastrozole "Anastrozole"`);
  });

  it("reads standard input and several files, and names one that is not there", () => {
    const { status, stdout, stderr } = leydig(["terms", "-", "gone.note"], { input: "On clomiphene." });
    expect(status).toBe(2);
    expect(TermsOutput.parse(JSON.parse(stdout)).files.map(({ path }) => path)).toEqual(["-"]);
    expect(stderr).toContain("gone.note: no such file: check the path.");
  });
});

describe("leydig read", () => {
  const [read] = ReadOutput.parse(json("read", note)).files;

  it("gives the patient", () => {
    expect(read!.patient).toEqual({ sex: "male", ageYears: 52, contexts: [] });
  });

  it("gives each medication once with status, dose and week", () => {
    expect(read!.medications.map(({ concept, status }) => [concept, status])).toEqual(
      expect.arrayContaining([
        ["testosterone-cypionate", "active"],
        ["anastrozole", "discontinued"],
      ]),
    );
    const cypionate = read!.medications.find(({ concept }) => concept === "testosterone-cypionate")!;
    expect(cypionate.weekly).toEqual({ low: 100, high: 100, unit: "mg" });
    expect(cypionate.dosage[0]).toMatchObject({ route: "intramuscular", volume: { value: 0.5, unit: "mL" } });
    expect(cypionate.line).toBe(4);
  });

  it("gives results with unit and date, the reference range apart", () => {
    const hematocrit = read!.observations.find(({ concept }) => concept === "hematocrit")!;
    expect(hematocrit).toMatchObject({ value: 47.1, unit: "%", status: "resulted", line: 6 });
    expect(hematocrit.referenceRange).toContain("38-50");
    const total = read!.observations.find(({ concept }) => concept === "total-testosterone")!;
    expect(total).toMatchObject({ value: 612, unit: "ng/dL", date: "2025-03-02" });
  });

  it("gives what is planned and declined", () => {
    expect(read!.observations.find(({ concept }) => concept === "cbc")!.status).toMatch(/planned|ordered/);
    expect(read!.observations.find(({ concept }) => concept === "psa")!.status).toBe("declined");
  });

  it("gives problems and the wish for children as conditions, not the words that a note is made of", () => {
    const problems = file(
      "problems.note",
      "Gynecomastia on exam. No acne. He and his wife are trying to conceive. Tadalafil PRN, follow-up in 6 weeks.\n",
    );
    const [facts] = ReadOutput.parse(json("read", problems)).files;
    expect(facts!.conditions.map(({ concept, status }) => [concept, status])).toEqual([
      ["gynecomastia", "present"],
      ["acne", "absent"],
      ["tryingtoconceive", "present"],
    ]);
  });

  it("joins what is said of one drug, and keeps one entry a result", () => {
    const joined = file(
      "joined.note",
      "Meds: testosterone cypionate 100 mg IM weekly.\nHct 49 %, repeat Hct 51 %.\nPlan: hold testosterone cypionate.\n",
    );
    const [facts] = ReadOutput.parse(json("read", joined)).files;
    expect(facts!.medications).toMatchObject([
      { concept: "testosterone-cypionate", status: "held", actor: "clinician", weekly: { low: 100, high: 100 } },
    ]);
    const results = facts!.observations.filter(({ value }) => value !== null);
    expect(results.map(({ concept, value }) => [concept, value])).toEqual([
      ["hematocrit", 49],
      ["hematocrit", 51],
    ]);
  });

  it("gives comparators, ranges, flags and both pressures", () => {
    const [facts] = ReadOutput.parse(
      json("read", file("values.note", "E2 <5 pg/mL. BP 138/84. Hct 54.2 % H (37.5-51.0). TT 1100-1200 ng/dL.\n")),
    ).files;
    const of = (concept: string) => facts!.observations.find((one) => one.concept === concept);
    expect(of("estradiol")).toMatchObject({ comparator: "<", value: 5, unit: "pg/mL" });
    expect(of("blood-pressure")).toMatchObject({ value: 138, diastolic: 84 });
    expect(of("hematocrit")).toMatchObject({ value: 54.2, flag: "high" });
    expect(of("total-testosterone")).toMatchObject({ value: 1100, high: 1200 });
  });

  it("abstains from a dose with two readings and says why", () => {
    const [facts] = ReadOutput.parse(
      json("read", file("biweekly.note", "Continue testosterone cypionate 100 mg biweekly.\n")),
    ).files;
    expect(facts!.medications[0]).toMatchObject({ dosage: [], weekly: null, abstained: true });
    expect(facts!.medications[0]!.reason).toContain("biweekly");
  });

  it("prints a line each as text", () => {
    const { stdout } = leydig(["read", "--format", "text", note]);
    expect(stdout).toContain("patient: male, 52 years");
    expect(stdout).toMatch(/5: medication anastrozole, discontinued/);
    expect(stdout).toMatch(/6: result hematocrit 47\.1 %, resulted/);
  });

  it("says nothing of an empty note", () => {
    const [empty] = ReadOutput.parse(json("read", file("empty.note", ""))).files;
    expect(empty).toMatchObject({ sections: [], medications: [], observations: [], conditions: [], plans: [] });
  });

  it("refuses a format that it does not have", () => {
    const { status, stderr } = leydig(["read", "--format", "xml", note]);
    expect(status).toBe(2);
    expect(stderr).toContain("--format takes json or text.");
  });
});
