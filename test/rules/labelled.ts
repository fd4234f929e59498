/**
 * Scores the rules on notes that were written from the description of the rules and labelled before the program read
 * them: `node test/rules/labelled.ts --write` keeps the scores for the rules' pages. The program was mended on them since.
 *
 * `labelled/snippets.txt`: after "# rule", each line is a note ("\n" breaks it): "+" that the rule should report, "-" that
 * it should not. `labelled/notes.txt`: after "===" stand all rules that should report the note.
 * A label changes only where it was wrong, never to suit the program.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { analyse, type Engine } from "../../server/src/analysis.ts";
import { builtInEngine } from "../support/engine.ts";

const folder = join(import.meta.dirname, "labelled");
export const scoresFile = join(folder, "scores.json");

export interface Score {
  right: number;
  missed: number;
  wrong: number;
  silent: number;
}

/** What one labelled note should give, and what it gives. */
export interface Labelled {
  readonly note: string;
  readonly rule: string;
  readonly expected: boolean;
  readonly reported: boolean;
}

/** Every label with what the program says. In whole notes, rules about notation count only where they are named. */
export function readLabelled(engine: Engine): Labelled[] {
  const rules = Object.fromEntries([...engine.knowledge.rules.values()].map(({ id, severity }) => [id, severity]));
  const report = (note: string, chosen: typeof rules) =>
    new Set(analyse(engine, note, { rules: chosen }).findings.map((finding) => finding.rule));
  const all: Labelled[] = [];
  let rule = "";
  for (const line of readFileSync(join(folder, "snippets.txt"), "utf8").split("\n")) {
    if (line.startsWith("# ")) rule = line.slice(2);
    else if (line !== "") {
      const note = line.slice(2).replaceAll("\\n", "\n");
      all.push({ note, rule, expected: line.startsWith("+"), reported: report(note, rules).has(rule) });
    }
  }
  for (const part of readFileSync(join(folder, "notes.txt"), "utf8").split(/^===/m).slice(1)) {
    const [head = "", ...lines] = part.split("\n");
    const note = lines.join("\n");
    const expected = new Set(head.split(/[ ,]+/).filter(Boolean));
    const reported = report(note, rules);
    for (const { id, kind, core } of engine.knowledge.rules.values())
      if (expected.has(id) || (core && kind !== "notation"))
        all.push({ note, rule: id, expected: expected.has(id), reported: reported.has(id) });
  }
  return all;
}

/** The labels counted for each rule. */
export function scoresOf(labelled: readonly Labelled[]): Record<string, Score> {
  const scores: Record<string, Score> = {};
  for (const { rule, expected, reported } of labelled) {
    scores[rule] ??= { right: 0, missed: 0, wrong: 0, silent: 0 };
    scores[rule][expected ? (reported ? "right" : "missed") : reported ? "wrong" : "silent"]++;
  }
  return Object.fromEntries(Object.entries(scores).sort(([a], [b]) => (a < b ? -1 : 1)));
}

if (import.meta.main) {
  const labelled = readLabelled(builtInEngine());
  for (const { note, rule, expected, reported } of labelled)
    if (expected !== reported) console.log(`${expected ? "missed" : "wrong "} ${rule}: ${JSON.stringify(note)}`);
  const scores = scoresOf(labelled);
  const sum = (part: keyof Score) => Object.values(scores).reduce((all, score) => all + score[part], 0);
  const [right, missed, wrong] = [sum("right"), sum("missed"), sum("wrong")];
  console.log(
    `${right} reported, ${missed} missed, ${wrong} wrong of ${labelled.length} labels: precision ${(right / (right + wrong)).toFixed(3)}, recall ${(right / (right + missed)).toFixed(3)}`,
  );
  if (process.argv.includes("--write")) writeFileSync(scoresFile, `${JSON.stringify(scores, null, 2)}\n`);
}
