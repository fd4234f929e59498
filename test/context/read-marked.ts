/** Reads a note in which the target stands in «guillemets», with the built-in cues and headings. */
import { readFileSync } from "node:fs";
import { parse } from "yaml";
import { z } from "zod";
import type { Assertion } from "../../server/src/context/assertion.ts";
import { compileCues } from "../../server/src/context/cues.ts";
import { readAssertions } from "../../server/src/context/read.ts";
import { Cue, SectionHeadings } from "../../server/src/knowledge/schema.ts";
import type { Note } from "../../server/src/text/note.ts";
import { compileHeadings, readNote } from "../../server/src/text/read.ts";
import { tokenAt } from "../../server/src/text/tokens.ts";

const language = new URL("../../server/knowledge/language/", import.meta.url);
const load = <T>(file: string, schema: z.ZodType<T>): T[] =>
  z.array(schema).parse(parse(readFileSync(new URL(file, language), "utf8")));

export const cues = compileCues(load("cues.yaml", Cue));
export const headings = compileHeadings(load("headings.yaml", SectionHeadings));

export interface Place {
  readonly start: number;
  readonly end: number;
}

/** The span of the words from `start` to `end`, as the context reader takes it; null outside all sentences. */
export function targetAt(note: Note, { start, end }: Place) {
  const firstToken = tokenAt(note.tokens, start);
  let endToken = firstToken;
  while (endToken < note.tokens.count && note.tokens.start[endToken]! < end) endToken++;
  const sentence = note.sentences.findIndex(
    (candidate) => candidate.firstToken <= firstToken && firstToken < candidate.endToken,
  );
  return sentence < 0 ? null : { start, end, firstToken, endToken, sentence };
}

/** Takes the guillemets out of `marked`. */
export function unmark(marked: string): { text: string; places: Place[] } {
  let text = "";
  const places: Place[] = [];
  let open = 0;
  for (const character of marked) {
    if (character === "«") open = text.length;
    else if (character === "»") places.push({ start: open, end: text.length });
    else text += character;
  }
  return { text, places };
}

/** The assertions for the marked words of a note, in order. */
export function readAll(marked: string): Assertion[] {
  const { text, places } = unmark(marked);
  const note = readNote(text, headings);
  const targets = places.map((place) => targetAt(note, place));
  return readAssertions(
    note,
    targets.map((target) => target ?? { start: 0, end: 0, firstToken: 0, endToken: 0, sentence: -1 }),
    cues,
  );
}

/** The assertion for the one marked target of a note. */
export function readOne(marked: string): Assertion {
  return readAll(marked)[0]!;
}
