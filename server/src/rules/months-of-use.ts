/** How long a drug has been in use, where the note says so: "x 2 years", "since 2019", "started 3 months ago". */
import type { Medication, MedicationStatement } from "../chart/chart.ts";
import type { Mention } from "../lexicon/mention.ts";
import { daysBetween } from "../observation/calendar.ts";
import type { NoteDate } from "../observation/observation.ts";
import type { Note } from "../text/note.ts";
import { foldText, hashesOf, TokenKind, tokenAt } from "../text/tokens.ts";
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
const startWords: ReadonlySet<string> = new Set([
  "since",
  "started",
  "began",
  "begun",
  "commenced",
  "initiated",
  "start",
]);

const pastStarts = hashesOf("started began begun initiated commenced");
const datePrepositions = hashesOf("in on since around circa ~");

/** Months of use up to the note's date, or null where the note does not say. */
export function monthsOfUse(drug: Medication, facts: Facts): number | null {
  for (const statement of drug.evidence) {
    const { mention } = statement;
    const end = facts.note.sentences[mention.sentence]!.endToken;
    const months =
      statedMonths(facts, mention.endToken, Math.min(end, mention.endToken + REACH)) ??
      monthsBefore(facts, mention) ??
      monthsSinceStart(facts, statement);
    if (months !== null) return months;
  }
  return null;
}

/** Whether the start that the note tells of lies a month or more before it: "Started TRT in 2020". */
export function isPastStart(drug: Medication, facts: Facts): boolean {
  return drug.status === "started" && (monthsOfUse(drug, facts) ?? 0) >= 1;
}

/** "Started TRT in 2020", "began T cyp 100 mg weekly on 3/4/2025": the date that its start has behind the drug. */
function monthsSinceStart({ note, dates }: Facts, { mention, assertion }: MedicationStatement): number | null {
  const { tokens, sentences, text } = note;
  const isTold = assertion.cues.some(
    ({ effect, start, end }) =>
      effect === "started" && end <= mention.start && pastStarts.has(tokens.hash[tokenAt(tokens, start)]!),
  );
  if (!isTold) return null;
  const to = Math.min(sentences[mention.sentence]!.endToken, mention.endToken + REACH);
  const year = bareYear(note, mention.endToken, to);
  if (year) return monthsBetween(year, dates);
  return monthsSince(dates, (date) => {
    const at = tokenAt(tokens, date.start);
    if (at < mention.endToken || at >= to || text.slice(mention.end, date.start).includes(",")) return false;
    return at === mention.endToken || datePrepositions.has(tokens.hash[at - 1]!);
  });
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
      const year = bareYear(note, index + 1, to);
      if (year) return monthsBetween(year, dates);
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

function monthsSince(dates: NoteDates, near: (date: NoteDate) => boolean): number | null {
  const start = dates.all.find(near);
  if (start?.offsetDays !== undefined) return -start.offsetDays / DAYS_A_MONTH;
  return start?.iso ? monthsBetween(start.iso, dates) : null;
}

function monthsBetween(iso: string, { visit }: NoteDates): number {
  return daysBetween(iso, visit?.iso ?? PROGRAM_DATE) / DAYS_A_MONTH;
}

/** "Started Testim 2021", "began TRT (2020)": a year that no word leads to. Doses are round numbers below. */
function bareYear({ tokens, text }: Note, from: number, to: number): string | null {
  const token = text.charAt(tokens.start[from]!) === "(" ? from + 1 : from;
  if (token >= to || tokens.kind[token] !== TokenKind.Number) return null;
  const written = text.slice(tokens.start[token], tokens.end[token]);
  const isYear = /^20[0-4]\d$/.test(written) && Number(written) > 2005;
  return isYear && tokens.kind[token + 1] !== TokenKind.Word ? written : null;
}
