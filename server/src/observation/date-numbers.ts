/** Dates in figures and dates counted from today, at one token. */

import type { Note } from "../text/note.ts";
import { foldText, TokenKind } from "../text/tokens.ts";
import { compareDates, fullYear, isoOf, nearestYear } from "./calendar.ts";
import { dayMonth, monthFirst, nearestMonth } from "./date-months.ts";
import {
  integerAt,
  lengthOf,
  previousWord,
  type Reader,
  type Reading,
  skip,
  skipMarks,
  tightMark,
  wordOf,
} from "./date-reader.ts";

/** The date that begins at token `index`, or null. */
export function dateFrom(reader: Reader, index: number): Reading | null {
  return reader.note.tokens.kind[index] === TokenKind.Number ? fromNumber(reader, index) : fromWord(reader, index);
}

function fromNumber(reader: Reader, index: number): Reading | null {
  const { note } = reader;
  const { tokens, text } = note;
  const before = index > 0 && tokens.end[index - 1] === tokens.start[index] ? text[tokens.start[index - 1]!]! : " ";
  if (tokens.kind[index - 1] === TokenKind.Word && before !== " ") return null;
  if ("/-.".includes(before) || !couldBegin(reader, index)) return null;
  return numeric(reader, index) ?? dayMonth(reader, index) ?? relativeNumber(reader, index) ?? yearAlone(reader, index);
}

/** Whether the number has the length of a year or date, a mark straight after it, or a word of dates near. */
function couldBegin({ note, words }: Reader, index: number): boolean {
  const { tokens } = note;
  const length = tokens.end[index]! - tokens.start[index]!;
  if (isShortYear(note, index) || length === 4 || length >= 6 || words.has(index + 1) || words.has(index + 2))
    return true;
  return tokens.kind[index + 1] === TokenKind.Mark && tokens.start[index + 1] === tokens.end[index];
}

/** 2025-03-02, 2025-03, 3/2/2025, 2.3.25, 3/2025, 3/2. */
function numeric(reader: Reader, index: number): Reading | null {
  const { note } = reader;
  const dotted = dottedParts(note, index);
  if (dotted)
    return fromParts(
      reader,
      dotted,
      dotted.map((part) => part > 99),
      index + 1,
    );
  const parts = [integerAt(note, index)];
  const mark = tightMark(note, index + 1);
  if (parts[0]! < 0 || mark === "" || !"/-–.".includes(mark)) return null;
  parts.push(integerAt(note, index + 2));
  if (parts[1]! < 0) return null;
  const second = tightMark(note, index + 3);
  if (second === mark && integerAt(note, index + 4) >= 0) {
    if (tightMark(note, index + 5) === mark && note.tokens.kind[index + 6] === TokenKind.Number) return null;
    parts.push(integerAt(note, index + 4));
    const long = [0, 2, 4].map((offset) => lengthOf(note, index + offset) === 4);
    // "Hydrocortisone 10/5/5": no year has one digit.
    if (!long[0] && lengthOf(note, index + 4) === 1) return null;
    return fromParts(reader, parts, long, index + 5);
  }
  if (mark === "-" && second !== "-" && lengthOf(note, index) === 4 && lengthOf(note, index + 2) === 2) {
    const iso = isoOf(parts[0]!, parts[1]!);
    return iso ? { end: index + 3, iso } : null;
  }
  if (mark !== "/" || second === "/") return null;
  return shortDate(reader, index, parts[0]!, parts[1]!);
}

function dottedParts(note: Note, index: number): number[] | null {
  const { tokens, text } = note;
  const length = lengthOf(note, index);
  if (length < 6 || length > 10) return null;
  const written = text.slice(tokens.start[index]!, tokens.end[index]!);
  if (length === 8 && !written.includes(".") && !written.includes(",")) {
    return [Number(written.slice(0, 4)), Number(written.slice(4, 6)), Number(written.slice(6))];
  }
  const parts = written.split(".").map(Number);
  return parts.length === 3 && parts.every((part) => Number.isInteger(part)) ? parts : null;
}

function fromParts(reader: Reader, parts: readonly number[], long: readonly boolean[], end: number): Reading | null {
  const [a = 0, b = 0, c = 0] = parts;
  if (long[1] || (long[0] && long[2])) return null;
  if (long[0]) {
    const iso = isoOf(a, b, c);
    return iso ? { end, iso } : null;
  }
  const year = fullYear(c);
  const swaps = a <= 12 && b <= 12 && a !== b;
  const dayFirst = a > 12 || (b <= 12 && reader.dayFirst);
  const iso = dayFirst ? isoOf(year, b, a) : isoOf(year, a, b);
  return iso ? { end, iso, ambiguous: swaps } : null;
}

