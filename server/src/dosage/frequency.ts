/** How often: "q 4-6 h", "b.i.d.", "3x/week", "every other day", "E3.5D", "6 hourly", "100 mg a week". */
import { foldUnit } from "../text/tokens.ts";
import type { Timing } from "./dosage.ts";
import { readRange } from "./numbers.ts";
import { isGlued, Mark, markAt, type Scan, textAt, wordAt } from "./pieces.ts";
import type { PeriodUnit } from "./words.ts";

/** A frequency read from pieces up to `end` (exclusive). */
export interface TimingRead {
  readonly end: number;
  readonly timing: Timing;
  /** "100 mg per week", "4 mg/day": the amount of the whole period. */
  readonly rate?: boolean;
  /** "weekly", "monthly" alone: after a bare number it may mean every so many. */
  readonly adverb?: boolean;
  /** "OD": once daily, or the right eye. */
  readonly eye?: boolean;
  /** "5 days a week": counts days, so that "daily" beside it is no contradiction. */
  readonly ofDays?: boolean;
}

export interface Doubt {
  readonly end: number;
  readonly doubt: string;
}

type Read = TimingRead | Doubt | null;

/** Reads a frequency at piece `at`, or says that it has more than one reading, or null. */
export function readFrequency(scan: Scan, at: number): Read {
  const piece = scan.pieces[at];
  if (!piece) return null;
  const { word } = piece;
  if (word) {
    if (word.doubt) return { end: at + 1, doubt: word.doubt };
    if (word.timing) return readLatin(scan, at, word.timing);
    if (word.role === "every") return readEvery(scan, at + 1);
    if (word.times > 0) return readTimes(scan, at);
    if (word.adverb)
      return isFollowedByAway(scan, at + 1) ? null : { end: at + 1, timing: each(1, word.adverb), adverb: true };
    if (word.ordinal > 1 && word.text.startsWith("alt")) return readOrdinal(scan, at, word.ordinal, 1);
    if (word.role === "per" || word.text === "a" || word.text === "in") return readRate(scan, at);
    if (!Number.isNaN(word.number)) return readCounted(scan, at);
    if (word.text === "for" || word.text === "on") return readDayCount(scan, at + 1);
    if (word.text === "x") return readDayCount(scan, at + 1) ?? readMultiple(scan, at + 1);
    return null;
  }
  if (!Number.isNaN(piece.value)) return readCounted(scan, at);
  if (piece.mark === Mark.Slash) return readRate(scan, at);
  if (piece.mark === Mark.Times) return readDayCount(scan, at + 1) ?? readMultiple(scan, at + 1);
  return piece.mark === 0 ? readPrefixed(scan, at) : null;
}

/** A timing of `frequency` times each `period`; years become months, minutes hours. */
export function each(frequency: number, unit: PeriodUnit, period = 1, periodMax = period): Timing {
  const scale = unit === "a" ? 12 : unit === "min" ? 1 / 60 : 1;
  const periodUnit = unit === "a" ? "mo" : unit === "min" ? "h" : unit;
  const timing = { frequency, period: period * scale, periodUnit } as const;
  return periodMax > period ? { ...timing, periodMax: periodMax * scale } : timing;
}

/** "qd-bid", "BID or TID" are a range; otherwise the word itself. */
function readLatin(scan: Scan, at: number, timing: Timing): TimingRead {
  // A hyphen between words has been dropped, so the next word may follow at once.
  const isJoint =
    markAt(scan, at + 1) === Mark.Slash || wordAt(scan, at + 1)?.text === "to" || wordAt(scan, at + 1)?.role === "or";
  const second = isJoint ? at + 2 : foldUnit(scan.text.charCodeAt(scan.pieces[at]!.end)) === Mark.Hyphen ? at + 1 : -1;
  const next = wordAt(scan, second)?.timing;
  if (
    next?.frequency &&
    timing.frequency &&
    next.periodUnit === "d" &&
    next.period === timing.period &&
    next.frequency > timing.frequency &&
    !next.when
  )
    return { end: second + 1, timing: { ...timing, frequencyMax: next.frequency } };
  const read = { end: at + 1, timing };
  return wordAt(scan, at)!.text === "od" ? { ...read, eye: true } : read;
}

