/** Where a note writes doses: the ground for checks about how they are written. */
import type { Note, Sentence } from "../../text/note.ts";
import { foldText } from "../../text/tokens.ts";

export const doseUnits: ReadonlySet<string> = new Set(
  "mg mcg ug μg g gm ml cc unit units iu u tab tabs tablet tablets cap caps capsule capsules pump pumps".split(" "),
);

/** Folded text of a token, "" outside the note. */
export function wordAt({ tokens, text }: Note, index: number): string {
  return index < 0 || index >= tokens.count ? "" : foldText(text, tokens.start[index], tokens.end[index]);
}

/** Sentences that somebody states today. */
export function statedSentences(note: Note): readonly Sentence[] {
  return note.sentences.filter(({ quoted }) => !quoted);
}

/** Whether the token is a dose unit right after the number before it, and not the head of "mg/dL" or "g/L". */
export function isDoseUnit(note: Note, index: number): boolean {
  if (!doseUnits.has(wordAt(note, index)) || note.tokens.start[index]! - note.tokens.end[index - 1]! > 1) return false;
  const next = note.text.charAt(note.tokens.end[index]!);
  if (next !== "/") return true;
  return /^\/\s?(?:d|day|dose|wk|week|h|hr|kg)\b/i.test(
    note.text.slice(note.tokens.end[index]!, note.tokens.end[index]! + 8),
  );
}
