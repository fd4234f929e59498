/**
 * Dates as notes write them. Numeric dates are month first, as in the US, unless a date of the same note can only be
 * day first (25/3/2025) or the note counts time in the British way ("in 6/52"). Where day and month could still swap,
 * the date is marked ambiguous and the note's order is taken.
 */
import { once } from "../knowledge/once.ts";
import { buildLexicon, findPhrases, type Match } from "../lexicon/lexicon.ts";
import type { Note } from "../text/note.ts";
import { hashesOf, TokenKind } from "../text/tokens.ts";
import { addDays, compareDates, isoOf } from "./calendar.ts";
import { dateFrom } from "./date-numbers.ts";
import { integerAt, type Reader, type Reading, tightMark, wordOf } from "./date-reader.ts";
import { dateWords } from "./date-words.ts";
import type { NoteDate } from "./observation.ts";
import { isOfPressure } from "./pressure-shape.ts";

/** A date and its tokens. A weak one ("3/2") could be a fraction: take it only where a date is expected. */
export interface DateAt {
  readonly firstToken: number;
  /** Exclusive. */
  readonly endToken: number;
  readonly weak: boolean;
  readonly date: NoteDate;
}

/** All dates of a note by their first token, with what is needed to read more. */
export interface DateTable {
  readonly at: ReadonlyMap<number, DateAt>;
  /** The first tokens of the dates, in order. */
  readonly order: readonly number[];
  readonly noteDate: NoteDate | null;
  /** First tokens of "126/78" and the like, in order: no date, and of the size of a blood pressure. */
  readonly pressures: readonly number[];
}

const lexicon = once(() => buildLexicon(dateWords.map(({ text, exactCase }, value) => ({ text, value, exactCase }))));

/**
 * Every date that stands as one, in order. `noteDate` turns relative dates and dates without a year into full ones; left
 * out, it is looked for in the note.
 */
export function readDates(note: Note, noteDate?: NoteDate | null): readonly NoteDate[] {
  return datesIn(readDateTable(note, noteDate));
}

/** The dates of a table that stand as one, in order. */
export function datesIn({ at }: DateTable): readonly NoteDate[] {
  return [...at.values()].filter(({ weak }) => !weak).map(({ date }) => date);
}

/** As `readDates`, weak dates included, by first token. */
export function readDateTable(note: Note, given?: NoteDate | null): DateTable {
  const { tokens } = note;
  const undated = readerOf(note);
  const noteDate = given === undefined ? visitDate(undated) : given;
  const reader: Reader = { ...undated, noteDate };
  const at = new Map<number, DateAt>();
  const pressures: number[] = [];
  const starts = [...reader.words.keys()];
  let word = 0;
  let index = 0;
  while (index < tokens.count) {
    while (word < starts.length && starts[word]! < index) word++;
    const begins = tokens.kind[index] === TokenKind.Number || starts[word] === index;
    const reading = begins ? dateFrom(reader, index) : null;
    if (!reading) {
      if (begins && isOfPressure(note, index)) pressures.push(index);
      index++;
      continue;
    }
    at.set(index, finish(reader, index, reading));
    index = reading.end;
  }
  settleMonths(note, at);
  return { at, order: [...at.keys()], noteDate, pressures };
}

/** "47.1 (1/25), 50.9 (4/25)": two months in brackets with the same number behind them tell that it is the year. */
function settleMonths(note: Note, at: Map<number, DateAt>): void {
  const months: { readonly found: DateAt; readonly month: number; readonly year: number }[] = [];
  for (const found of at.values()) {
    const { firstToken, endToken } = found;
    if (endToken - firstToken !== 3 || note.text[found.date.start - 1] !== "(" || note.text[found.date.end] !== ")")
      continue;
    if (tightMark(note, firstToken + 1) !== "/") continue;
    const [month, year] = [integerAt(note, firstToken), integerAt(note, endToken - 1)];
    if (month >= 1 && month <= 12 && year > 12 && year < 40) months.push({ found, month, year });
  }
  for (const [index, { found, month, year }] of months.entries()) {
    const isTwin = [months[index - 1], months[index + 1]].some(
      (other) => other?.year === year && other.month !== month,
    );
    const iso = isTwin ? isoOf(2000 + year, month) : undefined;
    if (iso)
      at.set(found.firstToken, { ...found, weak: false, date: { start: found.date.start, end: found.date.end, iso } });
  }
}

