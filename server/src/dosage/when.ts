/** When in the day and on which days: "in the morning", "with meals", "at 8 am", "Mon/Thu", "MWF", "Monday through Friday". */
import { foldUnit } from "../text/tokens.ts";
import type { Weekday } from "./dosage.ts";
import { isGlued, isNumeric, Mark, markAt, type Scan, textAt, wordAt } from "./pieces.ts";

/** FHIR event codes read up to `end` (exclusive); `clock` counts hours of the day; neither: words that time nothing. */
export interface WhenRead {
  readonly end: number;
  readonly code?: string;
  readonly clock?: boolean;
}

export interface DaysRead {
  readonly end: number;
  readonly days: readonly Weekday[];
  /** "Mon-Thu": a pair or a stretch. */
  readonly doubt?: string;
}

const WEEK: readonly Weekday[] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
const LEADS: ReadonlySet<string> = new Set([
  "in",
  "at",
  "on",
  "upon",
  "with",
  "before",
  "after",
  "each",
  "every",
  "the",
  "q",
  "to",
  "your",
  "this",
  "a",
  "prior",
  "following",
  "during",
  "per",
  "of",
  "first",
  "thing",
]);

/** Reads a time of day, meal or hour at piece `at`, or null. */
export function readWhen(scan: Scan, at: number): WhenRead | null {
  const clock = readClock(scan, at);
  if (clock) return clock;
  let index = at;
  let relation = "";
  // Leading words, few: "in the", "30 minutes before each".
  for (; index < at + 6; index++) {
    const piece = scan.pieces[index];
    if (!piece) return null;
    const text = piece.word?.text ?? "";
    if (text === "before" || text === "prior") relation = "A";
    else if (text === "after" || text === "following") relation = "P";
    else if (text === "with" && relation === "") relation = "C";
    else if (text === "between" || text === "without") relation = "-";
    else if (!(LEADS.has(text) || (piece.mark === Mark.At && index === at) || isLeadTime(scan, at, index))) break;
  }
  return readEvent(scan, at, index, relation);
}

/** The "30 minutes" or "an hour" of "30 minutes before meals": only where "before" or "after" follows. */
function isLeadTime(scan: Scan, at: number, index: number): boolean {
  const offset = index - at;
  if (offset > 1) return false;
  const piece = scan.pieces[index]!;
  const period = scan.pieces[at + 1]?.word?.period;
  if (period !== "min" && period !== "h") return false;
  const relation = scan.pieces[at + 2]?.word?.text;
  if (relation !== "before" && relation !== "after" && relation !== "prior") return false;
  const isCount = isNumeric(piece) || piece.word?.text === "an";
  return offset === 0 ? isCount : true;
}

function readEvent(scan: Scan, at: number, index: number, relation: string): WhenRead | null {
  const word = wordAt(scan, index);
  if (!word) {
    return isEmptyStomach(scan, index) ? { end: index + 2 } : null;
  }
  if (word.role === "or" && wordAt(scan, index + 1)?.text === "without") return { end: index + 3 };
  if (word.text === "bed") return index > at ? { end: index + 1, code: "HS" } : null;
  if (word.text === "tea" && index === at) return null;
  if (word.text === "ac" || word.text === "pc") return { end: index + 1, code: word.text.toUpperCase() };
  if (word.when) return { end: index + 1, code: word.when };
  if (word.meal === null) return null;
  if (relation === "-") return { end: index + 1 };
  if (word.meal === "" && relation === "" && !/^(?:meal|mealtime)s?$/.test(word.text)) return { end: index + 1 };
  const end =
    wordAt(scan, index + 1)?.text === "time" || wordAt(scan, index + 1)?.text === "times" ? index + 2 : index + 1;
  return { end, code: `${relation === "A" || relation === "P" ? `${relation}C` : "C"}${word.meal}` };
}

function isEmptyStomach(scan: Scan, index: number): boolean {
  const piece = scan.pieces[index];
  return (
    wordAt(scan, index + 1)?.text === "stomach" &&
    piece !== undefined &&
    scan.text.slice(piece.start, piece.end).toLowerCase() === "empty"
  );
}

/** "8 am", "8:30 pm", "5p", "at 0800", "at 5 in the evening". */
function readClock(scan: Scan, at: number): WhenRead | null {
  const lead = wordAt(scan, at)?.text === "at" || markAt(scan, at) === Mark.At ? 1 : 0;
  const hour = scan.pieces[at + lead];
  if (!hour || !(hour.value >= 0 && Number.isInteger(hour.value))) return null;
  let end = at + lead + 1;
  const isColon =
    markAt(scan, end) === Mark.Colon && (scan.pieces[end + 1]?.value ?? Number.NaN) < 60 && isGlued(scan, end - 1);
  if (isColon) end += 2;
  const suffix = scan.pieces[end];
  const half = suffix ? scan.text.slice(suffix.start, suffix.end).toLowerCase().replaceAll(".", "") : "";
  if (
    hour.value <= 12 &&
    (half === "am" || half === "pm" || ((half === "a" || half === "p") && isGlued(scan, end - 1)))
  )
    return { end: end + 1, clock: true };
  if (isColon && hour.value < 24) return { end, clock: true };
  if (lead === 1 && hour.end - hour.start === 4 && hour.value <= 2400)
    return { end: /^h(?:rs|ours)?$/.test(half) ? end + 1 : end, clock: true };
  if (
    lead === 1 &&
    hour.value <= 12 &&
    wordAt(scan, end)?.text === "in" &&
    wordAt(scan, end + 1)?.text === "the" &&
    wordAt(scan, end + 2)?.when
  )
    return { end: end + 3, clock: true };
  return null;
}

