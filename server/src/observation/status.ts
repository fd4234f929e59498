/** What a note says of a test without giving a value: ordered, planned, pending, from outside, declined, not done. */
import type { NoteDate, ObservationStatus } from "./observation.ts";
import type { Piece } from "./piece.ts";
import { isTimeOver, timeUnits } from "./units.ts";
import type { WordUse } from "./words.ts";

export interface StatusReading {
  readonly status: ObservationStatus;
  readonly date?: NoteDate;
}

const farthest = 12;
const mostUnknown = 5;

const before: readonly (readonly [WordUse, ObservationStatus])[] = [
  ["declined", "declined"],
  ["not-done", "not-done"],
  ["pending", "pending"],
  ["plan", "planned"],
  ["due", "planned"],
  ["order", "ordered"],
  ["outside", "outside"],
  ["done", "resulted"],
];
const after: readonly (readonly [WordUse, ObservationStatus])[] = [
  ["declined", "declined"],
  ["not-done", "not-done"],
  ["pending", "pending"],
  ["due", "planned"],
  ["outside", "outside"],
  ["done", "resulted"],
];

/** "for" and "with" lead to another matter, as unknown words do. */
const isSmall = ({ uses }: Piece) => uses?.size === 1 && (uses.has("for") || uses.has("with"));

const has = (piece: Piece, ...wanted: readonly WordUse[]) => wanted.some((use) => piece.uses?.has(use) === true);

/**
 * Reads what is said around the names in pieces `first` to `end` (a name, or names joined into a list). Words straight
 * after the list count before words in front of it. Null where nothing is said.
 */
export function readStatus(
  pieces: readonly Piece[],
  first: number,
  end: number,
  words: (piece: Piece) => string,
): StatusReading | null {
  const following = statusAfter(pieces, end, words);
  const leading = statusBefore(pieces, first, words);
  const date = following.date ? { date: following.date } : {};
  if (isDenied(pieces, first)) {
    // "Has not had a PSA in 2 years" is no date to come.
    return { status: "not-done", ...((following.date?.offsetDays ?? 0) > 0 ? {} : date) };
  }
  // "Will have a CBC done weekly"
  // "rather not have PSA checked"
  const isDoneLater =
    following.status === "resulted" && (leading === "planned" || leading === "ordered" || leading === "declined");
  // "Declined PSA today"
  if (leading === "declined" && (following.status === "ordered" || following.status === "planned"))
    return { status: leading, ...date };
  if (following.status && !isDoneLater) return { status: following.status, ...date };
  if (following.ahead && (!leading || leading === "ordered")) return { status: "planned" };
  if (!leading) return null;
  const isAhead = (following.date?.offsetDays ?? 0) > 0;
  const status = isAhead && (leading === "ordered" || leading === "resulted") ? "planned" : leading;
  return { status, ...date };
}

/** "No CBC", "has never had a PSA": the denial stands straight before the name or its list. */
function isDenied(pieces: readonly Piece[], first: number): boolean {
  for (let index = first - 1; index >= 0 && index >= first - farthest; index--) {
    const piece = pieces[index]!;
    if (has(piece, "no")) return true;
    const joins = piece.kind === "name" || piece.sign === "," || piece.sign === "/" || has(piece, "filler", "and");
    if (!joins) return false;
  }
  return false;
}

function statusAfter(
  pieces: readonly Piece[],
  start: number,
  words: (piece: Piece) => string,
): { status?: ObservationStatus; date?: NoteDate; ahead?: boolean } {
  let date: NoteDate | undefined;
  let unknown = 0;
  let ahead = false;
  let isSpan = false;
  for (let index = start; index < pieces.length && index < start + farthest; index++) {
    const piece = pieces[index]!;
    if (piece.kind === "date") {
      date ??= piece.date!.date;
      isSpan ||= spans.has(words(piece));
      continue;
    }
    if (piece.kind === "mark") {
      if (";.•".includes(piece.sign!)) break;
      continue;
    }
    if (piece.kind === "name") {
      // "CBC, PSA ordered" goes on; "CBC, PSA 0.9" does not.
      if (unknown > 0 || pieces[index + 1]?.kind === "number") break;
      continue;
    }
    if (piece.kind === "number" || piece.kind === "range") {
      if (unknown === 0 && isAfterChange(pieces, index, words)) ahead = true;
      break;
    }
    if (unknown === 0 && isComingTime(pieces, index, words)) {
      ahead = true;
      continue;
    }
    if (piece.kind !== "words" || isSmall(piece)) {
      if (++unknown > 2) break;
      continue;
    }
    const found = after.find(([use]) => has(piece, use));
    if (found?.[0] === "due" && isCalledOff(pieces, index)) return { status: "not-done" };
    if (found) {
      // "to be repeated in 6 weeks"
      const when = date ?? pieces[index + 1]?.date?.date ?? pieces[index + 2]?.date?.date;
      return { status: settle(found[1], piece, words, when), ...(when ? { date: when } : {}) };
    }
    // "No CBC since 2019"
    if (has(piece, "clause") && pieces[index + 1]?.kind === "date") continue;
    if (has(piece, "clause", "treat", "condition", "goal", "order", "plan", "no") && !has(piece, "filler", "link"))
      break;
  }
  if (date) {
    if ((date.offsetDays ?? 0) > 0) return { status: "planned", date };
    // "DXA this year"
    if (isSpan && unknown === 0) return { ahead: true };
    if (date.offsetDays === 0 && unknown === 0) return { status: "ordered", date };
    return { date };
  }
  return ahead ? { ahead } : {};
}

