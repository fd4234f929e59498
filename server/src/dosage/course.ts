/** How long, in what cycle, how much at most, and as needed for what. */
import type { Timing } from "./dosage.ts";
import { readBritishSpan, readFrequency } from "./frequency.ts";
import { readNumber, readRange } from "./numbers.ts";
import type { Part } from "./parts.ts";
import { Mark, markAt, type Scan, textAt, wordAt } from "./pieces.ts";
import { isMass, isSubstance } from "./units.ts";

type Duration = NonNullable<Timing["duration"]>;

/** "for 10 days", "x 7d", "3/52", "over 8 hours", "2 weeks ago", "30 day supply", or null. */
export function readDuration(scan: Scan, at: number): Part | null {
  const lead = wordAt(scan, at)?.text ?? "";
  const isLed =
    lead === "for" || lead === "x" || lead === "over" || lead === "during" || markAt(scan, at) === Mark.Times;
  let start = isLed ? at + 1 : at;
  if (isLed)
    while (
      /^(?:the|a|next|further|another|additional|total|of|at|least|about|approximately|up|to|first)$/.test(
        textAt(scan, start),
      )
    )
      start++;
  const british = readBritishSpan(scan, start);
  if (british && /^(?:ago|since)$/.test(textAt(scan, british.end)))
    return { kind: "other", first: at, end: british.end + 1 };
  if (british && (isLed || british.unit !== "mo")) return duration(at, british.end, british.value, british.unit);
  const ending = textAt(scan, start - 1);
  if (isLed && (ending === "a" || ending === "the" || ending === "next") && wordAt(scan, start)?.period)
    return spanned(scan, at, start, 1, 1, isLed);
  const count = readRange(scan, start);
  // "5-7/7"
  const spread = count && count.high > count.low ? readBritishSpan(scan, count.end - 1) : null;
  if (spread) return ignored(at, spread.end);
  if (!count)
    return isLed && lead === "for" && wordAt(scan, start)?.period ? spanned(scan, at, start, 1, 1, isLed) : null;
  const unit = wordAt(scan, count.end);
  if (unit?.period) return spanned(scan, at, count.end, count.low, count.high, isLed);
  // "2.5 mg x 6 tabs": so many of them, where a mass stands before.
  const mass = wordAt(scan, at - 1)?.unit;
  if (lead === "x" && mass && isMass(mass) && unit?.unit && !isSubstance(unit.unit) && unit.unit !== "dose")
    return null;
  if (isLed && (unit?.unit === "dose" || unit?.unit === "injection" || lead === "x"))
    return ignored(at, unit?.unit ? count.end + 1 : count.end);
  return null;
}

/** A stretch of time whose unit is at `unitAt`; what follows and leads says what it is. */
function spanned(scan: Scan, first: number, unitAt: number, low: number, high: number, isLed: boolean): Part | null {
  const word = wordAt(scan, unitAt)!;
  const end = unitAt + 1;
  const after = textAt(scan, end);
  if (word.period === "min" || word.period === "h") return isLed ? ignored(first, end) : null;
  if (/^(?:ago|old|later|prior|before|after|of|from|since|post|into)$/.test(after))
    return { kind: "other", first, end: end + 1 };
  if (after === "supply") return { kind: "stop", first, end: end + 1 };
  const before = textAt(scan, first - 1);
  if (/^(?:in|after|within|every|age|aged|past|last|at|until|each|on|before|by)$/.test(before))
    return { kind: "other", first, end };
  if (word.period === "a" && !isLed) return { kind: "other", first, end };
  if (low !== high || !(low > 0)) return ignored(first, end);
  return duration(first, end, low, word.period!);
}

function duration(first: number, end: number, value: number, unit: string): Part {
  return { kind: "duration", first, end, duration: { value, unit: unit as Duration["unit"] } };
}

function ignored(first: number, end: number): Part {
  return { kind: "ignored", first, end };
}

/** "5 on 2 off", "1 week on, 3 weeks off", "5 days on / 2 days off", or null. */
export function readCycle(scan: Scan, at: number): Part | null {
  const on = readPhase(scan, at, "on");
  if (!on) return null;
  let next = on.end;
  while (
    next < on.end + 3 &&
    (isJoint(markAt(scan, next)) || wordAt(scan, next)?.role === "and" || wordAt(scan, next)?.role === "next")
  )
    next++;
  const off = readPhase(scan, next, "off");
  if (!off) return null;
  const onDays = on.days * (on.unitless && !off.unitless ? off.scale : 1);
  const offDays = off.days * (off.unitless && !on.unitless ? on.scale : 1);
  return { kind: "cycle", first: at, end: off.end, cycle: { onDays, offDays } };
}

function isJoint(mark: number): boolean {
  return (
    mark === Mark.Comma ||
    mark === Mark.Slash ||
    mark === Mark.Semicolon ||
    mark === Mark.Hyphen ||
    mark === Mark.Ampersand
  );
}

