/** Text in, Note out: the first step of every analysis. */
import { findLineStarts, readLines } from "./lines.ts";
import type { Note } from "./note.ts";
import { type HeadingTable, readSections } from "./sections.ts";
import { readSentences } from "./sentences.ts";
import { tokenize } from "./tokens.ts";

export { compileHeadings, type HeadingTable } from "./sections.ts";

/** Cuts a note up. Total: any string. Comments (`<!-- -->`) are not part of what the note says. */
export function readNote(text: string, headings: HeadingTable): Note {
  const visible = maskComments(text);
  const tokens = tokenize(visible);
  const lineStarts = findLineStarts(visible);
  const lines = readLines(visible, lineStarts);
  const sections = readSections(visible, tokens, lines, headings);
  return { text, tokens, lineStarts, sections, sentences: readSentences(visible, tokens, lines, sections) };
}

/** Blanks comments out, so that every offset stays where it was. */
function maskComments(text: string): string {
  let from = text.indexOf("<!--");
  if (from < 0) return text;
  let masked = "";
  let kept = 0;
  while (from >= 0) {
    const close = text.indexOf("-->", from);
    if (close < 0) break;
    masked += text.slice(kept, from);
    for (let offset = from; offset < close + 3; offset++) {
      const unit = text.charCodeAt(offset);
      masked += unit === 0x0a || unit === 0x0d ? text.charAt(offset) : " ";
    }
    kept = close + 3;
    from = text.indexOf("<!--", kept);
  }
  return masked + text.slice(kept);
}
