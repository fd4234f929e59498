/**
 * Finds many phrases in a note at once: a trie over token hashes in one open-addressed table, so the cost is linear in
 * the text and does not grow with the number of phrases. Case, hyphens and spacing fold; the exact words are compared
 * before anything is reported, so a hash collision can never make a match.
 */
import { foldText, hashOf, TokenKind, type Tokens, tokenize } from "../text/tokens.ts";

/** A phrase to look for. `value` is the caller's own number for it. */
export interface Phrase {
  readonly text: string;
  /** Keep the case as written: "AI" but not "ai". */
  readonly exactCase: boolean;
  readonly value: number;
}

/** How two tokens of a phrase join, and so how they may join in the text. */
const Join = { Tight: 0, Hyphen: 1, Space: 2, Loose: 3 } as const;

interface CompiledPhrase {
  readonly value: number;
  readonly exactCase: boolean;
  /** Token texts, folded unless the case is exact. */
  readonly words: readonly string[];
  /** `joins[i]` is between word i and word i + 1. */
  readonly joins: readonly number[];
}

export interface Lexicon {
  readonly phrases: readonly CompiledPhrase[];
  /** Open-addressed edges: (state, token hash) -> next state. */
  readonly edgeState: Int32Array;
  readonly edgeHash: Int32Array;
  readonly edgeNext: Int32Array;
  readonly mask: number;
  /** Phrases that end in state s: `stateFirst[s]` up to `stateFirst[s + 1]` of `statePhrases`. */
  readonly stateFirst: Int32Array;
  readonly statePhrases: Int32Array;
  /** One bit for each possible low half of a first token's hash: most tokens begin no phrase. */
  readonly rootFilter: Uint8Array;
}

/** A phrase found: tokens `firstToken` to `endToken` (exclusive) and the values of all phrases written so. */
export interface Match {
  readonly firstToken: number;
  readonly endToken: number;
  readonly values: readonly number[];
}

const ROOT = 0;
const NONE = -1;

function slotOf(state: number, hash: number, mask: number): number {
  const mixed = Math.imul(hash ^ Math.imul(state, 0x9e3779b1), 0x85ebca6b);
  return (mixed ^ (mixed >>> 15)) & mask;
}

function isHyphen(text: string, tokens: Tokens, index: number): boolean {
  return tokens.kind[index] === TokenKind.Mark && foldText(text, tokens.start[index]!, tokens.end[index]!) === "-";
}

/** Cuts a phrase into words and joins; null when nothing is left to look for. */
function compilePhrase(phrase: Phrase): CompiledPhrase | null {
  const tokens = tokenize(phrase.text);
  const words: string[] = [];
  const joins: number[] = [];
  let pendingHyphen = false;
  let previousEnd = -1;
  let previousMark = false;
  for (let index = 0; index < tokens.count; index++) {
    const isInnerHyphen = index > 0 && index < tokens.count - 1 && isHyphen(phrase.text, tokens, index);
    if (isInnerHyphen) {
      pendingHyphen = true;
      continue;
    }
    const start = tokens.start[index]!;
    const end = tokens.end[index]!;
    const mark = tokens.kind[index] === TokenKind.Mark;
    if (words.length > 0) {
      if (mark || previousMark) joins.push(Join.Loose);
      else if (pendingHyphen) joins.push(Join.Hyphen);
      else joins.push(start === previousEnd ? Join.Tight : Join.Space);
    }
    words.push(phrase.exactCase ? phrase.text.slice(start, end) : foldText(phrase.text, start, end));
    pendingHyphen = false;
    previousEnd = end;
    previousMark = mark;
  }
  return words.length === 0 ? null : { value: phrase.value, exactCase: phrase.exactCase, words, joins };
}

/** Builds the table for `phrases`. Empty phrases are left out. */
export function buildLexicon(phrases: readonly Phrase[]): Lexicon {
  const compiled = phrases.map(compilePhrase).filter((phrase) => phrase !== null);
  const children: Map<number, number>[] = [new Map()];
  const ends: number[][] = [[]];
  compiled.forEach((phrase, phraseIndex) => {
    let state = ROOT;
    for (const word of phrase.words) {
      const hash = hashOf(foldText(word));
      let next = children[state]!.get(hash);
      if (next === undefined) {
        next = children.length;
        children.push(new Map());
        ends.push([]);
        children[state]!.set(hash, next);
      }
      state = next;
    }
    ends[state]!.push(phraseIndex);
  });
  return pack(compiled, children, ends);
}

