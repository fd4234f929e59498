/** The sections of the note as outline and as folding ranges. */
import { type DocumentSymbol, type FoldingRange, SymbolKind } from "vscode-languageserver-types";
import type { Analysis } from "../analysis.ts";
import { lineOf } from "../text/lines.ts";
import type { Note, Section } from "../text/note.ts";
import { toRange } from "./positions.ts";

/** Nested sections, each with the number of findings in it. Text before the first heading has no symbol. */
export function documentSymbols({ note, findings }: Analysis): DocumentSymbol[] {
  const roots: DocumentSymbol[] = [];
  const symbols = new Map<number, DocumentSymbol>();
  note.sections.forEach((section, index) => {
    if (!section.heading) return;
    const count = findings.filter(
      ({ span }) => section.body.start <= span.start && span.end <= section.body.end,
    ).length;
    const symbol: DocumentSymbol = {
      name: section.title || "Section",
      detail: count === 0 ? "" : `${count} finding${count === 1 ? "" : "s"}`,
      kind: SymbolKind.String,
      range: toRange(note, trimmed(note, section)),
      selectionRange: toRange(note, headingWords(note, section)),
      children: [],
    };
    symbols.set(index, symbol);
    (symbols.get(section.parent)?.children ?? roots).push(symbol);
  });
  return roots;
}

/** A section folds from its heading to its last line with words. */
export function foldingRanges({ note }: Analysis): FoldingRange[] {
  return note.sections.flatMap((section) => {
    if (!section.heading) return [];
    const { start, end } = trimmed(note, section);
    const startLine = lineOf(note.lineStarts, start);
    const endLine = lineOf(note.lineStarts, end);
    return endLine > startLine ? [{ startLine, endLine }] : [];
  });
}

/** From the first character of the heading's words to the last word of the section. */
function trimmed(note: Note, section: Section) {
  const { start } = headingWords(note, section);
  let end = section.span.end;
  while (end > start && note.text.charCodeAt(end - 1) <= 0x20) end--;
  return { start, end };
}

function headingWords(note: Note, section: Section) {
  let { start, end } = section.heading!;
  while (start < end && note.text.charCodeAt(start) <= 0x20) start++;
  while (end > start && note.text.charCodeAt(end - 1) <= 0x20) end--;
  return { start, end };
}
