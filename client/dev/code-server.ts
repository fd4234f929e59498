/**
 * VS Code's own server, from npm: the package `code-server` carries it. Used where no desktop VS Code is at hand, and
 * always in the tests. Kept in `.vscode-test/`, about 800 MB, never in git or the VSIX.
 */
import { type ChildProcess, spawn } from "node:child_process";
import { existsSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { reason, run } from "./process.ts";

const version = "4.139.1";
const repository = join(import.meta.dirname, "..", "..");
const folder = join(repository, ".vscode-test", `code-server-${version}`);
const vscode = join(folder, "node_modules", "code-server", "lib", "vscode");

/**
 * Installs the server once. A half-finished install is removed and done again.
 * Throws, with what it needs, when npm or the compiler of its two native modules fails.
 */
export async function ensureCodeServer(): Promise<void> {
  const complete = join(folder, "complete");
  if (existsSync(complete)) return;
  console.log(`Installing VS Code's server (code-server ${version}) into .vscode-test, about a minute ...`);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  try {
    await install();
  } catch (error) {
    throw new Error(
      `VS Code's server could not be installed. It needs the npm registry, and a C++ compiler, make and Python 3 for two native modules (Debian: g++ make python3).\n${reason(error)}`,
    );
  }
  writeFileSync(complete, "");
}

/** Its own install scripts want Kerberos headers for a module that is not needed here, so they stay off. */
async function install(): Promise<void> {
  const headers = `node-${process.platform === "win32" ? "win" : process.platform}-${process.arch}`;
  const npm = (args: readonly string[], cwd: string, env: Record<string, string> = {}) =>
    run("npm", [...args, "--no-audit", "--no-fund"], { cwd, env, quiet: true });
  const packages = [`code-server@${version}`, `${headers}@${process.versions.node}`];
  await npm(["install", "--ignore-scripts", "--prefix", folder, ...packages], folder);
  await npm(["install", "--omit=dev", "--ignore-scripts"], vscode);
  // The extension host does not start without the first; both are compiled for the Node that will run them.
  const nodedir = join(folder, "node_modules", headers);
  await npm(["rebuild", "@vscode/native-watchdog", "@vscode/spdlog"], vscode, { npm_config_nodedir: nodedir });
}

export interface RunningServer {
  /** Host and port, for addresses. */
  readonly authority: string;
  /** Resolves when the server has ended, for whatever reason. */
  readonly ended: Promise<void>;
  /** Ends the server and its extension hosts. */
  stop(): Promise<void>;
}

/** Settings for a calm window: no welcome, no chat, no updates, nothing saved by itself. */
const calm = {
  "workbench.startupEditor": "none",
  "workbench.tips.enabled": false,
  "workbench.welcomePage.walkthroughs.openOnInstall": false,
  "workbench.secondarySideBar.defaultVisibility": "hidden",
  "chat.disableAIFeatures": true,
  "telemetry.telemetryLevel": "off",
  "extensions.ignoreRecommendations": true,
  "security.workspace.trust.enabled": false,
  "files.autoSave": "off",
  "editor.hover.delay": 150,
  "editor.minimap.enabled": false,
};

/**
 * Starts the server and resolves once it listens. `dataFolder` gets its settings and state; `port` 0 takes any free one.
 * Throws with the server's output when it does not come up.
 */
export async function startCodeServer({
  dataFolder,
  port = 0,
}: {
  dataFolder: string;
  port?: number;
}): Promise<RunningServer> {
  const chosen = port || (await freePort());
  for (const scope of ["User", "Machine"]) {
    mkdirSync(join(dataFolder, "data", scope), { recursive: true });
    writeFileSync(join(dataFolder, "data", scope, "settings.json"), JSON.stringify(calm, null, 2));
  }
  const child = spawn(process.execPath, [join(vscode, "out", "server-main.js"), ...serverFlags(chosen, dataFolder)], {
    stdio: ["ignore", "pipe", "pipe"],
  });
  const kill = () => void child.kill();
  process.once("exit", kill);
  const ended = new Promise<void>((resolve) => {
    child.once("exit", () => {
      process.removeListener("exit", kill);
      resolve();
    });
  });
  await listening(child);
  const stop = () => {
    kill();
    return ended;
  };
  return { authority: `127.0.0.1:${chosen}`, ended, stop };
}

function serverFlags(port: number, dataFolder: string): string[] {
  const address = ["--host", "127.0.0.1", "--port", String(port), "--without-connection-token"];
  const quiet = ["--accept-server-license-terms", "--disable-workspace-trust", "--telemetry-level", "off"];
  // Without the last flag a built VS Code ignores an extension under development.
  return [...address, "--server-data-dir", dataFolder, ...quiet, "--enable-smoke-test-driver"];
}

function listening(child: ChildProcess): Promise<void> {
  return new Promise((resolve, reject) => {
    let output = "";
    const fail = (what: string) => {
      clearTimeout(timer);
      reject(new Error(`VS Code's server ${what}.\n${output}`));
    };
    const timer = setTimeout(() => {
      child.kill();
      fail("did not start in 60 s");
    }, 60_000);
    const read = (chunk: Buffer) => {
      output += chunk;
      if (!output.includes("Extension host agent listening")) return;
      clearTimeout(timer);
      // From here on what it prints is only drained: a full pipe would stop it.
      for (const stream of [child.stdout!, child.stderr!]) stream.removeListener("data", read).resume();
      resolve();
    };
    child.stdout!.on("data", read);
    child.stderr!.on("data", read);
    child.once("error", (error) => fail(`could not be started: ${error.message}`));
    child.once("exit", (code) => fail(`ended with ${code} before it listened`));
  });
}

/** The address of a window on the folder `workspace`, with this repository's extension; `testsPath` runs a suite in it. */
export function windowUrl({ authority }: RunningServer, workspace: string, testsPath?: string): string {
  const remote = (path: string) => `vscode-remote://${authority}${path}`;
  const payload = [
    ["extensionDevelopmentPath", remote(repository)],
    ["skipWelcome", "true"],
  ];
  if (testsPath) payload.push(["extensionTestsPath", remote(testsPath)]);
  const query = new URLSearchParams({ folder: workspace, payload: JSON.stringify(payload) });
  return `http://${authority}/?${query}`;
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once("error", reject);
    probe.listen(0, "127.0.0.1", () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === "object" && address ? address.port : 0));
    });
  });
}
