/**
 * Words one edit away from a name that we know: "anastrozol", "letrazole". Only where no other word is known that they
 * could be, and never where two concepts are as near. Words one edit away from a part of a name ("apnoe") count only
 * where the rest of the name stands beside them: `terms.ts` looks.
 */
import type { Category, Concept, Form } from "../knowledge/schema.ts";
import { foldText, foldUnit, hashOf, TokenKind, type Tokens, tokenize } from "../text/tokens.ts";
import { spellingsOf } from "./plural.ts";

/** Shorter names have too many neighbors among common words. */
const SHORTEST = 5;
/** Below this length, short forms and slang are passed over, and the first letter is taken to be right. */
const LONG = 7;
const LONGEST = 24;

const correctable: ReadonlySet<Category> = new Set(["drug", "drug-class", "hormone", "lab", "diagnosis"]);
/** Names of these are ordinary words more often: only long ones are corrected. */
const plainer: ReadonlySet<Category> = new Set([
  "symptom",
  "physiology",
  "protocol",
  "route",
  "note-vocabulary",
  "regulatory-evidence",
  "unit-frequency",
]);
const LONG_PLAIN = 8;
/** No part of a name is shorter, but for these, which no common word is near. */
const LONG_PART = 6;
const shortParts: ReadonlySet<string> = new Set("apnea edema lipid penile semen sperm sella sinus".split(" "));
const firmKinds: ReadonlySet<Form["kind"]> = new Set(["synonym", "brand"]);

/** A name of one word, or a word of a longer name, which has no concept of its own. */
interface Name {
  readonly word: string;
  readonly concept: string | null;
}

export interface MisspellingTable {
  /** Names by the key of their beginning and by the key of their end: one edit leaves one of the two as it is. */
  readonly names: ReadonlyMap<number, readonly Name[]>;
  /** One bit for each low half of a key: most words share neither with a name. */
  readonly filter: Int32Array;
  /** Hashes of the words that are right as they are. */
  readonly known: ReadonlySet<number>;
  /** Hashes of words lately found to be no misspelling, each in its slot: notes say the same words again and again. */
  readonly passed: Int32Array;
}

/** A word that is not known but one edit from words that are. */
export interface Slip {
  readonly token: number;
  /** The name it is read as, null where there is none or two are as near. */
  readonly name: { readonly word: string; readonly concept: string } | null;
  /** Words of names, folded, that it may be where the rest of the name stands beside it. */
  readonly parts: readonly string[];
}

/** The names as the build stores them. */
export interface MisspellingData {
  readonly words: readonly string[];
  /** By word: its concept's place among the concepts, -1 for a part of a name. */
  readonly concept: Int32Array;
  /** Hashes of the words that are right as they are. */
  readonly known: Int32Array;
}

/** Gathers the names. `lookAlikes` are words one edit away from a name that mean something else. */
export function misspellingDataOf(concepts: Iterable<Concept>, lookAlikes: readonly string[]): MisspellingData {
  const names: { word: string; concept: number }[] = [];
  const parts = new Set<string>();
  const known = new Set<number>(lookAlikes.map((word) => hashOf(foldText(word))));
  for (const [concept, { term, category, forms, definition }] of [...concepts].entries()) {
    const spellings = forms.filter(({ kind }) => kind !== "misspelling");
    for (const text of [term, ...spellings.flatMap(spellingsOf), definition.text]) addWords(known, text);
    if (!correctable.has(category) && !plainer.has(category)) continue;
    for (const text of [term, ...spellings.flatMap(spellingsOf)]) addParts(parts, text);
    for (const word of namesOf(term, category, spellings)) names.push({ word, concept });
  }
  const all = [...names, ...[...parts].map((word) => ({ word, concept: PART }))];
  return {
    words: all.map(({ word }) => word),
    concept: Int32Array.from(all, ({ concept }) => concept),
    known: Int32Array.from(known),
  };
}

const PART = -1;

/** The names of one word, folded, that a concept has and that are long and firm enough to be corrected. */
function namesOf(term: string, category: Category, spellings: readonly Form[]): Set<string> {
  const shortest = correctable.has(category) ? SHORTEST : LONG_PLAIN;
  const firm = spellings.filter(({ text, kind }) => text.length >= LONG || firmKinds.has(kind));
  const words = [term, ...firm.map(({ text }) => text)].map((text) => foldText(text));
  return new Set(words.filter((word) => /^[a-z]+$/.test(word) && word.length >= shortest));
}

/** Adds the words of a phrase of several. */
function addParts(parts: Set<string>, phrase: string): void {
  const words = foldText(phrase).split(/[^a-z]+/);
  if (words.length < 2) return;
  for (const word of words) if (word.length >= LONG_PART || shortParts.has(word)) parts.add(word);
}

