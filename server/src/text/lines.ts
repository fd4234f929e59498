/** Lines of a note: where they begin, how they begin, and which are somebody else's words. */
import { TokenKind, type Tokens } from "./tokens.ts";

export interface Line {
  /** First character, and the end without the line break. */
  readonly start: number;
  readonly end: number;
  /** Tokens of the line; none in a blank line. */
  readonly firstToken: number;
  readonly endToken: number;
  /** First token after quote mark, markdown "#", bullet, number and box. */
  readonly words: number;
  /** Characters of white space in front. */
  readonly indent: number;
  /** What makes it a list item: "-", "1.", or the "#" of a problem ("#Hypogonadism", "#1 Hypogonadism"). */
  readonly marker: "none" | "bullet" | "number" | "problem";
  /** The number of a numbered item ("b)" is 2), else 0. */
  readonly number: number;
  readonly box: "none" | "unchecked" | "checked";
  /** Number of "#" of a markdown heading, 0 for none. */
  readonly hashes: number;
  /** Has cells: "a | b" or tab-separated. */
  readonly row: boolean;
  readonly quoted: boolean;
}

/** Offset of the first character of each line. CR LF, LF and lone CR end a line. */
export function findLineStarts(text: string): Int32Array {
  const starts = [0];
  let lineFeed = text.indexOf("\n");
  let carriageReturn = text.indexOf("\r");
  while (lineFeed >= 0 || carriageReturn >= 0) {
    const first = lineFeed < 0 || (carriageReturn >= 0 && carriageReturn < lineFeed) ? carriageReturn : lineFeed;
    const next = first === carriageReturn && lineFeed === first + 1 ? first + 2 : first + 1;
    starts.push(next);
    if (lineFeed >= 0 && lineFeed < next) lineFeed = text.indexOf("\n", next);
    if (carriageReturn >= 0 && carriageReturn < next) carriageReturn = text.indexOf("\r", next);
  }
  return Int32Array.from(starts);
}

