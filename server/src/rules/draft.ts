/** Whether a note that is being written has got as far as its plan. */
import type { Note } from "../text/note.ts";

/** A note edited since it was opened or saved. */
export interface Draft {
  /** Offset of the last edit. */
  readonly caret: number;
  /** The writer has paused. */
  readonly paused: boolean;
}

/**
 * Absence is only worth a word once the plan is there: some plan section has text outside the caret's line, and the
 * writing either pauses or does not go on at the end of the note.
 */
export function isPlanWritten({ text, sections }: Note, { caret, paused }: Draft): boolean {
  const lineStart = text.lastIndexOf("\n", caret - 1) + 1;
  const lineBreak = text.indexOf("\n", caret);
  const lineEnd = lineBreak < 0 ? text.length : lineBreak;
  if (!paused && text.slice(lineEnd).trim() === "") return false;
  return sections.some(
    ({ kind, body }) =>
      (kind === "plan" || kind === "assessment-plan") &&
      (hasWords(text, body.start, Math.min(body.end, lineStart)) ||
        hasWords(text, Math.max(body.start, lineEnd), body.end)),
  );
}

function hasWords(text: string, start: number, end: number): boolean {
  return start < end && text.slice(start, end).trim() !== "";
}