/** What follows "every" or "q": `at` is the piece after it. */
function readEvery(scan: Scan, at: number, frequency = 1, frequencyMax = frequency): Read {
  const start = markAt(scan, at) === Mark.Point || wordAt(scan, at)?.text === "the" ? at + 1 : at;
  const word = wordAt(scan, start);
  if (word && word.ordinal > 1) {
    if (frequency > 1) return { end: start + 2, doubt: "“twice every other week” can mean two readings" };
    return readOrdinal(scan, start, word.ordinal, frequency);
  }
  if (word?.role === "vague") return { end: start + 1, doubt: `“every ${word.text}” names no number` };
  if (word?.adverb) return { end: start + 1, timing: each(frequency, word.adverb) };
  if (word?.period && !word.when)
    return { end: start + 1, timing: counted(frequency, frequencyMax, word.period, 1, 1) };
  if (word?.timing?.when) return { end: start + 1, timing: word.timing };
  return readEveryCount(scan, start, frequency, frequencyMax);
}

/** "every 3 days", "q4-6h", "q 3 weekly", "every 3/12", "every 3rd day". */
function readEveryCount(scan: Scan, at: number, frequency: number, frequencyMax: number): Read {
  const british = readBritishSpan(scan, at);
  if (british)
    return { end: british.end, timing: counted(frequency, frequencyMax, british.unit, british.value, british.value) };
  const count = readRange(scan, at);
  if (!count || count.low <= 0) return null;
  let { end } = count;
  const suffix = scan.pieces[end];
  if (suffix && isGlued(scan, end - 1) && /^(?:st|nd|rd|th)$/i.test(scan.text.slice(suffix.start, suffix.end))) end++;
  if (markAt(scan, end) === Mark.Point) end++;
  const word = wordAt(scan, end);
  const unit = word?.period ?? word?.adverb ?? null;
  if (!unit) {
    const isShort = wordAt(scan, at - 1)?.text === "q" && isDigitPiece(scan, at);
    return isShort ? { end, doubt: "“every so many” has no unit of time" } : null;
  }
  if (count.low > count.high) return { end: end + 1, doubt: "the interval runs backwards" };
  const tail = unit === "h" && wordAt(scan, end + 1)?.adverb === "h" ? 1 : 0;
  return { end: end + 1 + tail, timing: counted(frequency, frequencyMax, unit, count.low, count.high) };
}

function counted(frequency: number, frequencyMax: number, unit: PeriodUnit, low: number, high: number): Timing {
  const timing = each(frequency, unit, low, high);
  return frequencyMax > frequency ? { ...timing, frequencyMax } : timing;
}

function isDigitPiece(scan: Scan, at: number): boolean {
  const value = scan.pieces[at]?.value;
  return value !== undefined && !Number.isNaN(value);
}

/** "other day", "third week", "alternate nights", "other Monday". */
function readOrdinal(scan: Scan, at: number, ordinal: number, frequency: number): Read {
  const word = wordAt(scan, at + 1);
  if (!word) return null;
  if (word.period && word.period !== "min") return { end: at + 2, timing: each(frequency, word.period, ordinal) };
  if (word.when) return { end: at + 2, timing: { ...each(frequency, "d", ordinal), when: [word.when] } };
  if (word.days) return { end: at + 2, timing: { ...each(frequency, "wk", ordinal), dayOfWeek: word.days } };
  return null;
}

/** "once daily", "twice a week", "once every 3 days", "once or twice daily"; `at` is the word "once". */
function readTimes(scan: Scan, at: number): Read {
  const low = wordAt(scan, at)!.times;
  const joint = wordAt(scan, at + 1);
  const second =
    joint?.role === "or" || joint?.text === "to" || joint?.role === "and" ? (wordAt(scan, at + 2)?.times ?? 0) : 0;
  const high = Math.max(low, second);
  const rest = readPerPeriod(scan, second > low ? at + 3 : at + 1, low, high);
  if (rest) return rest;
  return low === 1 && high === 1 ? { end: at + 1, timing: { frequency: 1 } } : null;
}

