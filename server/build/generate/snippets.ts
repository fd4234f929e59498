/** The protocol blocks as VS Code snippets for `.note` files. */
import type { Knowledge } from "../../src/knowledge/knowledge.ts";
import type { GeneratedFile } from "./generated-file.ts";

export function generateSnippets(knowledge: Knowledge): GeneratedFile {
  const snippets = Object.fromEntries(
    [...knowledge.protocols.values()].map((protocol) => [
      protocol.title,
      { prefix: protocol.prefix, description: protocol.description, body: protocol.body.trimEnd().split("\n") },
    ]),
  );
  return { path: "snippets/clinical-note.json", text: `${JSON.stringify(snippets, null, 2)}\n` };
}
