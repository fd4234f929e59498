/** `npm start`: builds, and opens VS Code with the extension on the sample notes. */
import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { ensureCodeServer, startCodeServer, windowUrl } from "./code-server.ts";
import { hasDisplay, reason, run, which } from "./process.ts";

const usage = `npm start -- [--no-open] [--server] [--port N]
  --no-open  only print the address, open nothing
  --server   VS Code in the browser even where a desktop VS Code is installed
  --port N   port of VS Code's server; any free one when left out`;

const repository = join(import.meta.dirname, "..", "..");
const samples = join(repository, "samples");

const flags = readFlags();
const desktop = which("code");
try {
  console.log("Building ...");
  await run(process.execPath, [join(repository, "server", "build", "build.ts")], { quiet: true });
  if (desktop && hasDisplay() && !flags.server && !flags["no-open"]) openDesktop(desktop);
  else await openInBrowser();
} catch (error) {
  console.error(reason(error));
  process.exitCode = 1;
}

function openDesktop(program: string): void {
  console.log("Opening VS Code on samples/ ...");
  const shell = process.platform === "win32";
  spawn(program, ["--new-window", `--extensionDevelopmentPath=${repository}`, samples], { stdio: "inherit", shell });
}

/** Stays until the person stops it or the server ends. */
async function openInBrowser(): Promise<void> {
  await ensureCodeServer();
  const dataFolder = mkdtempSync(join(tmpdir(), "leydig-code-"));
  try {
    const server = await startCodeServer({ dataFolder, port: flags.port });
    for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, () => void server.stop());
    const url = windowUrl(server, samples);
    console.log(`VS Code with Leydig on samples/ (Ctrl-C stops it):\n${url}`);
    if (!flags["no-open"]) openAddress(url);
    await server.ended;
  } finally {
    rmSync(dataFolder, { recursive: true, force: true, maxRetries: 5 });
  }
}

function readFlags() {
  try {
    const { values } = parseArgs({
      options: {
        "no-open": { type: "boolean", default: false },
        server: { type: "boolean", default: false },
        port: { type: "string", default: "0" },
      },
    });
    const port = Number(values.port);
    if (!Number.isInteger(port) || port < 0 || port > 65535) throw new Error("--port takes a number from 0 to 65535.");
    return { ...values, port };
  } catch (error) {
    console.error(`${reason(error)}\n\n${usage}`);
    process.exit(2);
  }
}

function openAddress(url: string): void {
  const opener = process.platform === "darwin" ? "open" : process.platform === "win32" ? "explorer" : "xdg-open";
  const program = hasDisplay() ? which(opener) : null;
  if (program) spawn(program, [url], { stdio: "ignore", detached: true }).unref();
  else console.log("No browser can be opened from here: open the address yourself.");
}
