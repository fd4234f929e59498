/** Reads the knowledge folder from disk. The only place where the built-in YAML is opened. */
import { readdirSync, readFileSync } from "node:fs";
import { join, relative, sep } from "node:path";
import { compileKnowledge } from "../src/knowledge/compile.ts";
import type { KnowledgeFile, KnowledgeProblem } from "../src/knowledge/files.ts";
import type { KnowledgeSource } from "../src/knowledge/knowledge.ts";
import { type Collision, findCollisions } from "../src/lexicon/collisions.ts";

export const repository = join(import.meta.dirname, "..", "..");
const folder = join(repository, "server", "knowledge");

/** All YAML files of the folder, paths below it with forward slashes. */
export function readKnowledgeFolder(): KnowledgeFile[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith(".yaml"))
    .map((entry) => {
      const path = join(entry.parentPath, entry.name);
      return { path: relative(folder, path).split(sep).join("/"), text: readFileSync(path, "utf8") };
    });
}

/** The built-in knowledge. Throws with every problem listed when a file is wrong. */
export function builtInKnowledge(): KnowledgeSource {
  const { knowledge, problems } = compileKnowledge(readKnowledgeFolder());
  if (problems.length > 0)
    throw new Error(`The knowledge does not compile:\n${problems.map(formatProblem).join("\n")}`);
  const collisions = findCollisions(knowledge);
  if (collisions.length > 0)
    throw new Error(
      `Claimed twice, and language/ambiguities.yaml does not decide:\n${collisions.map(formatCollision).join("\n")}`,
    );
  return knowledge;
}

function formatCollision({ form, concepts }: Collision): string {
  return `"${form}" by ${concepts.join(" and ")}: drop it from one, or add an entry that says which is meant when.`;
}

function formatProblem({ path, line, column, message }: KnowledgeProblem): string {
  return `server/knowledge/${path}:${line}:${column} ${message}`;
}
