/** NDJSON in, NDJSON out: one answer a line, in order, in bounded memory. A bad line is answered with what is wrong. */
import { isUtf8 } from "node:buffer";
import { closeSync } from "node:fs";
import type { z } from "zod";
import { parsed } from "./arguments.ts";
import { openInput, print, readChunk } from "./streams.ts";
import { UsageError } from "./usage.ts";

const CHUNK = 1 << 16;
const LONGEST = 32 * 1024 * 1024;
const NEWLINE = 0x0a;

/** What a command makes of each line. */
export interface LineCommand<T> {
  readonly schema: z.ZodType<T>;
  /** A good line, shown where one is bad. */
  readonly example: string;
  readonly answer: (input: T) => unknown;
}

/**
 * Answers every line of the one file that `args` name ("-" or none: standard input). Returns the exit code: 0, or 2 where
 * a line was bad. What has come is answered before more is waited for, so that a program may ask line by line.
 */
export function answerLines<T>(args: readonly string[], command: LineCommand<T>): number {
  const { positionals } = parsed(args, {});
  if (positionals.length > 1) throw new UsageError("Name one file of lines, or none for standard input.");
  const path = positionals[0] ?? "-";
  let [number, bad, blank] = [0, 0, 0];
  const answers: string[] = [];
  const answer = (output: unknown) => answers.push(`${JSON.stringify(output)}\n`);
  const refuse = (line: number, problem: string) => {
    bad++;
    answer({ error: `line ${line}: ${problem} A line is ${command.example}.` });
  };
  for (const lines of linesOf(path)) {
    for (const line of lines) {
      number++;
      const input = parse(line, command.schema);
      if (input === "blank") {
        blank++;
        continue;
      }
      for (; blank > 0; blank--) refuse(number - blank, "nothing stands here.");
      if ("problem" in input) refuse(number, input.problem);
      else answer(command.answer(input.value));
    }
    print(answers.splice(0).join(""));
  }
  if (bad === 0) return 0;
  process.stderr.write(`${path}: ${bad} of ${number} lines cannot be answered; in place of an answer stands why.\n`);
  return 2;
}

/** The value of a line, or what is wrong with it. Blank lines are wrong only where others follow. */
function parse<T>(line: Buffer, schema: z.ZodType<T>): { value: T } | { problem: string } | "blank" {
  if (line.length > LONGEST) return { problem: "longer than 32 MiB." };
  if (!isUtf8(line)) return { problem: "this is not valid UTF-8." };
  const text = line.toString("utf8").replace(/^\ufeff/, "");
  if (text.trim() === "") return "blank";
  let raw: unknown;
  try {
    raw = JSON.parse(text);
  } catch {
    return { problem: "this is not JSON." };
  }
  const read = schema.safeParse(raw);
  return read.success ? { value: read.data } : { problem: problemOf(read.error) };
}

/** The first complaint of a schema, with the field it is about. */
export function problemOf({ issues: [issue] }: z.ZodError): string {
  const field = issue?.path.length ? `"${issue.path.join(".")}": ` : "";
  return `${field}${issue?.message ?? "not what is expected"}.`;
}

/** The lines of a file, those of each chunk together; they are valid until the next chunk is asked for. */
function* linesOf(path: string): Generator<Buffer[]> {
  const file = openInput(path);
  const buffer = Buffer.alloc(CHUNK);
  let open: Buffer[] = [];
  let length = 0;
  for (let count = readChunk(file, buffer); count > 0; count = readChunk(file, buffer)) {
    const chunk = buffer.subarray(0, count);
    const lines: Buffer[] = [];
    let from = 0;
    for (let at = chunk.indexOf(NEWLINE); at >= 0; at = chunk.indexOf(NEWLINE, from)) {
      lines.push(Buffer.concat([...open, chunk.subarray(from, at)]));
      [open, length, from] = [[], 0, at + 1];
    }
    // Of a line that is too long no more is kept than shows it.
    if (length <= LONGEST) open.push(Buffer.from(chunk.subarray(from)));
    length += count - from;
    yield lines;
  }
  if (length > 0) yield [Buffer.concat(open)];
  if (file !== 0) closeSync(file);
}