/** The date of the visit: after "Date:", "DOS:", "Visit:" and the like, or at the top of the note; null for none. */
function visitDate(reader: Reader): NoteDate | null {
  const { note } = reader;
  const { tokens, text } = note;
  for (const [first, match] of reader.words) {
    if (wordOf(match).meaning !== "label") continue;
    const lineStart =
      first === 0 ||
      text.slice(tokens.end[first - 1]!, tokens.start[first]!).includes("\n") ||
      /[#*|>-]/.test(text[tokens.start[first - 1]!]!);
    if (!lineStart && !isField(note, first, match.endToken)) continue;
    let index = match.endToken;
    while (index < tokens.count && index < match.endToken + 3 && ":=*|-".includes(text[tokens.start[index]!]!)) index++;
    const reading = index < tokens.count ? dateFrom(reader, index) : null;
    if (reading?.iso?.length === 10) return finish(reader, index, reading).date;
  }
  let isBirth = false;
  const topEnd = note.lineStarts.length > 3 ? note.lineStarts[3]! : text.length;
  for (let index = 0; index < tokens.count && tokens.start[index]! < topEnd; index++) {
    const meaning = reader.words.has(index) ? wordOf(reader.words.get(index)!).meaning : "";
    if (meaning === "not-visit") return null;
    isBirth ||= meaning === "birth";
    const reading = dateFrom(reader, index);
    if (reading && isBirth) {
      index = reading.end - 1;
      isBirth = false;
      continue;
    }
    if (reading?.iso?.length === 10 && reading.offsetDays === undefined) return finish(reader, index, reading).date;
  }
  return null;
}

/** "DOB: 3/4/1965   Date of visit: 6/1/2025": a label of several words that stands as a field within a line. */
function isField({ tokens, text }: Note, first: number, end: number): boolean {
  if (end >= tokens.count) return false;
  // "NSTEMI 5/2/2025, two stents. Visit 6/20/2025." in the first line
  if (end - first < 2) return visits.has(tokens.hash[first]!) && ".;".includes(text[tokens.end[first - 1]! - 1]!);
  if (text[tokens.start[end]!] !== ":" && tokens.kind[end] !== TokenKind.Number) return false;
  const before = tokens.end[first - 1]!;
  const gap = text.slice(before, tokens.start[first]!);
  return gap.length > 1 || gap === "\t" || ".;,".includes(text[before - 1]!);
}

const visits = hashesOf("visit dos encounter");

/** A reader that knows no date of the visit. */
function readerOf(note: Note): Reader {
  const words = new Map<number, Match>();
  for (const match of findPhrases(lexicon(), note.text, note.tokens)) words.set(match.firstToken, match);
  return { note, words, dayFirst: isDayFirst(note), noteDate: null };
}

function finish(reader: Reader, first: number, reading: Reading): DateAt {
  const { tokens } = reader.note;
  const start = tokens.start[first]!;
  const end = tokens.end[reading.end - 1]!;
  const today = reader.noteDate?.iso;
  const iso =
    reading.iso ??
    (reading.offsetDays !== undefined && today?.length === 10
      ? addDays(today, reading.offsetDays, reading.precision)
      : undefined);
  return {
    firstToken: first,
    endToken: reading.end,
    weak: reading.weak ?? false,
    date: {
      start,
      end,
      ...(iso ? { iso } : {}),
      ...(reading.offsetDays !== undefined ? { offsetDays: reading.offsetDays } : {}),
      ...(reading.ambiguous ? { ambiguous: true } : {}),
      ...(reading.yearInferred && iso ? { yearInferred: true } : {}),
    },
  };
}

/** A date without a year as one that is past (`direction` -1) or to come (1) on the day of the visit. */
export function settleYear(date: NoteDate, visit: NoteDate | null, direction: -1 | 1): NoteDate {
  if (!date.yearInferred || !date.iso || !visit?.iso || compareDates(date.iso, visit.iso) * direction >= 0) return date;
  const year = Number(date.iso.slice(0, 4)) + direction;
  const [, month, day] = date.iso.split("-").map(Number);
  return { ...date, iso: isoOf(year, month, day) ?? date.iso };
}

/** A date that may be read with the day or the month first: the other way where only that is not after the visit. */
export function notAhead(date: NoteDate, visit: NoteDate | null): NoteDate {
  if (date.iso?.length !== 10 || visit?.iso?.length !== 10 || date.iso <= visit.iso) return date;
  const [year = 0, month, day] = date.iso.split("-").map(Number);
  const other = isoOf(year, day, month);
  return other && other <= visit.iso ? { ...date, iso: other } : date;
}

/** Whether the note writes the day first: some date can only be so, or British week counts ("6/52") are used. */
function isDayFirst(note: Note): boolean {
  const { tokens, text } = note;
  for (let index = 0; index + 2 < tokens.count; index++) {
    if (tokens.kind[index] !== TokenKind.Number || tokens.kind[index + 2] !== TokenKind.Number) continue;
    const mark = tightMark(note, index + 1);
    if (mark !== "/" && mark !== "-") continue;
    const second = integerAt(note, index + 2);
    if (mark === "/" && second === 52 && tightMark(note, index + 3) !== "/") return true;
    if (index > 0 && tokens.end[index - 1] === tokens.start[index] && text[tokens.start[index - 1]!] === mark) continue;
    const first = integerAt(note, index);
    if (tightMark(note, index + 3) !== mark || integerAt(note, index + 4) < 0) continue;
    if (first > 12 && first <= 31 && second >= 1 && second <= 12) return true;
    if (second > 12 && second <= 31 && first >= 1 && first <= 12) return false;
  }
  return false;
}
