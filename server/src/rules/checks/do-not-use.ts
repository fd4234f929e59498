/** Abbreviations that the Joint Commission, ISMP and NCC MERP ask not to use, where they stand in a dose instruction. */
import type { Note } from "../../text/note.ts";
import { hashesOf, hashOf, TokenKind } from "../../text/tokens.ts";
import type { Check, CheckHit } from "../check.ts";
import { doseSentences, isDoseUnit, isOfField, wordAt } from "./dose-places.ts";

interface Abbreviation {
  /** Tokens, folded. */
  readonly words: readonly string[];
  readonly better: string;
  /** Who lists it. */
  readonly by: string;
  /** `number`: directly after a number as a dose unit. `dose`: in a sentence that states a dose, after it. `drug`: as a drug name before a dose. */
  readonly where: "number" | "dose" | "drug";
  /** Written in capitals (a small "od" or "ad" is another word). */
  readonly capitals?: true;
}

const jointCommission = "Joint Commission";
const ismp = "ISMP";
const after = (words: string, better: string, by: string, capitals?: true): Abbreviation => ({
  words: words.split(" "),
  better,
  by,
  where: "dose",
  ...(capitals ? { capitals } : {}),
});

/** Longer ones first. */
const abbreviations: readonly Abbreviation[] = [
  after("q . o . d .", "every other day", jointCommission),
  after("q . o . d", "every other day", jointCommission),
  after("q . d .", "daily", jointCommission),
  after("q . d", "daily", jointCommission),
  after("qod", "every other day", jointCommission),
  after("qd", "daily", jointCommission),
  after("sub q", "subcutaneously", ismp),
  after("subq", "subcutaneously", ismp),
  after("sq", "subcutaneously", ismp),
  after("sc", "subcutaneously", ismp, true),
  after("tiw", "three times weekly", ismp),
  after("biw", "twice weekly", ismp),
  after("qhs", "nightly", ismp),
  after("hs", "at bedtime", ismp, true),
  after("od", "once daily", ismp, true),
  { words: ["iu"], better: "units", by: jointCommission, where: "number" },
  { words: ["u"], better: "units", by: jointCommission, where: "number" },
  { words: ["μg"], better: "mcg", by: ismp, where: "number" },
  { words: ["cc"], better: "mL", by: ismp, where: "number" },
  { words: ["mso", "4"], better: "morphine sulfate", by: jointCommission, where: "drug" },
  { words: ["mgso", "4"], better: "magnesium sulfate", by: jointCommission, where: "drug" },
  { words: ["ms"], better: "morphine sulfate", by: jointCommission, where: "drug", capitals: true },
];
const byFirstWord = new Map<number, Abbreviation[]>();
for (const abbreviation of abbreviations) {
  const first = hashOf(abbreviation.words[0]!);
  byFirstWord.set(first, [...(byFirstWord.get(first) ?? []), abbreviation]);
}

/** Every such abbreviation in a dose instruction, with what to write instead. */
export const doNotUse: Check = (facts) => {
  const { note } = facts;
  if (!isOfField(facts)) return [];
  const dosed = new Set(doseSentences(facts));
  return note.sentences.flatMap((sentence) => {
    const { firstToken, endToken, quoted } = sentence;
    const hits: CheckHit[] = [];
    for (let index = quoted ? endToken : firstToken; index < endToken; index++) {
      const found = byFirstWord
        .get(note.tokens.hash[index]!)
        ?.filter(({ where }) => where === "drug" || dosed.has(sentence))
        .find((candidate) => stands(note, candidate, index, firstToken, endToken));
      if (!found) continue;
      hits.push(hitFor(note, index, found));
      index += found.words.length - 1;
    }
    return hits;
  });
};

/** Words between a dose and its schedule: "500 units of hCG under the skin QOD". */
const REACH = 12;

function stands(
  note: Note,
  { words, where, capitals }: Abbreviation,
  index: number,
  from: number,
  to: number,
): boolean {
  if (index + words.length > to || !words.every((word, at) => wordAt(note, index + at) === word)) return false;
  if (words.length > 1 && words[1] === "." && !isTight(note, index, words.length)) return false;
  const written = note.text.slice(note.tokens.start[index], note.tokens.end[index]);
  if (capitals && written !== written.toUpperCase()) return false;
  if (where === "number")
    return (
      note.tokens.kind[index - 1] === TokenKind.Number && isDoseUnit(note, index) && !isOfAlcohol(note, index, from, to)
    );
  if (where === "drug") return isDoseAt(note, index + words.length);
  for (let before = index - 1; before >= Math.max(from, index - REACH); before--)
    if (isDoseAt(note, before)) return true;
  return false;
}

const drinks = hashesOf("alcohol etoh drinks drink drinking beer wine");
/** In tokens, on either side. */
const DRINK_REACH = 3;

/** "20u EtOH/wk", "alcohol 14 u per week": no dose. */
function isOfAlcohol({ tokens }: Note, index: number, from: number, to: number): boolean {
  for (let at = Math.max(from, index - DRINK_REACH); at < Math.min(to, index + DRINK_REACH + 1); at++)
    if (drinks.has(tokens.hash[at]!)) return true;
  return false;
}

/** "q.d." without spaces. */
function isTight({ tokens }: Note, index: number, length: number): boolean {
  for (let at = index + 1; at < index + length; at++) if (tokens.start[at] !== tokens.end[at - 1]) return false;
  return true;
}

/** A number and its dose unit begin here. */
function isDoseAt(note: Note, index: number): boolean {
  return note.tokens.kind[index] === TokenKind.Number && isDoseUnit(note, index + 1);
}

function hitFor(note: Note, index: number, { words, better, by }: Abbreviation): CheckHit {
  const span = { start: note.tokens.start[index]!, end: note.tokens.end[index + words.length - 1]! };
  const glued =
    index > 0 && note.tokens.end[index - 1] === span.start && note.tokens.kind[index - 1] === TokenKind.Number;
  const written = note.text.slice(span.start, span.end);
  return {
    span,
    message: `"${written}" is on the ${by} list of error-prone abbreviations; "${better}" is the safe form.`,
    edit: { span, newText: glued ? ` ${better}` : better },
    safe: words[0] !== "ms",
  };
}
