/** What reading a date takes: the note, its words of dates, and small looks at its tokens. */
import type { Match } from "../lexicon/lexicon.ts";
import type { Note } from "../text/note.ts";
import { foldText, TokenKind } from "../text/tokens.ts";
import { type DateWord, dateWords } from "./date-words.ts";
import type { NoteDate } from "./observation.ts";

export interface Reader {
  readonly note: Note;
  readonly words: ReadonlyMap<number, Match>;
  readonly dayFirst: boolean;
  readonly noteDate: NoteDate | null;
}

export interface Reading {
  readonly end: number;
  readonly weak?: boolean;
  readonly iso?: string | null;
  readonly offsetDays?: number;
  /** Characters of the ISO date that a relative date fixes. */
  readonly precision?: number;
  readonly ambiguous?: boolean;
  readonly yearInferred?: boolean;
}

/** The token as a whole number of at most four digits, or -1. */
export function integerAt(note: Note, index: number): number {
  const { tokens, text } = note;
  if (index < 0 || index >= tokens.count || tokens.kind[index] !== TokenKind.Number) return -1;
  const start = tokens.start[index]!;
  const end = tokens.end[index]!;
  if (end - start > 4) return -1;
  let value = 0;
  for (let offset = start; offset < end; offset++) {
    const digit = text.charCodeAt(offset) - 0x30;
    if (digit < 0 || digit > 9) return -1;
    value = value * 10 + digit;
  }
  return value;
}

/** UTF-16 units of token `index`. */
export const lengthOf = (note: Note, index: number) => note.tokens.end[index]! - note.tokens.start[index]!;

/** The mark that joins token `index` to the next without spaces; empty for none. */
export function tightMark(note: Note, index: number): string {
  const { tokens, text } = note;
  if (
    index + 1 >= tokens.count ||
    tokens.start[index] !== tokens.end[index - 1] ||
    tokens.end[index] !== tokens.start[index + 1]
  )
    return "";
  return text.slice(tokens.start[index]!, tokens.end[index]!);
}

/** The date word that a phrase found stands for. */
export const wordOf = (match: Match): DateWord => dateWords[match.values[0]!]!;

/** The index after a word of this meaning, if one stands at `index`. */
export function skip(reader: Reader, index: number, meaning: DateWord["meaning"]): number {
  const match = reader.words.get(index);
  return match && wordOf(match).meaning === meaning ? match.endToken : index;
}

/** The index after one mark of `marks`, if one stands here. */
export function skipMarks(note: Note, index: number, marks: string): number {
  const { tokens, text } = note;
  return index < tokens.count && tokens.kind[index] === TokenKind.Mark && marks.includes(text[tokens.start[index]!]!)
    ? index + 1
    : index;
}

/** Folded text of the token before `index`; empty at the start. */
export function previousWord(reader: Reader, index: number): string {
  const { tokens, text } = reader.note;
  return index > 0 ? foldText(text, tokens.start[index - 1], tokens.end[index - 1]) : "";
}
