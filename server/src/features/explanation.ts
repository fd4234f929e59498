/** "Why (or Why Not) This Finding": the explanation of a rule for a note, as Markdown. */
import type { Analysis, AnalysisOptions } from "../analysis.ts";
import type { Knowledge } from "../knowledge/knowledge.ts";
import { markInWords } from "../knowledge/marks.ts";
import type { Rule } from "../knowledge/rule-schema.ts";
import { type Answer, type Explanation, explain, whereOf } from "../rules/explain.ts";

/** Markdown that says what `rule` looked for in the note, what it found where, and what would settle it. */
export function explanationMarkdown(
  rule: Rule,
  { facts }: Analysis,
  knowledge: Knowledge,
  { rules = {}, draft }: AnalysisOptions,
): string {
  const told = explain(rule, facts, draft ? { rules, draft } : { rules });
  const sources = rule.sources.map((key) => {
    const reference = knowledge.references.get(key);
    if (!reference) return `- ${key}`;
    return `- ${reference.citation}${reference.url ? ` <${reference.url}>` : ""} (${markInWords(reference.mark)})`;
  });
  return [
    `# ${told.title}`,
    `\`${told.rule}\`: **${told.verdict}**`,
    `## What it needs\n\n${answers(told.needed)}`,
    ...(told.settledBy.length > 0 ? [`## What would settle it\n\n${answers(told.settledBy)}`] : []),
    `In words: ${told.settles}`,
    `## Why it matters\n\n${rule.rationale}`,
    `## Sources\n\n${sources.length > 0 ? sources.join("\n") : "Widely known; no source was opened."}`,
  ]
    .join("\n\n")
    .concat("\n");
}

function answers(list: Explanation["needed"]): string {
  return list.map(answerLine).join("\n");
}

function answerLine(answer: Answer): string {
  const { asked, met, depth } = answer;
  const where = whereOf(answer);
  return `${"  ".repeat(depth)}- ${met ? "found" : "not found in this note"}: ${asked}${where ? ` (${where})` : ""}`;
}
