/** NDJSON in, NDJSON out: one answer a line, in order, in bounded memory. A bad line is answered with what is wrong. */
import { closeSync, openSync, readSync } from "node:fs";
import { StringDecoder } from "node:string_decoder";
import type { z } from "zod";
import { print } from "./print.ts";
import { UsageError } from "./usage.ts";

const CHUNK = 1 << 16;

/**
 * Answers every line of `path` ("-": standard input) that `schema` takes. Returns the exit code: 0, or 2 where a line
 * was bad.
 */
export function answerLines<T>(path: string, schema: z.ZodType<T>, answer: (input: T) => unknown): number {
  let number = 0;
  let bad = 0;
  const answers: string[] = [];
  const flush = () => print(answers.splice(0).join(""));
  for (const line of linesOf(path)) {
    number++;
    if (line.trim() === "") continue;
    const input = parse(line, schema);
    if (typeof input === "string") bad++;
    const output = typeof input === "string" ? { error: `line ${number}: ${input}` } : answer(input.value);
    answers.push(`${JSON.stringify(output)}\n`);
    if (answers.length >= 512) flush();
  }
  flush();
  return bad > 0 ? 2 : 0;
}

/** The value of a line, or what is wrong with it. */
function parse<T>(line: string, schema: z.ZodType<T>): { value: T } | string {
  let raw: unknown;
  try {
    raw = JSON.parse(line);
  } catch {
    return "this is not JSON: write one object a line.";
  }
  const read = schema.safeParse(raw);
  if (read.success) return { value: read.data };
  const [issue] = read.error.issues;
  return `"${issue?.path.join(".") || "the line"}": ${issue?.message}.`;
}

function* linesOf(path: string): Generator<string> {
  const file = path === "-" ? 0 : open(path);
  const decoder = new StringDecoder("utf8");
  const buffer = Buffer.alloc(CHUNK);
  let rest = "";
  for (;;) {
    const count = readChunk(file, buffer);
    if (count === 0) break;
    const lines = (rest + decoder.write(buffer.subarray(0, count))).split("\n");
    rest = lines.pop()!;
    yield* lines;
  }
  rest += decoder.end();
  if (rest !== "") yield rest;
  if (file !== 0) closeSync(file);
}

function open(path: string): number {
  try {
    return openSync(path, "r");
  } catch {
    throw new UsageError(`${path} cannot be read: check the path.`);
  }
}

function readChunk(file: number, buffer: Buffer): number {
  for (;;) {
    try {
      return readSync(file, buffer, 0, buffer.length, null);
    } catch (error) {
      const code = error instanceof Error && "code" in error ? error.code : undefined;
      if (code === "EOF") return 0;
      if (code !== "EAGAIN") throw error;
    }
  }
}
