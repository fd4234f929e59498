/**
 * The knowledge folder's layout: which file holds what, parsed and checked.
 * `terms/*.yaml` and `language/*.yaml` hold lists; drugs, labs, protocols and rules are one file each.
 */

import { LineCounter, parseDocument } from "yaml";
import type { ZodType } from "zod";
import { z } from "zod";
import { PhraseGroup, Rule } from "./rule-schema.ts";
import { Ambiguity, Comparison, Concept, Cue, Lab, Protocol, Reference, SectionHeadings } from "./schema.ts";

export interface KnowledgeFile {
  /** Path below the knowledge folder, with forward slashes: `drugs/anastrozole.yaml`. */
  readonly path: string;
  readonly text: string;
}

/** Something wrong in a knowledge file, at its place, with the remedy in the message. Line and column are one-based. */
export interface KnowledgeProblem {
  readonly path: string;
  readonly line: number;
  readonly column: number;
  readonly message: string;
}

/** What each folder or file holds. Also what the exported JSON Schemas are made from. */
export const fileSchemas = {
  "terms/": z.array(Concept),
  "drugs/": Concept,
  "labs/": Lab,
  "protocols/": Protocol,
  "rules/": Rule,
  "references.yaml": z.array(Reference),
  "comparisons.yaml": z.array(Comparison),
  "language/ambiguities.yaml": z.array(Ambiguity),
  "language/headings.yaml": z.array(SectionHeadings),
  "language/cues.yaml": z.array(Cue),
  "language/phrases.yaml": z.array(PhraseGroup),
  "language/look-alikes.yaml": z.array(z.string().trim().min(1)),
} as const;

export type FileKind = keyof typeof fileSchemas;

/** Which kind of knowledge a path holds, or null where the folder has no place for it. */
export function kindOf(path: string): FileKind | null {
  for (const kind of Object.keys(fileSchemas) as FileKind[]) {
    if (kind.endsWith("/") ? path.startsWith(kind) : path === kind) return kind;
  }
  return null;
}

/** A parsed value and where in its file each part stands. */
export interface ParsedFile<T> {
  readonly value: T | null;
  readonly problems: readonly KnowledgeProblem[];
}

/** Parses one YAML file with its schema. Never throws: what is wrong comes back as problems with line and remedy. */
export function parseKnowledgeFile<T>(file: KnowledgeFile, schema: ZodType<T>): ParsedFile<T> {
  const lines = new LineCounter();
  const document = parseDocument(file.text, { lineCounter: lines, prettyErrors: false });
  const at = (offset: number, message: string): KnowledgeProblem => {
    const { line, col } = lines.linePos(offset);
    return { path: file.path, line, column: col, message };
  };
  if (document.errors.length > 0) {
    return {
      value: null,
      problems: document.errors.map((error) => at(error.pos[0], `${error.message} Mend the YAML here.`)),
    };
  }
  const parsed = schema.safeParse(document.toJS());
  if (parsed.success) return { value: parsed.data, problems: [] };
  const problems = parsed.error.issues.map((issue) => {
    const path = issue.path.filter((part) => typeof part !== "symbol");
    const node = nearestNode(document, path);
    const where = path.length > 0 ? `"${path.join(".")}": ` : "";
    return at(node, `${where}${issue.message}. Compare with the schema of ${file.path.split("/")[0]}.`);
  });
  return { value: null, problems };
}

/** Offset of the deepest node on `path` that exists. */
function nearestNode(document: ReturnType<typeof parseDocument>, path: readonly PropertyKey[]): number {
  for (let depth = path.length; depth >= 0; depth--) {
    const node = document.getIn(path.slice(0, depth), true);
    if (node && typeof node === "object" && "range" in node && Array.isArray(node.range)) return Number(node.range[0]);
  }
  return 0;
}
