/** Everything that Vitest runs, counted from its own report. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { run } from "../client/dev/process.ts";
import type { Counts } from "./counts.ts";
import { outputFolder } from "./vscode/session.ts";

const Report = z.object({
  numPassedTests: z.number(),
  testResults: z.array(z.object({ assertionResults: z.array(z.object({ status: z.string() })), status: z.string() })),
  success: z.boolean(),
});

/** Runs Vitest and prints what it prints. A test file that does not load counts as one failure. */
export async function runVitest(): Promise<Counts> {
  const report = join(outputFolder, "vitest.json");
  const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${report}`];
  const ended = await run("vitest", ["run", "--config", "test/vitest.config.ts", ...reporters]).then(
    () => true,
    () => false,
  );
  const { numPassedTests, testResults, success } = Report.parse(JSON.parse(readFileSync(report, "utf8")));
  let failed = 0;
  for (const { assertionResults, status } of testResults) {
    const failedTests = assertionResults.filter((test) => test.status === "failed").length;
    failed += status === "failed" ? Math.max(1, failedTests) : failedTests;
  }
  // An error outside of all tests fails the run without failing a test.
  if (failed === 0 && !(ended && success)) failed = 1;
  return { passed: numPassedTests, failed };
}
