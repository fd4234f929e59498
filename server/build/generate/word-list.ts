/** The words of the field for spell checkers: a cSpell dictionary. */
import type { Knowledge } from "../../src/knowledge/knowledge.ts";
import type { GeneratedFile } from "./generated-file.ts";

/** One word a line, sorted, of all right spellings; misspelt forms and words under four letters are left out. */
export function generateWordList(knowledge: Knowledge): GeneratedFile {
  const words = new Set<string>();
  for (const { term, forms } of knowledge.concepts.values()) {
    const spellings = [term, ...forms.filter(({ kind }) => kind !== "misspelling").map(({ text }) => text)];
    for (const spelling of spellings)
      for (const word of spelling.match(/\p{L}{4,}/gu) ?? []) words.add(word.toLowerCase());
  }
  const sorted = [...words].sort((a, b) => (a < b ? -1 : 1));
  return { path: "docs/cspell-words.txt", text: `${sorted.join("\n")}\n` };
}
