/** `npm run check`: format and lint, types, unused code, generated files. */
import { reason, run } from "../client/dev/process.ts";
import type { Counts } from "./counts.ts";

const checks: readonly (readonly [name: string, program: string, args: readonly string[]])[] = [
  ["format and lint", "biome", ["ci", "--error-on-warnings", "--colors=off"]],
  ["types", "tsc", ["-p", "."]],
  ["unused code", "knip", []],
  ["generated files", process.execPath, ["server/build/build.ts", "--check"]],
];

/** Runs every check; each counts one. What fails is printed whole. */
export async function runChecks(): Promise<Counts> {
  let failed = 0;
  for (const [name, program, args] of checks) {
    const begun = performance.now();
    try {
      await run(program, args, { quiet: true });
      console.log(`ok      ${name} (${((performance.now() - begun) / 1000).toFixed(1)} s)`);
    } catch (error) {
      failed++;
      console.log(`FAILED  ${name}\n${reason(error)}`);
    }
  }
  return { passed: checks.length - failed, failed };
}

if (process.argv[1] === import.meta.filename) {
  const { failed } = await runChecks();
  process.exitCode = failed > 0 ? 1 : 0;
}
