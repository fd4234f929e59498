/**
 * Finds many phrases in a note at once: a trie over words, its edges in one open-addressed table keyed by state and
 * token hash, so the cost is linear in the text and does not grow with the number of phrases. Case, hyphens and spacing
 * fold; words are compared letter by letter before a match, so a hash collision can never make one.
 */
import { foldText, foldUnit, hashOfUnits, TokenKind, type Tokens, tokenize } from "../text/tokens.ts";

/** A phrase to look for. `value` is the caller's own number for it. */
export interface Phrase {
  readonly text: string;
  /** Keep the case as written: "AI" but not "ai". */
  readonly exactCase: boolean;
  readonly value: number;
}

/** A phrase found: tokens `firstToken` to `endToken` (exclusive) and the values of all phrases written so. */
export interface Match {
  readonly firstToken: number;
  readonly endToken: number;
  readonly values: readonly number[];
}

/** How two words of a phrase join, and so how they may join in the text. */
const Join = { Tight: 0, Hyphen: 1, Space: 2, Loose: 3 } as const;

/** How two words join in the text. */
const Gap = { None: 0, Hyphen: 1, Space: 2, Far: 3 } as const;

/** The trie as columns of numbers, small enough to be stored: what is quick to look up is made from it. */
export interface PhraseColumns {
  /** The distinct words, folded, as UTF-16 units on end; word w is `wordFirst[w]` up to `wordFirst[w + 1]`. */
  readonly units: Int32Array;
  readonly wordFirst: Int32Array;
  /** Edge e leads from state `edgeFrom[e]` over word `edgeWord[e]` to state e + 1; state 0 is the root. */
  readonly edgeFrom: Int32Array;
  readonly edgeWord: Int32Array;
  /** The phrases that end in state s: `stateFirst[s]` up to `stateFirst[s + 1]`. */
  readonly stateFirst: Int32Array;
  readonly values: Int32Array;
  /** For each phrase, where its joins begin in `joins`. */
  readonly joinFirst: Int32Array;
  readonly joins: Int32Array;
  /** For each phrase, where its words as written begin in `exactUnits`; -1 where case folds. */
  readonly exactFirst: Int32Array;
  readonly exactUnits: Int32Array;
}

export interface Lexicon extends PhraseColumns {
  readonly edgeHash: Int32Array;
  /** Open-addressed: edge + 1, 0 for an empty slot. */
  readonly slots: Int32Array;
  /** One bit for each possible mixed hash of a first word: most words begin no phrase. */
  readonly firstWords: Int32Array;
  /** Shift that takes a mixed hash to its bit. */
  readonly firstShift: number;
  /** By state: the values of its phrases, made when first asked for. */
  readonly valuesOf: (readonly number[] | undefined)[];
}

const ROOT = 0;
const NONE = -1;
const HYPHEN = 0x2d;
const nothing: readonly number[] = [];

function mix(hash: number): number {
  return Math.imul(hash ^ (hash >>> 15), 0x85ebca6b);
}

function slotOf(state: number, hash: number, mask: number): number {
  const mixed = Math.imul(hash ^ Math.imul(state, 0x9e3779b1), 0x85ebca6b);
  return (mixed ^ (mixed >>> 15)) & mask;
}

/** Builds the lexicon of `phrases`. Empty phrases are left out. */
export function buildLexicon(phrases: readonly Phrase[]): Lexicon {
  return indexPhrases(columnsOf(phrases));
}

/** Makes stored columns ready for use. */
export function indexPhrases(columns: PhraseColumns): Lexicon {
  const { units, wordFirst, edgeFrom, edgeWord } = columns;
  const wordHash = new Int32Array(wordFirst.length - 1);
  for (let word = 0; word < wordHash.length; word++)
    wordHash[word] = hashOfUnits(units, wordFirst[word]!, wordFirst[word + 1]!);
  const slots = new Int32Array(2 ** Math.ceil(Math.log2(Math.max(16, edgeFrom.length * 2))));
  const mask = slots.length - 1;
  const firstBits = Math.max(12, Math.ceil(Math.log2(edgeFrom.length * 16 + 1)));
  const firstWords = new Int32Array(2 ** (firstBits - 5));
  const edgeHash = new Int32Array(edgeFrom.length);
  for (let edge = 0; edge < edgeFrom.length; edge++) {
    const hash = wordHash[edgeWord[edge]!]!;
    edgeHash[edge] = hash;
    let slot = slotOf(edgeFrom[edge]!, hash, mask);
    while (slots[slot] !== 0) slot = (slot + 1) & mask;
    slots[slot] = edge + 1;
    if (edgeFrom[edge] !== ROOT) continue;
    const bit = mix(hash) >>> (32 - firstBits);
    firstWords[bit >> 5]! |= 1 << (bit & 31);
  }
  return {
    ...columns,
    edgeHash,
    slots,
    firstWords,
    firstShift: 32 - firstBits,
    valuesOf: new Array(edgeFrom.length + 1),
  };
}

