/** One VS Code server and one headless Chromium, for a whole part of the tests. */
import { cpSync, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chromium, type Page } from "playwright-core";
import { findChromium } from "../../client/dev/chromium.ts";
import { ensureCodeServer, startCodeServer, windowUrl } from "../../client/dev/code-server.ts";

const repository = join(import.meta.dirname, "..", "..");

/** Where tests leave reports and screenshots; emptied by each `npm test`. */
export const outputFolder = join(repository, "test-output");

/** The compiled suite that runs inside VS Code. */
export const suiteBundle = join(repository, "dist", "test", "suite.cjs");

const browserFlags = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

export interface Session {
  /** A new browser page, still empty. */
  newPage(): Promise<Page>;
  /** The address of a window on `workspace` with the extension loaded from source. */
  urlOf(workspace: string, testsPath?: string): string;
  /** A fresh copy of the samples to work in. */
  newWorkspace(): string;
}

/** Starts both, hands them to `work`, and ends them whatever happens. Throws when one of them cannot be had. */
export async function withSession<T>(work: (session: Session) => Promise<T>): Promise<T> {
  const executablePath = await findChromium();
  await ensureCodeServer();
  const folder = mkdtempSync(join(tmpdir(), "leydig-test-"));
  const server = await startCodeServer({ dataFolder: join(folder, "server") });
  try {
    const browser = await chromium.launch({ executablePath, args: browserFlags });
    try {
      // One context for all pages: the workbench is read from the browser's cache from the second page on.
      const context = await browser.newContext({ viewport: { width: 1400, height: 900 } });
      await context.grantPermissions(["clipboard-read", "clipboard-write"]);
      return await work({
        newPage: () => context.newPage(),
        urlOf: (workspace, testsPath) => windowUrl(server, workspace, testsPath),
        newWorkspace: () => copyOfSamples(folder),
      });
    } finally {
      await browser.close();
    }
  } finally {
    await server.stop();
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  }
}

/** A fresh copy of the samples in a folder of its own below `parent`. */
export function copyOfSamples(parent: string): string {
  const workspace = mkdtempSync(join(parent, "workspace-"));
  cpSync(join(repository, "samples"), workspace, { recursive: true });
  return workspace;
}

/** Writes what the page shows to test-output/screenshots/NAME.png. */
export async function screenshot(page: Page, name: string): Promise<void> {
  const folder = join(outputFolder, "screenshots");
  mkdirSync(folder, { recursive: true });
  await page.screenshot({ path: join(folder, `${name}.png`), animations: "disabled" });
}
