/** A line that begins with the history of the family and goes on with the patient: "FHx: father MI. PSA 1.2, Hct 47". */
import type { Note, Section, Sentence } from "../text/note.ts";
import type { Piece } from "./piece.ts";

/** In UTF-16 units: as far as this after the heading a sentence may stand on its line. */
const LONGEST_LINE = 300;

/**
 * Whether a sentence under a heading of the family tells of the patient again: behind another sentence on the line of
 * the heading it begins with a test, and names neither a relative nor an earlier time.
 */
export function leavesFamily(note: Note, section: Section, sentence: number, pieces: readonly Piece[]): boolean {
  const { start, section: index } = note.sentences[sentence]!;
  const before: Sentence | undefined = note.sentences[sentence - 1];
  if (!section.heading || before?.section !== index || note.text[before.end - 1] !== ".") return false;
  if (start - section.heading.end > LONGEST_LINE) return false;
  if (note.text.slice(section.heading.end, start).includes("\n")) return false;
  const opens = pieces[0]?.kind === "name" || pieces[0]?.uses?.has("results") === true;
  return opens && !pieces.some(({ uses }) => uses?.has("relative") || uses?.has("earlier"));
}
