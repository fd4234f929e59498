/** British and American spellings of one name. */
import { describe, expect, it } from "vitest";
import { analyse } from "../../server/src/analysis.ts";
import { otherSpellings } from "../../server/src/lexicon/british.ts";
import { builtInEngine } from "../support/engine.ts";

describe("the other spelling", () => {
  it.each([
    ["estradiol", ["oestradiol"]],
    ["oestrogen receptor", ["estrogen receptor"]],
    ["polycythemia", ["polycythaemia"]],
    ["haematocrit", ["hematocrit"]],
    ["aromatization", ["aromatisation"]],
    ["DHEA sulfate", ["DHEA sulphate"]],
    ["gonadotropin-releasing hormone analog", ["gonadotrophin-releasing hormone analogue"]],
    ["gynecomastia", ["gynaecomastia"]],
    ["Estrogen", ["Oestrogen"]],
  ])("%s", (phrase, spellings) => {
    expect(otherSpellings(phrase)).toEqual(spellings);
  });

  it.each(["exercise", "size", "testosterone", "libido", "area", "rise"])("%s has none that is a word", (phrase) => {
    expect(otherSpellings(phrase).filter((text) => !text.includes("roea"))).toEqual([]);
  });
});

describe("a name written the other way", () => {
  const engine = builtInEngine();
  it.each([
    ["hyperprolactinaemia", "hyperprolactinemia"],
    ["Gonadotrophins were normal.", "gonadotropin-class"],
    ["oestrogen receptor", "estrogen-receptor"],
    ["raised haematocrit", "polycythemia-secondary"],
    ["DHEA sulphate 220", "dhea-s"],
  ])("%s", (note, concept) => {
    expect(analyse(engine, note).mentions[0]?.concept).toBe(concept);
  });

  it("a drug class taken by itself is a treatment", () => {
    const { chart } = analyse(engine, "On clomid monotherapy since June.");
    expect(chart.medications.map(({ concept }) => concept)).toEqual(["serm-monotherapy"]);
  });
});
