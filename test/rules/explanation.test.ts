/** A finding is explained by construction: the trace names what matched and what was looked for and not found. */
import { describe, expect, it } from "vitest";
import { analyse } from "../../server/src/analysis.ts";
import { explain, explanationText } from "../../server/src/rules/explain.ts";
import type { Trace } from "../../server/src/rules/finding.ts";
import { builtInEngine } from "../support/engine.ts";

const engine = builtInEngine();
const note =
  "35 y/o man on TRT.\n\nPlan:\n- Continue testosterone cypionate 120 mg weekly. CBC in 3 months.\n- Start anastrozole 0.5 mg twice weekly.\n";

const leaves = (trace: Trace): Trace[] => (trace.parts.length === 0 ? [trace] : trace.parts.flatMap(leaves));

describe("the explanation of a finding", () => {
  const finding = analyse(engine, note).findings.find(({ rule }) => rule === "ai-without-estradiol");

  it("shows where the condition was met", () => {
    const met = leaves(finding!.when).filter((leaf) => leaf.met);
    expect(met.map((leaf) => [leaf.asked, note.slice(leaf.found[0]!.start, leaf.found[0]!.end)])).toEqual([
      ["an aromatase inhibitor in use", "anastrozole"],
    ]);
  });

  it("names everything that was looked for and not found", () => {
    const missing = leaves(finding!.unless!).filter((leaf) => !leaf.met);
    expect(missing.map((leaf) => leaf.asked)).toContain("an estradiol result, order or plan");
  });

  it("names society and year, and what would settle it", () => {
    expect(finding!.detail).toContain("AUA 2018");
    expect(finding!.detail).toContain("What settles it: An estradiol result, an order, a plan");
  });

  it("inserts a line with blanks into the plan, in the style of its list", () => {
    const { offset, text } = finding!.fixes[0]!.snippet!;
    expect(note.slice(0, offset).endsWith("twice weekly.")).toBe(true);
    expect(text.startsWith("\n- Estradiol (LC/MS) ${1:__} pg/mL")).toBe(true);
  });

  it("goes when the inserted line is there", () => {
    const { offset, text } = finding!.fixes[0]!.snippet!;
    const inserted = text.replace(/\$\{\d+:([^}]*)\}/g, "$1");
    const mended = note.slice(0, offset) + inserted + note.slice(offset);
    expect(analyse(engine, mended).findings.map(({ rule }) => rule)).not.toContain("ai-without-estradiol");
  });
});

describe("what stands near an answer", () => {
  const explained = (id: string, text: string) =>
    explanationText(explain(engine.knowledge.rules.get(id)!, analyse(engine, text).facts, { rules: {} }));

  it.each([
    ["hct-high-on-testosterone", "On AndroGel. Hct 51 %. Continue.", 'named otherwise: line 1 "Hct 51 %" (resulted)'],
    [
      "hct-high-on-testosterone",
      "Testosterone stopped in May. Hct 56 %. Recheck in 3 months.",
      'named otherwise: line 1 "Testosterone" (discontinued)',
    ],
    ["trt-thrombophilia-vte", "On AndroGel. No DVT.", 'named otherwise: line 1 "DVT" (absent)'],
  ])("%s: %s", (id, text, expected) => {
    expect(explained(id, text)).toContain(expected);
  });

  it("is not told where the note says nothing of it", () => {
    expect(explained("trt-thrombophilia-vte", "On AndroGel. Feels well.")).not.toContain("named otherwise");
  });
});

describe("silencing comments", () => {
  const line = "- Start anastrozole 0.5 mg twice weekly.";

  it("on the line silence the named rule there", () => {
    const silenced = note.replace(line, `${line} <!-- leydig-disable-line ai-without-estradiol -->`);
    expect(analyse(engine, silenced).findings).toEqual([]);
  });

  it("on another line or for another rule change nothing", () => {
    const other = note.replace(
      "35 y/o man on TRT.",
      "35 y/o man on TRT. <!-- leydig-disable-line ai-without-estradiol -->",
    );
    expect(analyse(engine, other).findings).toHaveLength(1);
    const wrong = note.replace(line, `${line} <!-- leydig-disable-line trt-no-hematocrit -->`);
    expect(analyse(engine, wrong).findings).toHaveLength(1);
  });

  it("anywhere in the note silence a rule for the whole note", () => {
    expect(analyse(engine, `<!-- leydig-disable ai-without-estradiol -->\n${note}`).findings).toEqual([]);
  });

  it("are not read as part of the note", () => {
    const mentions = analyse(engine, "Plan <!-- estradiol ordered, testosterone -->").mentions;
    expect(mentions).toEqual([]);
  });
});
