/** Offsets to LSP positions and back. Both count UTF-16 units. */
import type { Position, Range } from "vscode-languageserver-types";
import { lineOf } from "../text/lines.ts";
import type { Note } from "../text/note.ts";
import type { Span } from "../text/span.ts";

export function toPosition(note: Note, offset: number): Position {
  const line = lineOf(note.lineStarts, offset);
  return { line, character: offset - note.lineStarts[line]! };
}

export function toRange(note: Note, span: Span): Range {
  return { start: toPosition(note, span.start), end: toPosition(note, span.end) };
}

/** Offset of a position; one past the end of a line or of the note is brought back inside. */
export function toOffset(note: Note, { line, character }: Position): number {
  const start = note.lineStarts[Math.min(line, note.lineStarts.length - 1)]!;
  const end = line + 1 < note.lineStarts.length ? note.lineStarts[line + 1]! - 1 : note.text.length;
  return line >= note.lineStarts.length ? note.text.length : Math.min(start + character, Math.max(start, end));
}

/** Whether two spans share a place; an empty span at an edge counts. */
export function touches(a: Span, b: Span): boolean {
  return a.start <= b.end && b.start <= a.end;
}
