/** Turns knowledge files into checked, cross-referenced Knowledge. Pure: the caller reads the files. */
import { crossCheck } from "./cross-check.ts";
import {
  type FileKind,
  fileSchemas,
  type KnowledgeFile,
  type KnowledgeProblem,
  kindOf,
  parseKnowledgeFile,
} from "./files.ts";
import type { KnowledgeSource } from "./knowledge.ts";
import type { KnowledgeParts, Sourced } from "./parts.ts";

const listOf: Record<FileKind, keyof KnowledgeParts> = {
  "terms/": "concepts",
  "drugs/": "concepts",
  "labs/": "labs",
  "protocols/": "protocols",
  "rules/": "rules",
  "references.yaml": "references",
  "comparisons.yaml": "comparisons",
  "language/ambiguities.yaml": "ambiguities",
  "language/headings.yaml": "headings",
  "language/cues.yaml": "cues",
  "language/phrases.yaml": "phraseGroups",
  "language/look-alikes.yaml": "lookAlikes",
};

/**
 * Compiles all files. What is wrong comes back in `problems`; entries that parsed are still in `knowledge`, so that one
 * mistake does not take the rest with it. The build refuses any problem; a user's own folder reports them and goes on.
 */
export function compileKnowledge(files: readonly KnowledgeFile[]): {
  knowledge: KnowledgeSource;
  problems: KnowledgeProblem[];
} {
  const problems: KnowledgeProblem[] = [];
  const parts: KnowledgeParts = {
    concepts: [],
    labs: [],
    protocols: [],
    rules: [],
    references: [],
    comparisons: [],
    ambiguities: [],
    headings: [],
    cues: [],
    phraseGroups: [],
    lookAlikes: [],
  };
  for (const file of [...files].sort((a, b) => (a.path < b.path ? -1 : 1))) {
    const kind = kindOf(file.path);
    if (!kind) {
      problems.push({
        path: file.path,
        line: 1,
        column: 1,
        message: `No place for this file: move it to one of ${Object.keys(fileSchemas).join(", ")}.`,
      });
      continue;
    }
    const parsed = parseKnowledgeFile<unknown>(file, fileSchemas[kind]);
    problems.push(...parsed.problems);
    if (parsed.value === null) continue;
    const entries = Array.isArray(parsed.value) ? parsed.value : [parsed.value];
    for (const entry of entries) (parts[listOf[kind]] as Sourced<unknown>[]).push({ path: file.path, entry });
  }
  problems.push(...crossCheck(parts));
  return { knowledge: assemble(parts), problems };
}

function assemble(parts: KnowledgeParts): KnowledgeSource {
  const byId = <T extends { id: string }>(list: Sourced<T>[]) => new Map(list.map(({ entry }) => [entry.id, entry]));
  return {
    concepts: byId(parts.concepts),
    labs: byId(parts.labs),
    protocols: byId(parts.protocols),
    rules: byId(parts.rules),
    comparisons: byId(parts.comparisons),
    references: new Map(parts.references.map(({ entry }) => [entry.key, entry])),
    ambiguities: parts.ambiguities.map(({ entry }) => entry),
    headings: parts.headings.map(({ entry }) => entry),
    cues: parts.cues.map(({ entry }) => entry),
    phraseGroups: parts.phraseGroups.map(({ entry }) => entry),
    lookAlikes: parts.lookAlikes.map(({ entry }) => entry),
  };
}
