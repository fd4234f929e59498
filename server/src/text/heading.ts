/** What a heading is, and looks at the page that all its forms share. */
import type { SectionKind } from "../knowledge/schema.ts";
import type { HeadingTable } from "./headings.ts";
import { hasGap, isCapital, type Line } from "./lines.ts";
import { hashesOf, hashOf, TokenKind, type Tokens } from "./tokens.ts";

/** How firmly a heading stands: a named one, other words in capitals or bold, or the label of a part (a problem, an organ). */
export type Rank = 0 | 1 | 2;

export const Rank = { Named: 0, Unnamed: 1, Part: 2 } as const;

export interface Heading {
  /** With its marks, number and colon: `firstToken` to `endToken` (exclusive). */
  readonly firstToken: number;
  readonly endToken: number;
  /** The words alone. */
  readonly titleToken: number;
  readonly titleEnd: number;
  /** Null: the kind of what it stands in. */
  readonly kind: SectionKind | null;
  readonly rank: Rank;
  readonly hashes: number;
  /** White space in front of it on its line; 0 in the middle of a line. */
  readonly indent: number;
}

/** What the finder looks at. */
export interface Page {
  readonly text: string;
  readonly tokens: Tokens;
  readonly lines: readonly Line[];
  readonly table: HeadingTable;
}

/** Kinds made of organs, each with its label: "Neck: supple". */
export const organKinds: ReadonlySet<SectionKind> = new Set(["exam", "ros", "objective"]);

/** Kinds made of problems: "1. Low libido: discussed". */
export const problemKinds: ReadonlySet<SectionKind> = new Set(["assessment", "plan", "assessment-plan"]);

/** Hash of the colon token. */
export const COLON_HASH = hashOf(":");

/** Whether a token stands after a stop or a wide gap. */
export function beginsSentence({ text, tokens }: Page, token: number): boolean {
  const gap = tokens.start[token]! - tokens.end[token - 1]!;
  return gap > 1 || (gap === 1 && ".;!?)]".includes(text.charAt(tokens.start[token - 1]!)));
}

/** The colon that closes a title of at most `most` tokens, -1 for none. */
export function colonAfter({ text, tokens }: Page, title: number, end: number, most: number): number {
  const limit = Math.min(end, title + most + 1);
  for (let token = title; token < limit; token++) {
    if (tokens.kind[token] !== TokenKind.Mark) continue;
    if (tokens.hash[token] === COLON_HASH) return token > title ? token : -1;
    const mark = text.charAt(tokens.start[token]!);
    if (!"/&+-–,()'’#*_.\"".includes(mark)) return -1;
    // A stop with a space after it ends a sentence, but not after a letter: "G.I. TRACT".
    const letter = token > title && tokens.end[token - 1]! - tokens.start[token - 1]! === 1;
    if (mark === "." && !letter && token + 1 < end && hasGap(tokens, token + 1)) return -1;
  }
  return -1;
}

/** A number or comparison: what stands after the colon of a result. Not the "1." of a list, nor "45-year-old". */
export function isValue({ text, tokens }: Page, token: number, end: number): boolean {
  if (token >= end) return false;
  if ("<>~≥≤≈".includes(text.charAt(tokens.start[token]!))) return true;
  if (tokens.kind[token] !== TokenKind.Number) return false;
  if (token + 1 >= end) return true;
  if (ages.has(tokens.hash[token + 1]!)) return false;
  const mark = hasGap(tokens, token + 1) ? "" : text.charAt(tokens.start[token + 1]!);
  if (mark === "-") return token + 2 < end && tokens.kind[token + 2] !== TokenKind.Word;
  const item = (mark === "." || mark === ")") && token + 2 < end && tokens.kind[token + 2] === TokenKind.Word;
  return !item;
}

const ages = hashesOf("yo yr yrs y year years m f month months");

/** Whether no word has a small letter, and at least one has two letters. "(s)" and "'s" may. */
export function inCapitals({ text, tokens }: Page, first: number, end: number): boolean {
  let letters = 0;
  for (let token = first; token < end; token++) {
    if (tokens.kind[token] !== TokenKind.Word) continue;
    const length = tokens.end[token]! - tokens.start[token]!;
    const tail = length === 1 && token > first && !hasGap(tokens, token) && tokens.kind[token - 1] === TokenKind.Mark;
    if (tail) continue;
    for (let offset = tokens.start[token]!; offset < tokens.end[token]!; offset++) {
      if (!isCapital(text.charCodeAt(offset))) return false;
    }
    letters = Math.max(letters, length);
  }
  return letters > 1;
}

/** Whether the first word may be one in capitals: a quick look. */
export function opensInCapitals({ text, tokens }: Page, title: number): boolean {
  return tokens.kind[title] !== TokenKind.Word || isCapital(text.charCodeAt(tokens.end[title]! - 1));
}

/** Skips "**" and "__"; with `touching`, only where they directly follow that offset. */
export function skipEmphasis({ text, tokens }: Page, token: number, end: number, touching = -1): number {
  if (token >= end || tokens.kind[token] !== TokenKind.Mark) return token;
  let at = token;
  let offset = touching;
  while (at < end && "*_".includes(text.charAt(tokens.start[at]!)) && (touching < 0 || tokens.start[at] === offset)) {
    offset = tokens.end[at]!;
    at++;
  }
  return at;
}
