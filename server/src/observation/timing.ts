/** When blood was drawn, as it is told among values: "2 h after gel", "8:05 AM", "@ 6 wk". */
import type { Span } from "../text/span.ts";
import { phrasesIn } from "./phrase-list.ts";
import type { Piece } from "./piece.ts";
import { last, type State, spanOf, wordsOf } from "./reading.ts";

/** Whether "at" stands before the number and a time unit after it. */
export function isTimed(state: State, unitPiece: Piece): boolean {
  const before = state.pieces[state.index - 2];
  if (!before || unitPiece.units === undefined) return false;
  return ["@", "at"].includes(wordsOf(state, before)) && timeUnits.has(wordsOf(state, unitPiece).toLowerCase());
}

const hoursAndDays: ReadonlySet<string> = new Set(
  phrasesIn("h, hr, hrs, hour, hours, min, mins, minutes, d, day, days, wk, wks, week, weeks"),
);
const timeUnits: ReadonlySet<string> = new Set([
  ...hoursAndDays,
  ...phrasesIn("mo, mos, mth, mths, month, months, y, yr, yrs, year, years"),
]);
const relations: ReadonlySet<string> = new Set(["after", "post", "following", "before", "since"]);

/** The last piece of "after gel", "post his last shot" behind a time; -1 for none. Looks at four pieces. */
export function timingEnd(state: State, unitPiece: Piece): number {
  const next = state.pieces[state.index + 1];
  if (state.index + 1 >= state.end || !next) return -1;
  if (next.uses?.has("timing")) return state.index + 1;
  if (!hoursAndDays.has(wordsOf(state, unitPiece).toLowerCase())) return -1;
  if (!relations.has(wordsOf(state, next).toLowerCase())) return -1;
  let end = state.index + 1;
  for (let index = end + 1; index < state.end && index <= end + 3; index++) {
    const { kind, uses, units } = state.pieces[index]!;
    if (
      (kind !== "word" && kind !== "words") ||
      (units && index > state.index + 2) ||
      (uses?.has("link") && !uses.has("filler"))
    )
      break;
    if (uses?.has("change") || uses?.has("later")) break;
    if (index === state.index + 4 || !uses?.has("filler") || uses.has("treat")) {
      end = index;
      break;
    }
  }
  return end > state.index + 1 ? end : -1;
}

/** Keeps `timing` for the value before it, or for the one to come. */
export function attachTiming(state: State, timing: Span): void {
  const reading = last(state);
  // "318 ng/dL, drawn 7:40 AM"
  const closes = state.joint === "comma" && state.unknown === 0 && !numberAhead(state);
  if (reading && (!state.joint || closes)) reading.timing ??= timing;
  else state.timing ??= timing;
}

/** Whether a number follows the next piece within eight. */
const numberAhead = ({ pieces, index, end }: State): boolean =>
  pieces.slice(index + 2, Math.min(index + 9, end)).some(({ kind }) => kind === "number" || kind === "range");

/** "8:05 AM": when the sample was drawn. */
export function readClock(state: State): boolean {
  const next = state.pieces[state.index + 1];
  if (!next?.uses?.has("timing")) return false;
  attachTiming(state, { start: spanOf(state, state.pieces[state.index]!).start, end: spanOf(state, next).end });
  state.index++;
  return true;
}
