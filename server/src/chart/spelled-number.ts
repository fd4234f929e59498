/** Numbers in words, as dictation writes ages: "sixty-two", "forty". */
import type { Note } from "../text/note.ts";
import { foldText } from "../text/tokens.ts";

const ones = "one two three four five six seven eight nine".split(" ");
const tens = "twenty thirty forty fifty sixty seventy eighty ninety".split(" ");

/** The number from twenty to ninety-nine whose words end before the token `end`, with its first token; null for none. */
export function spelledBefore({ text, tokens }: Note, end: number): { value: number; firstToken: number } | null {
  const word = (token: number) => (token < 0 ? "" : foldText(text, tokens.start[token], tokens.end[token]));
  const before = (token: number) => (word(token - 1) === "-" ? token - 2 : token - 1);
  const last = before(end);
  const whole = tens.indexOf(word(last));
  if (whole >= 0) return { value: 10 * (whole + 2), firstToken: last };
  const one = ones.indexOf(word(last));
  const first = before(last);
  const ten = tens.indexOf(word(first));
  return one < 0 || ten < 0 ? null : { value: 10 * (ten + 2) + one + 1, firstToken: first };
}
