/** Where a sentence ends inside a line. */
import { hasGap, isCapital } from "./lines.ts";
import { foldText, hashesOf, hashOf, TokenKind, type Tokens } from "./tokens.ts";

/** A stop after these never ends a sentence: something must follow. */
const leading = hashesOf("dr mr mrs ms prof st vs fig approx cont cf incl co q e.g i.e viz ref prev lt gt");

/** A stop after these ends a sentence only before a capitalised word: units, times and dosing words. */
const trailing = hashesOf(
  "mg mcg ug gm g ml cc kg lb lbs oz cm mm in ft iu meq tab tabs cap caps inj wk wks mo mos yr yrs hr hrs h min mins sec d max resp esp avg ext tel " +
    "dept est inc jr sr etc pt pts hx dx rx tx fx sx ave jan feb mar apr jun jul aug sep sept oct nov dec mon tue tues wed thu thur thurs fri sat sun",
);

const NO = hashOf("no");

/**
 * Whether the mark at `token` ends a sentence that began at `first`.
 * Returns the first token after the sentence, closing quotes and brackets included; `token` itself where it does not end.
 */
export function endsSentence(text: string, tokens: Tokens, token: number, first: number, lineEnd: number): number {
  const unit = text.charCodeAt(tokens.start[token]!);
  if (unit !== 0x2e && unit !== 0x21 && unit !== 0x3f && unit !== 0x3b && unit !== 0x2026) return token;
  // "BP: (!) 152/94": a flag.
  if (unit === 0x21 && text.charAt(tokens.start[token]! - 1) === "(" && text.charAt(tokens.end[token]!) === ")")
    return token;
  if (unit === 0x2e && isLeader(text, tokens, token, lineEnd)) return token;
  let next = token + 1;
  // "..." and "?!" end once.
  while (next < lineEnd && !hasGap(tokens, next) && ".!?".includes(text.charAt(tokens.start[next]!))) next++;
  while (next < lineEnd && !hasGap(tokens, next) && "\"'”’)]*_".includes(text.charAt(tokens.start[next]!))) next++;
  // At the end of a line an abbreviation leaves it to the next line whether the sentence goes on.
  if (next >= lineEnd)
    return isItemNumber(tokens, token, first) || (unit === 0x2e && wordBefore(text, tokens, token, first).dotted)
      ? token
      : next;
  if (unit === 0x3b) return next;
  const touching = !hasGap(tokens, next);
  if (unit !== 0x2e) return touching || (unit === 0x3f && !touchesBefore(tokens, token)) ? token : next;
  return stopEnds(text, tokens, token, next, first, touching) ? next : token;
}

/** A dot of a row of four and more, spaced or not, that leads to a value: "Hct ...... 48". The last may end a sentence before a word. */
function isLeader(text: string, tokens: Tokens, token: number, lineEnd: number): boolean {
  const isDot = (at: number) =>
    at >= 0 && at < lineEnd && tokens.kind[at] === TokenKind.Mark && text.charCodeAt(tokens.start[at]!) === 0x2e;
  let first = token;
  while (first > token - 3 && isDot(first - 1)) first--;
  let last = token;
  while (last < token + 3 && isDot(last + 1)) last++;
  if (last - first < 3) return false;
  return last > token || (token + 1 < lineEnd && tokens.kind[token + 1] !== TokenKind.Word);
}

function touchesBefore(tokens: Tokens, token: number): boolean {
  return token > 0 && !hasGap(tokens, token);
}

function stopEnds(
  text: string,
  tokens: Tokens,
  token: number,
  next: number,
  first: number,
  touching: boolean,
): boolean {
  if (isItemNumber(tokens, token, first)) return false;
  const nextUnit = text.charCodeAt(tokens.start[next]!);
  const capital = isCapital(nextUnit);
  if (touching) return capital && tokens.kind[next] === TokenKind.Word && runsOn(text, tokens, token, next);
  if (token === 0 || hasGap(tokens, token)) return true;
  const word = wordBefore(text, tokens, token, first);
  if (word.hash !== 0 && leading.has(word.hash)) return false;
  if (word.initial) return false;
  if (word.hash === NO && tokens.kind[next] === TokenKind.Number) return false;
  const capitalised = capital && isCapitalised(text, tokens, next);
  if (word.dotted || trailing.has(word.hash)) return capitalised || itemNumber(text, tokens, next) > 0;
  return true;
}

