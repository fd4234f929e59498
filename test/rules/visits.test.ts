/**
 * Whole visits. After "===" stand the rules that report the note, commas between; none of the others may. Rules about
 * notation count only where they are named.
 */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { analyse } from "../../server/src/analysis.ts";
import { builtInEngine } from "../support/engine.ts";

const engine = builtInEngine();
const visits = readFileSync(join(import.meta.dirname, "visits.txt"), "utf8")
  .split(/^===/m)
  .slice(1)
  .map((part) => {
    const [head = "", ...lines] = part.split("\n");
    return { rules: head.split(/[ ,]+/).filter(Boolean), note: lines.join("\n") };
  });

it.each(visits)("$rules: $note", ({ rules, note }) => {
  const reported = new Set(analyse(engine, note).findings.map(({ rule }) => rule));
  const counted = [...reported].filter(
    (rule) => rules.includes(rule) || engine.knowledge.rules.get(rule)!.kind !== "notation",
  );
  expect(counted.sort()).toEqual([...rules].sort());
});