/** The trie of `phrases`, as it is stored. */
export function columnsOf(phrases: readonly Phrase[]): PhraseColumns {
  const words = new Map<string, number>();
  const children: Map<number, number>[] = [new Map()];
  const ends: { value: number; joins: readonly number[]; exact: string | null }[][] = [[]];
  const edges: { from: number; word: number }[] = [];
  for (const phrase of phrases) {
    const cut = cutPhrase(phrase.text);
    if (cut.words.length === 0) continue;
    let state = ROOT;
    for (const written of cut.words) {
      const folded = foldText(written);
      const word = words.get(folded) ?? words.size;
      words.set(folded, word);
      let next = children[state]!.get(word);
      if (next === undefined) {
        next = edges.push({ from: state, word });
        children.push(new Map());
        ends.push([]);
        children[state]!.set(word, next);
      }
      state = next;
    }
    ends[state]!.push({
      value: phrase.value,
      joins: cut.joins,
      exact: phrase.exactCase ? cut.words.join("") : null,
    });
  }
  const stored = ends.flat();
  const exact = stored.map((end) => end.exact ?? "");
  return {
    units: unitsOf([...words.keys()].join("")),
    wordFirst: firstsOf([...words.keys()].map((word) => word.length)),
    edgeFrom: Int32Array.from(edges, ({ from }) => from),
    edgeWord: Int32Array.from(edges, ({ word }) => word),
    stateFirst: firstsOf(ends.map((list) => list.length)),
    values: Int32Array.from(stored, ({ value }) => value),
    joinFirst: firstsOf(stored.map(({ joins }) => joins.length)),
    joins: Int32Array.from(stored.flatMap(({ joins }) => joins)),
    exactFirst: firstsOf(exact.map((text) => text.length)).map((first, index) => (exact[index] ? first : NONE)),
    exactUnits: unitsOf(exact.join("")),
  };
}

function unitsOf(text: string): Int32Array {
  return Int32Array.from(text, (_, index) => text.charCodeAt(index));
}

/** Where each stretch begins when stretches of these lengths stand on end, and where the last one ends. */
function firstsOf(lengths: readonly number[]): Int32Array {
  const firsts = new Int32Array(lengths.length + 1);
  for (let index = 0; index < lengths.length; index++) firsts[index + 1] = firsts[index]! + lengths[index]!;
  return firsts;
}

/** Cuts a phrase into words, as written, and the joins between them. */
function cutPhrase(text: string): { readonly words: readonly string[]; readonly joins: readonly number[] } {
  const tokens = tokenize(text);
  const words: string[] = [];
  const joins: number[] = [];
  let pendingHyphen = false;
  let previousEnd = -1;
  let previousMark = false;
  for (let index = 0; index < tokens.count; index++) {
    if (index > 0 && index < tokens.count - 1 && isHyphen(text, tokens, index)) {
      pendingHyphen = true;
      continue;
    }
    const start = tokens.start[index]!;
    const mark = tokens.kind[index] === TokenKind.Mark;
    if (words.length > 0) {
      if (mark || previousMark) joins.push(Join.Loose);
      else if (pendingHyphen) joins.push(Join.Hyphen);
      else joins.push(start === previousEnd ? Join.Tight : Join.Space);
    }
    words.push(text.slice(start, tokens.end[index]));
    pendingHyphen = false;
    previousEnd = tokens.end[index]!;
    previousMark = mark;
  }
  return { words, joins };
}

function isHyphen(text: string, tokens: Tokens, index: number): boolean {
  return tokens.kind[index] === TokenKind.Mark && foldUnit(text.charCodeAt(tokens.start[index]!)) === HYPHEN;
}

/**
 * All phrases in tokens `from` to `to`, leftmost and longest first; matches do not overlap.
 * `text` is the text that `tokens` were cut from.
 */
export function findPhrases(lexicon: Lexicon, text: string, tokens: Tokens, from = 0, to = tokens.count): Match[] {
  const matches: Match[] = [];
  const { firstWords, firstShift } = lexicon;
  const { hash } = tokens;
  let index = from;
  while (index < to) {
    const bit = mix(hash[index]!) >>> firstShift;
    const match = (firstWords[bit >> 5]! >> (bit & 31)) & 1 ? walk(lexicon, text, tokens, index, to) : null;
    if (match) matches.push(match);
    index = match ? match.endToken : index + 1;
  }
  return matches;
}

/** The longest phrase that begins at token `first`, or null. */
export function longestAt(
  lexicon: Lexicon,
  text: string,
  tokens: Tokens,
  first: number,
  to = tokens.count,
): Match | null {
  const bit = mix(tokens.hash[first]!) >>> lexicon.firstShift;
  return (lexicon.firstWords[bit >> 5]! >> (bit & 31)) & 1 ? walk(lexicon, text, tokens, first, to) : null;
}

/** The gaps before the words of the phrase that is being walked; no phrase has more words. */
const gaps = new Uint8Array(256);

