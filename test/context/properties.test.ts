import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Assertion } from "../../server/src/context/assertion.ts";
import { readAssertions } from "../../server/src/context/read.ts";
import { readNote } from "../../server/src/text/read.ts";
import { cues, headings, readOne, targetAt } from "./read-marked.ts";

const drugs = [
  "testosterone",
  "anastrozole",
  "hCG",
  "clomiphene",
  "Androgel",
  "testosterone cypionate",
  "TRT",
  "Nebido",
  "an estrogen blocker",
];
const doses = ["", " 100 mg weekly", " 0.5 mg p.o. b.i.d.", " 2 pumps daily", " 1000 IU three times a week"];
const problems = [
  "gynecomastia",
  "prostate cancer",
  "sleep apnea",
  "DVT",
  "chest pain",
  "erythrocytosis",
  "low mood",
  "testicular atrophy",
];
const ends = [
  "",
  ".",
  ", labs next week.",
  "; continue lisinopril.",
  ", no other changes.",
  ". Follow up in 3 months.",
];

type Expectation = Partial<Assertion>;
/** `@` stands for the target. */
const aroundDrugs: readonly (readonly [string, Expectation])[] = [
  ["Patient denies using @", { status: "not-taking", polarity: "negated" }],
  ["He is not taking @", { status: "not-taking", polarity: "negated" }],
  ["His father takes @", { experiencer: "family" }],
  ["His wife is on @", { experiencer: "other" }],
  ["If symptoms persist, start @", { conditionality: "conditional" }],
  ["Plan to start @", { status: "planned", temporality: "planned" }],
  ["We will begin @", { status: "planned", temporality: "planned" }],
  ["Hold @", { status: "held" }],
  ["@ was held", { status: "held" }],
  ["@ was stopped in May", { status: "discontinued" }],
  ["He stopped @", { status: "discontinued" }],
  ["Patient declines @", { status: "declined" }],
  ["@ was offered but declined", { status: "declined" }],
  ["Allergic to @", { status: "allergy" }],
  ["Restarted @", { status: "restarted" }],
  ["@ was stopped in March and restarted in June", { status: "restarted" }],
  ["He is on @", { status: "active", polarity: "affirmed" }],
  ["Continue @", { status: "continued" }],
  ["Men on @ should have a CBC", { conditionality: "education", status: null }],
];
const aroundProblems: readonly (readonly [string, Expectation])[] = [
  ["Patient denies @", { polarity: "negated" }],
  ["No evidence of @", { polarity: "negated" }],
  ["nil fevers, @", { polarity: "negated" }],
  ["@ was ruled out", { polarity: "negated" }],
  ["Denies fever but has @", { polarity: "affirmed" }],
  ["His father had @", { experiencer: "family", polarity: "affirmed" }],
  ["@ in his father", { experiencer: "family" }],
  ["Family history of @", { experiencer: "family" }],
  ["Possible @", { certainty: "uncertain" }],
  ["Return if @ develops", { conditionality: "hypothetical" }],
  ["History of @", { temporality: "historical" }],
  ["@ in 1998", { temporality: "historical" }],
  ["Risks include @", { conditionality: "education" }],
  [
    "He has @",
    {
      polarity: "affirmed",
      certainty: "certain",
      temporality: "current",
      experiencer: "patient",
      conditionality: "actual",
    },
  ],
];

describe("a sentence put in other words around the same drug or problem", () => {
  it("reads as the words around it say, 995 times in 1000", () => {
    const wrong: string[] = [];
    let count = 0;
    const check = (marked: string, expected: Expectation) => {
      count++;
      const found = readOne(marked);
      for (const [axis, value] of Object.entries(expected))
        if (found[axis as keyof Assertion] !== value)
          wrong.push(`${marked} ${axis} is ${found[axis as keyof Assertion]}, not ${value}`);
    };
    for (const end of ends) {
      for (const [frame, expected] of aroundDrugs)
        for (const drug of drugs)
          for (const dose of doses) check(`${frame.replace("@", `«${drug}»${dose}`)}${end}`, expected);
      for (const [frame, expected] of aroundProblems)
        for (const problem of problems) check(`${frame.replace("@", `«${problem}»`)}${end}`, expected);
    }
    expect(
      wrong.length / count,
      wrong.filter((_, index) => index % Math.ceil(wrong.length / 40) === 0).join("\n"),
    ).toBeLessThan(0.005);
  });
});

describe("any text", () => {
  const word = fc.constantFrom(
    "no",
    "stopped",
    "if",
    "father",
    "T",
    "testosterone",
    ",",
    ";",
    "and",
    "but",
    "on",
    "was",
    "will",
    "\n",
    "-",
    ":",
    "?",
    "in 2019",
    "5",
    "restarted",
    "denies",
    "\ud800",
  );
  const text = fc.oneof(
    fc.string(),
    fc.array(word, { maxLength: 60 }).map((words) => words.join(" ")),
  );

  it("gives one assertion for each span and never throws, twice the same", () => {
    fc.assert(
      fc.property(text, fc.array(fc.nat(400), { maxLength: 12 }), (note, offsets) => {
        const read = readNote(note, headings);
        const spans = offsets
          .map((offset) => targetAt(read, { start: offset % (note.length + 1), end: (offset % (note.length + 1)) + 5 }))
          .filter((span) => span !== null);
        const assertions = readAssertions(read, spans, cues);
        expect(assertions).toHaveLength(spans.length);
        expect(assertions).toEqual(readAssertions(read, spans, cues));
        for (const { cues: deciding } of assertions)
          for (const cue of deciding)
            expect(cue.start >= 0 && cue.start < cue.end && cue.end <= note.length).toBe(true);
      }),
      { numRuns: 300 },
    );
  });

  it("costs time in proportion to its length, even in one endless sentence", () => {
    const time = (copies: number) => {
      const note = readNote("no x1 and stopped y2, started if z3 was held ".repeat(copies), headings);
      const spans = Array.from({ length: copies * 3 }, (_, index) =>
        targetAt(note, { start: index * 15, end: index * 15 + 2 }),
      ).filter((span) => span !== null);
      const begin = performance.now();
      readAssertions(note, spans, cues);
      return performance.now() - begin;
    };
    time(200);
    const once = Math.max(1, Math.min(time(400), time(400)));
    expect(Math.min(time(3200), time(3200)) / once).toBeLessThan(8 * 4);
  });
});
