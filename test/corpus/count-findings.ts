/**
 * Counts what every rule reports on a folder of notes, optional rules included: `node test/corpus/count-findings.ts FOLDER`.
 * `--write` keeps the counts for the rules' pages.
 */
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { analyse } from "../../server/src/analysis.ts";
import { builtInEngine } from "../support/engine.ts";

const [folder, flag] = process.argv.slice(2);
if (!folder) throw new Error("Say where the notes are: node test/corpus/count-findings.ts FOLDER [--write]");
const engine = builtInEngine();
const rules = Object.fromEntries([...engine.knowledge.rules.values()].map(({ id, severity }) => [id, severity]));
const counts: Record<string, number> = Object.fromEntries(
  Object.keys(rules)
    .sort()
    .map((id) => [id, 0]),
);
let notes = 0;
for (const name of readdirSync(folder, { recursive: true, encoding: "utf8" })) {
  if (!/\.(note|txt|md)$/.test(name)) continue;
  notes++;
  const { findings } = analyse(engine, readFileSync(join(folder, name), "utf8"), { rules });
  for (const rule of new Set(findings.map((finding) => finding.rule))) counts[rule] = (counts[rule] ?? 0) + 1;
}
const text = `${JSON.stringify({ notes, counts }, null, 2)}\n`;
if (flag === "--write") writeFileSync(join(import.meta.dirname, "rule-findings.json"), text);
else process.stdout.write(text);
