import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Engine } from "./analysis.ts";
import { type EngineFiles, loadStoredEngine } from "./stored-engine.ts";

/** The engine that the build put beside the bundle. */
export function loadEngine(): Engine {
  return loadStoredEngine(<Name extends keyof EngineFiles>(name: Name) => {
    const path = join(__dirname, "knowledge", name);
    return (name.endsWith(".json") ? readFileSync(path, "utf8") : readFileSync(path)) as EngineFiles[Name];
  });
}
