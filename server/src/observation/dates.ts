/**
 * Dates as notes write them. Numeric dates are month first, as in the US, unless a date of the same note can only be
 * day first (25/3/2025) or the note counts time in the British way ("in 6/52"). Where day and month could still swap,
 * the date is marked ambiguous and the note's order is taken.
 */
import { buildLexicon, findPhrases, type Match } from "../lexicon/lexicon.ts";
import type { Note } from "../text/note.ts";
import { foldText, TokenKind } from "../text/tokens.ts";
import { addDays, fullYear, isoOf, nearestYear } from "./calendar.ts";
import { type DateWord, dateWords } from "./date-words.ts";
import type { NoteDate } from "./observation.ts";

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
  readonly noteDate: NoteDate | null;
}

const lexicon = buildLexicon(dateWords.map(({ text, exactCase }, value) => ({ text, value, exactCase })));

interface Reader {
  readonly note: Note;
  readonly words: ReadonlyMap<number, Match>;
  readonly dayFirst: boolean;
  readonly noteDate: NoteDate | null;
}

interface Reading {
  readonly end: number;
  readonly weak?: boolean;
  readonly iso?: string | null;
  readonly offsetDays?: number;
  /** Characters of the ISO date that a relative date fixes. */
  readonly precision?: number;
  readonly ambiguous?: boolean;
}

/** Every date that stands as one, in order. `noteDate` turns relative dates and dates without a year into full ones. */
export function readDates(note: Note, noteDate: NoteDate | null = noteDateOf(note)): readonly NoteDate[] {
  return [...readDateTable(note, noteDate).at.values()].filter(({ weak }) => !weak).map(({ date }) => date);
}

/** As `readDates`, weak dates included, by first token. */
export function readDateTable(note: Note, noteDate: NoteDate | null = noteDateOf(note)): DateTable {
  const { tokens } = note;
  const reader: Reader = { note, words: findWords(note), dayFirst: isDayFirst(note), noteDate };
  const at = new Map<number, DateAt>();
  let index = 0;
  while (index < tokens.count) {
    const reading = tokens.kind[index] === TokenKind.Number ? fromNumber(reader, index) : fromWord(reader, index);
    if (!reading) {
      index++;
      continue;
    }
    at.set(index, finish(reader, index, reading));
    index = reading.end;
  }
  return { at, noteDate };
}

const dateLabels: ReadonlySet<string> = new Set(["label"]);

/** The date of the visit: after "Date:", "DOS:", "Visit:" and the like, or at the top of the note; null for none. */
export function noteDateOf(note: Note): NoteDate | null {
  const { tokens, text } = note;
  const reader: Reader = { note, words: findWords(note), dayFirst: isDayFirst(note), noteDate: null };
  for (const [first, match] of reader.words) {
    if (!dateLabels.has(wordOf(match).meaning)) continue;
    const lineStart =
      first === 0 ||
      text.slice(tokens.end[first - 1]!, tokens.start[first]!).includes("\n") ||
      /[#*|>-]/.test(text[tokens.start[first - 1]!]!);
    if (!lineStart) continue;
    let index = match.endToken;
    while (index < tokens.count && index < match.endToken + 3 && ":=*|-".includes(text[tokens.start[index]!]!)) index++;
    const reading = index < tokens.count ? dateFrom(reader, index) : null;
    if (reading?.iso?.length === 10) return finish(reader, index, reading).date;
  }
  const topEnd = note.lineStarts.length > 3 ? note.lineStarts[3]! : text.length;
  for (let index = 0; index < tokens.count && tokens.start[index]! < topEnd; index++) {
    const meaning = reader.words.has(index) ? wordOf(reader.words.get(index)!).meaning : "";
    if (meaning === "birth" || meaning === "not-visit") return null;
    const reading = dateFrom(reader, index);
    if (reading?.iso?.length === 10 && reading.offsetDays === undefined) return finish(reader, index, reading).date;
  }
  return null;
}

function dateFrom(reader: Reader, index: number): Reading | null {
  return reader.note.tokens.kind[index] === TokenKind.Number ? fromNumber(reader, index) : fromWord(reader, index);
}

function findWords(note: Note): Map<number, Match> {
  return new Map(findPhrases(lexicon, note.text, note.tokens).map((match) => [match.firstToken, match]));
}

const wordOf = (match: Match): DateWord => dateWords[match.values[0]!]!;

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
    },
  };
}

// ---- numbers

/** The token as a whole number of at most four digits, or -1. */
function integerAt(note: Note, index: number): number {
  const { tokens, text } = note;
  if (index < 0 || index >= tokens.count || tokens.kind[index] !== TokenKind.Number) return -1;
  const start = tokens.start[index]!;
  const end = tokens.end[index]!;
  if (end - start > 4) return -1;
  let value = 0;
  for (let offset = start; offset < end; offset++) {
    const digit = text.charCodeAt(offset) - 0x30;
    if (digit < 0 || digit > 9) return -1;
    value = value * 10 + digit;
  }
  return value;
}

const lengthOf = (note: Note, index: number) => note.tokens.end[index]! - note.tokens.start[index]!;

