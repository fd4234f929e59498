/** Whether a note that is being written has got as far as its plan. */
import type { Note } from "../text/note.ts";

/** A note edited since it was opened or saved; `caret` is the offset of the last edit. */
export interface Draft {
  readonly caret: number;
}

/**
 * Absence is only worth a word once the plan is there: some plan section has text outside the caret's line, and the
 * writing does not go on at the end of the note.
 */
export function isPlanWritten(note: Note, { caret }: Draft): boolean {
  const { text } = note;
  const lineStart = text.lastIndexOf("\n", caret - 1) + 1;
  const lineBreak = text.indexOf("\n", caret);
  if (lineBreak < 0 || text.slice(lineBreak).trim() === "") return false;
  return note.sections.some(
    ({ kind, body }) =>
      (kind === "plan" || kind === "assessment-plan") &&
      (hasWords(text, body.start, Math.min(body.end, lineStart)) ||
        hasWords(text, Math.max(body.start, lineBreak), body.end)),
  );
}

function hasWords(text: string, start: number, end: number): boolean {
  return start < end && text.slice(start, end).trim() !== "";
}
