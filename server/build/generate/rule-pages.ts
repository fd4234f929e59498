/** One page for each rule, and an index: what it says, why, what settles it, and the notes that prove it. */

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import type { Knowledge } from "../../src/knowledge/knowledge.ts";
import { markInWords } from "../../src/knowledge/marks.ts";
import type { Rule, RuleCondition } from "../../src/knowledge/rule-schema.ts";
import type { Reference } from "../../src/knowledge/schema.ts";
import type { GeneratedFile } from "./generated-file.ts";

export function generateRulePages(knowledge: Knowledge): GeneratedFile[] {
  const rules = [...knowledge.rules.values()];
  return [
    { path: "docs/rules/README.md", text: index(rules) },
    ...rules.map((rule) => ({ path: `docs/rules/${rule.id}.md`, text: page(rule, knowledge) })),
  ];
}

function index(rules: readonly Rule[]): string {
  const rows = rules.map((rule) => `| [${rule.id}](${rule.id}.md) | ${rule.severity} | ${rule.title} |`);
  return `# Rules\n\nEach rule describes the note. None of them orders care.\n\n| Rule | Severity | What it looks for |\n| --- | --- | --- |\n${rows.join("\n")}\n`;
}

const Findings = z.object({ notes: z.number(), counts: z.record(z.string(), z.number()) });

function page(rule: Rule, knowledge: Knowledge): string {
  const sources = rule.sources
    .map((key) => knowledge.references.get(key))
    .filter((reference) => reference !== undefined);
  return [
    `# ${rule.title}`,
    `\`${rule.id}\` · ${rule.severity} · ${rule.kind}${rule.core ? "" : " · optional: off until it is given a level"}`,
    `> ${rule.message.replaceAll("{subject}", "…")}`,
    `## Why\n\n${rule.rationale}`,
    `## What settles it\n\n${rule.settledBy}`,
    `## When it speaks\n\n${conditionList(rule.when)}`,
    ...(rule.unless ? [`## When it stays silent\n\n${conditionList(rule.unless)}${contextLine(rule)}`] : []),
    `## Sources\n\n${sources.length > 0 ? sources.map(sourceLine).join("\n") : "Widely known; no source was opened."}`,
    `## Examples\n\nReported:\n\n${exampleList(rule.examples.reports)}\n\nNot reported:\n\n${exampleList(rule.examples.silent)}`,
    `## Measured\n\n${measured(rule)}`,
    `## Silence it\n\nOn one line: \`<!-- leydig-disable-line ${rule.id} -->\` at its end. In one section: \`<!-- leydig-disable-section ${rule.id} -->\` in it. In one note: \`<!-- leydig-disable ${rule.id} -->\` anywhere in it.`,
  ]
    .join("\n\n")
    .concat("\n");
}

/** Notes with findings of each rule in a folder of real notes: see `test/corpus/count-findings.ts`. */
const { notes, counts } = Findings.parse(
  JSON.parse(readFileSync(join(import.meta.dirname, "../../../test/corpus/rule-findings.json"), "utf8")),
);

const Scores = z.record(
  z.string(),
  z.object({ right: z.number(), missed: z.number(), wrong: z.number(), silent: z.number() }),
);
/** How each rule does on labelled notes: see `test/rules/labelled.ts`. */
const scores = Scores.parse(
  JSON.parse(readFileSync(join(import.meta.dirname, "../../../test/rules/labelled/scores.json"), "utf8")),
);

/** Precision and recall on the labelled notes, with the counts they come from. */
function scoreLine(id: string): string[] {
  const score = scores[id];
  if (!score) return [];
  const { right, missed, wrong, silent } = score;
  const share = (part: number, all: number) => (all === 0 ? "unknown" : (part / all).toFixed(2));
  return [
    `- On notes that were labelled before the program read them (it was mended on them since): precision ${share(right, right + wrong)}, recall ${share(right, right + missed)}. Of ${right + missed} notes that it should report it reports ${right}, of ${silent + wrong} others ${wrong}.`,
  ];
}

function measured({ id, examples: { reports, silent } }: Rule): string {
  return [
    ...scoreLine(id),
    `- Of the ${reports.length} notes above that it should report it reports ${reports.length}, of the ${silent.length} others none: they are its tests.`,
    `- In ${notes.toLocaleString("en")} public notes, hardly any of them on hormone treatment, it speaks in ${counts[id] ?? 0}.`,
  ].join("\n");
}

function conditionList(condition: RuleCondition, depth = 0): string {
  const indent = "  ".repeat(depth);
  if ("all" in condition)
    return `${indent}- all of:\n${condition.all.map((part) => conditionList(part, depth + 1)).join("\n")}`;
  if ("any" in condition)
    return `${indent}- any of:\n${condition.any.map((part) => conditionList(part, depth + 1)).join("\n")}`;
  if ("sameSentence" in condition)
    return `${indent}- in one sentence:\n${condition.sameSentence.map((part) => conditionList(part, depth + 1)).join("\n")}`;
  if ("not" in condition) return `${indent}- not:\n${conditionList(condition.not, depth + 1)}`;
  return `${indent}- ${Object.values(condition)[0].as}`;
}

function contextLine(rule: Rule): string {
  return rule.suppress.length === 0 ? "" : `\n- the patient's context: ${rule.suppress.join(", ")}`;
}

function sourceLine(reference: Reference): string {
  const link = reference.url ? ` <${reference.url}>` : "";
  return `- ${reference.citation}${link} (${markInWords(reference.mark)})`;
}

function exampleList(examples: readonly { note: string; why: string }[]): string {
  return examples
    .map(
      ({ note, why }) =>
        `- ${why}\n\n  \`\`\`\n${note
          .trimEnd()
          .split("\n")
          .map((line) => `  ${line}`)
          .join("\n")}\n  \`\`\``,
    )
    .join("\n");
}
