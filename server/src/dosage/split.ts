/** Splits a dose instruction into its parts, left to right, each piece read once by the first reader that knows it. */
import { readAmount } from "./amounts.ts";
import { readCycle, readDayNumbers, readDivided, readDuration, readLoading, readMax, readNeeded } from "./course.ts";
import { readFrequency } from "./frequency.ts";
import type { Part } from "./parts.ts";
import { isNumeric, Mark, type Piece, type Scan, textAt } from "./pieces.ts";
import { readDays, readWhen } from "./when.ts";
import type { Role } from "./words.ts";

type Plain = "then" | "change" | "and" | "or" | "for" | "filler" | "other" | "stop";

const PLAIN: Partial<Record<Role, Plain>> = {
  next: "then",
  change: "change",
  and: "and",
  or: "or",
  for: "for",
  stop: "stop",
  until: "stop",
  filler: "filler",
  range: "filler",
  per: "other",
  every: "filler",
  away: "other",
  total: "filler",
  needed: "filler",
};

/** The parts of a scanned instruction, in order. Every piece belongs to exactly one. */
export function splitParts(scan: Scan): Part[] {
  const parts: Part[] = [];
  let depth = 0;
  for (let at = 0; at < scan.pieces.length; ) {
    const part = readPart(scan, at, depth > 0);
    if (part.kind === "open") depth++;
    else if (part.kind === "close" && depth > 0) depth--;
    parts.push(part);
    if (part.kind === "stop" || (part.end < scan.pieces.length && isSentenceEnd(scan, part.end))) break;
    at = part.end;
  }
  return parts;
}

/** A point, its own or an abbreviation's ("p.r.n. The patient ..."), before an unknown word with a capital. */
function isSentenceEnd(scan: Scan, next: number): boolean {
  const piece = scan.pieces[next]!;
  const before = scan.pieces[next - 1]!;
  if (piece.word !== null || piece.mark !== 0 || scan.text.charCodeAt(before.end - 1) !== Mark.Point || next < 2)
    return false;
  const letter = scan.text[piece.start]!;
  const second = scan.text[piece.start + 1] ?? " ";
  return letter !== letter.toLowerCase() && (second === " " || second !== second.toUpperCase());
}

function readPart(scan: Scan, at: number, aside: boolean): Part {
  const piece = scan.pieces[at]!;
  if (piece.mark !== 0) return readMark(scan, at, piece);
  if (!Number.isNaN(piece.value) && isPartOfName(scan, at)) return { kind: "other", first: at, end: at + 1 };
  const isNumber = isNumeric(piece);
  if (!isNumber && !(piece.word ? piece.word.leads : mayBegin(scan, at))) return readWord(scan, piece, at);
  if (!isNumber && isOtherDose(scan, at))
    return { kind: "doubt", first: at, end: at + 1, reason: "two doses, by day", of: "dose" };
  const course = (isNumber ? readCycle(scan, at) : readMax(scan, at)) ?? readCourse(scan, at);
  if (course) return course;
  const timed = readTimed(scan, at);
  if (timed) return timed;
  return readAmount(scan, at, aside) ?? readWord(scan, piece, at);
}

/** "5 mg daily except 7.5 mg on Wednesday" */
function isOtherDose(scan: Scan, at: number): boolean {
  const text = textAt(scan, at);
  const next = scan.pieces[at + 1];
  return (text === "except" || text === "but") && next !== undefined && isNumeric(next);
}

/** The digits of "D3", "B12", "FK506". */
function isPartOfName(scan: Scan, at: number): boolean {
  const previous = scan.pieces[at - 1];
  if (!previous || previous.end !== scan.pieces[at]!.start || previous.mark !== 0 || !Number.isNaN(previous.value))
    return false;
  return (
    previous.word === null ||
    (previous.end - previous.start === 1 && previous.word.role !== "every" && previous.word.text !== "x")
  );
}

/** Whether an unknown word may begin something: "E3D", "M, W, F", "bi-weekly", "baseline and 4 weeks", "empty stomach". */
function mayBegin(scan: Scan, at: number): boolean {
  const { start, end } = scan.pieces[at]!;
  return end - start <= 5 || /^(?:initiation|baseline|except|excluding)$/.test(textAt(scan, at));
}

function readCourse(scan: Scan, at: number): Part | null {
  return readNeeded(scan, at) ?? readLoading(scan, at) ?? readDayNumbers(scan, at) ?? readDivided(scan, at);
}