function walk(lexicon: Lexicon, text: string, tokens: Tokens, first: number, to: number): Match | null {
  const { stateFirst } = lexicon;
  let best: Match | null = null;
  let index = first;
  let words = 1;
  let state = follow(lexicon, ROOT, tokens.hash[first]!);
  while (state !== NONE) {
    if (stateFirst[state]! < stateFirst[state + 1]!) {
      const values = valuesAt(lexicon, state, text, tokens, first, words);
      if (values.length > 0) best = { firstToken: first, endToken: index + 1, values };
    }
    const end = tokens.end[index]!;
    index++;
    const hyphen = index + 1 < to && isHyphen(text, tokens, index);
    if (hyphen) index++;
    if (index >= to || words === gaps.length) break;
    state = follow(lexicon, state, tokens.hash[index]!);
    if (state === NONE) break;
    gaps[words] = gapBetween(text, end, tokens.start[index]!, hyphen);
    if (gaps[words] === Gap.Far) break;
    words++;
  }
  return best;
}

/** The state that a word with this hash leads to, or `NONE`. The letters are compared where a phrase ends. */
function follow({ slots, edgeFrom, edgeHash }: Lexicon, state: number, hash: number): number {
  const mask = slots.length - 1;
  let slot = slotOf(state, hash, mask);
  for (let edge = slots[slot]! - 1; edge >= 0; edge = slots[slot]! - 1) {
    if (edgeHash[edge] === hash && edgeFrom[edge] === state) return edge + 1;
    slot = (slot + 1) & mask;
  }
  return NONE;
}

/** Whether the words that lead to `state` are, letter by letter, the tokens from `first` on. */
function isWritten(
  lexicon: Lexicon,
  state: number,
  text: string,
  tokens: Tokens,
  first: number,
  words: number,
): boolean {
  let token = first + words - 1;
  for (let word = 1; word < words; word++) if (gaps[word] === Gap.Hyphen) token++;
  let edge = state - 1;
  for (let word = words - 1; word >= 0; word--) {
    if (!isWord(lexicon, lexicon.edgeWord[edge]!, text, tokens.start[token]!, tokens.end[token]!)) return false;
    token -= gaps[word] === Gap.Hyphen ? 2 : 1;
    edge = lexicon.edgeFrom[edge]! - 1;
  }
  return true;
}

function isWord({ units, wordFirst }: Lexicon, word: number, text: string, start: number, end: number): boolean {
  const first = wordFirst[word]!;
  if (wordFirst[word + 1]! - first !== end - start) return false;
  for (let offset = start; offset < end; offset++) {
    if (foldUnit(text.charCodeAt(offset)) !== units[first + offset - start]) return false;
  }
  return true;
}

function gapBetween(text: string, end: number, start: number, hyphen: boolean): number {
  if (hyphen) return start - end <= 3 ? Gap.Hyphen : Gap.Far;
  if (start === end) return Gap.None;
  let newlines = 0;
  for (let offset = end; offset < start; offset++) if (text.charCodeAt(offset) === 0x0a) newlines++;
  return newlines < 2 ? Gap.Space : Gap.Far;
}

/** The values of those phrases of a state that join their words, and write them, as the text does. */
function valuesAt(
  lexicon: Lexicon,
  state: number,
  text: string,
  tokens: Tokens,
  first: number,
  words: number,
): readonly number[] {
  const from = lexicon.stateFirst[state]!;
  const to = lexicon.stateFirst[state + 1]!;
  let fitting = 0;
  for (let phrase = from; phrase < to; phrase++) if (fits(lexicon, phrase, text, tokens, first, words)) fitting++;
  if (fitting === 0 || !isWritten(lexicon, state, text, tokens, first, words)) return nothing;
  lexicon.valuesOf[state] ??= Array.from(lexicon.values.subarray(from, to));
  const all = lexicon.valuesOf[state]!;
  if (fitting === all.length) return all;
  return all.filter((_, offset) => fits(lexicon, from + offset, text, tokens, first, words));
}

function fits(lexicon: Lexicon, phrase: number, text: string, tokens: Tokens, first: number, words: number): boolean {
  const join = lexicon.joinFirst[phrase]!;
  for (let word = 1; word < words; word++) {
    const gap = gaps[word];
    if (
      gap === Gap.None
        ? lexicon.joins[join + word - 1] === Join.Space
        : gap === Gap.Space && lexicon.joins[join + word - 1] === Join.Tight
    )
      return false;
  }
  return lexicon.exactFirst[phrase] === NONE || isWrittenExactly(lexicon, phrase, text, tokens, first, words);
}

function isWrittenExactly(
  { exactFirst, exactUnits }: Lexicon,
  phrase: number,
  text: string,
  tokens: Tokens,
  first: number,
  words: number,
): boolean {
  let at = exactFirst[phrase]!;
  let token = first;
  for (let word = 0; word < words; word++, token++) {
    if (word > 0 && gaps[word] === Gap.Hyphen) token++;
    for (let offset = tokens.start[token]!; offset < tokens.end[token]!; offset++) {
      if (text.charCodeAt(offset) !== exactUnits[at++]) return false;
    }
  }
  return true;
}
