/** Tokens of a dose instruction with their meanings looked up; dotted abbreviations ("b.i.d.") joined, joining hyphens dropped. */
import { foldUnit, hashOf, TokenKind, type Tokens } from "../text/tokens.ts";
import { lookUp, lookUpSpelt, type Word } from "./words.ts";

/** One word, number or mark. `start` and `end` are UTF-16 offsets into the text. */
export interface Piece {
  /** The vocabulary entry, or null. */
  readonly word: Word | null;
  /** The value of a written number ("2", "0.5", "1,000", "½"), else NaN. */
  readonly value: number;
  /** The character code of a mark, else 0. */
  readonly mark: number;
  readonly start: number;
  readonly end: number;
}

export interface Scan {
  readonly text: string;
  readonly pieces: readonly Piece[];
}

export const Mark = {
  Point: 0x2e,
  Comma: 0x2c,
  Semicolon: 0x3b,
  Colon: 0x3a,
  Slash: 0x2f,
  Hyphen: 0x2d,
  Open: 0x28,
  Close: 0x29,
  OpenSquare: 0x5b,
  CloseSquare: 0x5d,
  Hash: 0x23,
  Percent: 0x25,
  Ampersand: 0x26,
  Plus: 0x2b,
  At: 0x40,
  Tilde: 0x7e,
  Times: 0xd7,
  Equals: 0x3d,
  Arrow: 0x2192,
  Less: 0x3c,
  Greater: 0x3e,
  AtMost: 0x2264,
  AtLeast: 0x2265,
} as const;

const FRACTIONS: Readonly<Record<string, number>> = {
  "½": 1 / 2,
  "¼": 1 / 4,
  "¾": 3 / 4,
  "⅓": 1 / 3,
  "⅔": 2 / 3,
  "⅛": 1 / 8,
};

/** Reads tokens [from, to) of `text` into pieces. */
export function scan(text: string, tokens: Tokens, from: number, to: number): Scan {
  const pieces: Piece[] = [];
  const last = Math.min(to, tokens.count);
  let index = Math.max(0, from);
  while (index < last) {
    const dotted = joinSubQ(text, tokens, index, last) ?? joinDotted(text, tokens, index, last);
    if (dotted) {
      pieces.push(dotted.piece);
      index = dotted.next;
      continue;
    }
    const start = tokens.start[index]!;
    const end = tokens.end[index]!;
    const kind = tokens.kind[index]!;
    if (kind === TokenKind.Word) {
      pieces.push({ word: lookUp(tokens.hash[index]!, text, start, end), value: Number.NaN, mark: 0, start, end });
    } else if (kind === TokenKind.Number) {
      pieces.push({ word: null, value: numberOf(text, start, end), mark: 0, start, end });
    } else if (isTypedArrow(text, tokens, index, last)) {
      pieces.push({ word: null, value: Number.NaN, mark: Mark.Arrow, start, end: tokens.end[index + 1]! });
      index++;
    } else if (!joinsWords(text, tokens, index, last)) {
      const mark = foldUnit(text.charCodeAt(start));
      const value =
        mark === 0xbd || mark > 0x2000 || (mark >= 0xbc && mark <= 0xbe)
          ? (FRACTIONS[text[start]!] ?? Number.NaN)
          : Number.NaN;
      pieces.push({
        word: !Number.isNaN(value) ? null : lookUp(tokens.hash[index]!, text, start, end),
        value,
        mark: !Number.isNaN(value) ? 0 : mark,
        start,
        end,
      });
    }
    index++;
  }
  return { text, pieces };
}

/** "5 mg -> 4 mg": an arrow of two marks. */
function isTypedArrow(text: string, { start, end }: Tokens, index: number, last: number): boolean {
  if (index + 1 >= last || start[index + 1] !== end[index] || text[start[index + 1]!] !== ">") return false;
  return text[start[index]!] === "-" || text[start[index]!] === "=";
}

/** "b.i.d", "p. o.", "q.h.s.", "b/d", "M/W/F": single letters with points or slashes between; one piece if they spell a word. */
function joinDotted(text: string, tokens: Tokens, index: number, last: number): { piece: Piece; next: number } | null {
  if (!isLetterThenPoint(text, tokens, index, last)) return null;
  let letters = letterAt(text, tokens, index);
  let best: { piece: Piece; next: number } | null = null;
  let at = index;
  while (letters.length < 4 && at + 2 < last && isJoint(text, tokens, at + 1) && isWord(tokens, at + 2)) {
    at += 2;
    const long = tokens.end[at]! - tokens.start[at]! > 1;
    // "q.hs", "q.day": the last part may be longer.
    for (let unit = tokens.start[at]!; unit < tokens.end[at]! && letters.length < 8; unit++)
      letters += String.fromCharCode(foldUnit(text.charCodeAt(unit)));
    const word = lookUpSpelt(letters);
    // Only "q" takes a longer end: "M/Th" are two days, not a month.
    if (word && (!long || letters.startsWith("q"))) {
      const closed = !long && at + 1 < last && isPoint(text, tokens, at + 1) && tokens.start[at + 1] === tokens.end[at];
      const end = tokens.end[closed ? at + 1 : at]!;
      best = {
        piece: { word, value: Number.NaN, mark: 0, start: tokens.start[index]!, end },
        next: closed ? at + 2 : at + 1,
      };
    }
    if (long) break;
  }
  return best;
}

