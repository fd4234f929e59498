/** `npm run bench -- start`: from starting a process to an engine that is ready, and the size of what it loads. */
import { spawnSync } from "node:child_process";
import { statSync } from "node:fs";
import { join } from "node:path";

const dist = join(import.meta.dirname, "..", "..", "dist");

export function benchStart(): void {
  const code = `const t=performance.now();const f=require("node:fs");const s=f.readFileSync(${JSON.stringify(join(dist, "knowledge.json"))},"utf8");const read=performance.now();JSON.parse(s);console.log(read-t,performance.now()-read)`;
  const runs = Array.from({ length: 9 }, () =>
    spawnSync(process.execPath, ["-e", code], { encoding: "utf8" }).stdout.trim().split(" ").map(Number),
  );
  const median = (column: number) => runs.map((run) => run[column]!).sort((a, b) => a - b)[4]!;
  console.log(`knowledge.json            ${(statSync(join(dist, "knowledge.json")).size / 1000).toFixed(0)} KB`);
  console.log(`read and parsed           ${(median(0) + median(1)).toFixed(1)} ms`);
  const whole = Array.from({ length: 9 }, () => {
    const begun = performance.now();
    spawnSync(process.execPath, [join(dist, "cli.cjs"), "terms", "-"], { input: "On TRT." });
    return performance.now() - begun;
  }).sort((a, b) => a - b)[4]!;
  console.log(`leydig terms, one note    ${whole.toFixed(0)} ms, the start of Node included`);
}
