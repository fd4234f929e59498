/** Numbers as people write them in dose instructions: digits, words, fractions, ranges. */
import { isGlued, Mark, markAt, type Scan, wordAt } from "./pieces.ts";

/** A number or range read from pieces up to `end` (exclusive). */
export interface NumberRead {
  readonly low: number;
  readonly high: number;
  readonly end: number;
}

/** Reads one number at piece `at` ("2", "1/2", "1 1/2", "½", "one and a half", "twenty five"), or null. */
export function readNumber(scan: Scan, at: number): NumberRead | null {
  const first = readSimple(scan, at);
  if (!first) return null;
  return sameAgain(scan, first);
}

/** Reads a number or a range of two ("1-2", "100 to 120", "1 or 2"), or null. A falling "range" has low > high. */
export function readRange(scan: Scan, at: number): NumberRead | null {
  const first = readNumber(scan, at);
  if (!first) return null;
  const connector = rangeConnector(scan, first.end);
  if (connector === 0) return first;
  const second = readNumber(scan, first.end + connector);
  if (!second) return first;
  return { low: first.low, high: second.high, end: second.end };
}

/** How many pieces join two ends of a range: "-", "to", "or", "up to"; 0 for none. */
export function rangeConnector(scan: Scan, at: number): number {
  if (markAt(scan, at) === Mark.Hyphen) return 1;
  const word = wordAt(scan, at);
  if (!word) return 0;
  return word.text === "to" || word.text === "or" ? 1 : 0;
}

/** "one (1)", "one 1", "half 1/2 a": the same value said twice is said once. */
function sameAgain(scan: Scan, first: NumberRead): NumberRead {
  const open = markAt(scan, first.end) === Mark.Open ? 1 : 0;
  const second = readSimple(scan, first.end + open);
  if (!second || second.low !== first.low) return first;
  // "1 1 times": only digits beside words, never "2 2".
  if (open === 0 && isDigits(scan, first.end) === isDigits(scan, first.end - 1)) return first;
  if (open === 0) return { ...first, end: second.end };
  return markAt(scan, second.end) === Mark.Close ? { ...first, end: second.end + 1 } : first;
}

function isDigits(scan: Scan, at: number): boolean {
  const value = scan.pieces[at]?.value;
  return value !== undefined && !Number.isNaN(value);
}

function readSimple(scan: Scan, at: number): NumberRead | null {
  const piece = scan.pieces[at];
  if (!piece) return null;
  if (!Number.isNaN(piece.value)) return fromDigits(scan, at, piece.value);
  const value = piece.word?.number;
  if (value === undefined || Number.isNaN(value)) return readArticleHalf(scan, at);
  if (value > 0 && value < 1) return single(value, skipArticle(scan, at + 1));
  return fromWords(scan, at, value);
}

function single(value: number, end: number): NumberRead {
  return { low: value, high: value, end };
}

/** "a half", "a quarter" are numbers; "a" alone is not. */
function readArticleHalf(scan: Scan, at: number): NumberRead | null {
  const part = wordAt(scan, at)?.text === "a" ? shareAt(scan, at + 1) : 0;
  return part > 0 ? single(part, skipArticle(scan, at + 2)) : null;
}

/** What "half" or "quarter" at `at` is of one; 0 for another word. */
function shareAt(scan: Scan, at: number): number {
  const value = wordAt(scan, at)?.number ?? 0;
  return value > 0 && value < 1 ? value : 0;
}

/** The "a" of "half a tablet" or the "of a" of "half of a tablet". */
function skipArticle(scan: Scan, at: number): number {
  const start = wordAt(scan, at)?.text === "of" ? at + 1 : at;
  const text = wordAt(scan, start)?.text;
  return (text === "a" || text === "an") && !wordAt(scan, start + 1)?.period ? start + 1 : at;
}

function fromDigits(scan: Scan, at: number, value: number): NumberRead {
  const fraction = fractionAt(scan, at);
  if (!Number.isNaN(fraction)) return single(fraction, skipArticle(scan, at + 3));
  if (isDecimalComma(scan, at))
    return single(Number(`${value}.${scan.text.slice(scan.pieces[at + 2]!.start, scan.pieces[at + 2]!.end)}`), at + 3);
  if (!Number.isInteger(value)) return single(value, at + 1);
  return withFraction(scan, at + 1, value);
}

/** "1/2", "3/4": a proper fraction with a small denominator; NaN otherwise ("5/325", "3/7", "25/100"). */
function fractionAt(scan: Scan, at: number): number {
  if (markAt(scan, at + 1) !== Mark.Slash || markAt(scan, at + 3) === Mark.Slash) return Number.NaN;
  const top = scan.pieces[at]!.value;
  const bottom = scan.pieces[at + 2]?.value ?? Number.NaN;
  const usual = bottom === 2 || bottom === 3 || bottom === 4 || bottom === 8;
  return usual && top < bottom && Number.isInteger(top) && top > 0 ? top / bottom : Number.NaN;
}

/** "2,5 mg": digits, comma, digits without spaces, not three digits. */
function isDecimalComma(scan: Scan, at: number): boolean {
  return (
    markAt(scan, at + 1) === Mark.Comma &&
    isGlued(scan, at) &&
    isGlued(scan, at + 1) &&
    isDigits(scan, at + 2) &&
    Number.isInteger(scan.pieces[at + 2]!.value)
  );
}

/** What may follow a whole number: "1 1/2", "1-1/2", "1½", "1 and 1/2", "one and a half". */
function withFraction(scan: Scan, at: number, whole: number): NumberRead {
  let next = at;
  const word = wordAt(scan, next);
  if (markAt(scan, next) === Mark.Hyphen || word?.role === "and") next++;
  const proper = isDigits(scan, next) ? fractionAt(scan, next) : Number.NaN;
  if (!Number.isNaN(proper)) return single(whole + proper, next + 3);
  const sign = scan.pieces[next];
  if (sign && sign.value < 1 && sign.end - sign.start === 1 && sign.value > 0)
    return single(whole + sign.value, next + 1);
  if (word?.role === "and") {
    const article = wordAt(scan, next)?.text === "a" || wordAt(scan, next)?.text === "one" ? next + 1 : next;
    const part = shareAt(scan, article);
    if (part > 0) return single(whole + part, article + 1);
  }
  return single(whole, at);
}

/** "one half", "twenty five", "one hundred", "two and a half". */
function fromWords(scan: Scan, at: number, value: number): NumberRead {
  const next = wordAt(scan, at + 1);
  const part = value === 1 ? shareAt(scan, at + 1) : 0;
  if (part > 0) return single(part, skipArticle(scan, at + 2));
  if (value >= 20 && value < 100 && next && next.number >= 1 && next.number <= 9)
    return single(value + next.number, at + 2);
  if (value < 10 && next?.text === "hundred") return single(value * 100, at + 2);
  return withFraction(scan, at + 1, value);
}
