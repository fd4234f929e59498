/** How long a drug has been in use, where the note says so: "x 2 years", "since 2019", "started 3 months ago". */
import type { Medication } from "../chart/chart.ts";
import type { Mention } from "../lexicon/mention.ts";
import { daysBetween } from "../observation/calendar.ts";
import type { NoteDate } from "../observation/observation.ts";
import { foldText, TokenKind, tokenAt } from "../text/tokens.ts";
import type { Facts, NoteDates } from "./facts.ts";

const DAYS_A_MONTH = 365.2425 / 12;
/** A note without a date is not older than this program: "since 2019" is years ago. */
const PROGRAM_DATE = "2026-01-01";
/** Words after the drug within which its duration stands. */
const REACH = 14;

const monthsIn: Readonly<Record<string, number>> = {
  wk: 7 / DAYS_A_MONTH,
  wks: 7 / DAYS_A_MONTH,
  week: 7 / DAYS_A_MONTH,
  weeks: 7 / DAYS_A_MONTH,
  mo: 1,
  mos: 1,
  mth: 1,
  mths: 1,
  month: 1,
  months: 1,
  y: 12,
  yr: 12,
  yrs: 12,
  year: 12,
  years: 12,
};
const numberWords: Readonly<Record<string, number>> = {
  one: 1,
  two: 2,
  three: 3,
  four: 4,
  five: 5,
  six: 6,
  seven: 7,
  eight: 8,
  nine: 9,
  ten: 10,
  eleven: 11,
  twelve: 12,
  fifteen: 15,
  eighteen: 18,
  twenty: 20,
};
const durationWords: ReadonlySet<string> = new Set([
  "x",
  "for",
  "over",
  "past",
  "last",
  "about",
  "~",
  "the",
  "(",
  ",",
  "×",
  "now",
  "more",
  "than",
  ">",
  "nearly",
  "almost",
  "of",
]);
const courseWords: ReadonlySet<string> = new Set(["on", "of", "into"]);
const startWords: ReadonlySet<string> = new Set(["since", "started", "began", "commenced", "initiated", "start"]);

/** Months of use up to the note's date, or null where the note does not say. */
export function monthsOfUse(drug: Medication, facts: Facts): number | null {
  for (const { mention } of drug.evidence) {
    const end = facts.note.sentences[mention.sentence]!.endToken;
    const months =
      statedMonths(facts, mention.endToken, Math.min(end, mention.endToken + REACH)) ?? monthsBefore(facts, mention);
    if (months !== null) return months;
  }
  return null;
}

/** "6 wk on gel", "8 months of cyp", "14 mo TRT". */
function monthsBefore({ note }: Facts, { firstToken, sentence }: Mention): number | null {
  const { tokens, text, sentences } = note;
  const word = (index: number) => foldText(text, tokens.start[index], tokens.end[index]);
  const unit = courseWords.has(word(firstToken - 1)) ? firstToken - 2 : firstToken - 1;
  if (unit - 1 < sentences[sentence]!.firstToken) return null;
  const scale = monthsIn[word(unit)];
  const value =
    tokens.kind[unit - 1] === TokenKind.Number
      ? Number(text.slice(tokens.start[unit - 1], tokens.end[unit - 1]))
      : numberWords[word(unit - 1)];
  return scale === undefined || value === undefined || !Number.isFinite(value) ? null : value * scale;
}

function statedMonths({ note, dates }: Facts, from: number, to: number): number | null {
  const { tokens, text } = note;
  const word = (index: number) => foldText(text, tokens.start[index], tokens.end[index]);
  for (let index = from; index < to; index++) {
    if (startWords.has(word(index))) {
      const months = monthsSince(dates, (date) => {
        const at = tokenAt(tokens, date.start);
        return at > index && at <= index + 4;
      });
      if (months !== null) return months;
    }
    if (index + 1 >= to) continue;
    const scale = monthsIn[word(index + 1)];
    if (scale === undefined) continue;
    const value =
      tokens.kind[index] === TokenKind.Number
        ? Number(text.slice(tokens.start[index], tokens.end[index]))
        : (numberWords[word(index)] ?? Number.NaN);
    if (!Number.isFinite(value)) continue;
    if (index === from || durationWords.has(word(index - 1)) || (index + 2 < to && word(index + 2) === "ago"))
      return value * scale;
  }
  return null;
}

function monthsSince({ all, visit }: NoteDates, near: (date: NoteDate) => boolean): number | null {
  const start = all.find(near);
  if (start?.offsetDays !== undefined) return -start.offsetDays / DAYS_A_MONTH;
  return start?.iso ? daysBetween(start.iso, visit?.iso ?? PROGRAM_DATE) / DAYS_A_MONTH : null;
}
