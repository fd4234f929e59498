/** Dates with the month by name: "2 March 2025", "March 2, 2025", "Mar 2025". */

import { foldText, TokenKind } from "../text/tokens.ts";
import { fullYear, isoOf, nearestYear } from "./calendar.ts";
import {
  integerAt,
  lengthOf,
  previousWord,
  type Reader,
  type Reading,
  skip,
  skipMarks,
  wordOf,
} from "./date-reader.ts";

/** 2 March 2025, 02-Mar-2025, 2nd of March. */
export function dayMonth(reader: Reader, index: number): Reading | null {
  const { note } = reader;
  const day = integerAt(note, index);
  if (day < 0) return null;
  let next = skip(reader, index + 1, "ordinal");
  next = skipMarks(note, next, "-/.");
  next = skip(reader, next, "of");
  const month = monthAt(reader, next);
  if (!month) return null;
  if (lengthOf(note, index) === 4 || day > 31) return yearMonthDay(reader, day, month, next);
  const year = yearAfter(reader, month.end);
  const resolved = year?.year ?? yearFor(reader, month.number, day);
  const iso = resolved === null ? null : isoOf(resolved, month.number, day);
  if ((resolved !== null && !iso) || isoOf(2024, month.number, day) === null) return null;
  return { end: year?.end ?? month.end, iso, yearInferred: !year };
}

/** 1814-MAY-17, 78-Dec-22. */
function yearMonthDay(
  reader: Reader,
  year: number,
  month: { number: number; end: number },
  _at: number,
): Reading | null {
  const next = skipMarks(reader.note, month.end, "-/");
  const day = integerAt(reader.note, next);
  const iso = next > month.end && day > 0 ? isoOf(fullYear(year), month.number, day) : null;
  return iso ? { end: next + 1, iso } : null;
}

/** March 2, 2025; Mar 2025; Mar 2; March. */
export function monthFirst(reader: Reader, index: number): Reading | null {
  const month = monthAt(reader, index);
  if (!month) return null;
  const { note } = reader;
  const next = skipMarks(note, month.end, ".-");
  const number = integerAt(note, next);
  if (number >= 1 && number <= 31 && lengthOf(note, next) <= 2) {
    const afterDay = skip(reader, next + 1, "ordinal");
    const year = yearAfter(reader, afterDay);
    const resolved = year?.year ?? yearFor(reader, month.number, number);
    const iso = resolved === null ? null : isoOf(resolved, month.number, number);
    if (iso || (resolved === null && isoOf(2024, month.number, number)))
      return {
        end: year?.end ?? afterDay,
        iso,
        weak: month.doubtful && !year && afterDay === next + 1,
        yearInferred: !year,
      };
  }
  const year = yearAfter(reader, month.end);
  if (year) return { end: year.end, iso: isoOf(year.year, month.number) };
  const resolved = yearFor(reader, month.number);
  const alone = {
    end: month.end,
    iso: resolved === null ? null : isoOf(resolved, month.number),
    yearInferred: true,
  };
  if (leadsResults(reader, month.end)) return alone;
  if (!month.doubtful && leadsValue(reader, month.end)) return { ...alone, weak: true };
  const before = previousWord(reader, index);
  if (!["in", "since", "last", "from", "by", "until", "early", "late", "mid"].includes(before) && before !== "(")
    return null;
  if (before === "(" && month.doubtful) return null;
  return alone;
}

const results: ReadonlySet<string> = new Set(["labs", "lab", "bloods", "results", "labwork", "bloodwork", "panel"]);

/** "Jan labs", "May bloods". */
function leadsResults({ note: { text, tokens } }: Reader, index: number): boolean {
  if (index >= tokens.count) return false;
  // A column of a table.
  return text[tokens.start[index]!] === "|" || results.has(foldText(text, tokens.start[index], tokens.end[index]));
}

/** "Jan 47.0", "Apr: 50.1": the number is no day. */
function leadsValue({ note }: Reader, index: number): boolean {
  const { text, tokens } = note;
  const at = index < tokens.count && text[tokens.start[index]!] === ":" ? index + 1 : index;
  return at < tokens.count && tokens.kind[at] === TokenKind.Number;
}

/** "last March", "next June": `direction` -1 or 1, `index` the month's token. Without a note date it has no year. */
export function nearestMonth(reader: Reader, index: number, direction: number): Reading | null {
  const month = monthAt(reader, index);
  if (!month || yearAfter(reader, month.end)) return null;
  const today = reader.noteDate?.iso;
  if (!today || today.length < 7) return { end: month.end, iso: null };
  const [year, now] = [Number(today.slice(0, 4)), Number(today.slice(5, 7))];
  const isPassed = direction < 0 ? month.number >= now : month.number <= now;
  return { end: month.end, iso: isoOf(isPassed ? year + direction : year, month.number) };
}

function yearFor(reader: Reader, month: number, day?: number): number | null {
  return reader.noteDate?.iso ? nearestYear(reader.noteDate.iso, month, day) : null;
}

function monthAt(reader: Reader, index: number): { number: number; end: number; doubtful: boolean } | null {
  const match = reader.words.get(index);
  if (!match) return null;
  const word = wordOf(match);
  return word.meaning === "month-name"
    ? { number: word.number, end: match.endToken, doubtful: foldText(word.text) === "may" }
    : null;
}

/** ", 2025", " 2025", "-25", " '25". */
function yearAfter(reader: Reader, index: number): { year: number; end: number } | null {
  const { note } = reader;
  const next = skipMarks(note, index, ",-/.'’");
  const value = integerAt(note, next);
  if (value < 0) return null;
  if (lengthOf(note, next) === 4) return value >= 1900 && value <= 2099 ? { year: value, end: next + 1 } : null;
  const mark = next > index ? note.text[note.tokens.start[next - 1]!]! : "";
  return lengthOf(note, next) === 2 && mark !== "" && "-/.'’".includes(mark)
    ? { year: fullYear(value), end: next + 1 }
    : null;
}
