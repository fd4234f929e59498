/** Runs the suite in a desktop VS Code, where one is named by VSCODE_EXECUTABLE or can be downloaded. */
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { runTests } from "@vscode/test-electron";
import { hasDisplay, reason } from "../../client/dev/process.ts";
import type { Counts } from "../counts.ts";
import { copyOfSamples, suiteBundle } from "./session.ts";
import { parseResult } from "./suite-result.ts";

const repository = join(import.meta.dirname, "..", "..");

/** Counts of the suite; none where no desktop VS Code can run, which is said. Throws when it broke down. */
export async function runSuiteOnDesktop(): Promise<Counts> {
  const executable = process.env.VSCODE_EXECUTABLE;
  const obstacle = await obstacleTo(executable);
  if (obstacle) {
    console.log(`skipped: ${obstacle}. The same suite ran in VS Code's server.`);
    return { passed: 0, failed: 0 };
  }
  const folder = mkdtempSync(join(tmpdir(), "leydig-"));
  const result = join(folder, "result.txt");
  try {
    const broken = await runTests({
      ...(executable ? { vscodeExecutablePath: executable } : { version: "stable" }),
      extensionDevelopmentPath: repository,
      extensionTestsPath: suiteBundle,
      extensionTestsEnv: { LEYDIG_RESULT_FILE: result },
      launchArgs: [
        copyOfSamples(folder),
        "--disable-workspace-trust",
        "--disable-extensions",
        "--user-data-dir",
        join(folder, "user"),
      ],
    }).then(
      () => "",
      (error: unknown) => reason(error),
    );
    const counts = existsSync(result) ? parseResult(readFileSync(result, "utf8")) : null;
    if (counts) return counts;
    throw new Error(`VS Code ended without counts. ${broken}`);
  } finally {
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  }
}

async function obstacleTo(executable: string | undefined): Promise<string | null> {
  if (!hasDisplay()) return "no display for a desktop VS Code (xvfb-run gives one)";
  if (executable || (await canDownload())) return null;
  return "VSCODE_EXECUTABLE is not set, and VS Code cannot be downloaded from here";
}

async function canDownload(): Promise<boolean> {
  try {
    const answer = await fetch("https://update.code.visualstudio.com/api/releases/stable", {
      signal: AbortSignal.timeout(5000),
    });
    return answer.ok;
  } catch {
    return false;
  }
}
