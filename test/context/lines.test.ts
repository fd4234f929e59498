/** Every axis of short lines: what is said of the marked words, and nothing else. */
import { describe, expect, it } from "vitest";
import type { Assertion } from "../../server/src/context/assertion.ts";
import { lines } from "./line-notes.ts";
import { readAll } from "./read-marked.ts";

type Axes = Partial<Pick<Assertion, "polarity" | "certainty" | "temporality" | "experiencer">>;

const plain: Axes = { polarity: "affirmed", certainty: "certain", experiencer: "patient" };

const expected: Readonly<Record<Exclude<keyof typeof lines, "notActual">, Axes>> = {
  present: { ...plain, temporality: "current" },
  past: { ...plain, temporality: "historical" },
  denied: { ...plain, polarity: "negated" },
  uncertain: { ...plain, certainty: "uncertain" },
  relatives: { ...plain, experiencer: "family" },
  deniedOfRelatives: { ...plain, polarity: "negated", experiencer: "family" },
  others: { ...plain, experiencer: "other" },
};

for (const [name, axes] of Object.entries(expected)) {
  describe(name, () => {
    for (const note of lines[name as keyof typeof expected])
      it(note, () => {
        for (const assertion of readAll(note)) expect(assertion).toMatchObject({ ...axes, conditionality: "actual" });
      });
  });
}

describe("not actual", () => {
  for (const note of lines.notActual)
    it(note, () => {
      for (const assertion of readAll(note)) expect(assertion.conditionality).not.toBe("actual");
    });
});
