import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { convert } from "../../server/src/observation/units.ts";
import { clinic } from "./fixtures/clinic.ts";
import { followUp } from "./fixtures/follow-up.ts";
import { lists } from "./fixtures/lists.ts";
import { prose } from "./fixtures/prose.ts";
import { records } from "./fixtures/records.ts";
import { statuses } from "./fixtures/statuses.ts";
import { visits } from "./fixtures/visits.ts";
import { labs, observationsIn, read } from "./vocabulary.ts";

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
  "forty-eight",
  "point",
  "400s",
  "k",
  "ish",
  "+",
  "....",
  "<-",
  "by",
  "rose",
  "and",
  "x 2",
  "12/12",
  "last",
  "March",
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

  it.each([". ", ".", "T, ", "LH/", "1/", "one ", "20s to ", "( ", "3/2 ", "Hct <"])(
    "takes time in proportion to its length: %s",
    (part) => {
      const time = (text: string) => {
        const from = performance.now();
        observationsIn(text);
        return performance.now() - from;
      };
      time(`T ${part.repeat(500)}`);
      const short = Math.min(...[0, 1, 2].map(() => time(`T ${part.repeat(2000)}`)));
      const long = Math.min(...[0, 1].map(() => time(`T ${part.repeat(20_000)}`)));
      expect(long / Math.max(short, 0.5)).toBeLessThan(60);
    },
  );

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

const fixtures = [...lists, ...prose, ...visits, ...records, ...clinic, ...followUp, ...statuses].map(([note]) => note);

describe("an observation", () => {
  it("stands on the words it was read from", () => {
    for (const note of fixtures) {
      for (const { start, end, value } of observationsIn(note)) {
        const words = note
          .slice(start, end)
          .replaceAll(/(?<=\d),(?=\d{3})/g, "")
          .replaceAll(/(?<=\d),(?=\d)/g, ".");
        const numbers = (words.match(/\d*\.?\d+/g) ?? []).map(Number);
        // In words ("forty-eight") and in thousands ("1.1k") the digits are not in the text.
        if (value !== undefined && numbers.length > 0 && !/\dk/.test(words)) expect(numbers).toContain(Math.abs(value));
      }
    }
  });

  it("is read back from its own words", () => {
    const values = fc.record({
      test: fc.constantFrom(
        ["T", "ng/dL", 5, 3000],
        ["Testosterone", "nmol/L", 1, 90],
        ["E2", "pg/mL", 1, 400],
        ["Hct", "%", 15, 75],
        ["PSA", "ng/mL", 1, 500],
        ["LH", "[IU]/L", 1, 100],
      ),
      share: fc.double({ min: 0, max: 1, noNaN: true }),
      comparator: fc.constantFrom("", "<", ">"),
      link: fc.constantFrom(" ", ": ", " = ", " was ", " of "),
      hasUnit: fc.boolean(),
    });
    fc.assert(
      fc.property(values, ({ test: [name, ucum, low, high], share, comparator, link, hasUnit }) => {
        const value = Number((Number(low) + share * (Number(high) - Number(low))).toPrecision(3));
        const unit = String(ucum).replace("[IU]", "IU");
        const [item, ...more] = observationsIn(`${name}${link}${comparator}${value}${hasUnit ? ` ${unit}` : ""}`);
        expect(more).toEqual([]);
        expect(item).toMatchObject({ value, status: "resulted", ...(hasUnit ? { unit: ucum } : {}) });
        expect(item!.comparator ?? "").toBe(comparator);
      }),
      { numRuns: 400 },
    );
  });

  it("is the same with an unrelated paragraph before or after it", () => {
    for (const note of fixtures) {
      const expected = read(note);
      expect(read(`${note}\n\nHe sleeps well.`)).toEqual(expected);
      expect(read(`He sleeps well.\n\n${note}`).length).toBe(expected.length);
    }
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
