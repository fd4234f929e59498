/** Text in, Note out: the first step of every analysis. */
import type { HeadingTable } from "./headings.ts";
import { findLineStarts, readLines } from "./lines.ts";
import type { Note } from "./note.ts";
import { readSections } from "./sections.ts";
import { readSentences } from "./sentences.ts";
import { tokenize } from "./tokens.ts";

export { compileHeadings, type HeadingData, type HeadingTable, headingDataOf, openHeadings } from "./headings.ts";

/** Cuts a note up. Total: any string. Comments (`<!-- -->`) are not part of what the note says. */
export function readNote(text: string, headings: HeadingTable): Note {
  const visible = maskComments(text);
  const tokens = tokenize(visible);
  const lineStarts = findLineStarts(visible);
  const lines = readLines(visible, tokens, lineStarts);
  const sections = readSections({ text: visible, tokens, lines, table: headings });
  return { text, tokens, lineStarts, sections, sentences: readSentences(visible, tokens, lines, sections) };
}

/** Blanks comments out, so that every offset stays where it was. */
function maskComments(text: string): string {
  const parts: string[] = [];
  let kept = 0;
  for (let from = commentFrom(text, 0); from >= 0; from = commentFrom(text, kept)) {
    const close = text.indexOf("-->", from);
    if (close < 0) break;
    parts.push(text.slice(kept, from), text.slice(from, close + 3).replace(/[^\r\n]/g, " "));
    kept = close + 3;
  }
  return kept === 0 ? text : parts.join("") + text.slice(kept);
}

/** Looks for the bare "<" first: several times faster than for all four characters. */
function commentFrom(text: string, offset: number): number {
  let at = text.indexOf("<", offset);
  while (at >= 0 && !text.startsWith("!--", at + 1)) at = text.indexOf("<", at + 1);
  return at;
}
