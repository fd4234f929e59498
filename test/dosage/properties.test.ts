/** What holds for every string and every dosage. DOSAGE_RUNS sets how many are tried (10,000 unless told). */
import fc from "fast-check";
import { expect, test } from "vitest";
import type { Dosage, DosageReading } from "../../server/src/dosage/dosage.ts";
import { formatDosage } from "../../server/src/dosage/format.ts";
import { readDosage, readDosageText } from "../../server/src/dosage/read.ts";
import { tokenize } from "../../server/src/text/tokens.ts";
import { dosageReading, sig } from "./arbitrary.ts";

const numRuns = Number(process.env.DOSAGE_RUNS ?? 10_000);
const timeout = 20_000 + numRuns / 5;

/** A step without where it was read. */
function content(reading: DosageReading): Partial<Dosage>[] {
  return reading.steps.map(({ span: _span, text: _text, ...rest }) => rest);
}

test("a dosage written out reads back the same", { timeout }, () => {
  fc.assert(
    fc.property(dosageReading, (reading) => {
      const text = formatDosage(reading);
      const again = readDosageText(text);
      expect({ text, abstained: again.abstained, steps: content(again) }).toEqual({
        text,
        abstained: false,
        steps: content(reading),
      });
    }),
    { numRuns },
  );
});

test("an instruction read, written out and read again is the same", { timeout }, () => {
  fc.assert(
    fc.property(sig, (text) => {
      const reading = readDosageText(text);
      if (reading.abstained || reading.steps.length === 0) return;
      const again = readDosageText(formatDosage(reading));
      expect({ text, steps: content(again), weekly: again.weekly }).toEqual({
        text,
        steps: content(reading),
        weekly: reading.weekly,
      });
    }),
    { numRuns },
  );
});

const word = fc.constantFrom(
  "100",
  "0.5",
  "1/2",
  "mg",
  "mL",
  "mg/mL",
  "tab",
  "q",
  "every",
  "weekly",
  "bid",
  "(",
  ")",
  ",",
  "then",
  "and",
  "or",
  "-",
  "x",
  "days",
  "on",
  "off",
  "max",
  "prn",
  "for",
  "Mon",
  "M/W/F",
  "at",
  "0",
  "weeks",
  "#",
  "%",
  "/",
  "twice",
  "half",
  "divided",
  "½",
  "1.2.3",
  "ago",
  "\n",
  "units",
  "increase",
  "to",
  "by",
  "OD",
  "eye",
);

test("any string gives a reading whose spans lie in the text and whose amounts are finite", { timeout }, () => {
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string({ unit: "binary" }),
        fc.string(),
        fc.array(word, { maxLength: 25 }).map((words) => words.join(" ")),
      ),
      (text) => {
        const { steps, weekly, abstained, reason } = readDosageText(text);
        if (abstained) expect(reason).toBeTruthy();
        if (weekly) expect(Number.isFinite(weekly.low) && weekly.low <= weekly.high).toBe(true);
        for (const step of steps) {
          expect(step.span.start >= 0 && step.span.start < step.span.end && step.span.end <= text.length).toBe(true);
          expect(step.text).toBe(text.slice(step.span.start, step.span.end));
          if (step.dose)
            expect("low" in step.dose ? step.dose.low.value <= step.dose.high.value : step.dose.value >= 0).toBe(true);
        }
      },
    ),
    { numRuns },
  );
});

test("a stretch of tokens reads as the same words alone", { timeout }, () => {
  fc.assert(
    fc.property(sig, (text) => {
      const before = "Testosterone cypionate ";
      const tokens = tokenize(`${before}${text}. Recheck in 6 weeks`);
      const to = tokens.count - 5;
      const inside = readDosage(`${before}${text}. Recheck in 6 weeks`, tokens, 2, to);
      const alone = tokenize(text);
      const direct = readDosage(text, alone, 0, alone.count);
      expect(inside ? content(inside) : null).toEqual(direct ? content(direct) : null);
    }),
    { numRuns: Math.min(numRuns, 10_000) },
  );
});

test("cost grows with the text, not faster", () => {
  const time = (text: string) => {
    const start = performance.now();
    readDosageText(text);
    return performance.now() - start;
  };
  for (const piece of ["q", "1 to ", "1/", "(", "every other ", "Mon-", "b.", "at 0 and ", "as needed for pain or "]) {
    time(piece.repeat(1000));
    expect(time(piece.repeat(50_000))).toBeLessThan(250);
  }
});