function pack(
  phrases: readonly CompiledPhrase[],
  children: readonly Map<number, number>[],
  ends: readonly number[][],
): Lexicon {
  const size = 2 ** Math.ceil(Math.log2(Math.max(16, children.length * 2)));
  const mask = size - 1;
  const edgeState = new Int32Array(size).fill(NONE);
  const edgeHash = new Int32Array(size);
  const edgeNext = new Int32Array(size);
  const rootFilter = new Uint8Array(8192);
  children.forEach((edges, state) => {
    for (const [hash, next] of edges) {
      let slot = slotOf(state, hash, mask);
      while (edgeState[slot] !== NONE) slot = (slot + 1) & mask;
      edgeState[slot] = state;
      edgeHash[slot] = hash;
      edgeNext[slot] = next;
      if (state === ROOT) rootFilter[(hash & 0xffff) >> 3]! |= 1 << (hash & 7);
    }
  });
  const stateFirst = new Int32Array(ends.length + 1);
  ends.forEach((list, state) => {
    stateFirst[state + 1] = stateFirst[state]! + list.length;
  });
  return {
    phrases,
    edgeState,
    edgeHash,
    edgeNext,
    mask,
    stateFirst,
    statePhrases: Int32Array.from(ends.flat()),
    rootFilter,
  };
}

function follow(lexicon: Lexicon, state: number, hash: number): number {
  const { edgeState, edgeHash, edgeNext, mask } = lexicon;
  let slot = slotOf(state, hash, mask);
  while (edgeState[slot] !== NONE) {
    if (edgeState[slot] === state && edgeHash[slot] === hash) return edgeNext[slot]!;
    slot = (slot + 1) & mask;
  }
  return NONE;
}

/**
 * All phrases in tokens `from` to `to`, leftmost and longest first; matches do not overlap.
 * `text` is the text that `tokens` were cut from.
 */
export function findPhrases(lexicon: Lexicon, text: string, tokens: Tokens, from = 0, to = tokens.count): Match[] {
  const matches: Match[] = [];
  const { rootFilter } = lexicon;
  let index = from;
  while (index < to) {
    const hash = tokens.hash[index]!;
    if ((rootFilter[(hash & 0xffff) >> 3]! & (1 << (hash & 7))) === 0) {
      index++;
      continue;
    }
    const match = longestAt(lexicon, text, tokens, index, to);
    if (match) {
      matches.push(match);
      index = match.endToken;
    } else index++;
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
  let best: Match | null = null;
  let state = follow(lexicon, ROOT, tokens.hash[first]!);
  let index = first;
  while (state !== NONE) {
    if (lexicon.stateFirst[state]! < lexicon.stateFirst[state + 1]!) {
      const values = valuesAt(lexicon, state, text, tokens, first, index + 1);
      if (values.length > 0) best = { firstToken: first, endToken: index + 1, values };
    }
    index++;
    if (index + 1 < to && isHyphen(text, tokens, index)) index++;
    if (index >= to) break;
    state = follow(lexicon, state, tokens.hash[index]!);
  }
  return best;
}

function valuesAt(lexicon: Lexicon, state: number, text: string, tokens: Tokens, first: number, end: number): number[] {
  const values: number[] = [];
  for (let slot = lexicon.stateFirst[state]!; slot < lexicon.stateFirst[state + 1]!; slot++) {
    const phrase = lexicon.phrases[lexicon.statePhrases[slot]!]!;
    if (isWrittenAs(phrase, text, tokens, first, end)) values.push(phrase.value);
  }
  return values;
}

/** Compares words and joins, so that neither a hash collision nor a far-apart pair of words passes. */
function isWrittenAs(phrase: CompiledPhrase, text: string, tokens: Tokens, first: number, end: number): boolean {
  let word = 0;
  let previousEnd = -1;
  let hyphen = false;
  for (let index = first; index < end; index++) {
    const start = tokens.start[index]!;
    const stop = tokens.end[index]!;
    if (index > first && index < end - 1 && isHyphen(text, tokens, index) && phrase.words[word] !== "-") {
      hyphen = true;
      continue;
    }
    const written = phrase.exactCase ? text.slice(start, stop) : foldText(text, start, stop);
    if (written !== phrase.words[word]) return false;
    if (word > 0 && !joinFits(phrase.joins[word - 1]!, hyphen, text, previousEnd, start)) return false;
    word++;
    hyphen = false;
    previousEnd = stop;
  }
  return word === phrase.words.length;
}

function joinFits(join: number, hyphen: boolean, text: string, previousEnd: number, start: number): boolean {
  if (hyphen) return start - previousEnd <= 3;
  if (start === previousEnd) return join !== Join.Space;
  if (join === Join.Tight) return false;
  let newlines = 0;
  for (let offset = previousEnd; offset < start; offset++) if (text.charCodeAt(offset) === 0x0a) newlines++;
  return newlines < 2;
}
