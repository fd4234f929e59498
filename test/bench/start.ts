/** `npm run bench -- start`: from importing the engine to one that is ready, and the size of what it loads. */
import { spawnSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { build } from "esbuild";

const repository = join(import.meta.dirname, "..", "..");
const dist = join(repository, "dist");
const RUNS = 15;

/** The engine alone, bundled as the product is, and what a process times with it. */
async function engineScript(): Promise<string> {
  const bundled = await build({
    stdin: {
      contents: `const begun = performance.now();
        const { loadEngine } = require("./server/src/load-engine.ts");
        const { analyse } = require("./server/src/analysis.ts");
        const imported = performance.now();
        const engine = loadEngine();
        const ready = performance.now();
        analyse(engine, "On TRT. Hct 56 %. Plan: continue.");
        console.log(imported - begun, ready - imported, performance.now() - ready);`,
      resolveDir: repository,
    },
    bundle: true,
    platform: "node",
    format: "cjs",
    minify: true,
    write: false,
  });
  return bundled.outputFiles[0]!.text.replaceAll("__dirname", JSON.stringify(dist));
}

const median = (numbers: readonly number[]) => [...numbers].sort((a, b) => a - b)[numbers.length >> 1]!;

export async function benchStart(): Promise<void> {
  const folder = join(dist, "knowledge");
  const files = readdirSync(folder).map((name) => ({ name, bytes: readFileSync(join(folder, name)) }));
  for (const { name, bytes } of files)
    console.log(`${name.padEnd(24)} ${kilobytes(bytes.length)}, ${kilobytes(gzipSync(bytes).length)} compressed`);
  const all = files.reduce((sum, { bytes }) => sum + gzipSync(bytes).length, 0);
  console.log(`${"all, as in the VSIX".padEnd(24)} ${kilobytes(all)}`);
  const script = await engineScript();
  const runs = Array.from({ length: RUNS }, () =>
    spawnSync(process.execPath, ["-"], { input: script, encoding: "utf8" }).stdout.trim().split(" ").map(Number),
  );
  const row = (name: string, column: number) =>
    console.log(`${name.padEnd(24)} ${median(runs.map((run) => run[column]!)).toFixed(1)} ms`);
  row("import of the engine", 0);
  row("engine ready", 1);
  row("first note, cold", 2);
  const whole = Array.from({ length: RUNS }, () => {
    const begun = performance.now();
    spawnSync(process.execPath, [join(dist, "cli.cjs"), "terms", "-"], { input: "On TRT." });
    return performance.now() - begun;
  });
  console.log(`leydig terms, one note   ${median(whole).toFixed(0)} ms, the start of Node included`);
}

function kilobytes(bytes: number): string {
  return `${(bytes / 1000).toFixed(0)} KB`;
}
