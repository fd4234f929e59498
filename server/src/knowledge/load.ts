/** Knowledge as one JSON text, so that the product starts without reading YAML. */
import type { Knowledge } from "./knowledge.ts";

/** The JSON that the build writes. */
export function serialiseKnowledge(knowledge: Knowledge): string {
  return JSON.stringify(knowledge, (_key, value) => (value instanceof Map ? [...value.values()] : value));
}

/** Reads what `serialiseKnowledge` wrote. The build has checked it; it is not checked again. */
export function loadKnowledge(json: string): Knowledge {
  const data = JSON.parse(json);
  // biome-ignore lint/suspicious/noExplicitAny: written by serialiseKnowledge from typed values
  const byId = (list: any[], key = "id") => new Map(list.map((entry) => [entry[key], entry]));
  return {
    ...data,
    concepts: byId(data.concepts),
    labs: byId(data.labs),
    protocols: byId(data.protocols),
    rules: byId(data.rules),
    comparisons: byId(data.comparisons),
    references: byId(data.references, "key"),
  };
}
