import { describe, expect, it } from "vitest";
import { builtInKnowledge } from "../../server/build/knowledge-folder.ts";
import { describeConcept } from "../../server/src/features/concept-card.ts";
import { describeLab } from "../../server/src/features/lab-card.ts";
import { compileKnowledge } from "../../server/src/knowledge/compile.ts";

const knowledge = builtInKnowledge();
const card = (id: string) => describeConcept(knowledge.concepts.get(id)!, knowledge);

describe("what the societies say", () => {
  it.each([
    ["hypogonadism", "Low testosterone, by society", "Below 300 ng/dL"],
    ["lab-hct", "Hematocrit and testosterone, by society", "restart at a lower dose"],
    ["lab-psa", "PSA and testosterone, by society", "1.4 ng/mL"],
    ["trt", "Reasons not to start testosterone, by society", "IPSS above 19"],
    ["tryingtoconceive", "Testosterone and the wish for children, by society", "absolute contraindication"],
    ["aromatase-inhibitor", "Estradiol and testosterone, by society", "in all men on an aromatase inhibitor"],
    ["lab-semen", "Semen, lower reference limits", "16 (15 to 18)"],
    ["serm", "Replacing testosterone, or raising the body's own", "FSH rise"],
  ])("stands on the card of %s", (id, title, words) => {
    expect(card(id)).toContain(title);
    expect(card(id)).toContain(words);
  });

  it.each(["testis", "fatigue", "weekly", "insulin"])("leaves the card of %s alone", (id) => {
    expect(card(id)).not.toContain("by society");
  });

  it("says nothing where nothing was found", () => {
    expect(card("lab-hct")).toContain("| CMAJ 2015, CUA 2021 | – |");
  });

  it("names the source of a line and when the test is due", () => {
    const shown = describeLab(knowledge.labs.get("hematocrit")!, null, knowledge);
    expect(shown).toContain("When it is measured");
    expect(shown).toMatch(/\| BSSM 2017 \| > 54 % \| .* \| _\(seen\)_ \|/);
  });

  it("names a source in a cell only where the heads do not", () => {
    expect(card("serm")).toMatch(/Sperm counts were conserved.* _\(\[Wiehle 2014\]\(.*\); seen\)_/);
    expect(card("lab-hct")).toMatch(/\| AUA 2018 \| Should be below 50 %\. _\(\[seen\]\(https:.*?\)\)_/);
  });

  it("writes a scale with another zero as an equation", () => {
    expect(describeLab(knowledge.labs.get("hba1c")!, null, knowledge)).toContain("% = 0.0915 × mmol/mol + 2.15");
  });
});

describe("a range", () => {
  it("says that it is the laboratory's own, or whose it is", () => {
    for (const lab of knowledge.labs.values())
      for (const { text } of lab.ranges)
        expect(text, lab.id).toMatch(/lab-specific|WHO|same population|not a reference range|target depends/i);
  });
});

describe("a mistake in a table", () => {
  const problemsOf = (text: string) =>
    compileKnowledge([{ path: "comparisons.yaml", text }]).problems.map(({ message }) => message);

  it.each([
    [
      "a row that is too short",
      "- { id: x, title: X, columns: [A, B], about: [], rows: [{ aspect: Row, cells: [null] }] }\n",
      "1 cells",
    ],
    ["a subject that is no concept", "- { id: x, title: X, columns: [A], about: [wonder], rows: [] }\n", '"wonder"'],
    [
      "a column that is no concept, with no subject",
      "- { id: x, title: X, columns: [wonder], rows: [] }\n",
      '"wonder"',
    ],
    [
      "a cell without a source",
      "- { id: x, title: X, columns: [A], rows: [{ aspect: R, cells: [{ text: T., mark: V }] }] }\n",
      "without a source",
    ],
  ])("is reported: %s", (_what, text, words) => {
    expect(problemsOf(text).join("\n")).toContain(words);
  });
});
