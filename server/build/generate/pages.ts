/** The knowledge as pages to read: a glossary, the references, one page for each drug and each test. */
import { describeConcept } from "../../src/features/concept-card.ts";
import { provenance } from "../../src/features/facts.ts";
import { describeLab } from "../../src/features/lab-card.ts";
import type { Knowledge } from "../../src/knowledge/knowledge.ts";
import { markInWords } from "../../src/knowledge/marks.ts";
import { type Category, type Concept, Category as categories } from "../../src/knowledge/schema.ts";
import type { GeneratedFile } from "./generated-file.ts";

const notice =
  "Generated from `server/knowledge`. Check every fact against the current label and guideline before you act on it.";

export function generatePages(knowledge: Knowledge): GeneratedFile[] {
  const drugs = [...knowledge.concepts.values()].filter(({ category }) => category === "drug").sort(byTerm);
  const labs = [...knowledge.labs.values()].sort((a, b) => a.name.localeCompare(b.name, "en"));
  return [
    { path: "docs/glossary.md", text: glossary(knowledge) },
    { path: "docs/references.md", text: referenceList(knowledge) },
    {
      path: "docs/drugs/README.md",
      text: list(
        "Drugs",
        drugs.map(({ id, term }) => [id, term]),
      ),
    },
    ...drugs.map((drug) => page(`docs/drugs/${drug.id}.md`, drug.term, describeConcept(drug, knowledge))),
    {
      path: "docs/labs/README.md",
      text: list(
        "Tests and measurements",
        labs.map(({ id, name }) => [id, name]),
      ),
    },
    ...labs.map((lab) => page(`docs/labs/${lab.id}.md`, lab.name, describeLab(lab, null, knowledge))),
  ];
}

function byTerm(a: Concept, b: Concept): number {
  return a.term.localeCompare(b.term, "en");
}

function page(path: string, title: string, body: string): GeneratedFile {
  return { path, text: `# ${title}\n\n${body}\n\n---\n\n${notice}\n` };
}

function list(title: string, entries: readonly (readonly [id: string, name: string])[]): string {
  return `# ${title}\n\n${entries.map(([id, name]) => `- [${name}](${id}.md)`).join("\n")}\n\n---\n\n${notice}\n`;
}

function glossary(knowledge: Knowledge): string {
  const concepts = [...knowledge.concepts.values()];
  const sections = categories.options.flatMap((category: Category) => {
    const own = concepts.filter((concept) => concept.category === category).sort(byTerm);
    return own.length === 0 ? [] : [`## ${titleOf(category)}\n\n${own.map((one) => entry(one, knowledge)).join("\n")}`];
  });
  return `# Glossary\n\nThe ${concepts.length} terms that Leydig knows, each with where its definition comes from.\n\n${sections.join("\n\n")}\n\n---\n\n${notice}\n`;
}

function entry({ id, term, category, definition }: Concept, knowledge: Knowledge): string {
  const name = category === "drug" ? `[${term}](drugs/${id}.md)` : term;
  return `- **${name}**: ${definition.text} ${provenance(definition, knowledge)}`;
}

function titleOf(category: Category): string {
  const words = category.replaceAll("-", " ");
  return words.charAt(0).toUpperCase() + words.slice(1);
}

function referenceList({ references }: Knowledge): string {
  const lines = [...references.values()].map(
    ({ key, citation, url, seen, mark }) =>
      `- **${key}** ${citation}${url ? ` <${url}>` : ""} (${markInWords(mark)}; checked: ${seen})`,
  );
  return `# References\n\n${lines.join("\n")}\n\n---\n\n${notice}\n`;
}