/** 3/2025, 3/2, and the British 6/52 (weeks), 3/12 (months), 5/7 (days). */
function shortDate(reader: Reader, index: number, a: number, b: number): Reading | null {
  const { note } = reader;
  const end = index + 3;
  if (lengthOf(note, index + 2) === 4) {
    const iso = isoOf(b, a);
    return iso ? { end, iso } : null;
  }
  const span = b === 52 ? 7 : b === 12 ? 30 : b === 7 ? 1 : 0;
  const direction = span > 0 ? directionAround(reader, index, end) : null;
  if (span > 0 && !direction && durationWords.has(wordBeforeAbout(reader, index))) return null;
  if (direction) return { end: direction.end, offsetDays: a * span * direction.sign, precision: span === 30 ? 7 : 10 };
  if (b === 52) return null;
  if (isMonthOfYear(reader, index, a, b)) return { end, iso: isoOf(2000 + b, a) };
  const dayFirst = a > 12 || (b <= 12 && reader.dayFirst);
  const [month, day] = dayFirst ? [b, a] : [a, b];
  if (isoOf(2024, month, day) === null) return null;
  const iso = reader.noteDate?.iso ? isoOf(yearNear(reader, index, month, day), month, day) : null;
  return {
    end,
    iso,
    yearInferred: true,
    weak: !isExpected(reader, index, end),
    ambiguous: a <= 12 && b <= 12 && a !== b,
  };
}

/** "in 5/26" is May 2026; "on 5/26" is a day. */
function isMonthOfYear(reader: Reader, index: number, month: number, year: number): boolean {
  const latest = Number(reader.noteDate?.iso?.slice(0, 4) ?? 2039) - 2000;
  return previousWord(reader, index) === "in" && month <= 12 && year > 12 && year <= latest;
}

/** The year nearest to the visit; "since 11/23" is of the past. */
function yearNear(reader: Reader, index: number, month: number, day: number): number {
  const visit = reader.noteDate!.iso!;
  const year = nearestYear(visit, month, day);
  const isAhead = compareDates(isoOf(year, month, day) ?? visit, visit) > 0;
  return isAhead && previousWord(reader, index) === "since" ? year - 1 : year;
}

/** "over ~18/12", "for 2/52": how long, not when. */
const durationWords: ReadonlySet<string> = new Set(["over", "for", "past", "x"]);

/** The word before token `index`, "~" passed over. */
function wordBeforeAbout(reader: Reader, index: number): string {
  const word = previousWord(reader, index);
  return word === "~" ? previousWord(reader, index - 1) : word;
}

/** "ago" after or "in" before. */
function directionAround(reader: Reader, index: number, end: number): { sign: number; end: number } | null {
  const after = reader.words.get(end);
  if (after && wordOf(after).meaning === "ago") return { sign: -1, end: after.endToken };
  if (after && wordOf(after).meaning === "hence") return { sign: 1, end: after.endToken };
  return wordBeforeAbout(reader, index) === "in" ? { sign: 1, end } : null;
}

const beforeDates: ReadonlySet<string> = new Set([
  "on",
  "of",
  "dated",
  "from",
  "since",
  "by",
  "until",
  "till",
  "after",
  "before",
  "due",
  "drawn",
  "labs",
  "bloods",
  "date",
  "collected",
]);

/** A short date counts where a word calls for one or it stands as a label ("3/2:"). */
function isExpected(reader: Reader, index: number, end: number): boolean {
  const { tokens, text } = reader.note;
  if (beforeDates.has(previousWord(reader, index))) return true;
  return end < tokens.count && text[tokens.start[end]!] === ":" && tokens.start[end] === tokens.end[end - 1];
}

const beforeYears: ReadonlySet<string> = new Set([
  "in",
  "since",
  "from",
  "of",
  "circa",
  "early",
  "late",
  "mid",
  "until",
  "till",
  "by",
  "~",
  "year",
  "dx",
  "diagnosed",
  "due",
  "quit",
  "q1",
  "q2",
  "q3",
  "q4",
  "summer",
  "winter",
  "spring",
  "fall",
  "autumn",
]);