const LETTERS: Readonly<Record<string, Weekday>> = { m: "mon", t: "tue", w: "wed", f: "fri" };

/** Reads one or more weekdays at piece `at`, or null. */
export function readDays(scan: Scan, at: number): DaysRead | null {
  let index = at;
  const lead = wordAt(scan, index)?.text;
  const others = exceptAt(scan, index);
  if (others > 0) {
    const left = readDays(scan, others);
    return left && !left.doubt ? { ...left, days: WEEK.filter((day) => !left.days.includes(day)) } : left;
  }
  if (lead === "on" || lead === "every" || lead === "each" || lead === "q") index++;
  const first = dayAt(scan, index, index > at);
  if (!first) return null;
  const days = new Set<Weekday>(first.days);
  let previous = first.days.at(-1)!;
  let hyphens = 0;
  let listed = 1;
  let { end } = first;
  while (end < scan.pieces.length) {
    const joint = jointAt(scan, end);
    const next = joint && dayAt(scan, joint.end, true);
    if (!joint || !next) break;
    if (joint.through) for (const day of stretch(previous, next.days.at(-1)!)) days.add(day);
    if (joint.hyphen) hyphens++;
    for (const day of next.days) days.add(day);
    previous = next.days.at(-1)!;
    listed++;
    end = next.end;
  }
  return settle(scan, first, end, days, listed, hyphens);
}

/** Where the days begin that "except" at `at` leaves out; 0 where it stands not there. */
function exceptAt(scan: Scan, at: number): number {
  const text = textAt(scan, at);
  if (text !== "except" && text !== "excluding" && text !== "but") return 0;
  const next = wordAt(scan, at + 1)?.text;
  return next === "on" || next === "for" || next === "not" ? at + 2 : at + 1;
}

function settle(
  scan: Scan,
  first: { days: readonly Weekday[]; letter: boolean },
  end: number,
  days: Set<Weekday>,
  listed: number,
  hyphens: number,
): DaysRead | null {
  // One letter alone ("T", "M") is no day.
  if (first.letter && listed < 2) return null;
  let chosen = [...days];
  if (hyphens === 1 && listed === 2) {
    const [from, to] = [chosen[0]!, chosen.at(-1)!];
    if ((from === "mon" && (to === "fri" || to === "sat" || to === "sun")) || (from === "sat" && to === "sun"))
      chosen = stretch(from, to);
    else return { end, days: chosen, doubt: "two weekdays with a hyphen can be a pair or a stretch" };
  }
  chosen.sort((a, b) => WEEK.indexOf(a) - WEEK.indexOf(b));
  if (
    wordAt(scan, end)?.text === "of" &&
    wordAt(scan, end + 1)?.role === "every" &&
    wordAt(scan, end + 2)?.period === "wk"
  )
    return { end: end + 3, days: chosen };
  return { end, days: chosen };
}

function stretch(from: Weekday, to: Weekday): Weekday[] {
  const days: Weekday[] = [from];
  for (let index = WEEK.indexOf(from); WEEK[index] !== to && days.length < 7; ) {
    index = (index + 1) % 7;
    days.push(WEEK[index]!);
  }
  return days;
}

/** A weekday at `index`; a single letter counts only in a list. "sat 98 %" is a saturation. */
function dayAt(
  scan: Scan,
  index: number,
  inList: boolean,
): { days: readonly Weekday[]; end: number; letter: boolean } | null {
  const piece = scan.pieces[index];
  if (!piece) return null;
  const { word } = piece;
  if (word?.days) {
    const saturation = word.text === "sat" && (scan.pieces[index + 1]?.value ?? Number.NaN) > 31;
    const short = word.text === "th" && !inList && !jointAt(scan, index + 1);
    return saturation || short ? null : { days: word.days, end: index + 1, letter: false };
  }
  if (piece.end - piece.start !== 1) return null;
  const letter = scan.text[piece.start]!;
  const day = letter === letter.toUpperCase() ? LETTERS[letter.toLowerCase()] : undefined;
  return day ? { days: [day], end: index + 1, letter: true } : null;
}

/** What may stand between two days; a plain gap counts too ("Monday Wednesday Friday"). */
function jointAt(scan: Scan, at: number): { end: number; through: boolean; hyphen: boolean } | null {
  const piece = scan.pieces[at];
  if (!piece) return null;
  const text = piece.word?.text;
  if (piece.mark === Mark.Hyphen) return { end: at + 1, through: false, hyphen: true };
  // A hyphen between words has been dropped.
  const before = scan.pieces[at - 1];
  if (
    (piece.word?.days || dayAt(scan, at, true)) &&
    before &&
    before.end + 1 === piece.start &&
    foldUnit(scan.text.charCodeAt(before.end)) === Mark.Hyphen
  )
    return { end: at, through: false, hyphen: true };
  if (text === "through" || text === "thru" || text === "to") return { end: at + 1, through: true, hyphen: false };
  let end = at;
  if (
    piece.mark === Mark.Slash ||
    piece.mark === Mark.Comma ||
    piece.mark === Mark.Ampersand ||
    piece.mark === Mark.Plus
  )
    end++;
  if (wordAt(scan, end)?.text === "and") end++;
  if (end > at && wordAt(scan, end)?.text === "on") end++;
  return end > at || piece.word?.days ? { end, through: false, hyphen: false } : null;
}
