/** Facts as Markdown: the statement, its sources as links, how it was verified, as of when. */
import type { Knowledge } from "../knowledge/knowledge.ts";
import { markInWords } from "../knowledge/marks.ts";
import type { Fact } from "../knowledge/schema.ts";

/** One fact with its provenance in small type. */
export function factLine(fact: Fact, knowledge: Knowledge): string {
  return `${fact.text} ${provenance(fact, knowledge)}`;
}

/** A bullet list, or nothing for no facts. */
export function factList(title: string, facts: readonly Fact[], knowledge: Knowledge): string[] {
  if (facts.length === 0) return [];
  return [`**${title}**\n\n${facts.map((fact) => `- ${factLine(fact, knowledge)}`).join("\n")}`];
}

/** "(Coviello 2005; seen in the source; as of 2025-03)". */
export function provenance(fact: Pick<Fact, "mark" | "sources" | "asOf">, knowledge: Knowledge): string {
  const sources = fact.sources.map((key) => {
    const reference = knowledge.references.get(key);
    if (!reference) return key;
    return reference.url ? `[${reference.short}](${reference.url})` : reference.short;
  });
  return `_(${[...sources, markInWords(fact.mark), ...(fact.asOf ? [`as of ${fact.asOf}`] : [])].join("; ")})_`;
}
