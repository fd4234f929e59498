/** The headings that the knowledge names, and the finding of one among tokens. */
import type { SectionHeadings, SectionKind } from "../knowledge/schema.ts";
import { foldText, foldUnit, hashOf, TokenKind, type Tokens, tokenize } from "./tokens.ts";

/** Headings by the words they are made of; "Assessment & Plan", "assessment/plan" and "Assessment and plan" are one. */
export interface HeadingTable {
  readonly byHash: ReadonlyMap<number, { readonly words: string; readonly kind: SectionKind }>;
  /** Hashes of all first and last words, so that looking elsewhere costs nothing. */
  readonly firstWords: ReadonlySet<number>;
  readonly lastWords: ReadonlySet<number>;
  /** Words in the longest heading. */
  readonly longest: number;
}

export interface HeadingMatch {
  readonly kind: SectionKind;
  /** Exclusive. */
  readonly endToken: number;
}

/** The headings as the build stores them: one entry of each column a heading. */
export interface HeadingData {
  readonly kinds: readonly SectionKind[];
  /** Index into `kinds`. */
  readonly kind: Int32Array;
  /** The words that count, folded. */
  readonly words: readonly string[];
  /** Hashes of the words together, of the first, and of the last. */
  readonly hash: Int32Array;
  readonly first: Int32Array;
  readonly last: Int32Array;
  /** Words in the longest heading. */
  readonly longest: number;
}

/** What the build stores of the headings. The first of two equal ones wins. */
export function headingDataOf(headings: readonly SectionHeadings[]): HeadingData {
  const known = new Map<number, { kind: number; words: string; hashes: readonly number[] }>();
  for (const [kind, { headings: texts }] of headings.entries()) {
    for (const text of texts) {
      const tokens = tokenize(text);
      const words = wordsOf(text, tokens, 0, tokens.count);
      const hashes = words.split(" ").map(hashOf);
      const hash = hashes.reduce(combine, 0);
      if (words !== "" && !known.has(hash)) known.set(hash, { kind, words, hashes });
    }
  }
  const list = [...known.values()];
  return {
    kinds: headings.map(({ kind }) => kind),
    kind: Int32Array.from(list, ({ kind }) => kind),
    words: list.map(({ words }) => words),
    hash: Int32Array.from(known.keys()),
    first: Int32Array.from(list, ({ hashes }) => hashes[0]!),
    last: Int32Array.from(list, ({ hashes }) => hashes.at(-1)!),
    longest: Math.max(0, ...list.map(({ hashes }) => hashes.length)),
  };
}

/** Makes stored headings ready for `headingsAt`. */
export function openHeadings({ kinds, kind, words, hash, first, last, longest }: HeadingData): HeadingTable {
  const byHash = new Map<number, { words: string; kind: SectionKind }>();
  for (let index = 0; index < hash.length; index++)
    byHash.set(hash[index]!, { words: words[index]!, kind: kinds[kind[index]!]! });
  return { byHash, firstWords: new Set(first), lastWords: new Set(last), longest };
}

/** Both steps at once. */
export function compileHeadings(headings: readonly SectionHeadings[]): HeadingTable {
  return openHeadings(headingDataOf(headings));
}

const none: readonly HeadingMatch[] = [];

/** All known headings that begin at token `first`, shortest first, none going beyond `end`. */
export function headingsAt(
  text: string,
  tokens: Tokens,
  first: number,
  end: number,
  table: HeadingTable,
): readonly HeadingMatch[] {
  if (first >= end || !table.firstWords.has(tokens.hash[first]!)) return none;
  const matches: HeadingMatch[] = [];
  let hash = 0;
  let words = 0;
  for (let token = first; token < end && words < table.longest; token++) {
    if (joins(tokens, token)) {
      if (linksWords(text, tokens, token)) continue;
      break;
    }
    hash = combine(hash, tokens.hash[token]!);
    words++;
    const entry = table.byHash.get(hash);
    if (entry && spells(entry.words, text, tokens, first, token + 1))
      matches.push({ kind: entry.kind, endToken: token + 1 });
  }
  return matches;
}

/** The words that count, folded, with one space between. */
function wordsOf(text: string, tokens: Tokens, first: number, end: number): string {
  const words: string[] = [];
  for (let token = first; token < end; token++) {
    if (!joins(tokens, token)) words.push(foldText(text, tokens.start[token], tokens.end[token]));
  }
  return words.join(" ");
}

/** Whether `wordsOf` these tokens is `words`: equal hashes are not yet equal words. */
function spells(words: string, text: string, tokens: Tokens, first: number, end: number): boolean {
  let at = 0;
  for (let token = first; token < end; token++) {
    if (joins(tokens, token)) continue;
    if (at > 0) at++;
    for (let offset = tokens.start[token]!; offset < tokens.end[token]!; offset++) {
      if (foldUnit(text.charCodeAt(offset)) !== words.charCodeAt(at++)) return false;
    }
  }
  return at === words.length;
}

const AND = hashOf("and");

/** Marks and "and" only hold the words of a heading together. */
function joins(tokens: Tokens, token: number): boolean {
  return tokens.kind[token] === TokenKind.Mark || tokens.hash[token] === AND;
}

/** Marks that may stand inside a heading: "A/P", "Chief complaint(s)", "Patient's". */
function linksWords(text: string, tokens: Tokens, token: number): boolean {
  return tokens.kind[token] !== TokenKind.Mark || "/&+-–,.()'’".includes(text.charAt(tokens.start[token]!));
}

function combine(hash: number, word: number): number {
  return Math.imul(hash ^ word, 0x9e3779b1) ^ (hash >>> 15);
}

/** Kinds that say little of what stands under them: in "Allergies/Meds" the other half decides. */
const narrow: ReadonlySet<SectionKind> = new Set([
  "allergies",
  "family-history",
  "prior-medications",
  "quoted",
  "education",
  "administrative",
  "other",
]);

/** The kind of a heading made of two: "PMHx/meds", "Impression, plan". */
export function joinKinds(first: SectionKind, second: SectionKind): SectionKind {
  const plans = first === "plan" || second === "plan" || second === "assessment-plan";
  const assesses = first === "assessment" || second === "assessment" || first === "assessment-plan";
  if (plans && assesses) return "assessment-plan";
  return narrow.has(first) ? second : first;
}