function readPhase(
  scan: Scan,
  at: number,
  side: "on" | "off",
): { days: number; scale: number; unitless: boolean; end: number } | null {
  const count = readNumber(scan, at);
  if (!count || !(count.low > 0)) return null;
  const period = wordAt(scan, count.end)?.period;
  const scale = period === "wk" ? 7 : 1;
  const end = period === "d" || period === "wk" ? count.end + 1 : count.end;
  return textAt(scan, end) === side
    ? { days: count.low * scale, scale, unitless: end === count.end, end: end + 1 }
    : null;
}

/** "days 1-25 of a 28-day cycle", "days 2-5", "day 1": a cycle where its length is said, otherwise how long the step lasts. */
export function readDayNumbers(scan: Scan, at: number): Part | null {
  const text = textAt(scan, at);
  if (!/^(?:days?|weeks?|months?)$/.test(text)) return null;
  const count = readRange(scan, at + 1);
  if (!count || !Number.isInteger(count.low) || count.low > count.high || markAt(scan, count.end) === Mark.Slash)
    return null;
  const unit = wordAt(scan, at)!.period!;
  const through = /^(?:through|thru)$/.test(textAt(scan, count.end)) ? readNumber(scan, count.end + 1) : null;
  const end = through?.end ?? count.end;
  const joint = textAt(scan, end);
  const further = joint === "and" || joint === "," || joint === "&" ? readNumber(scan, end + 1) : null;
  if (further && !wordAt(scan, further.end)?.unit)
    return { kind: "doubt", first: at, end: further.end, reason: "single days of a course", of: "timing" };
  const days = (through?.high ?? count.high) - count.low + 1;
  if (!(days > 0)) return null;
  const cycle = unit === "d" ? cycleLength(scan, end) : null;
  if (cycle && cycle.days > days)
    return { kind: "cycle", first: at, end: cycle.end, cycle: { onDays: days, offDays: cycle.days - days } };
  return duration(at, end, days, unit);
}

/** "of a 28-day cycle", "of each month" (30 days). */
function cycleLength(scan: Scan, at: number): { days: number; end: number } | null {
  if (textAt(scan, at) !== "of") return null;
  const start = /^(?:a|an|the|each|every)$/.test(textAt(scan, at + 1)) ? at + 2 : at + 1;
  if (wordAt(scan, start)?.period === "mo") return { days: 30, end: start + 1 };
  const count = readNumber(scan, start);
  if (!count || wordAt(scan, count.end)?.period !== "d") return null;
  return { days: count.low, end: textAt(scan, count.end + 1) === "cycle" ? count.end + 2 : count.end + 1 };
}

/** "at 0 and 4 weeks", "at weeks 0 and 4", "at initiation and at 4 weeks": every 4 weeks for 4 weeks. */
export function readLoading(scan: Scan, at: number): Part | null {
  let index = textAt(scan, at) === "at" || textAt(scan, at) === "on" ? at + 1 : at;
  let unit = wordAt(scan, index)?.period ?? null;
  if (unit) index++;
  if (!/^(?:0|initiation|baseline|zero)$/.test(textAt(scan, index))) return null;
  index++;
  if (wordAt(scan, index)?.period) unit = wordAt(scan, index++)!.period;
  const joint = index;
  while (
    index < joint + 4 &&
    (markAt(scan, index) === Mark.Comma || /^(?:and|at|then|again|week|&)$/.test(textAt(scan, index)))
  ) {
    unit ??= wordAt(scan, index)?.period ?? null;
    index++;
  }
  const second = index > joint ? readNumber(scan, index) : null;
  if (!second || !(second.low > 0)) return null;
  const named = wordAt(scan, second.end)?.period;
  const periodUnit = named ?? unit;
  if (periodUnit !== "wk" && periodUnit !== "d" && periodUnit !== "mo") return null;
  const timing: Timing = {
    frequency: 1,
    period: second.low,
    periodUnit,
    duration: { value: second.low, unit: periodUnit },
  };
  return { kind: "loading", first: at, end: named ? second.end + 1 : second.end, timing };
}

/** "prn pain", "as needed for nausea or vomiting", "when required", or null. */
export function readNeeded(scan: Scan, at: number): Part | null {
  const word = wordAt(scan, at);
  let end = 0;
  if (word?.role === "prn") end = at + 1;
  else if (/^(?:as|when|if|whenever)$/.test(word?.text ?? "") && wordAt(scan, at + 1)?.role === "needed") end = at + 2;
  if (end === 0) return null;
  const isLed = wordAt(scan, end)?.role === "for";
  const start = isLed ? end + 1 : end;
  const stop =
    isLed ||
    !/^(?:short|only|rest|partial|w|wf|with|advised|trial|i|none|no|not|basis|helps)$/.test(textAt(scan, start))
      ? reasonEnd(scan, start, isLed ? 6 : 3)
      : start;
  const reason = stop > start ? scan.text.slice(scan.pieces[start]!.start, scan.pieces[stop - 1]!.end) : "";
  return { kind: "needed", first: at, end: stop > start ? stop : end, reason };
}

