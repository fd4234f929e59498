/** `leydig context` and `leydig dosage`: a line in, a line out. */
import { describe, expect, it } from "vitest";
import { ContextLine, DosageLine } from "../../server/src/cli/output.ts";
import { answers, leydig } from "./leydig.ts";

/** A line for `context`: the span is in «guillemets». */
function asked(marked: string) {
  const start = marked.indexOf("«");
  return { text: marked.replace(/[«»]/g, ""), start, end: marked.indexOf("»") - 1 };
}

describe("leydig context", () => {
  it("reads the axes of words it knows and of words it does not", () => {
    const { status, lines } = answers("context", [
      asked("Denies «chest pain» or dyspnea."),
      asked("Family history: father had «glorbitis»."),
      asked("If Hct rises we will hold «testosterone»."),
      asked("He stopped «letrozole» in May."),
      asked("Continue «frobozole» 5 mg daily."),
      asked("Past medical history: «appendicitis»"),
    ]);
    expect(status).toBe(0);
    for (const line of lines) ContextLine.parse(line);
    expect(lines[0]).toMatchObject({ polarity: "negated", experiencer: "patient" });
    expect(lines[1]).toMatchObject({ experiencer: "family" });
    expect(lines[2].conditionality).toBe("conditional");
    expect(lines[3].status).toBe("discontinued");
    expect(lines[4]).toMatchObject({ polarity: "affirmed", status: "continued" });
    expect(lines[5].temporality).toBe("historical");
  });

  it("answers a bad line with what is wrong, goes on, and exits 2", () => {
    const { status, lines } = answers("context", [
      "not json",
      { text: "ab", start: 1, end: 9 },
      { text: "ab", start: 0 },
      asked("«pain»"),
    ]);
    expect(status).toBe(2);
    expect(lines.map((line) => line.error?.slice(0, 7))).toEqual(["line 1:", "line 2:", "line 3:", undefined]);
    expect(lines[1].error).toContain("start and end must lie in the text");
  });

  it("takes spans at the edges of any text", () => {
    const { status, lines } = answers("context", [
      { text: "", start: 0, end: 0 },
      { text: "Plan:", start: 0, end: 5 },
      { text: "😀 pain", start: 0, end: 1 },
    ]);
    expect(status).toBe(0);
    expect(lines).toHaveLength(3);
  });
});

describe("leydig dosage", () => {
  it("gives the dosage and its week", () => {
    const { lines } = answers("dosage", [{ text: "100 mg IM every 10 days" }]);
    const line = DosageLine.parse(lines[0]);
    expect(line).toMatchObject({ abstained: false, weekly: { unit: "mg" } });
    expect((line as { weekly: { low: number } }).weekly.low).toBeCloseTo(70, 5);
  });

  it("abstains with a reason, and says where there is no dose", () => {
    const { status, lines } = answers("dosage", [
      { text: "100 mg biweekly" },
      { text: "Return in 3 months" },
      { text: "" },
      { text: "ng/dL 264-916" },
    ]);
    expect(status).toBe(0);
    expect(lines[0]).toMatchObject({ dosage: null, abstained: true });
    expect(lines[0].reason).toContain("biweekly");
    for (const line of lines.slice(1)) expect(line).toMatchObject({ dosage: null, abstained: false });
  });

  it("reads a hundred thousand lines", { timeout: 120_000 }, () => {
    const input = `${JSON.stringify({ text: "0.5 mL of 200 mg/mL subcutaneously every 3.5 days" })}\n`.repeat(100_000);
    const { status, stdout } = leydig(["dosage"], { input });
    expect(status).toBe(0);
    expect(stdout.split("\n").length).toBe(100_001);
  });

  it("names a file that cannot be opened", () => {
    const { status, stderr } = leydig(["dosage", "gone.jsonl"]);
    expect(status).toBe(2);
    expect(stderr).toContain("gone.jsonl cannot be read");
  });
});
