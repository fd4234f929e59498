import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { buildLexicon, findPhrases } from "../../server/src/lexicon/lexicon.ts";
import { pluralOf } from "../../server/src/lexicon/plural.ts";
import { tokenize } from "../../server/src/text/tokens.ts";

const phrases = [
  "T-cyp",
  "test cyp",
  "E2",
  "5-ARI",
  "LC/MS",
  "testosterone",
  "testosterone cypionate",
  "cialis",
  "MK-677",
  "i.m.",
  "Klinefelter's",
];
const lexicon = buildLexicon([
  ...phrases.map((text, value) => ({ text, value, exactCase: false })),
  { text: "AI", value: phrases.length, exactCase: true },
]);

/** What is found, in the words of the note. */
function find(text: string): string[] {
  const tokens = tokenize(text);
  return findPhrases(lexicon, text, tokens).map((match) =>
    text.slice(tokens.start[match.firstToken], tokens.end[match.endToken - 1]),
  );
}

describe("the lexicon finds", () => {
  it.each([
    ["case and hyphens folded", "TEST-CYP t cyp", ["TEST-CYP", "t cyp"]],
    [
      "letters and digits with or without a hyphen",
      "e2, E-2, 5ARI, 5 ari, mk677",
      ["e2", "E-2", "5ARI", "5 ari", "mk677"],
    ],
    ["the longest phrase", "testosterone cypionate; testosterone", ["testosterone cypionate", "testosterone"]],
    ["a phrase across a wrapped line", "testosterone\ncypionate", ["testosterone\ncypionate"]],
    ["marks with or without spaces", "LC/MS lc / ms", ["LC/MS", "lc / ms"]],
    ["typographic hyphens and apostrophes", "T‑cyp Klinefelter’s", ["T‑cyp", "Klinefelter’s"]],
    ["points between letters", "given i.m.", ["i.m."]],
  ])("%s", (_what, text, expected) => {
    expect(find(text)).toEqual(expected);
  });
});

describe("the lexicon leaves alone", () => {
  it.each([
    ["a part of a word", "specialist, superficialis"],
    ["words that are glued where the phrase has a space", "testcyp"],
    ["a tight form pulled apart", "E 2"],
    ["another case of an exact form", "ai, Ai"],
    ["a phrase across a blank line", "test\n\ncyp"],
    ["a phrase across other words", "test of cyp"],
  ])("%s", (_what, text) => {
    expect(find(text)).toEqual([]);
  });

  it("words that are not in it (any string)", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 200 }), (text) => {
        for (const found of find(text)) {
          const squeezed = found.toLowerCase().replace(/[\s-]/g, "");
          expect([...phrases, "AI"].map((phrase) => phrase.toLowerCase().replace(/[\s-]/g, ""))).toContain(squeezed);
        }
      }),
    );
  });
});

describe("tokens", () => {
  it("lie inside the text, in order, and leave out only space", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 300 }), (text) => {
        const tokens = tokenize(text);
        let previous = 0;
        for (let index = 0; index < tokens.count; index++) {
          expect(tokens.start[index]).toBeGreaterThanOrEqual(previous);
          expect(tokens.end[index]).toBeGreaterThan(tokens.start[index]!);
          expect(
            text
              .slice(previous, tokens.start[index])
              .trim()
              .replace(/[\p{C}\p{Z}]/gu, ""),
          ).toBe("");
          previous = tokens.end[index]!;
        }
        expect(previous).toBeLessThanOrEqual(text.length);
      }),
    );
  });

  it.each([
    ["200mg/mL", ["200", "mg", "/", "mL"]],
    ["1,050 ng/dL", ["1,050", "ng", "/", "dL"]],
    [".5 mg", [".5", "mg"]],
    ["E3.5D", ["E", "3.5", "D"]],
    ["p.o. b.i.d.", ["p", ".", "o", ".", "b", ".", "i", ".", "d", "."]],
    ["2,5 and 3", ["2", ",", "5", "and", "3"]],
  ])("of %s", (text, expected) => {
    const tokens = tokenize(text);
    expect(
      Array.from({ length: tokens.count }, (_, index) => text.slice(tokens.start[index], tokens.end[index])),
    ).toEqual(expected);
  });
});

describe("plurals", () => {
  it.each([
    ["SERM", "SERMs"],
    ["testosterone pellet", "testosterone pellets"],
    ["biopsy", "biopsies"],
    ["hypothesis", "hypotheses"],
    ["patch", "patches"],
    ["testes", null],
    ["E2", null],
    ["im", null],
    ["T", null],
  ])("%s -> %s", (word, plural) => {
    expect(pluralOf(word)).toBe(plural);
  });
});
