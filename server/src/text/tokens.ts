/**
 * Cuts a note into tokens, once, for every reader after it. A token is a run of letters, a number (with inner decimal
 * point or thousands commas), or one other visible character. Letters and digits part: "E2" is `E`, `2` and "200mg" is
 * `200`, `mg`; so "5-ARI", "5 ARI" and "5ARI" have the same tokens. One pass, no allocation per token.
 */

export const TokenKind = { Word: 1, Number: 2, Mark: 3 } as const;

/** Tokens as columns. Offsets are UTF-16, `end` exclusive. `hash` is of the folded token. */
export interface Tokens {
  readonly count: number;
  readonly start: Int32Array;
  readonly end: Int32Array;
  readonly kind: Uint8Array;
  readonly hash: Int32Array;
}

const SPACE = 0;
const LETTER = 1;
const DIGIT = 2;
const OTHER = 3;

/** Class and folded form of each UTF-16 unit up to Latin Extended-A and Greek; the rest is decided by `classOf`. */
const TABLE_SIZE = 0x400;
const classTable = new Uint8Array(TABLE_SIZE);
const foldTable = new Uint16Array(TABLE_SIZE);
for (let unit = 0; unit < TABLE_SIZE; unit++) {
  const character = String.fromCharCode(unit);
  const lower = character.toLowerCase();
  foldTable[unit] = lower.length === 1 ? lower.charCodeAt(0) : unit;
  if (unit <= 0x20 || (unit >= 0x7f && unit <= 0xa0) || unit === 0xad) classTable[unit] = SPACE;
  else if (unit >= 0x30 && unit <= 0x39) classTable[unit] = DIGIT;
  else if (lower !== character.toUpperCase() || /\p{L}|\p{M}/u.test(character)) classTable[unit] = LETTER;
  else classTable[unit] = OTHER;
}
// Micro sign and Greek mu are one letter to a reader.
foldTable[0xb5] = 0x3bc;

function classOf(unit: number): number {
  if (unit < TABLE_SIZE) return classTable[unit]!;
  if (unit >= 0x2000 && unit <= 0x200f) return SPACE;
  if (unit === 0x2028 || unit === 0x2029 || unit === 0x202f || unit === 0x205f || unit === 0x3000 || unit === 0xfeff)
    return SPACE;
  if (unit >= 0x2010 && unit <= 0x2bff) return OTHER;
  if (unit >= 0x3001 && unit <= 0x3020) return OTHER;
  return LETTER;
}

/** Lower case without locale; length-preserving, so offsets stay valid. */
export function foldUnit(unit: number): number {
  if (unit < TABLE_SIZE) return foldTable[unit]!;
  if ((unit >= 0x2010 && unit <= 0x2015) || unit === 0x2212) return 0x2d; // hyphens, dashes, minus
  if (unit === 0x2019) return 0x27; // typographic apostrophe
  return unit;
}

const HASH_SEED = 0x811c9dc5 | 0;
const HASH_PRIME = 0x01000193;

/** The hash that `tokenize` gives to a token whose folded text is `folded`. */
export function hashOf(folded: string): number {
  let hash = HASH_SEED;
  for (let index = 0; index < folded.length; index++) hash = Math.imul(hash ^ folded.charCodeAt(index), HASH_PRIME);
  return hash;
}

/** Folded text of a stretch of the note. */
export function foldText(text: string, start = 0, end = text.length): string {
  let folded = "";
  for (let index = start; index < end; index++) folded += String.fromCharCode(foldUnit(text.charCodeAt(index)));
  return folded;
}

/** Cuts `text` into tokens. Total: any string, lone surrogates included, gives tokens inside its bounds. */
export function tokenize(text: string): Tokens {
  const length = text.length;
  let capacity = (length >> 2) + 64;
  let start = new Int32Array(capacity);
  let end = new Int32Array(capacity);
  let kind = new Uint8Array(capacity);
  let hash = new Int32Array(capacity);
  let count = 0;
  let position = 0;
  while (position < length) {
    const unit = text.charCodeAt(position);
    const unitClass = unit < TABLE_SIZE ? classTable[unit]! : classOf(unit);
    if (unitClass === SPACE) {
      position++;
      continue;
    }
    if (count === capacity) {
      capacity *= 2;
      start = grow(start, new Int32Array(capacity));
      end = grow(end, new Int32Array(capacity));
      kind = grow(kind, new Uint8Array(capacity));
      hash = grow(hash, new Int32Array(capacity));
    }
    let next = position + 1;
    let value = Math.imul(HASH_SEED ^ foldUnit(unit), HASH_PRIME);
    let tokenKind: number = TokenKind.Mark;
    if (unitClass === LETTER) {
      tokenKind = TokenKind.Word;
      while (next < length) {
        const following = text.charCodeAt(next);
        if ((following < TABLE_SIZE ? classTable[following]! : classOf(following)) !== LETTER) break;
        value = Math.imul(value ^ foldUnit(following), HASH_PRIME);
        next++;
      }
    } else if (unitClass === DIGIT || startsNakedDecimal(text, position, unit)) {
      tokenKind = TokenKind.Number;
      while (next < length && continuesNumber(text, next)) {
        value = Math.imul(value ^ text.charCodeAt(next), HASH_PRIME);
        next++;
      }
    }
    start[count] = position;
    end[count] = next;
    kind[count] = tokenKind;
    hash[count] = value;
    count++;
    position = next;
  }
  return { count, start, end, kind, hash };
}

/** ".5" begins a number unless it follows a letter, digit or dot ("mg.5" ends a sentence, "...5" is led to by dots). */
function startsNakedDecimal(text: string, position: number, unit: number): boolean {
  if (unit !== 0x2e || position + 1 >= text.length || !isDigit(text.charCodeAt(position + 1))) return false;
  if (position === 0) return true;
  if (text.charCodeAt(position - 1) === 0x2e) return false;
  const before = classOf(text.charCodeAt(position - 1));
  return before !== LETTER && before !== DIGIT;
}

/** A digit, or a point between digits, or a comma before exactly three digits ("1,050", not "3,5 and"). */
function continuesNumber(text: string, position: number): boolean {
  const unit = text.charCodeAt(position);
  if (isDigit(unit)) return true;
  if (!isDigit(text.charCodeAt(position - 1)) || !isDigit(text.charCodeAt(position + 1))) return false;
  if (unit === 0x2e) return true;
  return (
    unit === 0x2c &&
    isDigit(text.charCodeAt(position + 2)) &&
    isDigit(text.charCodeAt(position + 3)) &&
    !isDigit(text.charCodeAt(position + 4))
  );
}

function isDigit(unit: number): boolean {
  return unit >= 0x30 && unit <= 0x39;
}

function grow<T extends Int32Array | Uint8Array>(from: T, to: T): T {
  to.set(from);
  return to;
}

/** Index of the first token that ends after `offset`; `count` when there is none. */
export function tokenAt(tokens: Tokens, offset: number): number {
  let low = 0;
  let high = tokens.count;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (tokens.end[middle]! <= offset) low = middle + 1;
    else high = middle;
  }
  return low;
}
