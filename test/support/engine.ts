/** The real engine over the real knowledge, made once for each test process. */
import { createEngine, type Engine } from "../../server/src/analysis.ts";
import { builtInKnowledge } from "../../server/build/knowledge-folder.ts";

let engine: Engine | undefined;

export function builtInEngine(): Engine {
  engine ??= createEngine(builtInKnowledge());
  return engine;
}