/** "done.Next": a missing space. Not "p.o.Take", "U.S.A" or "www.Example". */
function runsOn(text: string, tokens: Tokens, token: number, next: number): boolean {
  const length =
    token > 0 && tokens.kind[token - 1] === TokenKind.Word ? tokens.end[token - 1]! - tokens.start[token - 1]! : 0;
  const dottedBefore = token > 1 && text.charAt(tokens.start[token - 2]!) === "." && !hasGap(tokens, token - 1);
  return length > 3 && !dottedBefore && tokens.end[next]! - tokens.start[next]! > 1;
}

interface WordBefore {
  /** Of "p.o" without its last stop, of a plain word otherwise; 0 for a number or mark. */
  readonly hash: number;
  readonly dotted: boolean;
  /** An initial: "John D. Smith", but not "vitamin D." */
  readonly initial: boolean;
}

function wordBefore(text: string, tokens: Tokens, token: number, first: number): WordBefore {
  const last = token - 1;
  if (last < first || tokens.kind[last] !== TokenKind.Word) return { hash: 0, dotted: false, initial: false };
  const single = tokens.end[last]! - tokens.start[last]! === 1;
  let begin = last;
  while (begin - 2 >= first && last - begin < 8 && isDotted(text, tokens, begin)) begin -= 2;
  const dotted = begin < last;
  const hash = dotted ? hashOf(foldText(text, tokens.start[begin], tokens.end[last])) : tokens.hash[last]!;
  return { hash, dotted, initial: single && !dotted && isInitial(text, tokens, last, first) };
}

function isInitial(text: string, tokens: Tokens, token: number, first: number): boolean {
  if (!isCapital(text.charCodeAt(tokens.start[token]!))) return false;
  return token === first || (hasGap(tokens, token) && isCapital(text.charCodeAt(tokens.start[token - 1]!)));
}

/** Whether a letter and a stop stand directly before this letter: "b." before "i". */
function isDotted(text: string, tokens: Tokens, token: number): boolean {
  if (hasGap(tokens, token) || hasGap(tokens, token - 1) || text.charCodeAt(tokens.start[token - 1]!) !== 0x2e)
    return false;
  return tokens.kind[token - 2] === TokenKind.Word && tokens.end[token - 2]! - tokens.start[token - 2]! <= 2;
}

/** "Patient", not "BID" or the "Q" of "Q.d.". */
function isCapitalised(text: string, tokens: Tokens, token: number): boolean {
  const end = tokens.end[token]!;
  return end - tokens.start[token]! > 1 && !isCapital(text.charCodeAt(end - 1));
}

/** "1." at the start of the sentence. */
function isItemNumber(tokens: Tokens, token: number, first: number): boolean {
  return (
    token === first + 1 &&
    tokens.kind[first] === TokenKind.Number &&
    tokens.end[first]! - tokens.start[first]! <= 2 &&
    !hasGap(tokens, token)
  );
}

/** The number of a list item that begins at `token` in the middle of a line ("2. ", "2) "), 0 for none. */
export function itemNumber(text: string, tokens: Tokens, token: number): number {
  if (tokens.kind[token] !== TokenKind.Number || token + 2 >= tokens.count) return 0;
  const start = tokens.start[token]!;
  const end = tokens.end[token]!;
  const close = text.charCodeAt(end);
  if (end - start > 2 || (close !== 0x2e && close !== 0x29) || tokens.kind[token + 2] !== TokenKind.Word) return 0;
  const spaced = hasGap(tokens, token + 2) || close === 0x29;
  return spaced ? Number(text.slice(start, end)) || 0 : 0;
}
