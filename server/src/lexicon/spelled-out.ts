/**
 * Short forms that the note itself introduces: "hematocrit (HCT)", "AI (artificial intelligence)". One form keeps one
 * meaning through a note, so the introduction decides every later use.
 */
import type { Note } from "../text/note.ts";
import { foldText, TokenKind } from "../text/tokens.ts";

/** A short form at tokens `firstToken` to `endToken` (exclusive), in sentence `sentence`. */
interface Place {
  readonly firstToken: number;
  readonly endToken: number;
  readonly sentence: number;
}

/** The tokens that may hold the long form: beside a parenthesis, within the sentence. */
interface Side {
  readonly from: number;
  readonly to: number;
}

/** Small words that lend no letter to a short form. */
const silent: ReadonlySet<string> = new Set(["of", "the", "and", "for", "in", "to", "a"]);
const LONGEST = 8;

/**
 * What the note introduces the form for at this place: a concept of `senses`, null for another meaning, undefined where it
 * introduces nothing. `concepts` gives what the note plainly names with a phrase that ends before a token, by that token.
 */
export function readSpelledOut(
  note: Note,
  place: Place,
  senses: readonly string[],
  concepts: ReadonlyMap<number, readonly string[]>,
): string | null | undefined {
  const side = longFormSide(note, place);
  if (!side) return undefined;
  // "human chorionic gonadotropin hormone (hCG)": a word may stand between.
  const beside = [...(concepts.get(side.to) ?? []), ...(concepts.get(side.to - 1) ?? [])];
  const named = beside.find((concept) => senses.includes(concept));
  if (named !== undefined) return named;
  const short = lettersOf(note, place);
  return short.length > 1 && spells(note, side, short) ? null : undefined;
}

function longFormSide(note: Note, { firstToken, endToken, sentence }: Place): Side | null {
  const bounds = note.sentences[sentence]!;
  const mark = (index: number) =>
    index >= bounds.firstToken && index < bounds.endToken ? note.text.charAt(note.tokens.start[index]!) : "";
  if (mark(firstToken - 1) === "(" && ")],;:".includes(mark(endToken) || "?")) {
    return { from: Math.max(bounds.firstToken, firstToken - 1 - LONGEST), to: firstToken - 1 };
  }
  if (mark(endToken) !== "(") return null;
  for (let index = endToken + 1; index < Math.min(bounds.endToken, endToken + LONGEST); index++) {
    if (mark(index) === ")") return { from: endToken + 1, to: index };
  }
  return null;
}

function lettersOf({ tokens, text }: Note, { firstToken, endToken }: Place): string {
  return foldText(text, tokens.start[firstToken], tokens.end[endToken - 1]).replace(/[^a-z]/g, "");
}

/** Whether the last words of the side begin with the letters of the short form, or one word holds them in order. */
function spells({ tokens, text }: Note, { from, to }: Side, short: string): boolean {
  let letter = short.length;
  for (let index = to - 1; index >= from && letter > 0; index--) {
    if (tokens.kind[index] !== TokenKind.Word) continue;
    const word = foldText(text, tokens.start[index], tokens.end[index]);
    if (letter === short.length && holdsInOrder(word, short)) return true;
    if (word.charAt(0) === short.charAt(letter - 1)) letter--;
    else if (!silent.has(word)) return false;
  }
  return letter === 0;
}

/** "hydrochlorothiazide" for "hct": the same first letter, the others in order. */
function holdsInOrder(word: string, short: string): boolean {
  if (word.length < 6 || word.charAt(0) !== short.charAt(0)) return false;
  let letter = 0;
  for (const character of word) if (character === short.charAt(letter)) letter++;
  return letter === short.length;
}
