/** Running other programs from the scripts. */
import { type SpawnOptions, spawn } from "node:child_process";
import { accessSync, constants } from "node:fs";
import { delimiter, join } from "node:path";

const repository = join(import.meta.dirname, "..", "..");
const onWindows = process.platform === "win32";

interface RunOptions {
  /** Where it runs; the repository when left out. */
  readonly cwd?: string;
  /** Variables added to the environment. */
  readonly env?: Readonly<Record<string, string>>;
  /** Keeps its output back unless it fails. */
  readonly quiet?: boolean;
}

/**
 * Runs a program to its end and gives what it printed. Tools of this repository are found by name.
 * Throws when it cannot be started or fails; the error ends with the program's output if that was kept back.
 */
export function run(
  program: string,
  args: readonly string[],
  { cwd = repository, env, quiet }: RunOptions = {},
): Promise<string> {
  return new Promise((resolve, reject) => {
    const options: SpawnOptions = {
      cwd,
      env: { ...toolEnvironment(), ...env },
      shell: onWindows && !program.endsWith(".exe"),
    };
    const child = spawn(program, args, { ...options, stdio: ["ignore", "pipe", "pipe"] });
    let output = "";
    const keep = (chunk: Buffer) => {
      output += chunk;
      if (!quiet) process.stdout.write(chunk);
    };
    child.stdout!.on("data", keep);
    child.stderr!.on("data", keep);
    child.on("error", (error) => reject(new Error(`${program} could not be started: ${error.message}`)));
    child.on("close", (code, signal) => {
      if (code === 0) resolve(output);
      else
        reject(
          new Error(`${[program, ...args].join(" ")} ended with ${code ?? signal}.\n${quiet ? output : ""}`.trimEnd()),
        );
    });
  });
}

/** This process's environment with the tools of node_modules first on the path, and no colours in captured output. */
function toolEnvironment(): NodeJS.ProcessEnv {
  const environment: NodeJS.ProcessEnv = { ...process.env };
  const name = Object.keys(environment).find((key) => key.toUpperCase() === "PATH") ?? "PATH";
  environment[name] = [join(repository, "node_modules", ".bin"), environment[name]].join(delimiter);
  if (!process.stdout.isTTY) environment.NO_COLOR = "1";
  return environment;
}

/** Full path of a program on the PATH, or null when the machine does not have it. */
export function which(program: string): string | null {
  const names = onWindows ? [`${program}.exe`, `${program}.cmd`] : [program];
  const folders = (process.env.PATH ?? "").split(delimiter).filter((folder) => folder !== "");
  for (const folder of folders) {
    for (const name of names) {
      const path = join(folder, name);
      if (isExecutable(path)) return path;
    }
  }
  return null;
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** True where a window can be opened: always on macOS and Windows, with a display server elsewhere. */
export function hasDisplay(): boolean {
  return process.platform === "darwin" || onWindows || Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY);
}

/** The words of anything thrown. */
export function reason(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