/** "'23" in brackets or after a space. */
function isShortYear({ text, tokens }: Note, index: number): boolean {
  const start = tokens.start[index]!;
  if (tokens.end[index]! - start !== 2 || start < 2 || !"'’".includes(text[start - 1]!)) return false;
  return " (".includes(text[start - 2]!);
}

/** A bare year, where a word or brackets make it one. */
function yearAlone(reader: Reader, index: number): Reading | null {
  const { tokens, text } = reader.note;
  if (isShortYear(reader.note, index)) return { end: index + 1, iso: isoOf(fullYear(integerAt(reader.note, index))) };
  if (lengthOf(reader.note, index) !== 4) return null;
  const iso = isoOf(integerAt(reader.note, index));
  if (!iso || iso < "1940") return null;
  const before = previousWord(reader, index);
  const after = index + 1 < tokens.count ? text[tokens.start[index + 1]!]! : "";
  if (endsYears(reader.note, index)) return { end: index + 1, iso };
  if ((before === "-" && index > 1) || (tightMark(reader.note, index + 1) !== "" && "/-–.".includes(after)))
    return null;
  if (beforeYears.has(before) || (before === "(" && ")-–".includes(after))) return { end: index + 1, iso };
  const leads = ":" === after || leadsValue(reader.note, index) || (before === "," && ",.;".includes(after));
  return leads ? { end: index + 1, iso, weak: true } : null;
}

/** "from 2015 to 2018": the second year. */
function endsYears(note: Note, index: number): boolean {
  const { text, tokens } = note;
  if (index < 2 || lengthOf(note, index - 2) !== 4) return false;
  const joint = foldText(text, tokens.start[index - 1], tokens.end[index - 1]);
  const first = integerAt(note, index - 2);
  return ["to", "until", "through", "till", "and"].includes(joint) && first >= 1940 && first <= 2099;
}

/** "2023 0.8, 2024 1.1": a year before its value, which is no range. */
function leadsValue(note: Note, index: number): boolean {
  const { text, tokens } = note;
  if (index + 1 >= tokens.count || tokens.kind[index + 1] !== TokenKind.Number) return false;
  if (index + 2 >= tokens.count) return true;
  const mark = text[tokens.start[index + 2]!]!;
  return !"-–—/".includes(mark);
}

function fromWord(reader: Reader, index: number): Reading | null {
  const match = reader.words.get(index);
  if (!match) return null;
  const word = wordOf(match);
  if (word.meaning === "nearest") return nearestMonth(reader, match.endToken, word.number);
  if (word.meaning === "day" && word.number < -1 && isDuration(reader, index)) return null;
  if (word.meaning === "day") return { end: match.endToken, offsetDays: word.number, precision: word.precision };
  if (word.meaning === "month-name") return monthFirst(reader, index);
  if (word.meaning === "count") return relative(reader, index, word.number, match.endToken);
  return null;
}

/** "in the last year", "over the past month": how long, not when. */
function isDuration({ note }: Reader, index: number): boolean {
  const { text, tokens } = note;
  const word = (at: number) => (at >= 0 ? foldText(text, tokens.start[at], tokens.end[at]) : "");
  return word(index - 1) === "the" && ["in", "over", "within", "during", "for", "throughout"].includes(word(index - 2));
}

/** "6 weeks ago", "in 3 months", "4-6 weeks ago". */
function relativeNumber(reader: Reader, index: number): Reading | null {
  const { tokens, text } = reader.note;
  if (lengthOf(reader.note, index) > 4) return null;
  let count = Number(text.slice(tokens.start[index]!, tokens.end[index]!));
  if (!Number.isFinite(count)) return null;
  let next = skip(reader, index + 1, "between");
  if (next > index + 1 && next < tokens.count && integerAt(reader.note, next) > 0)
    count = (count + integerAt(reader.note, next++)) / 2;
  else next = index + 1;
  return relative(reader, index, count, next);
}

function relative(reader: Reader, index: number, count: number, next: number): Reading | null {
  const match = reader.words.get(skipMarks(reader.note, next, "-"));
  if (!match) return null;
  const unit = wordOf(match);
  if (unit.meaning !== "time-unit") return null;
  const direction = directionAround(reader, index, match.endToken);
  if (!direction) return null;
  return {
    end: direction.end,
    offsetDays: Math.round(count * unit.number) * direction.sign,
    precision: unit.precision,
  };
}
