/** `leydig explain`: what a rule is, or why every rule spoke or did not at a line of a note. */
import { z } from "zod";
import { analyse } from "../analysis.ts";
import { leavesOf } from "../knowledge/conditions.ts";
import type { Knowledge } from "../knowledge/knowledge.ts";
import { markInWords } from "../knowledge/marks.ts";
import type { Rule, RuleCondition } from "../knowledge/rule-schema.ts";
import { loadEngine } from "../load-engine.ts";
import { explain, explanationText } from "../rules/explain.ts";
import { lineOf } from "../text/lines.ts";
import { parsed } from "./arguments.ts";
import { readNotes, reportUnreadable } from "./read-notes.ts";
import { print } from "./streams.ts";
import { UsageError } from "./usage.ts";

export const explainUsage = `  leydig explain RULE
      What a rule looks for, why, what settles it, and its sources.
  leydig explain --at FILE:LINE [RULE]
      The findings on that line (one-based) with what was found where and what was looked for. With RULE: why that rule
      spoke, or did not, in that note.`;

const Options = z.strictObject({
  at: z
    .string()
    .regex(/^.+:\d+$/, "--at takes FILE:LINE, the line counted from 1.")
    .optional(),
});

/** Returns the exit code: 0, or 2 for an unknown rule, a file that cannot be read, or wrong use. */
export function explainCommand(args: readonly string[]): number {
  const { values, positionals } = parsed(args, { at: { type: "string" } });
  const options = Options.safeParse(values);
  if (!options.success) throw new UsageError(options.error.issues.map((issue) => issue.message).join(" "));
  const [rule, ...more] = positionals;
  if (more.length > 0) throw new UsageError("Name one rule.");
  const { at } = options.data;
  if (at) return explainAt(at, rule);
  if (!rule) throw new UsageError("Name a rule, or a place with --at FILE:LINE.");
  const { knowledge } = loadEngine();
  print(`${describeRule(ruleCalled(rule, knowledge), knowledge)}\n`);
  return 0;
}

function ruleCalled(id: string, { rules }: Knowledge): Rule {
  const rule = rules.get(id);
  if (rule) return rule;
  const near = [...rules.keys()].filter(
    (known) => known.includes(id) || id.split("-").some((part) => part.length > 3 && known.includes(part)),
  );
  throw new UsageError(
    `No rule is called "${id}".${near.length > 0 ? ` Near it: ${near.slice(0, 5).join(", ")}.` : ""}`,
  );
}

function explainAt(at: string, asked: string | undefined): number {
  const colon = at.lastIndexOf(":");
  const { notes, unreadable } = readNotes([at.slice(0, colon)]);
  const [file] = notes;
  if (!file) return reportUnreadable(unreadable);
  const engine = loadEngine();
  const { facts, findings, note } = analyse(engine, file.text);
  const line = Number(at.slice(colon + 1)) - 1;
  if (line < 0 || line >= note.lineStarts.length)
    throw new UsageError(`${file.path} has ${note.lineStarts.length} lines; there is no line ${line + 1}.`);
  const here = findings.filter(({ span }) => lineOf(note.lineStarts, span.start) === line).map(({ rule }) => rule);
  const ids = asked ? [ruleCalled(asked, engine.knowledge).id] : [...new Set(here)];
  if (ids.length === 0) {
    print(`No finding on line ${line + 1}. Name a rule to learn why it did not speak.\n`);
    return 0;
  }
  const { rules, references } = engine.knowledge;
  const told = ids.map((id) => {
    const rule = rules.get(id)!;
    return [explanationText(explain(rule, facts, { rules: {} })), ...groundsOf(rule, references)].join("\n");
  });
  print(`${told.join("\n\n")}\n`);
  return 0;
}

function describeRule(rule: Rule, { references }: Knowledge): string {
  const asks = (condition: RuleCondition) => leavesOf(condition).map((leaf) => `  - ${Object.values(leaf)[0].as}`);
  return [
    `${rule.title} (${rule.id}, ${rule.severity}${rule.core ? "" : ", optional"})`,
    rule.message,
    "",
    "Looks for:",
    ...asks(rule.when),
    ...(rule.unless ? ["Settled by any of:", ...asks(rule.unless)] : []),
    ...(rule.suppress.length > 0 ? [`Says nothing in: ${rule.suppress.join(", ")}`] : []),
    "",
    `What settles it: ${rule.settledBy}`,
    ...groundsOf(rule, references),
  ].join("\n");
}

/** Why a rule is a rule, and what that rests on. */
function groundsOf({ rationale, sources }: Rule, references: Knowledge["references"]): string[] {
  const cited = sources.map((key) => {
    const reference = references.get(key);
    return reference ? `  - ${reference.citation} (${markInWords(reference.mark)})` : `  - ${key}`;
  });
  return [
    `Why it matters: ${rationale}`,
    "Sources:",
    ...(cited.length > 0 ? cited : ["  widely known; no source was opened"]),
  ];
}
