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