function addWords(known: Set<number>, text: string): void {
  const tokens = tokenize(text);
  for (let index = 0; index < tokens.count; index++) known.add(tokens.hash[index]!);
}

const FILTER_BITS = 17;
const PASSED = 1 << 16;
const BEGINNING = 1;
const END = 2;

/** How many letters at either end of a name of this length one edit leaves alone, if it is not made there. */
function keptLetters(length: number): number {
  return (length - 2) >> 1;
}

/** Key of the `count` letters from `start` on, of a name of `length`. */
function keyOf(text: string, start: number, count: number, length: number, side: number): number {
  let key = length * 4 + side;
  for (let offset = start; offset < start + count; offset++)
    key = Math.imul(key, 0x01000193) ^ foldUnit(text.charCodeAt(offset));
  return Math.imul(key ^ (key >>> 15), 0x85ebca6b);
}

/** Makes stored names ready for `findSlips`; `concepts` are the ids in the order they were given. */
export function openMisspellings(
  { words, concept, known }: MisspellingData,
  concepts: readonly string[],
): MisspellingTable {
  const names = new Map<number, Name[]>();
  const filter = new Int32Array(2 ** (FILTER_BITS - 5));
  for (const [index, word] of words.entries()) {
    const name = { word, concept: concepts[concept[index]!] ?? null };
    const kept = keptLetters(word.length);
    for (const key of [
      keyOf(word, 0, kept, word.length, BEGINNING),
      keyOf(word, word.length - kept, kept, word.length, END),
    ]) {
      const bit = key >>> (32 - FILTER_BITS);
      filter[bit >> 5]! |= 1 << (bit & 31);
      const alike = names.get(key);
      if (alike) alike.push(name);
      else names.set(key, [name]);
    }
  }
  return { names, filter, known: new Set(known), passed: new Int32Array(PASSED) };
}

/** The slips among the tokens from `from` to `to`, in order. */
export function findSlips(table: MisspellingTable, text: string, tokens: Tokens, from: number, to: number): Slip[] {
  const found: Slip[] = [];
  for (let token = from; token < to; token++) {
    const start = tokens.start[token]!;
    const length = tokens.end[token]! - start;
    if (tokens.kind[token] !== TokenKind.Word || length < SHORTEST - 1 || length > LONGEST) continue;
    const hash = tokens.hash[token]!;
    const slot = hash & (PASSED - 1);
    if (table.passed[slot] === hash) continue;
    const near = table.known.has(hash) ? null : nearest(table, text, start, length);
    if (near) found.push({ token, ...near });
    else table.passed[slot] = hash;
  }
  return found;
}

/** What is within one edit of the word, or null where nothing is or the word is a plural. */
function nearest(table: MisspellingTable, text: string, start: number, length: number): Omit<Slip, "token"> | null {
  let word: string | null = null;
  let found: Name[] | null = null;
  for (let nameLength = Math.max(SHORTEST, length - 1); nameLength <= length + 1; nameLength++) {
    const kept = keptLetters(nameLength);
    for (let side = BEGINNING; side <= END; side++) {
      const key = keyOf(text, side === BEGINNING ? start : start + length - kept, kept, nameLength, side);
      const bit = key >>> (32 - FILTER_BITS);
      if (((table.filter[bit >> 5]! >> (bit & 31)) & 1) === 0) continue;
      word ??= foldText(text, start, start + length);
      for (const name of table.names.get(key) ?? []) {
        if (!mayBe(word, name) || !isOneEdit(word, name.word)) continue;
        found ??= [];
        found.push(name);
      }
    }
  }
  return found && !isPlural(table, word!) ? sortNames(found) : null;
}

function sortNames(near: readonly Name[]): Omit<Slip, "token"> {
  const { word, concept } = near.findLast((name) => name.concept !== null) ?? near[0]!;
  const isOne = near.every((name) => name.concept === null || name.concept === concept);
  return {
    name: isOne && concept !== null ? { word, concept } : null,
    parts: [...new Set(near.filter((name) => name.concept === null).map((name) => name.word))],
  };
}

/** Long names may lack their first letter; in short ones, and in parts, it is taken to be right. */
function mayBe(word: string, { word: name, concept }: Name): boolean {
  return (concept !== null && name.length > LONG) || word.charCodeAt(0) === name.charCodeAt(0);
}

/** The plural of a word that is known. */
function isPlural({ known }: MisspellingTable, word: string): boolean {
  return word.endsWith("s") && known.has(hashOf(word.slice(0, -1)));
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
