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

/**
 * Of each UTF-16 unit: its class in the low two bits, whether it may stand inside a number (point, comma) in the next,
 * above them the bits in which its folded form differs from it: none for most, so that the table is filled at once.
 */
const units = new Int32Array(0x10000);
const CLASS = 3;
const POINT = 4;
const FOLD = 3;
// Latin, accented letters and Greek are told one by one; beyond them only marks and spaces stand out among letters of
// scripts whose case does not matter here.
const CASED_END = 0x400;
for (let unit = 0; unit < CASED_END; unit++)
  units[unit] = ((lowerUnit(unit) ^ unit) << FOLD) | (unit === 0x2e || unit === 0x2c ? POINT : 0) | classOf(unit);
units.fill(LETTER, CASED_END);
units.fill(OTHER, 0x2010, 0x2c00);
units.fill(OTHER, 0x3001, 0x3021);
units.fill(SPACE, 0x2000, 0x2010);
for (const unit of [0x2028, 0x2029, 0x202f, 0x205f, 0x3000, 0xfeff]) units[unit] = SPACE;
for (const dash of [0x2010, 0x2011, 0x2012, 0x2013, 0x2014, 0x2015, 0x2212]) foldInto(0x2d, dash);
foldInto(0x27, 0x2019); // typographic apostrophe
foldInto(0x3bc, 0xb5); // micro sign and Greek mu are one letter to a reader

function classOf(unit: number): number {
  if (unit <= 0x20 || (unit >= 0x7f && unit <= 0xa0) || unit === 0xad) return SPACE;
  if (unit >= 0x30 && unit <= 0x39) return DIGIT;
  const character = String.fromCharCode(unit);
  const cased = character.toLowerCase() !== character.toUpperCase();
  return cased || /\p{L}|\p{M}/u.test(character) ? LETTER : OTHER;
}

function lowerUnit(unit: number): number {
  const lower = String.fromCharCode(unit).toLowerCase();
  return lower.length === 1 ? lower.charCodeAt(0) : unit;
}

function foldInto(folded: number, unit: number): void {
  units[unit] = (units[unit]! & (POINT | CLASS)) | ((folded ^ unit) << FOLD);
}

/** Lower case without locale; length-preserving, so offsets stay valid. */
export function foldUnit(unit: number): number {
  return unit ^ (units[unit]! >> FOLD);
}

/** The hash that `tokenize` gives to a token whose folded text is `folded`. */
export function hashOf(folded: string): number {
  let hash = 0;
  for (let index = 0; index < folded.length; index++) hash = hashWith(hash, folded.charCodeAt(index));
  return hash;
}

/** The same of the UTF-16 units from `start` to `end`. */
export function hashOfUnits(units: Int32Array, start: number, end: number): number {
  let hash = 0;
  for (let index = start; index < end; index++) hash = hashWith(hash, units[index]!);
  return hash;
}

function hashWith(hash: number, unit: number): number {
  return (Math.imul(hash, HASH_FACTOR) + foldUnit(unit)) | 0;
}

/** The hashes of words given with spaces between; a word is one token, so none with digits beside letters, or hyphens. */
export function hashesOf(words: string): ReadonlySet<number> {
  return new Set(words.split(" ").map(hashOf));
}

const HASH_FACTOR = 0x01000193;

/** Folded text of a stretch of the note. */
export function foldText(text: string, start = 0, end = text.length): string {
  let folded = "";
  for (let index = start; index < end; index++) folded += String.fromCharCode(foldUnit(text.charCodeAt(index)));
  return folded;
}

/** The cutter writes here, window by window: constants, so that the compiler knows where they are. */
const WINDOW = 1 << 14;
const cutStart = new Int32Array(WINDOW + 1);
const cutEnd = new Int32Array(WINDOW + 1);
const cutHash = new Int32Array(WINDOW + 1);
const cutKind = new Uint8Array(WINDOW + 1);

/** Cuts `text` into tokens. Total: any string, lone surrogates included, gives tokens inside its bounds. */
export function tokenize(text: string): Tokens {
  let tokens = noTokens;
  let from = 0;
  do {
    const to = windowEnd(text, from);
    const count = cut(text, from, to);
    const share = to === text.length ? 1 : (to / text.length) * 0.9;
    tokens = withCut(tokens, count, Math.ceil((tokens.count + count) / share));
    from = to;
  } while (from < text.length);
  return tokens;
}