/** The period after a count: "daily", "a week", "per day", "/wk", "every 3 days", "each day". */
function readPerPeriod(scan: Scan, at: number, low: number, high: number): Read {
  const word = wordAt(scan, at);
  if (word?.doubt) return null;
  if (word?.adverb) return { end: at + 1, timing: counted(low, high, word.adverb, 1, 1) };
  if (word?.role === "every") return readEvery(scan, at + 1, low, high);
  if (word?.timing?.when && low === 1) return { end: at + 1, timing: word.timing };
  if (word?.role === "per" || word?.text === "a" || word?.text === "in" || markAt(scan, at) === Mark.Slash) {
    const rate = readRate(scan, at);
    if (rate && "timing" in rate)
      return {
        end: rate.end,
        timing: counted(low, high, rate.timing.periodUnit!, rate.timing.period!, rate.timing.period!),
      };
  }
  if (word?.period && word.period !== "min" && low > 1)
    return { end: at + 1, timing: counted(low, high, word.period, 1, 1) };
  return null;
}

/** "3 times a week", "2-3x/wk", "4/day", "6 hourly", "6-8 hrly", "3-weekly". */
function readCounted(scan: Scan, at: number): Read {
  const count = readRange(scan, at);
  if (!count || count.low <= 0 || count.low > count.high) return null;
  const word = wordAt(scan, count.end);
  const isTimes =
    word?.text === "times" ||
    word?.text === "time" ||
    word?.text === "x" ||
    word?.text === "tiems" ||
    markAt(scan, count.end) === Mark.Times;
  if (isTimes) return readPerPeriod(scan, count.end + 1, count.low, count.high);
  if (word?.text.startsWith("x") && word.period)
    return { end: count.end + 1, timing: counted(count.low, count.high, word.period, 1, 1) };
  if (markAt(scan, count.end) === Mark.Slash && wordAt(scan, count.end + 1)?.period)
    return readPerPeriod(scan, count.end, count.low, count.high);
  if (word?.adverb === "h") return { end: count.end + 1, timing: counted(1, 1, "h", count.low, count.high) };
  // "2nd weekly"
  const after = wordAt(scan, count.end + 1)?.adverb;
  if (after && after !== "h" && isGlued(scan, count.end - 1) && /^(?:nd|rd|th)$/.test(textAt(scan, count.end)))
    return { end: count.end + 2, timing: counted(1, 1, after, count.low, count.high) };
  const hyphened =
    scan.pieces[count.end - 1]!.end + 1 === scan.pieces[count.end]?.start &&
    foldUnit(scan.text.charCodeAt(scan.pieces[count.end - 1]!.end)) === Mark.Hyphen;
  if (hyphened && word?.adverb)
    return { end: count.end + 1, timing: counted(1, 1, word.adverb, count.low, count.high) };
  return readDayCount(scan, at);
}

/** "x2 weekly" is twice a week; "x 4 weekly" may be four doses, one a week. */
const MOST_TIMES = 3;

/** "x 2/wk", "x2 per week", "x2 daily": so many times. */
function readMultiple(scan: Scan, at: number): Read {
  const count = readRange(scan, at);
  if (!count || !(count.low > 0) || count.low > count.high) return null;
  const joint = wordAt(scan, count.end);
  if (joint?.adverb && (joint.adverb === "d" || joint.adverb === "wk")) {
    if (joint.adverb === "d" || count.high <= MOST_TIMES) return readPerPeriod(scan, count.end, count.low, count.high);
    return { end: count.end + 1, doubt: `“x ${count.low} weekly”: so many doses, or so many a week` };
  }
  const isPer = markAt(scan, count.end) === Mark.Slash || joint?.role === "per" || joint?.text === "a";
  return isPer ? readPerPeriod(scan, count.end, count.low, count.high) : null;
}