/** Frequencies, hours, days, durations: longest first where a number could start several. */
function readTimed(scan: Scan, at: number): Part | null {
  const days = readDays(scan, at);
  if (days) {
    return days.doubt
      ? { kind: "doubt", first: at, end: days.end, reason: days.doubt, of: "timing" }
      : { kind: "days", first: at, end: days.end, days: days.days };
  }
  const frequency = readFrequency(scan, at);
  if (frequency) {
    if ("doubt" in frequency)
      return { kind: "doubt", first: at, end: frequency.end, reason: frequency.doubt, of: "timing" };
    const { end, timing, rate = false, adverb = false, eye = false, ofDays = false } = frequency;
    return { kind: "timing", first: at, end, timing, rate, adverb, eye, ofDays };
  }
  const duration = readDuration(scan, at);
  if (duration) return duration;
  const when = readWhen(scan, at);
  if (!when) return null;
  if (when.clock) return { kind: "clock", first: at, end: when.end };
  return when.code
    ? { kind: "when", first: at, end: when.end, code: when.code }
    : { kind: "ignored", first: at, end: when.end };
}

/** "#30 tabs": what was dispensed. */
function readSupply(scan: Scan, at: number): Part {
  const count = scan.pieces[at + 1];
  if (!count || Number.isNaN(count.value)) return { kind: "stop", first: at, end: at + 1 };
  return { kind: "ignored", first: at, end: scan.pieces[at + 2]?.word?.unit ? at + 3 : at + 2 };
}

function readMark(scan: Scan, at: number, piece: Piece): Part {
  const place = { first: at, end: at + 1 };
  switch (piece.mark) {
    case Mark.Open:
    case Mark.OpenSquare:
      return { kind: "open", ...place };
    case Mark.Close:
    case Mark.CloseSquare:
      return { kind: "close", ...place };
    case Mark.Slash:
      return readTimed(scan, at) ?? { kind: "slash", ...place };
    case Mark.At:
    case Mark.Times:
      return readTimed(scan, at) ?? { kind: "filler", ...place };
    case Mark.Hash:
      return readSupply(scan, at);
    case Mark.Arrow:
      return { kind: "change", ...place };
    case Mark.Ampersand:
    case Mark.Plus:
      return { kind: "and", ...place };
    case Mark.Comma:
    case Mark.Semicolon:
    case Mark.Point:
    case Mark.Hyphen:
    case Mark.Colon:
      return { kind: "break", ...place };
    case Mark.Less:
    case Mark.Greater:
    case Mark.AtMost:
    case Mark.AtLeast:
      // "denies >4 tabs": a bound, not a dose.
      return { kind: "ignored", first: at, end: readAmount(scan, at + 1, false)?.end ?? at + 1 };
    case Mark.Equals:
      return { kind: "other", ...place };
    default:
      return { kind: "filler", ...place };
  }
}

/** "mondaywednesday" */
function isDaysRunTogether(scan: Scan, at: number): boolean {
  const { start, end } = scan.pieces[at]!;
  if (end - start < 11 || end - start > 60) return false;
  const text = textAt(scan, at);
  return text.endsWith("day") && /^(?:sun|mon|tues|wednes|thurs|fri|satur)day/.test(text);
}

function readWord(scan: Scan, piece: Piece, at: number): Part {
  const place = { first: at, end: at + 1 };
  const { word } = piece;
  if (!word)
    return isDaysRunTogether(scan, at)
      ? { kind: "doubt", ...place, reason: "weekdays run together", of: "timing" }
      : { kind: "other", ...place };
  // "by mouth" is a route, "rinse mouth" is not.
  if (word.text === "mouth" && scan.pieces[at - 1]?.word?.text !== "by") return { kind: "site", ...place };
  if (word.route) return { kind: "route", ...place, route: word.route };
  if (word.site) return { kind: "site", ...place };
  if (word.form) return { kind: "form", ...place, form: word.form };
  if (word.unit) return { kind: "form", ...place, form: word.unit };
  if (word.text === "by") return { kind: "by", ...place };
  if (word.text === "route" && /^(?:an)?other$/.test(textAt(scan, at - 1)))
    return { kind: "route", ...place, route: "other" };
  if (word.role === "verb") return { kind: "verb", ...place, applies: word.text.startsWith("appl") };
  if (word.role) return { kind: PLAIN[word.role] ?? "filler", ...place };
  return { kind: "filler", ...place };
}
