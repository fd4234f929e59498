/** Runs the suite in VS Code's server with a headless Chromium as its window. */
import type { Page } from "playwright-core";
import type { Counts } from "../counts.ts";
import { type Session, screenshot, suiteBundle, withSession } from "./session.ts";
import { parseResult } from "./suite-result.ts";

const timeLimit = 180_000;

/** Counts of the suite. Throws when it gave none: VS Code or the extension host broke down, or time ran out. */
export function runSuiteOnServer(): Promise<Counts> {
  return withSession(async (session) => {
    const page = await session.newPage();
    try {
      return await suiteOn(page, session);
    } catch (error) {
      await screenshot(page, "suite-failed");
      throw error;
    }
  });
}

/** VS Code calls two functions of the page: one with the console of the tests, one with the exit code at their end. */
function suiteOn(page: Page, session: Session): Promise<Counts> {
  return new Promise((resolve, reject) => {
    let counts: Counts | null = null;
    const log: string[] = [];
    const fail = (what: string) =>
      reject(
        new Error(`the suite ${what}; see test-output/screenshots/suite-failed.png.\n${log.slice(-40).join("\n")}`),
      );
    const timer = setTimeout(() => fail(`did not end in ${timeLimit / 1000} s`), timeLimit);
    const onLog = (_type: string, args: unknown[]) => {
      const line = args.map(String).join(" ");
      log.push(line);
      counts = parseResult(line) ?? counts;
      if (/^\s*(ok|FAILED) {2}/.test(line)) console.log(line);
    };
    const onExit = (code: number) => {
      clearTimeout(timer);
      if (counts) resolve(counts);
      else fail(`ended with exit code ${code} and gave no counts`);
    };
    const open = async () => {
      await page.exposeFunction("codeAutomationLog", onLog);
      await page.exposeFunction("codeAutomationExit", onExit);
      await page.goto(session.urlOf(session.newWorkspace(), suiteBundle));
    };
    open().catch(reject);
  });
}
