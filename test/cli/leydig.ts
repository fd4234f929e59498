/** The built tool as a person or a program runs it: a process of its own. */
import { spawn, spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

const tool = join(import.meta.dirname, "..", "..", "dist", "cli.cjs");

export const folder = mkdtempSync(join(tmpdir(), "leydig-cli-"));

/** Writes a file into the test's folder and gives its path. */
export function file(name: string, contents: string | Uint8Array): string {
  const path = join(folder, name);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, contents);
  return path;
}

/** Runs the tool in `cwd`, with `input` on standard input. */
export function leydig(args: readonly string[], { input = "", cwd = folder } = {}) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [tool, ...args], {
    encoding: "utf8",
    input,
    cwd,
    maxBuffer: 1 << 28,
  });
  return { status, stdout, stderr };
}

/** What the tool answers to lines, each parsed. */
export function answers(command: string, lines: readonly unknown[]) {
  const input = lines.map((line) => (typeof line === "string" ? line : JSON.stringify(line))).join("\n");
  const { status, stdout } = leydig([command], { input });
  return {
    status,
    lines: stdout
      .trimEnd()
      .split("\n")
      .map((line) => JSON.parse(line)),
  };
}

/** The first thing that the tool answers to `input` while more may come. */
export function firstAnswer(args: readonly string[], input: string): Promise<string> {
  const child = spawn(process.execPath, [tool, ...args]);
  child.stdin.write(input);
  return new Promise((resolve, reject) => {
    child.on("error", reject);
    child.stdout.once("data", (data) => {
      child.stdin.end();
      resolve(String(data));
    });
  });
}

/** Runs the tool with its output cut off after the first chunk, as `| head -1` does. Gives exit code and complaints. */
export function cutOff(args: readonly string[]): Promise<{ status: number | null; stderr: string }> {
  const child = spawn(process.execPath, [tool, ...args]);
  let stderr = "";
  child.stderr.on("data", (data) => {
    stderr += data;
  });
  child.stdout.destroy();
  return new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("close", (status) => resolve({ status, stderr }));
  });
}
