/** Dates and numbers after the name of a test: which are its values, and which are limits, doses or times. */
import { isPlausible } from "./analytes.ts";
import { countsSomething, isItemNumber, isRepetition } from "./counts.ts";
import type { Piece } from "./piece.ts";
import { flags, last, miss, type State, spanOf, wordsOf } from "./reading.ts";
import { attachTiming, isTimed, timingEnd } from "./timing.ts";
import { readUnit, type UnitReading } from "./unit-after.ts";
import { fitsFirst, fitsNext, holdsDate } from "./value-fits.ts";

/** Reads a date: of the value before it, or of the one it leads to. False ends the reading. */
export function readDate(state: State, piece: Piece): boolean {
  const { date } = piece.date!;
  const next = state.pieces[state.index + 1];
  if (
    date.offsetDays === 0 &&
    (state.goal || state.readings.length > 0) &&
    (next?.kind === "number" || next?.uses?.has("link") === true || next?.sign === ":")
  ) {
    state.date = date;
    state.role = "later";
    state.linked = true;
    return true;
  }
  // "up to 1.8 since last year": the date of another value.
  const before = state.pieces[state.index - 1];
  if (state.readings.length > 0 && before && wordsOf(state, before) === "since") return true;
  // "9/35, bother 2/6": of the unknown word.
  if (piece.date!.weak && before?.kind === "word" && state.readings.length > 0) return miss(state, 1);
  const ahead = (date.offsetDays ?? 0) > 0;
  const reading = last(state);
  if (!reading) {
    if (ahead) return false;
    state.date = date;
    if (date.offsetDays === 0) state.role = "later";
    state.linked = true;
    return true;
  }
  if (ahead) return false;
  const announces = next?.kind === "mark" && (next.sign === ":" || next.sign === "=");
  const leads =
    announces ||
    // Columns: "06/02/25 612 01/09/25 288".
    (reading.date !== undefined && next?.kind === "number" && date !== reading.date) ||
    // "PSA 0.9 (12 months ago 0.8)"
    (before?.sign === "(" && next?.kind === "number") ||
    (state.joint !== undefined && (next?.kind === "number" || next?.uses?.has("link") === true)) ||
    // "and on 6/10 it was 402"
    (state.joint !== undefined &&
      next?.uses?.has("filler") === true &&
      state.pieces[state.index + 2]?.uses?.has("link") === true);
  if (leads || (state.joint !== undefined && reading.date)) {
    // A semicolon counts as an unknown word, unless a date leads on.
    if (state.joint === "clause" && state.unknown > 0) state.unknown--;
    state.date = date;
    state.joint = "date";
    state.linked = true;
  } else if (!isOfOtherNumber(state, reading)) reading.date ??= date;
  return true;
}

/** "Hct 52, HR 60 on 11/6": a number that is no value of the test stands before the date. */
function isOfOtherNumber(state: State, reading: { readonly end: number }): boolean {
  let at = state.index - 1;
  while (at >= 0 && at > state.index - 3 && (state.pieces[at]!.uses?.has("filler") || state.pieces[at]!.units)) at--;
  const before = state.pieces[at];
  return before?.kind === "number" && spanOf(state, before).start >= reading.end;
}

