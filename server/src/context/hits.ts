/** Finds the cues of one sentence and marks its tokens for the readers of scope. */
import { findPhrases, longestAt } from "../lexicon/lexicon.ts";
import type { Note, Sentence } from "../text/note.ts";
import { TokenKind, type Tokens } from "../text/tokens.ts";
import { type CompiledCue, type CueTable, Direction, type NumberPhrase, roleBit } from "./cues.ts";

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
  readonly cues: readonly CompiledCue[];
  /** Effects still in force: pseudo cues have taken theirs away. */
  mask: number;
  readonly roles: number;
}

/** What a token is to the structure of its sentence. */
export const Flag = { Comma: 1, Joining: 2, Hard: 4, Label: 8, Linking: 16, Adjunct: 32, Bearer: 64, Number: 128 } as const;

/** One sentence ready to be read: its cues, and for each of its tokens the flags and the effects that end there. */
export interface CuedSentence {
  readonly note: Note;
  readonly sentence: Sentence;
  readonly from: number;
  readonly to: number;
  readonly hits: readonly Hit[];
  /** In order of the text. */
  readonly targets: readonly Target[];
  /** Index with token - from. */
  readonly flags: Uint8Array;
  /** Index with token - from: effects that do not pass this token. */
  readonly barriers: Int32Array;
}

/** Reads the cues of `sentence`, for `targets` in it (sorted by position). */
export function cueSentence(note: Note, sentence: Sentence, targets: readonly Target[], table: CueTable): CuedSentence {
  const from = sentence.firstToken;
  const to = sentence.endToken;
  const hits = findHits(note, from, to, targets, table);
  hidePseudo(hits);
  const flags = new Uint8Array(to - from);
  const barriers = new Int32Array(to - from);
  for (let token = from; token < to; token++) flags[token - from] = flagOf(note, token, to);
  for (const hit of hits) markHit(hit, from, flags, barriers);
  return { note, sentence, from, to, hits, targets, flags, barriers };
}

function findHits(note: Note, from: number, to: number, targets: readonly Target[], table: CueTable): Hit[] {
  const { text, tokens } = note;
  const hits: Hit[] = [];
  let target = 0;
  for (const match of findPhrases(table.lexicon, text, tokens, from, to)) {
    while (target < targets.length && targets[target]!.firstToken <= match.firstToken) target++;
    const next = targets[target];
    // A phrase that runs into a target is cut back to the words before it.
    const cut = next && next.firstToken < match.endToken ? longestAt(table.lexicon, text, tokens, match.firstToken, next.firstToken) : match;
    if (cut) hits.push(hitOf(cut.firstToken, cut.endToken, meaningsOf(table, cut.values)));
  }
  return addNumberPhrases(hits, tokens, from, to, table.numberPhrases);
}

function meaningsOf(table: CueTable, values: readonly number[]): readonly CompiledCue[] {
  return values.length === 1 ? table.meanings[values[0]!]! : [...new Set(values.flatMap((value) => table.meanings[value]!))];
}

function hitOf(first: number, end: number, cues: readonly CompiledCue[]): Hit {
  let mask = 0;
  let roles = 0;
  for (const cue of cues) {
    mask |= cue.bit;
    roles |= cue.role;
  }
  return { first, end, cues, mask, roles };
}

/** Adds phrases with a number in them; they win over the plain phrases inside them. */
function addNumberPhrases(hits: Hit[], tokens: Tokens, from: number, to: number, phrases: readonly NumberPhrase[]): Hit[] {
  let found: Hit[] | null = null;
  for (let token = from; token < to; token++) {
    if (tokens.kind[token] !== TokenKind.Number) continue;
    const phrase = phrases.find((candidate) => isWrittenAt(candidate, tokens, token, from, to));
    if (!phrase) continue;
    const first = token - phrase.number;
    found ??= [];
    found.push(hitOf(first, first + phrase.tokens.length, phrase.meanings));
    token = first + phrase.tokens.length - 1;
  }
  if (!found) return hits;
  const numbered = found;
  const plain = hits.filter((hit) => !numbered.some((other) => hit.first < other.end && other.first < hit.end && hit.end - hit.first <= other.end - other.first));
  return [...plain, ...numbered].sort((a, b) => a.first - b.first);
}

function isWrittenAt(phrase: NumberPhrase, tokens: Tokens, number: number, from: number, to: number): boolean {
  const first = number - phrase.number;
  if (first < from || first + phrase.tokens.length > to) return false;
  if (phrase.year && tokens.end[number]! - tokens.start[number]! !== 4) return false;
  return phrase.tokens.every((hash, index) =>
    hash === null ? tokens.kind[first + index] === TokenKind.Number : tokens.hash[first + index] === hash,
  );
}

/** Takes their effects from cues near a pseudo cue that has a reach ("lives with his wife"). */
function hidePseudo(hits: readonly Hit[]): void {
  hits.forEach((hit, index) => {
    if ((hit.roles & roleBit.pseudo) === 0) return;
    for (const cue of hit.cues) {
      if (cue.role !== roleBit.pseudo || cue.reach === 0) continue;
      if (cue.direction & Direction.Forward) {
        for (let other = index + 1; other < hits.length && hits[other]!.first < hit.end + cue.reach; other++) hits[other]!.mask &= ~cue.of;
      }
      if (cue.direction & Direction.Backward) {
        for (let other = index - 1; other >= 0 && hits[other]!.end > hit.first - cue.reach; other--) hits[other]!.mask &= ~cue.of;
      }
    }
  });
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
    case 0x2e: // a full stop before a new sentence that was not cut off
      return token + 1 < to && isSpace(text, start + 1) && !isAbbreviated(tokens, token) && startsUpper(text, tokens.start[token + 1]!) ? Flag.Hard : 0;
    default:
      return 0;
  }
}

function isSpace(text: string, offset: number): boolean {
  const unit = text.charCodeAt(offset);
  return unit === 0x20 || unit === 0x0a || unit === 0x0d || unit === 0x09;
}

/** "p.o." and "Dr." do not end a sentence. */
function isAbbreviated(tokens: Tokens, token: number): boolean {
  return token === 0 || tokens.end[token - 1]! - tokens.start[token - 1]! < 3;
}

function startsUpper(text: string, offset: number): boolean {
  const unit = text.charCodeAt(offset);
  return unit >= 0x41 && unit <= 0x5a;
}

function markHit(hit: Hit, from: number, flags: Uint8Array, barriers: Int32Array): void {
  const { linking, adjunct, joining, bearer, terminator } = roleBit;
  let flag = 0;
  if (hit.roles & linking) flag |= Flag.Linking;
  if (hit.roles & adjunct) flag |= Flag.Adjunct;
  if (hit.roles & joining) flag |= Flag.Joining;
  if (hit.roles & bearer) flag |= Flag.Bearer;
  if (flag) for (let token = hit.first; token < hit.end; token++) flags[token - from]! |= flag;
  if (hit.roles & terminator) {
    for (const cue of hit.cues) if (cue.role === terminator) barriers[hit.first - from]! |= cue.of;
  }
}
