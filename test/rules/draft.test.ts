/** Replaying the typing of a note that ends clean shows no absence warning on the way. */
import { describe, expect, it } from "vitest";
import { analyse } from "../../server/src/analysis.ts";
import { builtInEngine } from "../support/engine.ts";

const engine = builtInEngine();
const absence = new Set(
  [...engine.knowledge.rules.values()].filter(({ kind }) => kind === "absence").map(({ id }) => id),
);
const absences = (text: string, caret?: number) =>
  analyse(engine, text, caret === undefined ? {} : { draft: { caret, paused: false } })
    .findings.map(({ rule }) => rule)
    .filter((rule) => absence.has(rule));

const clean = [
  `HPI: 44-year-old man on testosterone cypionate 100 mg subcutaneously weekly for 2 years. Feels well, no urinary symptoms.
BP 124/78

Labs 2025-03-03: testosterone 540 ng/dL midway between injections, Hct 47 %, PSA 0.8 ng/mL, estradiol 28 pg/mL.

Assessment: secondary hypogonadism (LH 2.1 mIU/mL, prolactin 7 ng/mL), off-label therapy and alternatives discussed.

Plan:
- Continue testosterone cypionate 100 mg subcutaneously weekly.
- CBC, PSA and testosterone in 6 months.
- Not planning children, vasectomy 2018.
`,
  `A/P: Off-label clomiphene 25 mg by mouth every other day for secondary hypogonadism, discussed. Baseline testosterone 232 ng/dL and 241 ng/dL, LH 3.2 mIU/mL, prolactin 6 ng/mL.
Repeat testosterone, LH and estradiol in 6 weeks.
`,
];

describe("typing", () => {
  it.each(clean)("ends clean and is quiet on the way: %s", (note) => {
    expect(absences(note)).toEqual([]);
    for (let length = 1; length <= note.length; length++) {
      expect({ typed: note.slice(0, length), reported: absences(note.slice(0, length), length) }).toEqual({
        typed: note.slice(0, length),
        reported: [],
      });
    }
  });

  it("in the middle of a note with a plan is not held back", () => {
    const note = "HPI: tired.\n\nPlan:\n- Start testosterone gel 2 pumps daily.\n- See in 6 months.\n";
    expect(absences(note, 5)).toContain("trt-no-hematocrit");
  });

  it("at the end is told once the writer pauses", () => {
    const note = "Plan:\n- Continue testosterone gel 2 pumps daily.\n- See in 6 months";
    expect(absences(note, note.length)).toEqual([]);
    const { findings } = analyse(engine, note, { draft: { caret: note.length, paused: true } });
    expect(findings.map(({ rule }) => rule)).toContain("trt-no-hematocrit");
  });

  it("on the only line of the plan is held back", () => {
    const note = "Plan: start testosterone gel 2 pumps daily\n\nSigned: AB\n";
    expect(absences(note, note.indexOf(" daily"))).toEqual([]);
  });
});