/** Where the words of a reason end: at a mark, a number, or a word that says something else. At most six. */
function reasonEnd(scan: Scan, start: number, most: number): number {
  let end = start;
  for (let index = start; index < start + most; index++) {
    const piece = scan.pieces[index];
    if (piece?.mark !== 0 || !Number.isNaN(piece.value)) break;
    const { word } = piece;
    if (word === null) end = index + 1;
    else if (
      index > start &&
      (word.text === "of" || word.text === "or" || word.text === "and" || word.text === "the" || word.text === "in")
    )
      continue;
    else if (word.site || word.when === "NIGHT") {
      if (word.when && index === start) break;
      end = index + 1;
    } else break;
  }
  return end;
}

/** "max 4/day", "not to exceed 4 g per day", "no more than 8 tablets in 24 hours", "up to 8 a day", or null. */
export function readMax(scan: Scan, at: number): Part | null {
  const word = wordAt(scan, at);
  let index = at + 1;
  if (word?.role !== "max") {
    if (textAt(scan, at) === "more" && textAt(scan, at + 1) === "than") index = at + 2;
    else if (word?.text === "up" && textAt(scan, at + 1) === "to") return readUpTo(scan, at);
    else return null;
  }
  let isDaily = word?.text === "mdd";
  for (; index < at + 7; index++) {
    const text = textAt(scan, index);
    if (text === "daily") isDaily = true;
    else if (!/^(?:of|dose|dosage|is|a|than|not|to|exceed|more|total|amount|:|should|be)$/.test(text)) break;
  }
  return readLimit(scan, at, index, isDaily) ?? ignored(at, at + 1);
}

/** The quantity at `index` and its "per day"; a limit by the week or dose is read past. */
function readLimit(scan: Scan, first: number, index: number, isDaily: boolean): Part | null {
  const count = readNumber(scan, index);
  if (!count) return null;
  const unit = wordAt(scan, count.end)?.unit ?? "";
  let end = unit ? count.end + 1 : count.end;
  if (wordAt(scan, end)?.role === "total") end++;
  const rate = readFrequency(scan, end);
  const timing = rate && "timing" in rate ? rate.timing : null;
  const perDay =
    timing !== null &&
    timing.frequency === 1 &&
    ((timing.period === 1 && timing.periodUnit === "d") || (timing.period === 24 && timing.periodUnit === "h"));
  if (rate) end = rate.end;
  const counted = rate ? null : readFrequency(scan, index);
  if (counted && counted.end > end) return null;
  if (!perDay && !(isDaily && !timing)) return ignored(first, end);
  return { kind: "max", first, end, quantity: { value: count.low, unit } };
}

/** "up to 4 times daily" bounds the frequency; "up to 8 tablets a day" the day. */
function readUpTo(scan: Scan, at: number): Part | null {
  const read = readFrequency(scan, at + 2);
  if (read && "timing" in read && !read.rate && read.timing.frequency) {
    const { frequency, frequencyMax, ...rest } = read.timing;
    return {
      kind: "timing",
      first: at,
      end: read.end,
      timing: { ...rest, frequencyMax: frequencyMax ?? frequency },
      rate: false,
      adverb: false,
      eye: false,
    };
  }
  const limit = readLimit(scan, at, at + 2, false);
  return limit?.kind === "max" ? limit : null;
}

/** "in 2 divided doses", "divided into two doses", "split": `count` 0 where none is said, or null. */
export function readDivided(scan: Scan, at: number): Part | null {
  const word = wordAt(scan, at);
  if (
    word?.text === "in" ||
    (word !== null && !Number.isNaN(word.number)) ||
    (scan.pieces[at]?.value ?? Number.NaN) > 0
  ) {
    const start = word?.text === "in" ? at + 1 : at;
    const count = readNumber(scan, start);
    const counted = count && wordAt(scan, count.end);
    // "120 mg per week in 3 injections"
    if (word?.text === "in" && (counted?.unit === "injection" || counted?.unit === "dose"))
      return { kind: "divided", first: at, end: count!.end + 1, count: count!.low };
    if (!count || counted?.role !== "divided") return null;
    return {
      kind: "divided",
      first: at,
      end: wordAt(scan, count.end + 1)?.unit === "dose" ? count.end + 2 : count.end + 1,
      count: count.low,
    };
  }
  if (word?.role !== "divided") return null;
  const into = /^(?:in|into)$/.test(textAt(scan, at + 1)) ? at + 2 : at + 1;
  const count = readNumber(scan, into);
  const isDoses = count && (wordAt(scan, count.end)?.unit === "dose" || wordAt(scan, count.end)?.unit === "injection");
  return isDoses
    ? { kind: "divided", first: at, end: count.end + 1, count: count.low }
    : { kind: "divided", first: at, end: at + 1, count: 0 };
}
