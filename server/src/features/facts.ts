/** Facts as Markdown: the statement, its sources as links, how it was verified, as of when. */
import type { Knowledge } from "../knowledge/knowledge.ts";
import { markInWords } from "../knowledge/marks.ts";
import type { Fact, Mark, Reference } from "../knowledge/schema.ts";

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

const brief: Record<Mark, string> = { V: "seen", V2: "second-hand", K: "known" };

/** What the short words of `briefProvenance` mean: stands once under a table. */
export const briefLegend =
  "_seen: in the source; second-hand: in an account of it; known: widely known, source not opened_";

/** Provenance for a table cell: "(Coviello 2005; seen)", or "(seen)" where `labels`, the cell's heads, name the source. */
export function briefProvenance(
  fact: Pick<Fact, "mark" | "sources" | "asOf">,
  knowledge: Knowledge,
  labels: readonly string[],
): string {
  const references = fact.sources.flatMap((key) => knowledge.references.get(key) ?? []);
  const isNamed = ({ short }: Reference) => labels.some((label) => label.includes(short) || short.startsWith(label));
  const link = (words: string, url: string | undefined) => (url ? `[${words}](${url})` : words);
  return `_(${[
    ...references.filter((reference) => !isNamed(reference)).map(({ short, url }) => link(short, url)),
    link(brief[fact.mark], references.find(isNamed)?.url),
    ...(fact.asOf ? [`as of ${fact.asOf}`] : []),
  ].join("; ")})_`;
}
