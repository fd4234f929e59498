/** Sentences, list items and table rows: the stretches within which words bear on each other. */
import type { Line } from "./lines.ts";
import type { Section, Sentence } from "./note.ts";
import { foldText, TokenKind, type Tokens } from "./tokens.ts";

/** After these a full stop does not end the sentence. */
const abbreviations: ReadonlySet<string> = new Set([
  "dr", "mr", "mrs", "ms", "prof", "st", "vs", "no", "nos", "fig", "approx", "ca", "cf", "resp", "incl", "dept", "jr", "sr", "pt", "pts", "hx", "dx",
]);

/** Dotted abbreviations that ask for something after them. */
const leading: ReadonlySet<string> = new Set(["p.o", "i.m", "i.v", "s.c", "e.g", "i.e", "s.q", "p.r", "q"]);

const longLine = 60;

/** All sentences in order of the text. Headings belong to none. */
export function readSentences(text: string, tokens: Tokens, lines: readonly Line[], sections: readonly Section[]): Sentence[] {
  const sentences: Sentence[] = [];
  let lineIndex = 0;
  let token = 0;
  sections.forEach((section, sectionIndex) => {
    while (token < tokens.count && tokens.start[token]! < section.body.start) token++;
    let first = token;
    const close = (end: number, line: Line) => {
      if (end > first) sentences.push(sentence(tokens, first, end, sectionIndex, line, section.kind === "quoted"));
      first = end;
    };
    let line = lines[lineIndex]!;
    let opening = line;
    for (; token < tokens.count && tokens.start[token]! < section.body.end; token++) {
      const start = tokens.start[token]!;
      if (start > line.end) {
        const previous = line;
        let gap = false;
        while (lineIndex + 1 < lines.length && start > lines[lineIndex]!.end) {
          lineIndex++;
          gap ||= lines[lineIndex]!.blank;
        }
        line = lines[lineIndex]!;
        if (gap || !continues(text, tokens, previous, line, token)) close(token, opening);
      }
      if (first === token) opening = line;
      if (endsSentence(text, tokens, token, line)) close(token + 1, opening);
    }
    close(token, opening);
  });
  return sentences;
}

function sentence(tokens: Tokens, first: number, end: number, section: number, line: Line, quoted: boolean): Sentence {
  return {
    start: tokens.start[first]!,
    end: tokens.end[end - 1]!,
    firstToken: first,
    endToken: end,
    section,
    box: line.box,
    quoted: quoted || line.quoted,
  };
}

/** Whether `line` goes on with what `previous` began: a hard-wrapped line, not a new item, row or statement. */
function continues(text: string, tokens: Tokens, previous: Line, line: Line, token: number): boolean {
  if (line.item || line.row || previous.row || line.quoted !== previous.quoted || line.hashes > 0) return false;
  const start = tokens.start[token]!;
  if (start < line.words) return false;
  const initial = text.charAt(start);
  const lowerCase = initial !== initial.toUpperCase();
  const last = text.charAt(tokens.end[token - 1]! - 1);
  if (".!?:".includes(last)) return false;
  if (last === "," || lowerCase) return true;
  return previous.end - previous.start >= longLine;
}

function endsSentence(text: string, tokens: Tokens, token: number, line: Line): boolean {
  if (tokens.kind[token] !== TokenKind.Mark) return false;
  const start = tokens.start[token]!;
  const mark = text.charAt(start);
  const next = token + 1 < tokens.count ? tokens.start[token + 1]! : text.length;
  if (mark === "!" || (mark === "?" && next > start + 1)) return true;
  if (mark !== "." || next === start + 1) return false;
  if (start < line.words || isListNumber(tokens, token, line)) return false;
  if (next >= line.end) return true;
  const word = dottedBefore(text, tokens, token);
  if (abbreviations.has(word) || leading.has(word)) return false;
  const initial = text.charAt(next);
  const startsNew = initial !== initial.toLowerCase() || (initial >= "0" && initial <= "9") || "([\"'<~>+-".includes(initial);
  if (word.includes(".") || word.length === 1) return initial !== initial.toLowerCase();
  return startsNew || next - start > 2 || line.end - next > 0;
}

/** "1." at the start of a line. */
function isListNumber(tokens: Tokens, token: number, line: Line): boolean {
  return token > 0 && tokens.kind[token - 1] === TokenKind.Number && tokens.start[token - 1]! <= line.start;
}

/** The word before a stop, with the letters and stops that lead up to it: "b.i.d". */
function dottedBefore(text: string, tokens: Tokens, token: number): string {
  let first = token;
  while (first > 0 && token - first < 8 && tokens.end[first - 1] === tokens.start[first]) {
    const kind = tokens.kind[first - 1];
    if (kind !== TokenKind.Word && text.charAt(tokens.start[first - 1]!) !== ".") break;
    first--;
  }
  return first === token ? "" : foldText(text, tokens.start[first], tokens.end[token - 1]);
}