/** Zero-based line of an offset, by halving. */
export function lineOf(lineStarts: Int32Array, offset: number): number {
  let low = 0;
  let high = lineStarts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (lineStarts[middle]! <= offset) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** All lines. Code fences, front matter and ">" lines are quoted. */
export function readLines(text: string, tokens: Tokens, starts: Int32Array): Line[] {
  const lines: Line[] = [];
  const frontMatter = frontMatterEnd(text, starts);
  const cells = new CellMarks(text);
  let fenced = false;
  let token = 0;
  for (let index = 0; index < starts.length; index++) {
    const start = starts[index]!;
    const next = index + 1 < starts.length ? starts[index + 1]! : text.length;
    const firstToken = token;
    while (token < tokens.count && tokens.start[token]! < next) token++;
    const fence = firstToken < token && isFence(text, tokens.start[firstToken]!);
    lines.push(readLine(text, tokens, start, next, firstToken, token, fenced || fence || index <= frontMatter, cells));
    if (fence) fenced = !fenced;
  }
  return lines;
}

function readLine(
  text: string,
  tokens: Tokens,
  start: number,
  next: number,
  firstToken: number,
  endToken: number,
  quotedBlock: boolean,
  cells: CellMarks,
): Line {
  let end = next;
  while (end > start && isLineBreak(text.charCodeAt(end - 1))) end--;
  let at = firstToken;
  while (at < endToken && isQuoteMark(text, tokens, at, endToken)) at++;
  const quoted = quotedBlock || at > firstToken;
  const hashes = hashesAt(text, tokens, at, endToken);
  at += hashes;
  const item = markerAt(text, tokens, at, endToken);
  at = item.end;
  const box = boxAt(text, tokens, at, endToken);
  if (box) at = box.end;
  const marker = item.marker === "none" && box ? "bullet" : item.marker;
  const indent = firstToken < endToken ? tokens.start[firstToken]! - start : 0;
  const row = at < endToken && cells.within(tokens.start[at]!, tokens.start[endToken - 1]!);
  const { number } = item;
  const state = box?.state ?? "none";
  return { start, end, firstToken, endToken, words: at, indent, marker, number, box: state, hashes, row, quoted };
}

/** Finds cell borders, going through the text once however often it is asked. */
class CellMarks {
  private readonly text: string;
  private bar: number;
  private tab: number;

  constructor(text: string) {
    this.text = text;
    this.bar = this.next("|", 0);
    this.tab = this.next("\t", 0);
  }

  /** Whether a bar, or a tab that does not merely follow a label or number, stands from `from` to `to`. Ask in order. */
  within(from: number, to: number): boolean {
    if (this.bar < from) this.bar = this.next("|", from);
    if (this.tab < from) this.tab = this.next("\t", from);
    while (this.tab < to && this.followsMark(from)) this.tab = this.next("\t", this.tab + 1);
    return this.bar <= to || this.tab < to;
  }

  private followsMark(from: number): boolean {
    let before = this.tab - 1;
    while (before > from && this.text.charCodeAt(before) <= 0x20) before--;
    return ":.".includes(this.text.charAt(before));
  }

  private next(mark: string, from: number): number {
    const found = this.text.indexOf(mark, from);
    return found < 0 ? this.text.length + 1 : found;
  }
}

/** Index of the line that closes the front matter ("---", then keys, then "---"), -1 where there is none. */
function frontMatterEnd(text: string, starts: Int32Array): number {
  const isRule = (index: number) => {
    const end = index + 1 < starts.length ? starts[index + 1]! : text.length;
    return text.startsWith("---", starts[index]!) && text.slice(starts[index]! + 3, end).trim() === "";
  };
  // A rule above a note's first heading is no front matter: keys are lower-case.
  const key = starts.length > 1 ? text.charCodeAt(starts[1]!) : 0;
  if (starts.length < 3 || !isRule(0) || key < 0x61 || key > 0x7a) return -1;
  for (let index = 1; index < starts.length; index++) if (isRule(index)) return index;
  return -1;
}

function isFence(text: string, at: number): boolean {
  return text.startsWith("```", at) || text.startsWith("~~~", at);
}

/** ">" in front of a line, but not "> 50 ng/dL", ">3 months" or "->". */
function isQuoteMark(text: string, tokens: Tokens, token: number, endToken: number): boolean {
  if (text.charCodeAt(tokens.start[token]!) !== 0x3e) return false;
  return (
    token + 1 >= endToken ||
    tokens.kind[token + 1] === TokenKind.Word ||
    ">#-*_[(".includes(text.charAt(tokens.start[token + 1]!))
  );
}

function hashesAt(text: string, tokens: Tokens, from: number, endToken: number): number {
  let hashes = 0;
  while (from + hashes < endToken && hashes < 6 && text.charCodeAt(tokens.start[from]! + hashes) === 0x23) hashes++;
  if (hashes === 0 || from + hashes >= endToken) return hashes;
  return hasGap(tokens, from + hashes) ? hashes : 0;
}

interface Marker {
  readonly marker: Line["marker"];
  readonly number: number;
  /** First token after it. */
  readonly end: number;
}

const bullets = "-*•·◦▪‣●○■–—+→";

/** "- ", "1. ", "2) ", "(3) ", "a. ", "#1 ". */
function markerAt(text: string, tokens: Tokens, at: number, endToken: number): Marker {
  const none: Marker = { marker: "none", number: 0, end: at };
  if (at >= endToken) return none;
  const first = text.charAt(tokens.start[at]!);
  if (tokens.kind[at] === TokenKind.Mark && first !== "(") {
    if (first === "#" && at + 1 < endToken && tokens.kind[at + 1] !== TokenKind.Mark)
      return problemAt(tokens, at, endToken);
    const bullet = bullets.includes(first) && at + 1 < endToken && isBullet(first, tokens, at);
    return bullet ? { marker: "bullet", number: 0, end: at + 1 } : none;
  }
  const open = first === "(" ? at + 1 : at;
  const number = open < endToken ? ordinal(text, tokens, open) : 0;
  if (number === 0 || open + 1 >= endToken || hasGap(tokens, open + 1)) return none;
  const close = text.charAt(tokens.start[open + 1]!);
  if (close !== ")" && (close !== "." || open > at)) return none;
  const last = open + 2 >= endToken;
  // "A. fib" is no item; "10.Start" is.
  const wanted = tokens.kind[open] === TokenKind.Number || last || isCapital(text.charCodeAt(tokens.start[open + 2]!));
  return wanted ? { marker: "number", number, end: open + 2 } : none;
}

/** A dash without a space is a bullet before a word ("-We will"), not before a number ("-2"). */
function isBullet(mark: string, tokens: Tokens, at: number): boolean {
  if (hasGap(tokens, at + 1)) return true;
  return mark !== "*" && mark !== "+" && tokens.kind[at + 1] === TokenKind.Word;
}

function problemAt(tokens: Tokens, at: number, endToken: number): Marker {
  const numbered = tokens.kind[at + 1] === TokenKind.Number && at + 2 < endToken;
  return { marker: "problem", number: 0, end: numbered ? at + 2 : at + 1 };
}

/** The value of a list number: 1 to 99, "a" as 1, "IV" as 4; 0 for anything else. */
function ordinal(text: string, tokens: Tokens, token: number): number {
  const start = tokens.start[token]!;
  const length = tokens.end[token]! - start;
  if (tokens.kind[token] === TokenKind.Number) return length <= 2 ? Number(text.slice(start, start + length)) || 0 : 0;
  if (tokens.kind[token] !== TokenKind.Word || length > 4) return 0;
  if (length > 1) return romans.indexOf(text.slice(start, start + length).toUpperCase()) + 1;
  const unit = text.charCodeAt(start) | 0x20;
  return unit >= 0x61 && unit <= 0x7a ? unit - 0x60 : 0;
}

const romans = "I II III IV V VI VII VIII IX X".split(" ");

/** The template box that begins at token `at` ("[ ]", "[x]", "( )", "☐", "☑"), and the first token after it. */
export function boxAt(
  text: string,
  tokens: Tokens,
  at: number,
  endToken: number,
): { state: "unchecked" | "checked"; end: number } | null {
  if (at >= endToken || tokens.kind[at] !== TokenKind.Mark) return null;
  const first = text.charAt(tokens.start[at]!);
  if (first === "☐" || first === "□" || first === "❏") return { state: "unchecked", end: at + 1 };
  if (first === "☑" || first === "☒" || first === "✓" || first === "✔" || first === "✅")
    return { state: "checked", end: at + 1 };
  const closing = first === "[" ? "]" : first === "(" ? ")" : "";
  if (closing === "" || at + 1 >= endToken) return null;
  const second = text.charAt(tokens.start[at + 1]!);
  if (second === closing) return { state: "unchecked", end: at + 2 };
  if (at + 2 >= endToken || text.charAt(tokens.start[at + 2]!) !== closing) return null;
  if (second === "_") return { state: "unchecked", end: at + 3 };
  const ticked =
    (second === "x" || second === "X" || second === "✓" || second === "✔") &&
    tokens.end[at + 1]! - tokens.start[at + 1]! === 1;
  return ticked ? { state: "checked", end: at + 3 } : null;
}

/** Whether white space stands before a token. */
export function hasGap(tokens: Tokens, token: number): boolean {
  return token === 0 || tokens.start[token]! > tokens.end[token - 1]!;
}

/** A capital letter: it has another lower case. */
export function isCapital(unit: number): boolean {
  if (unit < 0x80) return unit >= 0x41 && unit <= 0x5a;
  const character = String.fromCharCode(unit);
  return character !== character.toLowerCase();
}

function isLineBreak(unit: number): boolean {
  return unit === 0x0a || unit === 0x0d;
}
