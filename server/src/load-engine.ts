import { readFileSync } from "node:fs";
import { join } from "node:path";
import { createEngine, type Engine } from "./analysis.ts";
import { loadKnowledge } from "./knowledge/load.ts";

/** The engine over the knowledge that the build put beside the bundle. */
export function loadEngine(): Engine {
  return createEngine(loadKnowledge(readFileSync(join(__dirname, "knowledge.json"), "utf8")));
}