/** Reads a number or range as a value, a limit, a goal or something else. False ends the reading. */
export function readNumber(state: State, piece: Piece): boolean {
  if (isItemNumber(state, piece)) {
    if (state.readings.length > 0) state.joint ??= "comma";
    state.index++;
    return true;
  }
  if (isYearOfOthers(state, piece)) {
    state.blocked = true;
    return false;
  }
  const next = state.index + 1 < state.end ? state.pieces[state.index + 1] : undefined;
  const unit: UnitReading =
    next?.units && !isRepetition(state) && !isDayOf(state, next)
      ? readUnit(state.sources, state.analyte, next)
      : { kind: "none" };
  const takeUnit = () => {
    if (unit.kind !== "none") state.index++;
  };
  const isProduct =
    next?.uses?.has("treat") === true && next.units !== undefined && !isPlausible(state.analyte, piece.value!);
  if (unit.kind === "other" || isProduct || isFraction(state, unit) || countsSomething(state, piece, unit))
    return readForeign(state, piece, unit);
  // "240 (L, 264-916)"
  const isInBrackets = state.brackets && piece.kind === "range" && !piece.isRound && !state.role && !state.date;
  const isLimit =
    state.reference ||
    (isInBrackets && state.readings.length > 0 && state.joint === "comma") ||
    (state.referenceRange === undefined && state.comparator !== undefined && bracketsBeforeValue(state));
  if (
    isLimit ||
    (state.readings.length > 0 &&
      !state.joint &&
      !state.role &&
      // "(eGFR >90)" limits another test.
      state.pieces[state.index - (state.comparator ? 2 : 1)]?.kind !== "word" &&
      (state.comparator || (piece.kind === "range" && !piece.isRound)))
  ) {
    readReference(state, piece);
    takeUnit();
    if (unit.kind === "own") {
      const reading = last(state);
      if (reading) reading.unit ??= unit.ucum;
      else state.unit ??= unit.ucum;
    }
    return true;
  }
  if (isRangeFirst(state, piece, unit)) {
    state.referenceRange = spanOf(state, piece);
    if (unit.kind === "own") state.unit ??= unit.ucum;
    takeUnit();
    return true;
  }
  if (isBracketedRange(state, piece)) {
    state.referenceRange = spanOf(state, piece);
    if (unit.kind === "own") state.unit ??= unit.ucum;
    takeUnit();
    return true;
  }
  if (state.goal && !(state.role === "later" && state.linked && !state.comparator)) {
    takeUnit();
    state.comparator = undefined;
    state.role = undefined;
    return true;
  }
  const fits = state.readings.length === 0 ? fitsFirst(state, piece, unit) : fitsNext(state, piece, unit);
  if (!fits) {
    takeUnit();
    return miss(state, 1);
  }
  accept(state, piece, unit);
  return true;
}

/** "low T 2023 (198, 214 ng/dL)": a year, and the values of that year in brackets. */
function isYearOfOthers({ pieces, index, end, readings, unknown }: State, { kind, value }: Piece): boolean {
  if (kind !== "number" || readings.length > 0 || unknown > 0 || value! < 1990 || value! > 2040) return false;
  return index + 2 < end && pieces[index + 1]!.sign === "(" && pieces[index + 2]!.kind === "number";
}

const cycleDays: ReadonlySet<string> = new Set(["day", "week", "wk"]);

/** "T 540 day 4": the fourth day since the dose, not 540 days. */
function isDayOf(state: State, next: Piece): boolean {
  return cycleDays.has(wordsOf(state, next).toLowerCase()) && state.pieces[state.index + 2]?.kind === "number";
}

/** A dose, a time or a share; "2 h after gel" and "8 am" time the draw. */
function readForeign(state: State, piece: Piece, unit: UnitReading): boolean {
  if (unit.kind === "other") {
    dropDose(state);
    state.index++;
  }
  const unitPiece = state.pieces[state.index]!;
  const end = unitPiece.uses?.has("timing") ? state.index : timingEnd(state, unitPiece);
  if (end >= 0) {
    attachTiming(state, { start: spanOf(state, piece).start, end: spanOf(state, state.pieces[end]!).end });
    state.index = end;
    return true;
  }
  // "48.8 @ 6 wk, 50.3 @ 12 wk": when, not how much.
  if (last(state) && !state.joint && isTimed(state, unitPiece)) {
    last(state)!.isTimed = true;
    return true;
  }
  state.foreign = true;
  return miss(state, 1);
}

/** "100 → 120 mg", "from 100 to 120 mg": the number before was a dose too. */
function dropDose(state: State): void {
  const before = state.pieces[state.index - 1];
  const isJoined = state.joint === "arrow" || (before !== undefined && wordsOf(state, before) === "to");
  const reading = last(state);
  if (isJoined && state.unknown === 0 && reading && reading.unit === undefined) state.readings.pop();
}