/** The mark that joins token `index` to the next without spaces; empty for none. */
function tightMark(note: Note, index: number): string {
  const { tokens, text } = note;
  if (
    index + 1 >= tokens.count ||
    tokens.start[index] !== tokens.end[index - 1] ||
    tokens.end[index] !== tokens.start[index + 1]
  )
    return "";
  return text.slice(tokens.start[index]!, tokens.end[index]!);
}

function fromNumber(reader: Reader, index: number): Reading | null {
  const { note } = reader;
  const { tokens, text } = note;
  const before = index > 0 && tokens.end[index - 1] === tokens.start[index] ? text[tokens.start[index - 1]!]! : " ";
  if (tokens.kind[index - 1] === TokenKind.Word && before !== " ") return null;
  if ("/-.".includes(before)) return null;
  return numeric(reader, index) ?? dayMonth(reader, index) ?? relativeNumber(reader, index) ?? yearAlone(reader, index);
}

/** 2025-03-02, 3/2/2025, 2.3.25, 3/2025, 3/2. */
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
    return fromParts(reader, parts, long, index + 5);
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
  if (direction) return { end: direction.end, offsetDays: a * span * direction.sign, precision: span === 30 ? 7 : 10 };
  if (b === 52) return null;
  const dayFirst = a > 12 || (b <= 12 && reader.dayFirst);
  const [month, day] = dayFirst ? [b, a] : [a, b];
  if (isoOf(2024, month, day) === null) return null;
  const iso = reader.noteDate?.iso ? isoOf(nearestYear(reader.noteDate.iso, month, day), month, day) : null;
  return { end, iso, weak: !isExpected(reader, index, end), ambiguous: a <= 12 && b <= 12 && a !== b };
}

/** "ago" after or "in" before. */
function directionAround(reader: Reader, index: number, end: number): { sign: number; end: number } | null {
  const after = reader.words.get(end);
  if (after && wordOf(after).meaning === "ago") return { sign: -1, end: after.endToken };
  if (after && wordOf(after).meaning === "hence") return { sign: 1, end: after.endToken };
  return previousWord(reader, index) === "in" ? { sign: 1, end } : null;
}

function previousWord(reader: Reader, index: number): string {
  const { tokens, text } = reader.note;
  return index > 0 ? foldText(text, tokens.start[index - 1], tokens.end[index - 1]) : "";
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
  "summer",
  "winter",
  "spring",
  "fall",
  "autumn",
]);

/** A bare year, where a word or brackets make it one. */
function yearAlone(reader: Reader, index: number): Reading | null {
  const { tokens, text } = reader.note;
  if (lengthOf(reader.note, index) !== 4) return null;
  const iso = isoOf(integerAt(reader.note, index));
  if (!iso || iso < "1940") return null;
  const before = previousWord(reader, index);
  const after = index + 1 < tokens.count ? text[tokens.start[index + 1]!]! : "";
  if ((before === "-" && index > 1) || (tightMark(reader.note, index + 1) !== "" && "/-–.".includes(after)))
    return null;
  if (beforeYears.has(before) || (before === "(" && ")-–".includes(after))) return { end: index + 1, iso };
  return ":" === after || (before === "," && ",.;".includes(after)) ? { end: index + 1, iso, weak: true } : null;
}

// ---- months by name

/** 2 March 2025, 02-Mar-2025, 2nd of March. */
function dayMonth(reader: Reader, index: number): Reading | null {
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
  return { end: year?.end ?? month.end, iso };
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
function monthFirst(reader: Reader, index: number): Reading | null {
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
      return { end: year?.end ?? afterDay, iso, weak: month.doubtful };
  }
  const year = yearAfter(reader, month.end);
  if (year) return { end: year.end, iso: isoOf(year.year, month.number) };
  const before = previousWord(reader, index);
  if (!["in", "since", "last", "from", "by", "until", "early", "late", "mid"].includes(before) && before !== "(")
    return null;
  if (before === "(" && month.doubtful) return null;
  const resolved = yearFor(reader, month.number);
  return { end: month.end, iso: resolved === null ? null : isoOf(resolved, month.number) };
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

/** The index after one mark of `marks`, if one stands here. */
function skipMarks(note: Note, index: number, marks: string): number {
  const { tokens, text } = note;
  return index < tokens.count && tokens.kind[index] === TokenKind.Mark && marks.includes(text[tokens.start[index]!]!)
    ? index + 1
    : index;
}

function skip(reader: Reader, index: number, meaning: DateWord["meaning"]): number {
  const match = reader.words.get(index);
  return match && wordOf(match).meaning === meaning ? match.endToken : index;
}

// ---- relative dates

function fromWord(reader: Reader, index: number): Reading | null {
  const match = reader.words.get(index);
  if (!match) return null;
  const word = wordOf(match);
  if (word.meaning === "day") return { end: match.endToken, offsetDays: word.number, precision: word.precision };
  if (word.meaning === "month-name") return monthFirst(reader, index);
  if (word.meaning === "count") return relative(reader, index, word.number, match.endToken);
  return null;
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
