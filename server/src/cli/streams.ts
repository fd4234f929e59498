/** Standard input and output by hand: waits where the other end is slow, and ends quietly where it has gone (`| head`). */
import { openSync, readSync, writeSync } from "node:fs";
import { UsageError } from "./usage.ts";

/** Writes all of `text` to standard output. */
export function print(text: string): void {
  const bytes = Buffer.from(text);
  let written = 0;
  while (written < bytes.length) {
    try {
      written += writeSync(1, bytes, written);
    } catch (error) {
      const code = codeOf(error);
      if (code === "EPIPE") process.exit(0);
      if (code !== "EAGAIN") throw error;
      pause();
    }
  }
}

/** A descriptor for reading `path`; "-" is standard input. Throws a UsageError where there is none. */
export function openInput(path: string): number {
  try {
    return path === "-" ? 0 : openSync(path, "r");
  } catch {
    throw new UsageError(`${path} cannot be read: check the path.`);
  }
}

/** Fills `buffer` from a descriptor as far as there is something to read. Returns the bytes read, 0 at the end. */
export function readChunk(file: number, buffer: Buffer): number {
  for (;;) {
    try {
      return readSync(file, buffer, 0, buffer.length, null);
    } catch (error) {
      const code = codeOf(error);
      if (code === "EOF") return 0;
      if (code === "EISDIR")
        throw new UsageError("This command reads lines from a file, not from a folder: name a file.");
      if (code !== "EAGAIN") throw error;
      pause();
    }
  }
}

/** All of standard input, but no more than `most` bytes and a chunk. */
export function readStandardInput(most: number): Buffer {
  const parts: Buffer[] = [];
  for (let length = 0; length <= most; ) {
    const buffer = Buffer.alloc(1 << 16);
    const count = readChunk(0, buffer);
    if (count === 0) break;
    parts.push(buffer.subarray(0, count));
    length += count;
  }
  return Buffer.concat(parts);
}

/** The system's code of an error ("ENOENT"), if it has one. */
export function codeOf(error: unknown): string | undefined {
  return error instanceof Error && "code" in error ? String(error.code) : undefined;
}

const clock = new Int32Array(new SharedArrayBuffer(4));

function pause(): void {
  Atomics.wait(clock, 0, 0, 2);
}