const SUB = hashOf("sub");
const SUB_REST: ReadonlyMap<number, string> = new Map(
  ["q", "cu", "cut", "cutaneous", "cutaneously"].map((rest) => [hashOf(rest), `sub${rest}`]),
);

/** "sub-q", "sub cut": one word, so that its "q" begins no frequency. */
function joinSubQ(text: string, tokens: Tokens, index: number, last: number): { piece: Piece; next: number } | null {
  if (tokens.hash[index] !== SUB || index + 1 >= last) return null;
  const rest = foldUnit(text.charCodeAt(tokens.start[index + 1]!)) === Mark.Hyphen ? index + 2 : index + 1;
  const spelt = rest < last ? SUB_REST.get(tokens.hash[rest]!) : undefined;
  const word = spelt ? lookUpSpelt(spelt) : null;
  return word
    ? {
        piece: { word, value: Number.NaN, mark: 0, start: tokens.start[index]!, end: tokens.end[rest]! },
        next: rest + 1,
      }
    : null;
}

function isLetterThenPoint(text: string, tokens: Tokens, index: number, last: number): boolean {
  return (
    index + 2 < last &&
    isWord(tokens, index) &&
    tokens.end[index]! - tokens.start[index]! === 1 &&
    isJoint(text, tokens, index + 1)
  );
}

/** A point, or a slash without spaces. */
function isJoint(text: string, tokens: Tokens, index: number): boolean {
  if (isPoint(text, tokens, index)) return true;
  const tight = tokens.end[index - 1] === tokens.start[index] && tokens.end[index] === tokens.start[index + 1];
  return tight && text.charCodeAt(tokens.start[index]!) === Mark.Slash;
}

function isWord(tokens: Tokens, index: number): boolean {
  return tokens.kind[index] === TokenKind.Word;
}

function isPoint(text: string, tokens: Tokens, index: number): boolean {
  return text.charCodeAt(tokens.start[index]!) === Mark.Point && tokens.end[index]! - tokens.start[index]! === 1;
}

function letterAt(text: string, tokens: Tokens, index: number): string {
  return String.fromCharCode(foldUnit(text.charCodeAt(tokens.start[index]!)));
}

/** A hyphen inside "twice-daily", "100-mg", "sub-q"; not the one of "1-2" or " - ". */
function joinsWords(text: string, tokens: Tokens, index: number, last: number): boolean {
  if (foldUnit(text.charCodeAt(tokens.start[index]!)) !== Mark.Hyphen) return false;
  if (index + 1 >= last || index === 0) return false;
  if (tokens.end[index - 1] !== tokens.start[index] || tokens.end[index] !== tokens.start[index + 1]) return false;
  const numbers =
    Number(tokens.kind[index - 1] === TokenKind.Number) + Number(tokens.kind[index + 1] === TokenKind.Number);
  return numbers < 2 && tokens.kind[index - 1] !== TokenKind.Mark && isWord(tokens, index + 1);
}

/** Thousands commas dropped; NaN for what is no single number ("1.2.2024") or absurdly long. */
function numberOf(text: string, start: number, end: number): number {
  if (end - start > 12) return Number.NaN;
  const digits = text.slice(start, end);
  return Number(digits.includes(",") ? digits.replaceAll(",", "") : digits);
}

/** Whether the piece is a number, in digits or as a word. */
export function isNumeric(piece: Piece): boolean {
  return !Number.isNaN(piece.value) || (piece.word !== null && !Number.isNaN(piece.word.number));
}

/** Whether nothing, not even a space, parts piece `index` from the next. */
export function isGlued(scan: Scan, index: number): boolean {
  const next = scan.pieces[index + 1];
  return next !== undefined && scan.pieces[index]!.end === next.start;
}

/** The mark at `index`, or 0. */
export function markAt(scan: Scan, index: number): number {
  return scan.pieces[index]?.mark ?? 0;
}

/** The word at `index`, or null. */
export function wordAt(scan: Scan, index: number): Word | null {
  return scan.pieces[index]?.word ?? null;
}

/** The piece at `index` as written, in small letters; empty where there is none. */
export function textAt(scan: Scan, index: number): string {
  const piece = scan.pieces[index];
  return piece ? scan.text.slice(piece.start, piece.end).toLowerCase() : "";
}
