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

/** Prepares the headings. The first of two equal ones wins. */
export function compileHeadings(headings: readonly SectionHeadings[]): HeadingTable {
  const byHash = new Map<number, { words: string; kind: SectionKind }>();
  const firstWords = new Set<number>();
  const lastWords = new Set<number>();
  let longest = 0;
  for (const { kind, headings: texts } of headings) {
    for (const text of texts) {
      const tokens = tokenize(text);
      const words = wordsOf(text, tokens, 0, tokens.count);
      if (words === "") continue;
      const hashes = words.split(" ").map(hashOf);
      const hash = hashes.reduce(combine, 0);
      if (!byHash.has(hash)) byHash.set(hash, { words, kind });
      firstWords.add(hashes[0]!);
      lastWords.add(hashes.at(-1)!);
      longest = Math.max(longest, hashes.length);
    }
  }
  return { byHash, firstWords, lastWords, longest };
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
