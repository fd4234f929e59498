/**
 * Words one edit away from a name that we know: "anastrozol", "letrazole". Only long words are looked at, only where
 * no other word is known that they could be, and never where two concepts are as near.
 */
import type { Category, Concept } from "../knowledge/schema.ts";
import { foldText, hashOf, TokenKind, type Tokens, tokenize } from "../text/tokens.ts";

/** Shorter names have too many neighbors among common words. */
const SHORTEST = 7;
const LONGEST = 24;

const correctable: ReadonlySet<Category> = new Set(["drug", "drug-class", "hormone", "lab", "diagnosis"]);

interface Name {
  readonly word: string;
  readonly concept: string;
}

export interface MisspellingTable {
  /** Names by first letter and length. */
  readonly names: ReadonlyMap<number, readonly Name[]>;
  /** Hashes of the words that are right as they are. */
  readonly known: ReadonlySet<number>;
}

/** A word read as a misspelling of `name`. */
export interface Correction {
  readonly token: number;
  readonly concept: string;
  readonly name: string;
}

/** The names as the build stores them. */
export interface MisspellingData {
  readonly words: readonly string[];
  /** By word: its concept's place among the concepts. */
  readonly concept: Int32Array;
  /** Hashes of the words that are right as they are. */
  readonly known: Int32Array;
}

/** Gathers the names. `lookAlikes` are words one edit away from a name that mean something else. */
export function misspellingDataOf(concepts: Iterable<Concept>, lookAlikes: readonly string[]): MisspellingData {
  const names: { word: string; concept: number }[] = [];
  const known = new Set<number>(lookAlikes.map((word) => hashOf(foldText(word))));
  for (const [concept, { term, category, forms, definition }] of [...concepts].entries()) {
    const spellings = [term, ...forms.filter(({ kind }) => kind !== "misspelling").map(({ text }) => text)];
    for (const text of [...spellings, definition.text]) addWords(known, text);
    const words = correctable.has(category) ? new Set(spellings.map((text) => foldText(text))) : [];
    for (const word of words) if (/^[a-z]+$/.test(word) && word.length >= SHORTEST) names.push({ word, concept });
  }
  return {
    words: names.map(({ word }) => word),
    concept: Int32Array.from(names, ({ concept }) => concept),
    known: Int32Array.from(known),
  };
}

/** Makes stored names ready for `findMisspellings`; `concepts` are the ids in the order they were given. */
export function openMisspellings(
  { words, concept, known }: MisspellingData,
  concepts: readonly string[],
): MisspellingTable {
  const names = new Map<number, Name[]>();
  for (const [index, word] of words.entries()) {
    const key = keyOf(word.charCodeAt(0), word.length);
    const name = { word, concept: concepts[concept[index]!]! };
    const alike = names.get(key);
    if (alike) alike.push(name);
    else names.set(key, [name]);
  }
  return { names, known: new Set(known) };
}

function addWords(known: Set<number>, text: string): void {
  const tokens = tokenize(text);
  for (let index = 0; index < tokens.count; index++) known.add(tokens.hash[index]!);
}

function keyOf(first: number, length: number): number {
  return first * 64 + length;
}

/** The misspelt names among the tokens from `from` to `to`. The first letter is taken to be right. */
export function findMisspellings(
  table: MisspellingTable,
  text: string,
  tokens: Tokens,
  from: number,
  to: number,
): Correction[] {
  const found: Correction[] = [];
  for (let token = from; token < to; token++) {
    const length = tokens.end[token]! - tokens.start[token]!;
    if (tokens.kind[token] !== TokenKind.Word || length < SHORTEST - 1 || length > LONGEST) continue;
    if (table.known.has(tokens.hash[token]!)) continue;
    const name = nearest(table, foldText(text, tokens.start[token], tokens.end[token]));
    if (name) found.push({ token, concept: name.concept, name: name.word });
  }
  return found;
}

/** The one name within one edit, or null where there is none or names of two concepts are. */
function nearest({ names, known }: MisspellingTable, word: string): Name | null {
  // A plural of a known word is no misspelling.
  if (word.endsWith("s") && known.has(hashOf(word.slice(0, -1)))) return null;
  let found: Name | null = null;
  for (let length = word.length - 1; length <= word.length + 1; length++) {
    for (const name of names.get(keyOf(word.charCodeAt(0), length)) ?? []) {
      if (!isOneEdit(word, name.word)) continue;
      if (found && found.concept !== name.concept) return null;
      found = name;
    }
  }
  return found;
}

/** One letter more, less or other, or two neighbors swapped. */
function isOneEdit(a: string, b: string): boolean {
  const shorter = Math.min(a.length, b.length);
  let start = 0;
  while (start < shorter && a.charCodeAt(start) === b.charCodeAt(start)) start++;
  let end = 0;
  while (end < shorter - start && a.charCodeAt(a.length - 1 - end) === b.charCodeAt(b.length - 1 - end)) end++;
  const [left, right] = [a.length - start - end, b.length - start - end];
  if (left <= 1 && right <= 1) return left + right > 0;
  return (
    left === 2 &&
    right === 2 &&
    a.charCodeAt(start) === b.charCodeAt(start + 1) &&
    a.charCodeAt(start + 1) === b.charCodeAt(start)
  );
}
