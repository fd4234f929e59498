/**
 * Comments in the note that silence rules: `<!-- leydig-disable-line rule-id -->` on the line itself,
 * `<!-- leydig-disable-section rule-id -->` for the section it stands in, `<!-- leydig-disable rule-id -->` for the
 * whole note. Several ids may follow; none means every rule.
 */
import { lineOf } from "../text/lines.ts";
import type { Note } from "../text/note.ts";
import type { Span } from "../text/span.ts";

export const DISABLE_LINE = "leydig-disable-line";
export const DISABLE_SECTION = "leydig-disable-section";
export const DISABLE_NOTE = "leydig-disable";

export interface Suppressions {
  /** Whether the rule is silenced at this offset. */
  covers(rule: string, offset: number): boolean;
}

interface Comment {
  /** What the comment covers. */
  readonly span: Span;
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
    const span = keyword === undefined ? null : coveredBy(keyword, note, from);
    if (span) comments.push({ span, rules });
    from = note.text.indexOf("<!--", to);
  }
  return {
    covers: (rule, offset) =>
      comments.some(
        ({ span, rules }) => (rules.length === 0 || rules.includes(rule)) && offset >= span.start && offset < span.end,
      ),
  };
}

function coveredBy(keyword: string, note: Note, offset: number): Span | null {
  if (keyword === DISABLE_NOTE) return { start: 0, end: note.text.length };
  if (keyword === DISABLE_LINE) {
    const line = lineOf(note.lineStarts, offset);
    return { start: note.lineStarts[line]!, end: note.lineStarts[line + 1] ?? note.text.length };
  }
  if (keyword !== DISABLE_SECTION) return null;
  return note.sections.findLast(({ span }) => offset >= span.start && offset < span.end)?.span ?? null;
}
