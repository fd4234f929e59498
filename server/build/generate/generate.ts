/** Everything that is generated from the knowledge and kept in git. */
import type { KnowledgeSource } from "../../src/knowledge/knowledge.ts";
import type { GeneratedFile } from "./generated-file.ts";
import { generateGrammar } from "./grammar.ts";
import { generatePages } from "./pages.ts";
import { generateRulePages } from "./rule-pages.ts";
import { generateSchemas } from "./schemas.ts";
import { generateSnippets } from "./snippets.ts";
import { generateWordList } from "./word-list.ts";

/** All generated files, each with its whole text. Pure: the same knowledge gives the same bytes. */
export function generateAll(knowledge: KnowledgeSource): GeneratedFile[] {
  return [
    generateSnippets(knowledge),
    generateGrammar(knowledge),
    generateWordList(knowledge),
    ...generateSchemas(),
    ...generatePages(knowledge),
    ...generateRulePages(knowledge),
  ];
}
