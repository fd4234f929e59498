/** Finds the cues of one sentence and marks its tokens for the readers of scope. */
import { findPhrases, longestAt, type Match } from "../lexicon/lexicon.ts";
import type { Note } from "../text/note.ts";
import { hashOf, TokenKind, type Tokens } from "../text/tokens.ts";
import { type CueTable, FIRST, type Meaning, type NumberPhrase } from "./cues.ts";
import { Direction, effectBit, Flag } from "./effects.ts";

/** Words whose context is wanted. */
export interface Target {
  readonly start: number;
  readonly end: number;
  readonly firstToken: number;
  /** Exclusive. */
  readonly endToken: number;
  /** Index into `Note.sentences`. */
  readonly sentence: number;
}

/** A cue found. */
export interface Hit {
  readonly first: number;
  /** Exclusive. */
  readonly end: number;
  readonly meaning: Meaning;
  /** Effects still in force: pseudo cues have taken theirs away. */
  mask: number;
  /** It changes the treatment event after it and reaches nothing else. */
  consumed: boolean;
}

/** What is known of each token of the note; filled in sentence by sentence. */
export interface TokenMarks {
  readonly flags: Uint16Array;
  /** Effects that do not pass this token. */
  readonly barriers: Int32Array;
  /** 1 where a treatment verb begins that acts on what follows. */
  readonly verbs: Uint8Array;
}

/** Marks for a note of `count` tokens. */
export function emptyMarks(count: number): TokenMarks {
  return { flags: new Uint16Array(count), barriers: new Int32Array(count), verbs: new Uint8Array(count) };
}

/** A sentence (or a few that go on in each other) ready to be read: its cues, and the marks of its tokens. */
export interface CuedSentence extends TokenMarks {
  readonly note: Note;
  readonly from: number;
  readonly to: number;
  readonly hits: readonly Hit[];
  /** In order of the text. */
  readonly targets: readonly Target[];
}

/** Reads the cues of sentences `from` to `to` (exclusive), for `targets` in them (sorted by position). */
export function cueSentence(
  note: Note,
  sentences: { readonly from: number; readonly to: number },
  targets: readonly Target[],
  table: CueTable,
  marks: TokenMarks,
): CuedSentence {
  const from = note.sentences[sentences.from]!.firstToken;
  const to = note.sentences[sentences.to - 1]!.endToken;
  const { flags, barriers, verbs } = marks;
  const hits = findHits(note, from, to, targets, table);
  hidePseudo(hits, note);
  for (let token = from; token < to; token++) flags[token] = flagOf(note, token, to);
  for (let index = sentences.from; index < sentences.to - 1; index++)
    flags[note.sentences[index]!.endToken - 1] = Flag.Hard;
  for (const { first, end, meaning } of hits) {
    barriers[first] = meaning.barrier;
    if (meaning.flags) for (let token = first; token < end; token++) flags[token]! |= meaning.flags;
  }
  return { note, from, to, hits, targets, flags, barriers, verbs };
}

function findHits(note: Note, from: number, to: number, targets: readonly Target[], table: CueTable): Hit[] {
  const { text, tokens } = note;
  const hits: Hit[] = [];
  let target = 0;
  for (const match of findPhrases(table.lexicon, text, tokens, from, to)) {
    while (target < targets.length && targets[target]!.firstToken <= match.firstToken) target++;
    const next = targets[target];
    // A phrase that runs into a target is cut back to the words before it, but "nil FHx" is never "nil".
    const runsIn = next !== undefined && next.firstToken < match.endToken;
    const cut =
      runsIn && (table.meanings.of(match.values[0]!).mask & effectBit.family) === 0
        ? longestAt(table.lexicon, text, tokens, match.firstToken, next.firstToken)
        : match;
    const meaning = cut ? table.meanings.of(cut.values[0]!) : null;
    // "Wants" in "wants children" is no verb of the sentence.
    if (meaning?.verb && target > 0 && isPartOf(match, targets[target - 1]!)) continue;
    if (cut && meaning && !(meaning.flags & Flag.Cell && !fillsCell(note, cut.firstToken, cut.endToken, from, to)))
      hits.push(hitOf(cut.firstToken, cut.endToken, meaning));
  }
  return addNumberPhrases(hits, tokens, from, to, table);
}

/** Whether the words are some, but not all, of a target's. */
function isPartOf({ firstToken, endToken }: Match, target: Target): boolean {
  const isInside = firstToken >= target.firstToken && endToken <= target.endToken;
  return isInside && endToken - firstToken < target.endToken - target.firstToken;
}

/** Whether the words from `first` to `end` fill a cell, brackets, or what follows a dash or comma: "| new |", "(new)". */
function fillsCell({ text, tokens }: Note, first: number, end: number, from: number, to: number): boolean {
  if (first <= from || !"|(-–—,:".includes(text.charAt(tokens.start[first - 1]!))) return false;
  return end >= to || "|).,;".includes(text.charAt(tokens.start[end]!));
}

function hitOf(first: number, end: number, meaning: Meaning): Hit {
  return { first, end, meaning, mask: meaning.mask, consumed: false };
}

