/** Whether a number is a value of the test: the first one, or a further one. */
import { hashesOf } from "../text/tokens.ts";
import { isPlausible } from "./analytes.ts";
import type { Piece } from "./piece.ts";
import { last, nearby, type State } from "./reading.ts";
import { isShare } from "./share-before.ts";
import type { UnitReading } from "./unit-after.ts";

/** Whether the number at `state.index` is the first value after the name. */
export function fitsFirst(state: State, piece: Piece, unit: UnitReading): boolean {
  if (state.goal) return unit.kind === "own" || (!state.foreign && isPlausible(state.analyte, piece.value!));
  if (unit.kind === "alien" && state.unknown > 0) return false;
  if (state.pieces[state.index - 1]?.uses?.has("and") && unit.kind !== "own") return false;
  if (piece.isRound && state.foreign) return false;
  if (state.unknown === 0) return true;
  // "Testosterone 50 mg daily, last level 455"
  if (state.linked && isLevel(state) && (state.treated || state.foreign))
    return isPlausible(state.analyte, piece.value!);
  if (state.treated) return isQuotient(unit);
  // "undetectable on anastrozole, now 22"
  if (state.role === "later" && state.linked && state.joint && state.unknown <= nearby)
    return unit.kind === "own" || (unit.kind === "none" && isPlausible(state.analyte, piece.value!));
  // "T pre-Nebido 9.8 nmol/L"
  const isNear = piece.kind === "number" && !state.comparator && state.unknown <= 2 && state.joint === undefined;
  // "Hct creeping: 47.2 -> 49.8"
  if (isNear && state.pieces[state.index + 1]?.kind === "arrow" && !state.foreign)
    return isPlausible(state.analyte, piece.value!);
  if (!state.linked)
    return (isNear || state.timing !== undefined || (state.aside && !state.brackets)) && isQuotient(unit);
  return unit.kind === "own" || (state.joint === undefined && isPlausible(state.analyte, piece.value!));
}

/** Whether "level" stands before the number, a link or two between. */
function isLevel({ pieces, index, sources: { note } }: State): boolean {
  for (let at = index - 1; at >= 0 && at >= index - 3; at--) {
    const { kind, uses, first, end } = pieces[at]!;
    if (kind !== "words" || !uses?.has("link")) return false;
    const word = note.text.slice(note.tokens.start[end - 1]!, note.tokens.end[end - 1]!).toLowerCase();
    if (end - first <= 2 && (word === "level" || word === "levels")) return true;
  }
  return false;
}

/** A unit that no dose, share or time has: "ng/dL". */
const isQuotient = (unit: UnitReading): boolean => unit.kind === "own" && unit.ucum.includes("/");