const noTokens = emptyTokens(0);

/** Room for `capacity` tokens. One allocation for all columns: four would take longer than reading a short note. */
function emptyTokens(capacity: number): Tokens {
  const memory = new ArrayBuffer(capacity * 13);
  return {
    count: 0,
    start: new Int32Array(memory, 0, capacity),
    end: new Int32Array(memory, capacity * 4, capacity),
    hash: new Int32Array(memory, capacity * 8, capacity),
    kind: new Uint8Array(memory, capacity * 12, capacity),
  };
}

/** `tokens` and the first `count` of the cut after them; makes room for `capacity` where there is too little. */
function withCut(tokens: Tokens, count: number, capacity: number): Tokens {
  const { count: before } = tokens;
  const all = before + count <= tokens.start.length ? tokens : emptyTokens(capacity);
  if (all !== tokens) {
    all.start.set(tokens.start.subarray(0, before));
    all.end.set(tokens.end.subarray(0, before));
    all.hash.set(tokens.hash.subarray(0, before));
    all.kind.set(tokens.kind.subarray(0, before));
  }
  all.start.set(cutStart.subarray(0, count), before);
  all.end.set(cutEnd.subarray(0, count), before);
  all.hash.set(cutHash.subarray(0, count), before);
  all.kind.set(cutKind.subarray(0, count), before);
  return { ...all, count: before + count };
}

/** Where the window that begins at `from` ends: at a space, so that no token is cut (but one as long as a window). */
function windowEnd(text: string, from: number): number {
  const limit = from + WINDOW;
  if (limit >= text.length) return text.length;
  for (let position = limit; position > from; position--)
    if ((units[text.charCodeAt(position)]! & CLASS) === SPACE) return position;
  return limit;
}

/**
 * Writes the tokens of `text` from `from` to `to` to the cut and returns their number. Every unit does the same work,
 * whether it begins a token, goes on in it or is space: a branch at every edge of a word costs more than the work.
 */
function cut(text: string, from: number, to: number): number {
  let at = 0;
  let before = SPACE;
  let start = 0;
  let hash = 0;
  for (let position = from; position < to; position++) {
    const written = text.charCodeAt(position);
    const unit = units[written]!;
    let unitClass = unit & CLASS;
    if ((unit & POINT) !== 0 && position + 1 < to && isDigit(text.charCodeAt(position + 1))) {
      if (isOfNumber(text, position, before)) unitClass = DIGIT;
    }
    // Two units of one class belong together, but for marks: -1 at an edge, 0 inside a token.
    const differs = (unitClass ^ before) | (unitClass & (unitClass >> 1));
    const edge = -differs >> 31;
    // The token before an edge is done unless it was space.
    at -= edge & (-before >> 31);
    start = (start & ~edge) | (position & edge);
    hash = (Math.imul(hash & ~edge, HASH_FACTOR) + (written ^ (unit >> FOLD))) | 0;
    before = unitClass;
    cutStart[at] = start;
    cutEnd[at] = position + 1;
    cutHash[at] = hash;
    cutKind[at] = unitClass;
  }
  return before === SPACE ? at : at + 1;
}

/** Whether a point or comma before a digit is part of a number; `before` is the class of the unit before it. */
function isOfNumber(text: string, position: number, before: number): boolean {
  const comma = text.charCodeAt(position) === 0x2c;
  if (before === DIGIT) return !comma || beginsThousand(text, position + 1);
  // ".5" begins a number unless it follows a letter or dot ("mg.5" ends a sentence, "...5" is led to by dots).
  return !comma && before !== LETTER && (position === 0 || text.charCodeAt(position - 1) !== 0x2e);
}

/** Exactly three digits: "1,050", not "3,5 and". */
function beginsThousand(text: string, position: number): boolean {
  return (
    isDigit(text.charCodeAt(position + 1)) &&
    isDigit(text.charCodeAt(position + 2)) &&
    !isDigit(text.charCodeAt(position + 3))
  );
}

function isDigit(unit: number): boolean {
  return unit >= 0x30 && unit <= 0x39;
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
