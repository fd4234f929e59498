/**
 * The first step of `npm start` and `npm test`: plain JavaScript for whatever Node the machine has and no node_modules.
 * Installs what package-lock.json names when that is missing or differs, then goes on with the pinned Node.
 */
import { spawn, spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { constants } from "node:os";
import { delimiter, join } from "node:path";
import { fileURLToPath } from "node:url";

const repository = fileURLToPath(new URL("../../", import.meta.url));
const modules = join(repository, "node_modules");
const onWindows = process.platform === "win32";
const node = join(modules, "node", "bin", onWindows ? "node.exe" : "node");
const scripts = { start: "client/dev/start.ts", test: "test/run.ts" };

const [task, ...args] = process.argv.slice(2);
if (!Object.hasOwn(scripts, task ?? "")) {
  console.error(`Unknown task "${task ?? ""}". Known: ${Object.keys(scripts).join(", ")}.`);
  process.exit(2);
}

if (!isInstalled()) {
  console.log("Installing dependencies (npm ci) ...");
  const { status } = spawnSync("npm", ["ci", "--no-audit", "--no-fund"], {
    cwd: repository,
    stdio: "inherit",
    shell: onWindows,
  });
  if (status !== 0 || !existsSync(node)) {
    console.error(
      "The dependencies could not be installed; npm says why above. Check that the npm registry can be reached and that package-lock.json fits package.json (`npm install` mends it), then try again.",
    );
    process.exit(1);
  }
}

const child = spawn(node, [join(repository, scripts[task]), ...args], {
  cwd: repository,
  stdio: "inherit",
  env: environment(),
});
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => child.kill(signal));
child.on("error", (error) => {
  console.error(`${node} could not be started: ${error.message}. Remove node_modules and try again.`);
  process.exit(1);
});
child.on("exit", (code, signal) => process.exit(code ?? 128 + (constants.signals[signal] ?? 0)));

/** True when every package of the lockfile is there in its version, those for other platforms aside. */
function isInstalled() {
  const installed = join(modules, ".package-lock.json");
  if (!existsSync(node) || !existsSync(installed)) return false;
  const wanted = packagesOf(join(repository, "package-lock.json"));
  const present = packagesOf(installed);
  return Object.entries(wanted).every(
    ([path, entry]) => path === "" || entry.optional || present[path]?.version === entry.version,
  );
}

function packagesOf(lockfile) {
  return JSON.parse(readFileSync(lockfile, "utf8")).packages;
}

/** The environment with the pinned Node and the installed tools first on the path. */
function environment() {
  const name = Object.keys(process.env).find((key) => key.toUpperCase() === "PATH") ?? "PATH";
  return {
    ...process.env,
    [name]: [join(modules, "node", "bin"), join(modules, ".bin"), process.env[name]].join(delimiter),
  };
}
