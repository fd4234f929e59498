/** Reads and writes the `.leydig` folder of a workspace. */
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { KnowledgeFile } from "./knowledge/files.ts";
import type { Knowledge } from "./knowledge/knowledge.ts";
import { type AcceptedEntry, AcceptedFile, formatAccepted } from "./workspace/accepted.ts";
import { BASELINE, CONFIG, DISMISSED, parseWorkspace, RULES, type Workspace } from "./workspace/workspace.ts";

/** The workspace at `root`; an absent folder is an empty one. Unreadable files are problems at their path. */
export function readWorkspace(root: string, knowledge: Knowledge): Workspace {
  const files: KnowledgeFile[] = [];
  for (const path of [...ruleFiles(root), CONFIG, DISMISSED, BASELINE]) {
    const text = readIfThere(join(root, path));
    if (text !== null) files.push({ path, text });
  }
  return parseWorkspace(files, knowledge);
}

function ruleFiles(root: string): string[] {
  try {
    return readdirSync(join(root, RULES))
      .filter((name) => name.endsWith(".yaml") || name.endsWith(".yml"))
      .map((name) => RULES + name);
  } catch {
    return [];
  }
}

function readIfThere(path: string): string | null {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return null;
  }
}

/**
 * Adds entries to one of the files of accepted findings. A file there that cannot be read as such is left alone: the
 * message says so.
 */
export function addAccepted(
  root: string,
  path: typeof DISMISSED | typeof BASELINE,
  entries: readonly AcceptedEntry[],
): void {
  const place = join(root, path);
  const before = readIfThere(place);
  let known: readonly AcceptedEntry[] = [];
  if (before !== null) {
    const parsed = AcceptedFile.safeParse(jsonOf(before));
    if (!parsed.success) throw new Error(`${path} cannot be read: mend or remove it, then try again.`);
    known = parsed.data.findings;
  }
  mkdirSync(dirname(place), { recursive: true });
  writeFileSync(place, formatAccepted([...known, ...entries]));
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
