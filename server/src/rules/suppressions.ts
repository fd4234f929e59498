/**
 * Comments in the note that silence rules: `<!-- leydig-disable-line rule-id -->` on the line itself,
 * `<!-- leydig-disable rule-id -->` for the whole note. Several ids may follow; none means every rule.
 */
import { lineOf } from "../text/lines.ts";
import type { Note } from "../text/note.ts";

export const DISABLE_LINE = "leydig-disable-line";
export const DISABLE_NOTE = "leydig-disable";

export interface Suppressions {
  /** Whether the rule is silenced at this offset. */
  covers(rule: string, offset: number): boolean;
}

interface Comment {
  readonly wholeNote: boolean;
  readonly line: number;
  /** Empty: every rule. */
  readonly rules: readonly string[];
}

/** Reads all such comments. Linear in the text. */
export function readSuppressions(note: Note): Suppressions {
  const comments: Comment[] = [];
  let from = note.text.indexOf("<!--");
  while (from >= 0) {
    const to = note.text.indexOf("-->", from);
    if (to < 0) break;
    const [keyword, ...rules] = note.text
      .slice(from + 4, to)
      .split(/[\s,]/)
      .filter(Boolean);
    if (keyword === DISABLE_LINE || keyword === DISABLE_NOTE) {
      comments.push({ wholeNote: keyword === DISABLE_NOTE, line: lineOf(note.lineStarts, from), rules });
    }
    from = note.text.indexOf("<!--", to);
  }
  return {
    covers: (rule, offset) =>
      comments.some(
        (comment) =>
          (comment.rules.length === 0 || comment.rules.includes(rule)) &&
          (comment.wholeNote || comment.line === lineOf(note.lineStarts, offset)),
      ),
  };
}
