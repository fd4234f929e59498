/** Opens the notes named on the command line. A file that cannot be read is named and skipped; the rest go on. */
import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { codeOf, readStandardInput } from "./streams.ts";

export interface NoteFile {
  readonly path: string;
  readonly text: string;
}

export interface Unreadable {
  readonly path: string;
  readonly problem: string;
}

const noteEndings = [".note", ".txt", ".md"];
const largest = 32 * 1024 * 1024;

/** Names the files that could not be read. Returns the exit code: 0, or 2 where there is one. */
export function reportUnreadable(unreadable: readonly Unreadable[]): number {
  for (const { path, problem } of unreadable) process.stderr.write(`${path}: ${problem}.\n`);
  return unreadable.length > 0 ? 2 : 0;
}

/** Reads files; `-` is standard input; a folder stands for the notes below it (`.note`, `.txt`, `.md`). */
export function readNotes(paths: readonly string[]): { notes: NoteFile[]; unreadable: Unreadable[] } {
  const notes: NoteFile[] = [];
  const unreadable: Unreadable[] = [];
  for (const path of paths.flatMap((given) => expand(given, unreadable))) {
    const read = readNote(path);
    if ("problem" in read) unreadable.push(read);
    else notes.push(read);
  }
  return { notes, unreadable };
}

function expand(path: string, unreadable: Unreadable[]): string[] {
  try {
    if (path === "-" || !statSync(path).isDirectory()) return [path];
    return readdirSync(path, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && noteEndings.some((ending) => entry.name.endsWith(ending)))
      .map((entry) => join(entry.parentPath, entry.name))
      .sort();
  } catch (error) {
    unreadable.push({ path, problem: whyNot(error) });
    return [];
  }
}

function readNote(path: string): NoteFile | Unreadable {
  try {
    const tooLarge = { path, problem: "larger than 32 MiB, which is no note: split it" };
    if (path !== "-" && statSync(path).size > largest) return tooLarge;
    const bytes = path === "-" ? readStandardInput(largest) : readFileSync(path);
    if (bytes.length > largest) return tooLarge;
    if (bytes.includes(0) && !hasUtf16Mark(bytes))
      return { path, problem: "a binary file, not a note: name a text file" };
    const encoding = hasUtf16Mark(bytes) ? (bytes[0] === 0xff ? "utf-16le" : "utf-16be") : "utf-8";
    return { path, text: new TextDecoder(encoding, { fatal: true }).decode(bytes) };
  } catch (error) {
    if (error instanceof TypeError) return { path, problem: "not valid UTF-8 text: save it as UTF-8 and try again" };
    return { path, problem: whyNot(error) };
  }
}

function hasUtf16Mark(bytes: Uint8Array): boolean {
  return (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff);
}

function whyNot(error: unknown): string {
  const code = codeOf(error);
  if (code === "ENOENT") return "no such file: check the path";
  if (code === "EACCES" || code === "EPERM") return "not readable by you: check its permissions";
  if (code === "EISDIR") return "a folder where a file was expected";
  return `cannot be read (${String(code ?? error)})`;
}
