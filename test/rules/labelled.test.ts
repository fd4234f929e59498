import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { builtInEngine } from "../support/engine.ts";
import { readLabelled, type Score, scoresFile, scoresOf } from "./labelled.ts";

const engine = builtInEngine();
const scores = scoresOf(readLabelled(engine));

it("the scores on the rules' pages are those of this program", () => {
  const kept = JSON.parse(readFileSync(scoresFile, "utf8")) as Record<string, Score>;
  expect(scores, "node test/rules/labelled.ts --write, then build").toEqual(kept);
});

it("a rule that is wrong more often than once in fifty is a hint or off", () => {
  const loud = [...engine.knowledge.rules.values()].filter(({ core, severity }) => core && severity !== "hint");
  const distrusted = loud.filter(({ id }) => scores[id]!.wrong / (scores[id]!.right + scores[id]!.wrong) > 0.02);
  expect(distrusted.map(({ id }) => id)).toEqual([]);
});

it("of 100 findings that the labels ask for, 97 are reported", () => {
  const sum = (part: keyof Score) => Object.values(scores).reduce((all, score) => all + score[part], 0);
  expect(sum("right") / (sum("right") + sum("missed"))).toBeGreaterThanOrEqual(0.97);
});
