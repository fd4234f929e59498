/** Numbers written as words: "forty-eight", "one point two", "four hundred and twenty", "one forty-two". */
import type { Note } from "../text/note.ts";
import { hashOf } from "../text/tokens.ts";
import { phrasesIn } from "./phrase-list.ts";

const units = phrasesIn(
  "zero, one, two, three, four, five, six, seven, eight, nine, ten, eleven, twelve, thirteen, fourteen, fifteen, sixteen, seventeen, eighteen, nineteen",
);
const tens = phrasesIn("twenty, thirty, forty, fifty, sixty, seventy, eighty, ninety");

/** Values by token hash. */
const values = new Map<number, number>([
  ...units.map((word, value): [number, number] => [hashOf(word), value]),
  ...tens.map((word, index): [number, number] => [hashOf(word), (index + 2) * 10]),
]);
const HUNDRED = hashOf("hundred");
const THOUSAND = hashOf("thousand");
const POINT = hashOf("point");
const AND = hashOf("and");

/** Decimals beyond these are no laboratory value. */
const mostDecimals = 3;

export interface WordNumber {
  readonly value: number;
  /** The token after the number. */
  readonly end: number;
}

/** The number in words that begins at token `index` and ends before `to`; null for none. Reads at most a dozen tokens. */
export function wordNumberAt(note: Note, index: number, to: number): WordNumber | null {
  const { hash } = note.tokens;
  const isNaked = hash[index] === POINT && index + 1 < to && values.has(hash[index + 1]!) && !isNoun(note, index);
  if (!isNaked && !values.has(hash[index]!)) return null;
  let { value, end } = isNaked ? { value: 0, end: index } : belowThousand(note, index, to);
  if (end < to && hash[end] === THOUSAND && value < 100) {
    value *= 1000;
    end++;
    if (end < to && values.has(hash[end]!)) {
      const rest = belowThousand(note, end, to);
      if (rest.value < 1000) [value, end] = [value + rest.value, rest.end];
    }
  }
  let decimals = "";
  if (end + 1 < to && hash[end] === POINT) {
    let next = end + 1;
    while (next < to && decimals.length < mostDecimals) {
      const digit = values.get(hash[next]!);
      if (digit === undefined || (digit > 9 && decimals !== "")) break;
      decimals += String(digit);
      next++;
    }
    if (decimals !== "") return { value: Number(`${value}.${decimals}`), end: next };
  }
  return { value, end };
}

/** "at this point six tests": the word before makes a noun of "point". */
const beforeNoun: ReadonlySet<number> = new Set(phrasesIn("this, that, one, some, which, any, the, a, at").map(hashOf));
const isNoun = ({ tokens }: Note, index: number) => index > 0 && beforeNoun.has(tokens.hash[index - 1]!);

/** "forty-eight", "four hundred and twenty" and, as spoken, "four eighty". */
function belowThousand(note: Note, index: number, to: number): WordNumber {
  const { hash } = note.tokens;
  const first = belowHundred(note, index, to);
  if (first.value === 0 || first.end >= to) return first;
  if (hash[first.end] === HUNDRED) {
    const next = first.end + 1 < to && hash[first.end + 1] === AND ? first.end + 2 : first.end + 1;
    if (next >= to || !values.has(hash[next]!)) return { value: first.value * 100, end: first.end + 1 };
    const rest = belowHundred(note, next, to);
    return { value: first.value * 100 + rest.value, end: rest.end };
  }
  const following = values.get(hash[first.end]!);
  if (first.value > 19 || following === undefined || following < 10) return first;
  const rest = belowHundred(note, first.end, to);
  return { value: first.value * 100 + rest.value, end: rest.end };
}

function belowHundred({ text, tokens }: Note, index: number, to: number): WordNumber {
  const value = values.get(tokens.hash[index]!)!;
  if (value < 20) return { value, end: index + 1 };
  let next = index + 1;
  if (next + 1 < to && text[tokens.start[next]!] === "-") next++;
  const digit = next < to ? values.get(tokens.hash[next]!) : undefined;
  return digit && digit < 10 ? { value: value + digit, end: next + 1 } : { value, end: index + 1 };
}