/** "Testosterone 264 - 916 ng/dL 455": columns with the range before the value. */
function isRangeFirst(state: State, piece: Piece, unit: UnitReading): boolean {
  const isBare = state.readings.length === 0 && state.unknown === 0 && !state.brackets && !state.role && !state.goal;
  if (!isBare || piece.kind !== "range" || piece.isRound || state.pieces[state.index - 1]?.kind !== "name")
    return false;
  const at = state.index + (unit.kind === "none" ? 1 : 2);
  const [number, after] = [state.pieces[at], state.pieces[at + 1]];
  if (at >= state.end || number?.kind !== "number") return false;
  return !after?.units || readUnit(state.sources, state.analyte, after).kind !== "other";
}

/** "Hct (38-50)", with or without a value after it: without, it could be either, so it is no result. */
function isBracketedRange(state: State, piece: Piece): boolean {
  if (piece.kind !== "range" || piece.isRound || state.readings.length > 0 || !state.brackets) return false;
  const before = state.pieces[state.index - 1]?.sign ?? "";
  return bracketsBeforeValue(state) || (before !== "" && "([{".includes(before));
}

/** Whether a value follows the closing bracket: "PSA (0.0-4.0): 0.9". */
function bracketsBeforeValue(state: State): boolean {
  if (!state.brackets || state.readings.length > 0) return false;
  let closed = false;
  for (let index = state.index + 1; index < state.end && index <= state.index + 6; index++) {
    const { kind, sign } = state.pieces[index]!;
    if (kind === "mark" && ")]}".includes(sign!)) closed = true;
    else if (closed && (kind === "number" || kind === "range")) return true;
    else if (kind === "word") return false;
  }
  return false;
}

function readReference(state: State, piece: Piece): void {
  const { start, end } = spanOf(state, piece);
  const span = { start: state.comparator?.start ?? start, end };
  const reading = last(state);
  if (reading) reading.referenceRange ??= span;
  else {
    state.referenceRange ??= span;
    state.blocked = true;
  }
  state.comparator = undefined;
  state.reference = false;
}

/** "7/hpf", "44 mmol/mol": a number over something unknown. */
function isFraction(state: State, unit: UnitReading): boolean {
  // "98%/RA" is a share, breathing room air.
  if (unit.ucum === "%") return false;
  const at = state.index + (unit.kind === "none" ? 1 : 2);
  const slash = state.pieces[at];
  const below = state.pieces[at + 1];
  return (
    slash?.kind === "mark" &&
    slash.sign === "/" &&
    isTight(state, slash) &&
    (below?.kind === "word" || below?.kind === "words") &&
    below.first === slash.end &&
    !below.uses?.has("link")
  );
}

/** "7/hpf", not "50.2 / Plt". */
function isTight({ sources: { note }, pieces, index }: State, slash: Piece): boolean {
  const { tokens } = note;
  return tokens.start[slash.first] === tokens.end[slash.first - 1] && pieces[index] !== slash;
}

function accept(state: State, piece: Piece, unit: UnitReading): void {
  const { start, end } = spanOf(state, piece);
  const negative = signBefore(state, piece);
  const unitPiece = unit.kind === "none" ? undefined : state.pieces[state.index + 1];
  const before = last(state);
  if (state.joint === "arrow" && before) before.role = "earlier";
  const ucum = unit.ucum ?? state.unit;
  // What was said before "now" is of an older value.
  const word = state.role === "later" && state.joint ? undefined : state.state;
  // "low 400s" says which of the 400s.
  const flag = word && !piece.isRound ? flags[word.use] : undefined;
  const comparator = state.comparator?.comparator ?? (piece.isAtLeast ? ">=" : undefined);
  // A second column, with its date, is the previous result.
  const isColumn =
    before !== undefined &&
    !state.joint &&
    !(state.brackets && before.comparator) &&
    !state.date &&
    !holdsDate(state, state.index + (unitPiece ? 2 : 1));
  state.readings.push({
    start: state.comparator?.start ?? (negative ? start - 1 : start),
    end: unitPiece ? spanOf(state, unitPiece).end : end,
    value: negative ? -piece.value! : piece.value!,
    chained: state.joint === "arrow",
    ...(state.goal ? { detached: true } : {}),
    ...(piece.high === undefined ? {} : { high: piece.high }),
    ...(comparator ? { comparator } : {}),
    ...(ucum ? { unit: ucum } : {}),
    ...(flag ? { flag } : {}),
    ...(word?.use === "undetectable" ? { word: wordsOf(state, word.piece) } : {}),
    ...(state.referenceRange ? { referenceRange: state.referenceRange } : {}),
    ...(state.date ? { date: state.date } : {}),
    ...(state.timing ? { timing: state.timing } : {}),
    ...(state.role ? { role: state.role } : isColumn ? { role: "earlier" as const } : {}),
  });
  if (unitPiece) state.index++;
  else if (!readTwin(state)) readDiastolic(state);
  Object.assign(state, {
    unknown: 0,
    unknownAtBracket: 0,
    unknownAtJoint: 0,
    linked: false,
    foreign: false,
    treated: false,
    joint: undefined,
    comparator: undefined,
    role: undefined,
    date: undefined,
    timing: undefined,
    referenceRange: undefined,
    state: undefined,
    reference: false,
    goal: false,
    blocked: false,
  });
}

