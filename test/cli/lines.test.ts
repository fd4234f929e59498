/** `leydig context` and `leydig dosage`: a line in, a line out. */
import { describe, expect, it } from "vitest";
import { ContextLine, DosageLine } from "../../server/src/cli/output.ts";
import { answers, file, firstAnswer, leydig } from "./leydig.ts";

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
    expect(lines[2].error).toContain('"end"');
    for (const { error } of lines.slice(0, 3)) expect(error).toContain('{"text": "Denies chest pain."');
  });

  it("answers a blank line only where others follow", () => {
    const { status, lines } = answers("context", ["", asked("«pain»"), "", ""]);
    expect(status).toBe(2);
    expect(lines.map((line) => line.error?.slice(0, 7))).toEqual(["line 1:", undefined]);
    expect(answers("context", [asked("«pain»"), "", ""]).status).toBe(0);
    expect(leydig(["context"])).toEqual({ status: 0, stdout: "", stderr: "" });
  });

  it("reads a file with a byte order mark and Windows line ends", () => {
    const lines = [asked("Denies «pain»."), asked("Has «pain».")].map((line) => JSON.stringify(line));
    const { status, stdout } = leydig(["context", file("windows.jsonl", `\ufeff${lines.join("\r\n")}\r\n`)]);
    expect(status).toBe(0);
    expect(stdout.match(/"polarity":"(\w+)"/g)).toEqual(['"polarity":"negated"', '"polarity":"affirmed"']);
  });

  it("says of a known drug what `leydig read` says", () => {
    const text = "Plan: stopped anastrozole, testosterone 100 mg weekly. Nil TRT before 2020.";
    const span = (words: string) => ({ text, start: text.indexOf(words), end: text.indexOf(words) + words.length });
    const { lines } = answers("context", ["anastrozole", "testosterone", "TRT"].map(span));
    const [file] = JSON.parse(leydig(["read", "-"], { input: text }).stdout).files;
    const statusOf = (concept: string) =>
      file.medications.find((one: { concept: string }) => one.concept === concept)?.status;
    expect(lines[0].status).toBe(statusOf("anastrozole"));
    expect(lines[1].status).toBe(statusOf("testosterone"));
    expect(lines[2].status).toBe("not-taking");
  });

  it("dates what is dated, and only that", () => {
    const { lines } = answers("context", [
      asked("«Anastrozole» stopped 1/15/2025, clomiphene started 2/20/2025."),
      asked("Anastrozole stopped 1/15/2025, «clomiphene» started 2/20/2025."),
      asked("In March 2024 he started «frobozole»."),
      asked("«Clomiphene» started March 2024, stopped May 2025."),
      asked("Labs on 3/2/2025: «Hct» 47 %, PSA 0.8."),
      asked("He has «fatigue». Colonoscopy 5/2022."),
      asked("Continue «clomiphene» and see him again."),
    ]);
    expect(lines.map(({ date }) => date)).toEqual([
      "2025-01-15",
      "2025-02-20",
      "2024-03",
      "2025-05",
      "2025-03-02",
      null,
      null,
    ]);
  });

  it("gives a problem no status of treatment", () => {
    const { lines } = answers("context", [asked("«Gynecomastia» began in May."), asked("Denies «acne».")]);
    expect(lines.map(({ status, actor }) => [status, actor])).toEqual([
      [null, "unknown"],
      [null, "unknown"],
    ]);
  });

  it("takes sections from the whole text", () => {
    const text = "Medications:\nfrobozole 5 mg\n\nAllergies:\npenicillin\n\nFamily History:\nglorbitis\n";
    const { lines } = answers(
      "context",
      ["frobozole", "penicillin", "glorbitis"].map((words) => ({
        text,
        start: text.indexOf(words),
        end: text.indexOf(words) + words.length,
      })),
    );
    expect(lines.map(({ status, experiencer }) => [status, experiencer])).toEqual([
      ["active", "patient"],
      ["allergy", "patient"],
      [null, "family"],
    ]);
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

  it("answers each line before it waits for the next", async () => {
    const answer = await firstAnswer(["dosage"], `${JSON.stringify({ text: "5 mg daily" })}\n`);
    expect(JSON.parse(answer).weekly).toEqual({ low: 35, high: 35, unit: "mg" });
  });

  it("refuses text that is not UTF-8, and a folder", () => {
    const bytes = Buffer.concat([Buffer.from('{"text":"5 mg daily'), Buffer.from([0xe9]), Buffer.from('"}\n')]);
    expect(leydig(["dosage", file("latin1.jsonl", bytes)]).stdout).toContain("line 1: this is not valid UTF-8");
    expect(leydig(["dosage", "."])).toMatchObject({ status: 2, stderr: expect.stringContaining("name a file") });
  });

  it("names a file that cannot be opened", () => {
    const { status, stderr } = leydig(["dosage", "gone.jsonl"]);
    expect(status).toBe(2);
    expect(stderr).toContain("gone.jsonl cannot be read");
  });
});
