/** Numbers after the name of a test that count something else: "T, 3 options", "Hct at 3 and 6 months". */
import { isPlausible } from "./analytes.ts";
import type { Piece } from "./piece.ts";
import { type State, wordsOf } from "./reading.ts";
import { readUnit, type UnitReading } from "./unit-after.ts";
import { isTimeOver } from "./units.ts";

/** Adjectives that stand between a count and what is counted: "2 prior biopsies". */
const ofCounts: ReadonlySet<string> = new Set(
  "prior previous negative positive other more separate different additional recent further new total consecutive".split(
    " ",
  ),
);
/** More than these are seldom counted. */
const mostCounted = 12;

/** Whether the number at `state.index` counts the words after it, or shares the time unit of a number after it. */
export function countsSomething(state: State, piece: Piece, unit: UnitReading): boolean {
  const after = state.pieces[state.index + (unit.kind === "none" ? 1 : 2)];
  if (after && state.index + 1 < state.end && comparatives.has(wordsOf(state, after).toLowerCase())) return true;
  if (unit.kind !== "none" || piece.kind !== "number" || state.comparator) return false;
  if (after && wordsOf(state, after) === "of" && state.pieces[state.index + 2]?.kind === "number") return true;
  return sharesTime(state) || (isCount(piece.value!) && countsWords(state));
}

/** "212 x 2", "<300 x2": how often it was measured, and no product of lengths ("12 x 9 cm"). */
export function isRepetition(state: State): boolean {
  const [times, count, after] = state.pieces.slice(state.index + 1, Math.min(state.index + 4, state.end));
  if (!times || !count || !["x", "×"].includes(wordsOf(state, times).toLowerCase())) return false;
  return count.kind === "number" && isCount(count.value!) && after?.units === undefined && after?.kind !== "number";
}

/** "1) 150/95 2) 140/88": the number of an item. */
export function isItemNumber(state: State, piece: Piece): boolean {
  return !state.brackets && isCount(piece.value ?? 0) && state.pieces[state.index + 1]?.sign === ")";
}

const isCount = (value: number) => Number.isInteger(value) && value <= mostCounted;

/** "T, 3 options" after a comma, "PSA: 2 prior negative biopsies" anywhere. */
function countsWords(state: State): boolean {
  if (state.readings.length > 0) return false;
  let index = state.index + 1;
  while (index < state.end && index < state.index + 4 && isOfCount(state, state.pieces[index]!)) index++;
  const counted = index < state.end && state.pieces[index]!.kind === "word";
  const isOdd = !isPlausible(state.analyte, state.pieces[state.index]!.value!);
  return counted && (index > state.index + 1 || state.joint === "comma" || isOdd);
}

const isOfCount = (state: State, piece: Piece) =>
  piece.kind === "words" && ofCounts.has(wordsOf(state, piece).toLowerCase());

/** "5 % higher": a difference. */
const comparatives: ReadonlySet<string> = new Set("higher lower more less greater".split(" "));

const beforeTimes: ReadonlySet<string> = new Set(["at", "in", "after", "every", "for", "within", "q"]);

/** "at 3 and 6 months", "at 3, 6 and 12 months": the unit is of all the numbers. Looks at eight pieces. */
function sharesTime(state: State): boolean {
  const before = state.pieces[state.index - 1];
  if (!before || !beforeTimes.has(wordsOf(state, before).toLowerCase())) return false;
  let index = state.index + 1;
  let joined = false;
  while (index + 1 < state.end && index < state.index + 9) {
    const joint = state.pieces[index]!;
    const isLast = joint.uses?.has("and") === true || joint.uses?.has("later") === true || isOr(state, joint);
    if (!isLast && joint.sign !== "," && joint.sign !== "/") return false;
    joined ||= isLast || joint.sign === "/";
    index++;
    if (state.pieces[index]!.sign === undefined && state.pieces[index]!.uses?.has("and")) index++;
    const number = state.pieces[index];
    // "at 6 and 12/52"
    if (number && isTimeOver(number, wordsOf(state, number))) return joined;
    if (number?.kind !== "number" && number?.kind !== "range") return false;
    const unit = state.pieces[index + 1];
    if (unit?.units && index + 1 < state.end)
      return joined && readUnit(state.sources, state.analyte, unit).kind === "other";
    index++;
  }
  return false;
}

const isOr = (state: State, piece: Piece) => wordsOf(state, piece).toLowerCase() === "or";
