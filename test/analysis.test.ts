/** The invariants of `analyse`: total, deterministic, offsets inside the text and on the words. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { analyse } from "../server/src/analysis.ts";
import type { Trace } from "../server/src/rules/finding.ts";
import { builtInEngine } from "./support/engine.ts";

const engine = builtInEngine();

const pieces = fc.constantFrom(
  "testosterone cypionate 100 mg IM weekly",
  "anastrozole .5 mg",
  "Hct 56 %",
  "T 640",
  "E2 <5 pg/mL",
  "Plan:",
  "HPI:\n",
  "denies",
  "father had",
  "\n",
  "\n\n",
  "- ",
  "[ ] ",
  "Klinefelter",
  "trying to conceive",
  "48 -> 55",
  "2025-02-30",
  ".",
  ";",
  "|",
  "\t",
  "<!--",
  "-->",
  "```",
  "> ",
  "# ",
  "😀",
  "\ud800",
  "\u0000",
  "½",
  "(",
  ")",
);
const notes = fc.oneof(
  fc.array(fc.oneof(pieces, fc.string({ maxLength: 8 })), { maxLength: 40 }).map((parts) => parts.join(" ")),
  fc.string({ unit: "binary", maxLength: 300 }),
);

describe("analyse", () => {
  it("reads any string, twice the same, with every span inside it", () => {
    fc.assert(
      fc.property(notes, (text) => {
        const first = analyse(engine, text);
        const inText = ({ start, end }: { start: number; end: number }) =>
          expect(0 <= start && start <= end && end <= text.length).toBe(true);
        const walk = (trace: Trace): void => {
          trace.found.forEach(inText);
          trace.parts.forEach(walk);
        };
        first.mentions.forEach(inText);
        first.chart.observations.forEach(inText);
        for (const { span } of first.chart.medications) inText(span);
        for (const finding of first.findings) {
          inText(finding.span);
          expect(finding.span.end).toBeGreaterThan(finding.span.start);
          walk(finding.when);
        }
        expect(analyse(engine, text)).toEqual(first);
      }),
      { numRuns: 300 },
    );
  });

  it("gives mentions in order that do not overlap", () => {
    fc.assert(
      fc.property(notes, (text) => {
        const { mentions } = analyse(engine, text);
        for (let index = 1; index < mentions.length; index++)
          expect(mentions[index]!.start).toBeGreaterThanOrEqual(mentions[index - 1]!.end);
      }),
      { numRuns: 200 },
    );
  });

  it("takes time in proportion to the text", () => {
    const note =
      "HPI: 41 y/o man on testosterone cypionate 100 mg weekly. T 612 ng/dL, Hct 47.1 %. Denies edema.\n\nPlan:\n- Continue.\n- CBC in 3 months.\n\n";
    const time = (times: number) => {
      const text = note.repeat(times);
      let best = Number.POSITIVE_INFINITY;
      for (let run = 0; run < 5; run++) {
        const begun = performance.now();
        analyse(engine, text);
        best = Math.min(best, performance.now() - begun);
      }
      return best;
    };
    time(50);
    expect(time(800) / time(100)).toBeLessThan(8 * 3);
  });
});
