import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { convert } from "../../server/src/observation/units.ts";
import { labs, observationsIn } from "./vocabulary.ts";

const part = fc.constantFrom(
  "T",
  "Hct",
  "PSA",
  "LH/FSH",
  "BP",
  "H/H",
  "640",
  "48.2",
  "0.9",
  "1,050",
  "12,1",
  "%",
  "ng/dL",
  "nmol/L",
  "mg",
  "->",
  "→",
  ">",
  "<",
  "≤",
  "(",
  ")",
  "264-916",
  "-",
  ":",
  "=",
  ",",
  ";",
  ".",
  "was",
  "now",
  "from",
  "to",
  "and",
  "/",
  "|",
  "\t",
  "  ",
  "\n",
  "\n- [ ] ",
  "goal",
  "if",
  "normal",
  "H",
  "↑",
  "pending",
  "ordered",
  "declined",
  "no",
  "3/2/2025",
  "in 3 months",
  "2019",
  "today",
  "ago",
  "Plan:\n",
  "trough",
  "mmHg",
  "x10^6/mL",
);
const notes = fc.oneof(
  fc.string({ unit: "binary" }),
  fc.array(part, { maxLength: 60 }).map((parts) => parts.join(" ")),
  fc.array(part, { maxLength: 60 }).map((parts) => parts.join("")),
);

describe("any text", () => {
  it("gives observations with spans inside it, in order, and finite values", () => {
    fc.assert(
      fc.property(notes, (text) => {
        let previous = 0;
        for (const item of observationsIn(text)) {
          for (const span of [item, item.name, item.referenceRange, item.timing, item.date]) {
            if (span) expect(span.start >= 0 && span.start < span.end && span.end <= text.length).toBe(true);
          }
          expect(item.start).toBeGreaterThanOrEqual(previous);
          previous = item.start;
          if (item.value !== undefined) expect(Number.isFinite(item.value)).toBe(true);
        }
      }),
      { numRuns: 600 },
    );
  });

  it("takes time in proportion to its length", () => {
    const line =
      "Hct 48 -> 52 %, T 640 ng/dL (264-916), PSA was 0.9 last year, now 1.1; LH/FSH 2.1/3.4 and recheck CBC in 3 months ";
    const time = (text: string) => {
      const from = performance.now();
      observationsIn(text);
      return performance.now() - from;
    };
    time(line.repeat(200));
    const short = Math.min(...[0, 1, 2].map(() => time(line.repeat(200))));
    const long = Math.min(...[0, 1, 2].map(() => time(line.repeat(2000))));
    expect(long / short).toBeLessThan(40);
  });
});

describe("convert", () => {
  const lab = (id: string) => labs.find((item) => item.id === id)!;
  it.each([
    ["total-testosterone", 300, "ng/dL", "nmol/L", 10.4],
    ["total-testosterone", 20.8, "nmol/L", "ng/dL", 599.9],
    ["total-testosterone", 4.5, "ng/mL", "ng/dL", 450],
    ["hematocrit", 0.54, "L/L", "%", 54],
    ["hemoglobin", 172, "g/L", "g/dL", 17.2],
    ["estradiol", 20, "pg/mL", "pmol/L", 73.4],
    ["lh", 5, "m[IU]/mL", "[IU]/L", 5],
  ])("%s %d %s is %s", (id, value, from, to, expected) => {
    expect(convert(value, from, to, lab(id))).toBeCloseTo(expected, 1);
  });

  it("has no answer for a unit that the test is not reported in", () => {
    expect(convert(52, "g/dL", "%", lab("hematocrit"))).toBeNull();
  });
});