/** Below this, "18/35" is a score of so many rather than two values. */
const leastTwin = 20;

/** "T 212/219": two values of nearly the same size, where a pressure and a score have other ones. */
function readTwin(state: State): boolean {
  const { pieces, index, analyte } = state;
  const [slash, second, after] = pieces.slice(index + 1, Math.min(index + 4, state.end));
  if (slash?.sign !== "/" || second?.kind !== "number" || after?.sign === "/") return false;
  const reading = last(state)!;
  const isPressure = analyte.units.has("mm[Hg]");
  const isMeasured = !isPressure && [...analyte.units].some((ucum) => ucum.includes("/") || ucum === "%");
  const [low, high] = [Math.min(reading.value!, second.value!), Math.max(reading.value!, second.value!)];
  if (!isMeasured || reading.high !== undefined || low < leastTwin || high > low * 1.25) return false;
  const unit: UnitReading = after?.units ? readUnit(state.sources, analyte, after) : { kind: "none" };
  if (unit.kind === "other") return false;
  const { start, end } = spanOf(state, second);
  const ucum = unit.kind === "own" ? { unit: unit.ucum } : {};
  state.readings.push({ start, end, value: second.value!, chained: false, ...ucum });
  state.index += unit.kind === "own" ? 3 : 2;
  return true;
}

/** "/80 mmHg" or "over 80" after the systolic pressure, and "/70 to 132/84" to the end of a span of pressures. */
function readDiastolic(state: State): void {
  const { pieces, index } = state;
  const [slash, low, unit] = pieces.slice(index + 1, Math.min(index + 4, state.end));
  if ((slash?.sign !== "/" && !slash?.uses?.has("above")) || !state.analyte.units.has("mm[Hg]")) return;
  const reading = last(state)!;
  const isSpan = low?.kind === "range" && unit?.sign === "/" && pieces[index + 4]?.kind === "number";
  if (low?.kind !== "number" && !isSpan) return;
  reading.diastolic = low!.value!;
  if (isSpan && low!.high! > reading.value! && !reading.role) reading.high = low!.high!;
  else if (isSpan) addPressure(state, low!.high!, pieces[index + 4]!);
  const read: UnitReading = unit?.units ? readUnit(state.sources, state.analyte, unit) : { kind: "none" };
  if (read.kind === "own") reading.unit ??= read.ucum;
  state.index += isSpan ? 4 : read.kind === "own" ? 3 : 2;
  reading.end = spanOf(state, pieces[state.index]!).end;
}

/** "from 160/84 to 130/78": the second pressure. */
function addPressure(state: State, value: number, diastolic: Piece): void {
  const { start, end } = spanOf(state, diastolic);
  last(state)!.role = "earlier";
  state.readings.push({ start, end, value, diastolic: diastolic.value!, chained: true });
}

/** A minus straight before the number, for a test that can be negative. */
function signBefore(state: State, piece: Piece): boolean {
  const before = state.pieces[state.index - 1];
  if (before?.kind !== "mark" || before.end !== piece.first || !"-–−".includes(before.sign!)) return false;
  const { tokens } = state.sources.note;
  return (
    tokens.end[before.first] === tokens.start[piece.first] && state.analyte.lab.plausible.some(({ low }) => low < 0)
  );
}