/** Adds phrases with a number in them; they win over the plain phrases inside them. */
function addNumberPhrases(
  hits: Hit[],
  tokens: Tokens,
  from: number,
  to: number,
  { numberPhrases: phrases, meanings }: CueTable,
): Hit[] {
  let found: Hit[] | null = null;
  for (let token = from; token < to; token++) {
    if (tokens.kind[token] !== TokenKind.Number) continue;
    const isWritten = (candidate: NumberPhrase) => isWrittenAt(candidate, tokens, token, from, to);
    const phrase =
      (token > from ? phrases.get(tokens.hash[token - 1]!)?.find(isWritten) : undefined) ??
      phrases.get(FIRST)?.find(isWritten);
    if (!phrase) continue;
    const first = token - phrase.number;
    found ??= [];
    found.push(hitOf(first, first + phrase.tokens.length, meanings.at(phrase.meaning)));
    token = first + phrase.tokens.length - 1;
  }
  if (!found) return hits;
  const numbered = found;
  const plain = hits.filter(
    (hit) =>
      !numbered.some(
        (other) => hit.first < other.end && other.first < hit.end && hit.end - hit.first <= other.end - other.first,
      ),
  );
  return [...plain, ...numbered].sort((a, b) => a.first - b.first);
}

function isWrittenAt(phrase: NumberPhrase, tokens: Tokens, number: number, from: number, to: number): boolean {
  const first = number - phrase.number;
  if (first < from || first + phrase.tokens.length > to) return false;
  return phrase.tokens.every((hash, index) => {
    const token = first + index;
    if (hash !== null) return tokens.hash[token] === hash;
    if (tokens.kind[token] !== TokenKind.Number) return false;
    return !phrase.years[index] || tokens.end[token]! - tokens.start[token]! === 4;
  });
}

/** Takes their effects from cues near a pseudo cue that has a reach ("lives with his wife"), up to the next semicolon. */
function hidePseudo(hits: readonly Hit[], note: Note): void {
  hits.forEach(({ first, end, meaning }, index) => {
    if (!meaning.hides) return;
    for (const cue of meaning.cues) {
      if (cue.effect !== "pseudo") continue;
      if (cue.direction & Direction.Forward) {
        for (let other = index + 1; other < hits.length && hits[other]!.first < end + cue.reach; other++) {
          if (isDivided(note, end, hits[other]!.first)) break;
          hits[other]!.mask &= ~cue.of;
        }
      }
      if (cue.direction & Direction.Backward) {
        for (let other = index - 1; other >= 0 && hits[other]!.end > first - cue.reach; other--)
          hits[other]!.mask &= ~cue.of;
      }
    }
  });
}

/** Whether a semicolon stands in the few tokens from `from` to `to`. */
function isDivided({ text, tokens }: Note, from: number, to: number): boolean {
  for (let token = from; token < to; token++) if (text.charCodeAt(tokens.start[token]!) === 0x3b) return true;
  return false;
}

function flagOf(note: Note, token: number, to: number): number {
  const { text, tokens } = note;
  if (tokens.kind[token] === TokenKind.Number) return Flag.Number;
  if (tokens.kind[token] !== TokenKind.Mark) return 0;
  const start = tokens.start[token]!;
  switch (text.charCodeAt(start)) {
    case 0x2c: // ,
      return Flag.Comma;
    case 0x3b: // ;
    case 0x7c: // |
    case 0x2022: // bullet
      return Flag.Hard;
    case 0x3a: // :
      return Flag.Label;
    case 0x2d: // - and dashes, when they stand alone
    case 0x2013:
    case 0x2014:
      return isSpace(text, start - 1) && isSpace(text, start + 1) ? Flag.Label : 0;
    case 0x2e: // .
    case 0x3f: // ?
      return stopFlag(note, token, to);
    case 0x29: // )
    case 0x5d: // ]
      return Flag.Close;
    default:
      return 0;
  }
}

/** A full stop or question mark that ends a sentence which was not cut off; any other full stop is part of a word. */
function stopFlag({ text, tokens }: Note, token: number, to: number): number {
  if (token + 1 >= to) return Flag.Close;
  const ends =
    isSpace(text, tokens.end[token]!) && !isAbbreviated(tokens, token) && startsUpper(text, tokens.start[token + 1]!);
  return ends ? Flag.Hard : 0;
}

function isSpace(text: string, offset: number): boolean {
  const unit = text.charCodeAt(offset);
  return unit === 0x20 || unit === 0x0a || unit === 0x0d || unit === 0x09;
}

const abbreviations: ReadonlySet<number> = new Set(["incl", "prev", "approx"].map(hashOf));

/** "p.o.", "Dr." and "incl." do not end a sentence. */
function isAbbreviated(tokens: Tokens, token: number): boolean {
  if (token === 0 || tokens.end[token - 1]! - tokens.start[token - 1]! < 3) return true;
  return abbreviations.has(tokens.hash[token - 1]!);
}

function startsUpper(text: string, offset: number): boolean {
  const unit = text.charCodeAt(offset);
  return unit >= 0x41 && unit <= 0x5a;
}

/** Index of the first target that begins at `token` or later. */
export function firstTargetFrom(targets: readonly Target[], token: number): number {
  let low = 0;
  let high = targets.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (targets[middle]!.firstToken < token) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Index of the last target that ends at `token` or earlier, -1 for none. */
export function lastTargetBefore(targets: readonly Target[], token: number): number {
  let index = firstTargetFrom(targets, token) - 1;
  while (index >= 0 && targets[index]!.endToken > token) index--;
  return index;
}
