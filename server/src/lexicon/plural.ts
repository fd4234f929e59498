import type { Form } from "../knowledge/schema.ts";
import { otherSpellings } from "./british.ts";

/**
 * The plural of a phrase, by its last word, or null where a plural would only add noise: the phrase ends in a digit or
 * mark, already looks plural, or its last word is short and in small letters.
 */
export function pluralOf(phrase: string): string | null {
  let start = phrase.length;
  while (start > 0 && isLetter(phrase.charCodeAt(start - 1))) start--;
  const word = phrase.slice(start);
  if (word.length < 2) return null;
  const last = word.charAt(word.length - 1);
  if (last !== last.toLowerCase()) return `${phrase}s`;
  if (word.length < 4) return null;
  if (word.endsWith("sis")) return `${phrase.slice(0, -2)}es`;
  if (last === "s") return null;
  if (last === "x" || last === "z" || word.endsWith("ch") || word.endsWith("sh")) return `${phrase}es`;
  if (last === "y" && !"aeiou".includes(word.charAt(word.length - 2))) return `${phrase.slice(0, -1)}ies`;
  return `${phrase}s`;
}

/**
 * Every way in which a note may write a form: as it stands, spelled as the other side of the ocean does, and the plurals
 * of these. A brand is spelled in one way only.
 */
export function spellingsOf({ text, kind, plural }: Pick<Form, "text" | "kind" | "plural">): string[] {
  const named = kind === "brand" || kind === "misspelling";
  const singular = named ? [text] : [text, ...otherSpellings(text)];
  const plurals = plural ? singular.map(pluralOf).filter((many) => many !== null) : [];
  return [...singular, ...plurals];
}

function isLetter(unit: number): boolean {
  return (unit >= 0x41 && unit <= 0x5a) || (unit >= 0x61 && unit <= 0x7a);
}
