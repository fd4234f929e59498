/** `leydig test`: runs the examples of a workspace's own rules. */
import { analyse, type Engine, withOtherRules } from "../analysis.ts";
import type { Rule } from "../knowledge/rule-schema.ts";
import { loadEngine } from "../load-engine.ts";
import { withRules } from "../workspace/workspace.ts";
import { readWorkspace } from "../workspace-folder.ts";
import { parsed } from "./arguments.ts";
import { print } from "./streams.ts";
import { UsageError } from "./usage.ts";

export const testUsage = `  leydig test [FOLDER]
      Runs the examples of the rules in FOLDER/.leydig/rules (default: this folder). Exit code 0: all hold; 1: some do
      not; 2: a file has mistakes, each named with its line.`;

/** Returns the exit code. */
export function testRules(args: readonly string[]): number {
  const { positionals } = parsed(args, {});
  if (positionals.length > 1) throw new UsageError("Name one folder.");
  const builtIn = loadEngine();
  const workspace = readWorkspace(positionals[0] ?? ".", builtIn.knowledge);
  for (const { path, line, column, message } of workspace.problems)
    process.stderr.write(`${path}:${line}:${column} ${message}\n`);
  const engine = withOtherRules(builtIn, withRules(builtIn.knowledge, workspace));
  const failures = [...workspace.rules.values()].flatMap((rule) => failuresOf(rule, engine));
  const examples = [...workspace.rules.values()].flatMap(({ examples: { reports, silent } }) => [
    ...reports,
    ...silent,
  ]);
  for (const failure of failures) print(`${failure}\n`);
  print(`${examples.length - failures.length} passed, ${failures.length} failed\n`);
  if (workspace.problems.length > 0) return 2;
  return failures.length > 0 ? 1 : 0;
}

/** A line for each example that does not hold. */
function failuresOf(rule: Rule, engine: Engine): string[] {
  const level = { [rule.id]: rule.severity };
  const reported = (note: string) =>
    analyse(engine, note, { rules: level })
      .findings.filter((finding) => finding.rule === rule.id)
      .map(({ span }) => note.slice(span.start, span.end));
  const wrong = (why: string, expected: readonly string[], found: readonly string[]) =>
    `${rule.id}: "${why}" expects ${list(expected)}, found ${list(found)}`;
  const inReports = rule.examples.reports.flatMap(({ note, why }) => {
    const expected = [...note.matchAll(/«([^»]*)»/g)].map(([, words = ""]) => words);
    const found = reported(note.replace(/[«»]/g, ""));
    return String(found) === String(expected) ? [] : [wrong(why, expected, found)];
  });
  const inSilent = rule.examples.silent.flatMap(({ note, why }) => {
    const found = reported(note);
    return found.length === 0 ? [] : [wrong(why, [], found)];
  });
  return [...inReports, ...inSilent];
}

function list(words: readonly string[]): string {
  return words.length === 0 ? "nothing" : words.map((one) => `"${one}"`).join(", ");
}
