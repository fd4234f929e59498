/** Notes read with the built-in headings, and shown as a person would jot down their structure. */
import { readFileSync } from "node:fs";
import { fileSchemas, parseKnowledgeFile } from "../../server/src/knowledge/files.ts";
import type { Note } from "../../server/src/text/note.ts";
import { compileHeadings, readNote } from "../../server/src/text/read.ts";

const path = "language/headings.yaml";
const yaml = readFileSync(new URL(`../../server/knowledge/${path}`, import.meta.url), "utf8");
export const headings = compileHeadings(parseKnowledgeFile({ path, text: yaml }, fileSchemas[path]).value ?? []);

export function read(text: string): Note {
  return readNote(text, headings);
}

/** "plan: Plan", nested ones after dots; text before any heading is left out. */
export function outline(text: string): string[] {
  return read(text)
    .sections.filter(({ heading }) => heading !== null)
    .map(({ kind, title, level }) => `${"· ".repeat(level - 1)}${kind}: ${title}`);
}

/** The sentences as written, line breaks as "/". */
export function sentences(text: string): string[] {
  return read(text).sentences.map(({ start, end }) => text.slice(start, end).replaceAll(/\r\n?|\n/g, "/"));
}