/** A further value of the same test must be joined to the one before and be of its size. */
export function fitsNext(state: State, piece: Piece, unit: UnitReading): boolean {
  const before = last(state)!;
  if (before.value === undefined || unit.kind === "alien") return false;
  const ratio = before.value === 0 ? 1 : Math.max(piece.value!, 1e-9) / Math.abs(before.value);
  const within = (times: number) => ratio <= times && ratio >= 1 / times;
  const after = state.index + (unit.kind === "own" ? 2 : 1);
  const next = state.pieces[after];
  const isOld = state.brackets && next?.uses?.has("earlier") === true && !next.uses.has("link");
  const dated =
    isOld ||
    isPast(next) ||
    holdsDate(state, after) ||
    (next?.uses?.has("filler") === true && isPast(state.pieces[after + 1]));
  if (state.joint === "arrow") return true;
  const isFar = state.unknown > nearby || state.foreign;
  // "152/94 (R), 150/92 (L)"
  if (state.joint && !isFar && state.analyte.units.has("mm[Hg]") && isPressure(state)) return within(3);
  // "Wt 205, 126/80": the pressure that follows has no name.
  if (state.joint === "comma" && !state.analyte.units.has("mm[Hg]") && isPressure(state)) return false;
  // "T up to 980, weight up to 104": unknown words after the joint name another thing.
  const isAnother = state.unknown > state.unknownAtJoint && !isQuotient(unit);
  // "233, confirming the initial value of 219"
  const isInitial = isCalledOld(state) && state.unknown - state.unknownAtJoint === 1 && within(3);
  if (isAnother) return isInitial;
  // "Hct 54 on gel; 46 off"
  const isLast = after + 1 >= state.end || state.pieces[after + 1]!.kind === "mark";
  if (state.joint === "clause" && isLast && next?.uses?.has("earlier") && !next.uses.has("link")) return within(2.5);
  // "Hct 57 % in 2020; 48 % now on TRT", "51 on last year's labs, 45 now"
  if (state.joint && state.unknown <= MENTIONED && isNow(next)) return within(2.5);
  // "motility 40 %, 4 % normal forms"
  const following = state.pieces[after];
  if (after === state.end && unit.ucum === "%" && state.joint && following?.analytes?.every(isShare)) return false;
  if (state.role && state.linked && isFar)
    return (
      state.role === "later" &&
      (unit.kind === "own" || (!state.foreign && within(2) && isPlausible(state.analyte, piece.value!)))
    );
  if (state.role && state.linked)
    return within(1000) && (isPlausible(state.analyte, piece.value!, unit.ucum) || unit.kind === "own");
  if (isFar) return false;
  // "<300 (268, 281)"
  const isOpened = state.brackets && state.pieces[state.index - 1]?.sign === "(";
  if (isOpened && before.comparator && !state.joint && next?.kind === "mark" && ",)".includes(next.sign!))
    return within(3) && isPlausible(state.analyte, piece.value!);
  // "55 (48 in January)"
  if (!state.joint) return dated && within(50) && next?.date?.weak !== true;
  if (state.joint === "clause" && state.unknown <= 1 && dated && next?.date?.weak !== true) return within(50);
  // "Hct 55 on 10/2, phlebotomy 10/9, 50 on 11/6"
  if (state.joint === "comma" && state.unknown > 0 && dated && next?.date?.weak !== true) return within(2.5);
  if (state.unknown > 0 || state.joint === "clause") return false;
  // "410, peak 1120"
  if (state.joint === "comma" && isDrawPoint(state)) return within(6) && isPlausible(state.analyte, piece.value!);
  if (unit.kind === "own" || state.joint === "date" || dated) return within(50);
  if (state.linked && state.joint === "comma") return within(20);
  if (state.joint === "and") return within(20);
  // "410 at trough, 1120 at peak"
  if (state.joint === "comma" && before.timing !== undefined && next?.uses?.has("timing")) return within(20);
  const closes =
    state.index + 1 >= state.end || next?.kind === "mark" || next?.uses?.has("and") === true || isNow(next);
  return closes && within(2.5);
}

const drawPoints = hashesOf("peak trough mid midpoint midcycle midinterval midweek");

/** Whether a word of the point in the dosing interval stands straight before the number; "fasting 95" is another test. */
const isDrawPoint = ({ pieces, index, sources: { note } }: State): boolean => {
  const before = pieces[index - 1];
  return before?.uses?.has("timing") === true && drawPoints.has(note.tokens.hash[before.first]!);
};

/** "the initial value of 219": a word of old, not the tense alone, leads to the number. */
function isCalledOld({ role, linked, pieces, index }: State): boolean {
  if (role !== "earlier" || !linked) return false;
  return pieces.slice(index - 3, index).some(({ uses }) => uses?.has("earlier") === true && !uses.has("was"));
}

/** Unknown words between a value and today's: "51 on last year's labs, 45 now". */
const MENTIONED = 3;

/** "50 now" */
const isNow = (piece: Piece | undefined) => piece?.uses?.has("later") === true && !piece.uses.has("link");

/** Whether "/ 92" follows. */
const isPressure = ({ pieces, index }: State) =>
  pieces[index + 1]?.sign === "/" && pieces[index + 2]?.kind === "number";

/** "0.6 (2022) 0.7 (2023)": nothing but a past date in the brackets at `index`. */
export const holdsDate = ({ pieces }: State, index: number) =>
  pieces[index]?.sign === "(" && isPast(pieces[index + 1]) && pieces[index + 2]?.sign === ")";

const isPast = (piece: Piece | undefined) => piece?.kind === "date" && (piece.date?.date.offsetDays ?? 0) <= 0;

/** Whether the word at `state.index` leads to a newer value: "with a second value of", "with repeat". */
export const leadsToNewer = ({ pieces, index }: State): boolean =>
  pieces.slice(index + 1, index + 3).some(({ uses }) => uses?.has("later") === true && !uses.has("and"));
