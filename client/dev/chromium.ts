/** Finds a Chromium, or gets one: from Debian where that is possible, else Playwright's download. */
import { existsSync } from "node:fs";
import { chromium } from "playwright-core";
import { reason, run, which } from "./process.ts";

const variables = ["CHROMIUM_PATH", "CHROME_PATH"];
const programs = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];
const usualPaths = [
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
  "C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe",
  "C:\\Program Files (x86)\\Google\\Chrome\\Application\\chrome.exe",
];

/** Path of a Chromium or Chrome, installed first if need be. Throws with what to install when none can be had. */
export async function findChromium(): Promise<string> {
  const path = installed() ?? (await fromDebian()) ?? (await fromPlaywright());
  if (path) return path;
  throw new Error(
    "No Chromium can be found or installed. Install Chromium or Chrome, or set CHROMIUM_PATH to its program.",
  );
}

function installed(): string | null {
  for (const variable of variables) {
    const named = process.env[variable];
    if (named && existsSync(named)) return named;
    if (named) throw new Error(`${variable} names ${named}, which does not exist. Mend or unset it.`);
  }
  for (const program of programs) {
    const path = which(program);
    if (path) return path;
  }
  return [...usualPaths, chromium.executablePath()].find((path) => existsSync(path)) ?? null;
}

async function fromDebian(): Promise<string | null> {
  const isRoot = process.getuid?.() === 0;
  if (!which("apt-get") || !(isRoot || (await hasSudo()))) return null;
  const apt = ["env", "DEBIAN_FRONTEND=noninteractive", "apt-get"];
  const [program = "", ...before] = isRoot ? apt : ["sudo", "-n", ...apt];
  console.log("No Chromium is installed. Installing Debian's package ...");
  try {
    await run(program, [...before, "update"], { quiet: true });
    await run(program, [...before, "install", "-y", "--no-install-recommends", "chromium"], { quiet: true });
  } catch (error) {
    console.log(`Debian's package could not be installed: ${reason(error)}`);
  }
  return installed();
}

/** True where sudo asks for no password. */
async function hasSudo(): Promise<boolean> {
  if (!which("sudo")) return false;
  return run("sudo", ["-n", "true"], { quiet: true }).then(
    () => true,
    () => false,
  );
}

async function fromPlaywright(): Promise<string | null> {
  console.log("Downloading Playwright's Chromium ...");
  try {
    await run("playwright-core", ["install", "chromium"], { quiet: true });
  } catch (error) {
    console.log(`It could not be downloaded: ${reason(error)}`);
  }
  return installed();
}
