/**
 * `npm run build`: compiles the knowledge, writes what is generated from it, bundles the product.
 * `--check` writes nothing and fails where a generated file in git differs from what the knowledge gives.
 * `--generate` stops after the generated files. `--production` bundles for release.
 */
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { parseArgs } from "node:util";
import type { KnowledgeSource } from "../src/knowledge/knowledge.ts";
import { storeEngine } from "../src/stored-engine.ts";
import { bundle } from "./bundle.ts";
import { generateAll } from "./generate/generate.ts";
import type { GeneratedFile } from "./generate/generated-file.ts";
import { builtInKnowledge, repository } from "./knowledge-folder.ts";

const { values: flags } = parseArgs({
  options: { check: { type: "boolean" }, generate: { type: "boolean" }, production: { type: "boolean" } },
});

const knowledge = builtInKnowledge();
const generated = generateAll(knowledge);
if (flags.check) checkDrift(generated);
else {
  for (const file of generated) write(file.path, file.text);
  if (!flags.generate) await buildProduct(knowledge);
}

async function buildProduct(from: KnowledgeSource): Promise<void> {
  for (const [name, content] of Object.entries(storeEngine(from))) write(`dist/knowledge/${name}`, content);
  await bundle({ production: flags.production ?? false });
}

function write(path: string, content: string | Uint8Array): void {
  const target = join(repository, path);
  mkdirSync(dirname(target), { recursive: true });
  writeFileSync(target, content);
}

function checkDrift(files: readonly GeneratedFile[]): void {
  const drifted = files.filter((file) => current(file.path) !== file.text).map((file) => file.path);
  if (drifted.length === 0) return;
  console.error(`Out of date: ${drifted.join(", ")}. Run \`npm run build\` and commit the result.`);
  process.exitCode = 1;
}

function current(path: string): string | null {
  try {
    return readFileSync(join(repository, path), "utf8");
  } catch {
    return null;
  }
}
