/** `npm test`: builds, then every check and test there is. Ends with one line: `N passed, N failed`. */
import { mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { reason, run } from "../client/dev/process.ts";
import { runChecks } from "./check.ts";
import type { Counts } from "./counts.ts";
import { runVitest } from "./run-vitest.ts";
import { runJourneys } from "./vscode/journeys/run-journeys.ts";
import { runSuiteOnDesktop } from "./vscode/launch-desktop.ts";
import { runSuiteOnServer } from "./vscode/launch-server.ts";
import { outputFolder } from "./vscode/session.ts";

const usage = `npm test -- [--only PART ...] [--journey WORDS]
  --only PART      only this part: check, vitest, vscode or journeys; may be repeated
  --journey WORDS  only journeys with these words in their name`;

const repository = join(import.meta.dirname, "..");
const flags = readFlags();
let total: Counts = { passed: 0, failed: 0 };

rmSync(outputFolder, { recursive: true, force: true });
mkdirSync(outputFolder, { recursive: true });

const isBuilt = await part("build", async () => {
  await run(process.execPath, [join(repository, "server", "build", "build.ts")]);
  return { passed: 0, failed: 0 };
});
if (isWanted("check")) await part("checks", runChecks);
if (isWanted("vitest")) await part("vitest", runVitest);
if (isBuilt) {
  if (isWanted("vscode")) {
    await part("VS Code's server", runSuiteOnServer);
    await part("VS Code's desktop", runSuiteOnDesktop);
  }
  if (isWanted("journeys")) await part("journeys", () => runJourneys(flags.journey));
} else if (isWanted("vscode") || isWanted("journeys"))
  console.log("\nskipped: VS Code and journeys, as the build failed.");

process.exitCode = total.failed > 0 || total.passed === 0 ? 1 : 0;
console.log(`\n${total.passed} passed, ${total.failed} failed`);

/** Runs one part and adds its counts. A part that breaks down is one failure. False when anything failed. */
async function part(name: string, work: () => Promise<Counts>): Promise<boolean> {
  console.log(`\n== ${name}`);
  const begun = performance.now();
  const counts = await work().catch((error: unknown) => {
    console.log(`FAILED  ${name}: ${reason(error)}`);
    return { passed: 0, failed: 1 };
  });
  console.log(`   ${((performance.now() - begun) / 1000).toFixed(1)} s`);
  total = { passed: total.passed + counts.passed, failed: total.failed + counts.failed };
  return counts.failed === 0;
}

function isWanted(name: string): boolean {
  return !flags.only || flags.only.includes(name);
}

function readFlags() {
  try {
    const { values } = parseArgs({
      options: { only: { type: "string", multiple: true }, journey: { type: "string" } },
    });
    const known = ["check", "vitest", "vscode", "journeys"];
    const unknown = values.only?.filter((name) => !known.includes(name)) ?? [];
    if (unknown.length > 0) throw new Error(`Unknown part ${unknown.join(", ")}. Known: ${known.join(", ")}.`);
    return values;
  } catch (error) {
    console.error(`${reason(error)}\n\n${usage}`);
    process.exit(2);
  }
}