/** "ordered but not done": two words on at most. */
const isCalledOff = (pieces: readonly Piece[], index: number) =>
  pieces[index + 1]?.uses?.has("clause") === true &&
  pieces.slice(index + 2, index + 4).some((piece) => has(piece, "not-done"));

/** "6 wks post change" */
function isAfterChange(pieces: readonly Piece[], index: number, words: (piece: Piece) => string): boolean {
  const [unit, relation] = pieces.slice(index + 1, index + 3);
  return unit !== undefined && relation !== undefined && timeUnits.has(words(unit)) && relations.has(words(relation));
}

const spans: ReadonlySet<string> = new Set(["this week", "this month", "this year"]);
const relations: ReadonlySet<string> = new Set(["post", "after", "from", "following"]);
const beforeTimes: ReadonlySet<string> = new Set(["at", "@", "in"]);

/** "at 4 wks", "at 3, 6 and 12 months": a time that is counted from the start of something. Looks at eight pieces. */
function isComingTime(pieces: readonly Piece[], index: number, words: (piece: Piece) => string): boolean {
  if (pieces[index + 1]?.kind !== "number" && pieces[index + 1]?.kind !== "range") return false;
  if (!beforeTimes.has(words(pieces[index]!))) return false;
  for (let at = index + 2; at < pieces.length && at <= index + 8; at++) {
    const piece = pieces[at]!;
    if (timeUnits.has(words(piece)) || (at > index + 2 && isTimeOver(piece, words(piece)))) return true;
    const joins = piece.kind === "number" || piece.sign === "," || piece.sign === "/" || has(piece, "and");
    if (!joins) return false;
  }
  return false;
}

/** "ordered" and "requested" are due words that say more; what is "done" in the future is planned. */
function settle(
  status: ObservationStatus,
  piece: Piece,
  words: (piece: Piece) => string,
  date: NoteDate | undefined,
): ObservationStatus {
  const text = words(piece);
  const ahead = (date?.offsetDays ?? 0) > 0;
  if (status === "planned" && !ahead && /order|request|today|placed/.test(text)) return "ordered";
  return status === "resulted" && ahead ? "planned" : status;
}

/** "declined repeat PSA": two words back at most. */
const isDeclinedBefore = (pieces: readonly Piece[], index: number) =>
  has(pieces[index - 1] ?? pieces[index]!, "declined") ||
  (index > 1 && has(pieces[index - 1]!, "filler") && has(pieces[index - 2]!, "declined"));

function statusBefore(
  pieces: readonly Piece[],
  first: number,
  words: (piece: Piece) => string,
): ObservationStatus | null {
  let unknown = 0;
  for (let index = first - 1; index >= 0 && index >= first - 2 * farthest; index--) {
    const piece = pieces[index]!;
    if (piece.kind === "mark") {
      if (";.•".includes(piece.sign!)) return null;
      continue;
    }
    if (piece.kind === "date") continue;
    if ((piece.kind === "number" && !piece.isInWords) || piece.kind === "range") {
      // "RTC 3 mo with CBC"
      if (!pieces[index + 1]?.units || !timeUnits.has(words(pieces[index + 1]!))) return null;
      continue;
    }
    if (piece.kind === "name") continue;
    if (piece.kind !== "words" || isSmall(piece)) {
      if (++unknown > mostUnknown) return null;
      continue;
    }
    const found = before.find(([use]) => has(piece, use));
    if ((found?.[0] === "plan" || found?.[0] === "order") && isDeclinedBefore(pieces, index)) return "declined";
    if (found && !(found[0] === "done" && has(piece, "filler") && !has(piece, "later")))
      return settle(found[1], piece, words, undefined);
    if (has(piece, "clause", "treat", "condition", "education")) return null;
  }
  return null;
}
