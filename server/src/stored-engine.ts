/**
 * The engine as four files: numbers as bytes, what reading a note needs as JSON, and two that are not opened before they
 * are asked for: the rules with their phrases, and the facts that a person reads.
 */
import { compileEngine, type Engine, type EngineData, openEngine } from "./analysis.ts";
import { type Packed, packColumns, unpackColumns } from "./knowledge/columns.ts";
import type { KnowledgeSource } from "./knowledge/knowledge.ts";
import { loadKnowledge, type ReadingPart, type RulesPart, storeKnowledge } from "./knowledge/load.ts";
import { once } from "./knowledge/once.ts";

export interface EngineFiles {
  readonly "lexicon.bin": Uint8Array<ArrayBuffer>;
  readonly "reading.json": string;
  readonly "rules.json": string;
  readonly "facts.json": string;
}

interface Reading {
  readonly knowledge: ReadingPart;
  readonly engine: Packed<Omit<EngineData, "phrases">>;
}

interface Rules {
  readonly knowledge: RulesPart;
  readonly phrases: Packed<EngineData["phrases"]>;
}

/** What the build writes. */
export function storeEngine(source: KnowledgeSource): EngineFiles {
  const { packed, bytes } = packColumns(compileEngine(source));
  const { phrases, ...engine } = packed;
  const { reading, rules, facts } = storeKnowledge(source);
  return {
    "lexicon.bin": bytes,
    "reading.json": JSON.stringify({ knowledge: reading, engine } satisfies Reading),
    "rules.json": JSON.stringify({ knowledge: rules, phrases } satisfies Rules),
    "facts.json": JSON.stringify(facts),
  };
}

/** The engine from those files; each is asked for when something in it is needed first. */
export function loadStoredEngine(read: <Name extends keyof EngineFiles>(name: Name) => EngineFiles[Name]): Engine {
  const { knowledge, engine }: Reading = JSON.parse(read("reading.json"));
  const rules = once((): Rules => JSON.parse(read("rules.json")));
  const loaded = loadKnowledge(
    knowledge,
    () => rules().knowledge,
    () => JSON.parse(read("facts.json")),
  );
  const bytes = once(() => read("lexicon.bin"));
  return openEngine(loaded, {
    get headings() {
      return unpackColumns<EngineData["headings"]>(engine.headings, bytes());
    },
    get terms() {
      return unpackColumns<EngineData["terms"]>(engine.terms, bytes());
    },
    get cues() {
      return unpackColumns<EngineData["cues"]>(engine.cues, bytes());
    },
    get units() {
      return unpackColumns<EngineData["units"]>(engine.units, bytes());
    },
    get phrases() {
      return unpackColumns<EngineData["phrases"]>(rules().phrases, bytes());
    },
  });
}
