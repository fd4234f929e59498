/** `leydig score`: small sets of our own in each form that is known. */
import { describe, expect, it } from "vitest";
import { file, leydig } from "./leydig.ts";

const set = (name: string, rows: readonly unknown[]) =>
  file(name, rows.map((row) => (typeof row === "string" ? row : JSON.stringify(row))).join("\n"));

/** The span is in «guillemets». */
function placed(marked: string) {
  const start = marked.indexOf("«");
  return { text: marked.replace(/[«»]/g, ""), start, end: marked.indexOf("»") - 1 };
}

describe("leydig score", () => {
  it("scores Leydig's own form axis by axis, with confusion by class", () => {
    const row = (marked: string, expected: object) => ({ ...placed(marked), expected });
    const own = set("own.jsonl", [
      row("He stopped «clomiphene» in May.", { status: "discontinued", polarity: "affirmed" }),
      row("Continue «clomiphene» 25 mg daily.", { status: "continued" }),
      row("Continue «letrozole» 2.5 mg weekly.", { status: "held" }),
      row("He has «acne».", { status: null }),
    ]);
    const { status, stdout } = leydig(["score", own, "--errors"]);
    expect(status).toBe(0);
    expect(stdout).toMatch(/all axes +0\.8000 +0\.8000 +0\.8000 +4 +1 +1/);
    expect(stdout).toMatch(/status: macro-F1 0\.667/);
    expect(stdout).toMatch(/held +precision 0\.000 recall 0\.000 F1 0\.000 {2}read as: continued 1/);
    expect(stdout).toMatch(/continued +precision 0\.500 recall 1\.000/);
    expect(stdout).toContain("missed [status held] extra [status continued] [letrozole]");
    expect(leydig(["score", own]).stdout).not.toContain("[letrozole]");
  });

  it("knows the ConText kit by its rows, whose targets are in capitals", () => {
    const row = (marked: string, negation: string, temporality = "Recent") => {
      const { text, ...span } = placed(marked);
      return { ...span, sentence: text, concept: "", negation, temporality, experiencer: "Patient" };
    };
    const kit = set("kit.jsonl", [
      row("Denies «CHEST PAIN».", "Negated"),
      row("He has «EDEMA».", "Affirmed"),
      row("If «FEVER» develops, return.", "Affirmed", "Not particular"),
      { ...row("«X»", "Affirmed"), start: null, end: null },
    ]);
    const { stdout } = leydig(["score", kit]);
    expect(stdout).toMatch(/negation +1\.0000 +1\.0000 +1\.0000 +1 +0 +0/);
    expect(stdout).toMatch(/hypothetical or not about now +1\.0000 +1\.0000/);
  });

  it("knows values and headings", () => {
    const env = { term_string: "hct", minval: 0, maxval: 1000000 };
    const values = set("values.jsonl", [
      { sentence: "Hct 47.1 %", env, expected: [{ term: "hct", x: 47.1, y: null }] },
    ]);
    expect(leydig(["score", values]).stdout).toMatch(/values +1\.0000 +1\.0000/);
    file("gold/notes/a.txt", "Plan: recheck.\n");
    const headings = set("gold/sections/headings.jsonl", [{ note: "a.txt", headers: [{ start: 0, text: "Plan" }] }]);
    expect(leydig(["score", headings]).stdout).toMatch(/section headings +1\.0000 +1\.0000/);
  });

  it("takes folders, and says that nothing is labelled where nothing is", () => {
    set("sigs/unheard-of.jsonl", [{ sig: "5 mg daily", expected: { dose: 5 } }]);
    const { status, stdout, stderr } = leydig(["score", "sigs"]);
    expect({ status, stdout }).toEqual({ status: 0, stdout: "" });
    expect(stderr).toContain("no label in it is read here");
  });

  it.each([
    ["a set that is not known", [{ a: 1 }], ":1: this is no labelled set that is known here."],
    ["an empty file", [], ":1: this is no labelled set that is known here."],
    ["a line that is not JSON", [{ sig: "5 mg" }, "{"], ":2: this is not JSON"],
    ["a row that is not as the first", [{ sig: "5 mg" }, { sig: 5 }], ':2: "sig": '],
    ["rows that are no objects", [null], ":1: this is no labelled set"],
  ])("names %s and goes on", (_what, rows, words) => {
    const good = set("good.jsonl", [{ ...placed("No «acne»."), expected: { polarity: "negated" } }]);
    const { status, stdout, stderr } = leydig(["score", set("odd.jsonl", rows), good]);
    expect(status).toBe(2);
    expect(stderr).toContain(words);
    expect(stdout).toContain("all axes");
  });

  it("exits 2 for a path that is not there", () => {
    expect(leydig(["score", "gone.jsonl"])).toMatchObject({
      status: 2,
      stderr: expect.stringContaining("no such file"),
    });
  });
});
