/** The engine as three files: numbers as bytes, what reading needs as JSON, the facts that a person reads as JSON. */
import { compileEngine, type Engine, type EngineData, openEngine } from "./analysis.ts";
import { type Packed, packColumns, unpackColumns } from "./knowledge/columns.ts";
import type { KnowledgeSource } from "./knowledge/knowledge.ts";
import { loadKnowledge, type ReadingPart, storeKnowledge } from "./knowledge/load.ts";

export interface EngineFiles {
  readonly "lexicon.bin": Uint8Array;
  readonly "reading.json": string;
  readonly "facts.json": string;
}

interface Reading {
  readonly knowledge: ReadingPart;
  readonly engine: Packed<EngineData>;
}

/** What the build writes. */
export function storeEngine(source: KnowledgeSource): EngineFiles {
  const { packed, bytes } = packColumns(compileEngine(source));
  const { reading, facts } = storeKnowledge(source);
  return {
    "lexicon.bin": bytes,
    "reading.json": JSON.stringify({ knowledge: reading, engine: packed } satisfies Reading),
    "facts.json": JSON.stringify(facts),
  };
}

/** The engine from those files; `read` is asked for the facts only when a person wants to read one. */
export function loadStoredEngine(read: <Name extends keyof EngineFiles>(name: Name) => EngineFiles[Name]): Engine {
  const { knowledge, engine }: Reading = JSON.parse(read("reading.json"));
  const loaded = loadKnowledge(knowledge, () => JSON.parse(read("facts.json")));
  return openEngine(loaded, unpackColumns<EngineData>(engine, read("lexicon.bin")));
}