/** "5 days a week", "3 nights/wk", "4 days out of 7", "25 days per month": a dose on each of so many days. */
function readDayCount(scan: Scan, at: number): TimingRead | null {
  const count = readRange(scan, at);
  const day = count && wordAt(scan, count.end);
  if (!count || !day || (day.period !== "d" && !day.when) || !(count.low > 0) || count.low > count.high) return null;
  const rest = ofSeven(scan, count.end + 1, count) ?? readPerPeriod(scan, count.end + 1, count.low, count.high);
  if (!rest || !("timing" in rest) || rest.timing.period !== 1) return null;
  if (rest.timing.periodUnit !== "wk" && rest.timing.periodUnit !== "mo") return null;
  const { timing } = rest;
  return { end: rest.end, timing: day.when ? { ...timing, when: [day.when] } : timing, ofDays: true };
}

/** "out of 7", "of the week" */
function ofSeven(scan: Scan, at: number, { low, high }: { low: number; high: number }): TimingRead | null {
  const start = textAt(scan, at) === "out" ? at + 1 : at;
  if (textAt(scan, start) !== "of") return null;
  const next = wordAt(scan, start + 1)?.text === "the" || textAt(scan, start + 1) === "each" ? start + 2 : start + 1;
  const isWeek = wordAt(scan, next)?.period === "wk" || scan.pieces[next]?.value === 7;
  return isWeek ? { end: next + 1, timing: counted(low, high, "wk", 1, 1) } : null;
}

/** "a week", "per day", "/wk", "/24 h", "in 24 hours": the amount belongs to this period. */
function readRate(scan: Scan, at: number): Read {
  const count = readRange(scan, at + 1);
  const next = count ? count.end : at + 1;
  const unit = wordAt(scan, next)?.period;
  if (!unit || unit === "min" || (count && count.low !== 24 && wordAt(scan, at)?.role !== "per")) return null;
  if (wordAt(scan, at)?.text === "in" && !count) return null;
  if (isFollowedByAway(scan, next + 1)) return null;
  const hours = count?.low ?? 1;
  if (unit === "h" && hours === 24) return { end: next + 1, timing: each(1, "d"), rate: true };
  return { end: next + 1, timing: each(1, unit, hours), rate: true };
}

/** "a week ago", "a month later" point to another time. */
function isFollowedByAway(scan: Scan, at: number): boolean {
  const word = wordAt(scan, at);
  return word !== null && (word.role === "away" || word.text === "later" || word.text === "prior");
}

/** "E3.5D", "E7D": every so many days; "bi weekly", "semi weekly" (their hyphen is gone). */
function readPrefixed(scan: Scan, at: number): Read {
  const piece = scan.pieces[at]!;
  const prefix = scan.text.slice(piece.start, Math.min(piece.end, piece.start + 5)).toLowerCase();
  if (prefix === "e" && isGlued(scan, at) && isGlued(scan, at + 1)) {
    const days = scan.pieces[at + 1]!.value;
    return days > 0 && wordAt(scan, at + 2)?.period === "d" ? { end: at + 3, timing: each(1, "d", days) } : null;
  }
  const adverb = wordAt(scan, at + 1)?.adverb;
  if (!adverb) return null;
  if (prefix === "bi" || prefix === "tri")
    return { end: at + 2, doubt: `“${prefix}-${wordAt(scan, at + 1)!.text}” has two meanings` };
  return prefix === "semi" ? { end: at + 2, timing: each(2, adverb) } : null;
}

/** "3/7", "2/52", "4/12": British for days, weeks, months. */
export function readBritishSpan(
  scan: Scan,
  at: number,
): { value: number; unit: "d" | "wk" | "mo"; end: number } | null {
  const value = scan.pieces[at]?.value;
  if (value === undefined || !(value > 0) || markAt(scan, at + 1) !== Mark.Slash || markAt(scan, at + 3) === Mark.Slash)
    return null;
  const bottom = scan.pieces[at + 2]?.value;
  const unit = bottom === 7 ? "d" : bottom === 52 ? "wk" : bottom === 12 ? "mo" : null;
  return unit ? { value, unit, end: at + 3 } : null;
}
