/** The real engine over the real knowledge, made once for each test process. */

import { builtInKnowledge } from "../../server/build/knowledge-folder.ts";
import { createEngine, type Engine } from "../../server/src/analysis.ts";

let engine: Engine | undefined;

export function builtInEngine(): Engine {
  engine ??= createEngine(builtInKnowledge());
  return engine;
}
