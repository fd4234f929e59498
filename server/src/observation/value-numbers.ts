/** Dates and numbers after the name of a test: which are its values, and which are limits, doses or times. */
import { isPlausible } from "./analytes.ts";
import type { Piece } from "./pieces.ts";
import { flags, last, miss, nearby, type State, spanOf, wordsOf } from "./reading.ts";
import { readUnit, type UnitReading } from "./unit-after.ts";

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
    announces || (state.joint !== undefined && (next?.kind === "number" || next?.uses?.has("link") === true));
  if (leads || (state.joint !== undefined && reading.date)) {
    state.date = date;
    state.joint = "date";
    state.linked = true;
  } else reading.date ??= date;
  return true;
}

/** Reads a number or range as a value, a limit, a goal or something else. False ends the reading. */
export function readNumber(state: State, piece: Piece): boolean {
  const next = state.index + 1 < state.end ? state.pieces[state.index + 1] : undefined;
  const unit: UnitReading = next?.units ? readUnit(state.sources, state.analyte, next) : { kind: "none" };
  const takeUnit = () => {
    if (unit.kind !== "none") state.index++;
  };
  if (unit.kind === "other" || isFraction(state, unit)) return readForeign(state, piece, unit);
  const isLimit =
    state.reference ||
    (state.referenceRange === undefined && state.comparator !== undefined && bracketsBeforeValue(state));
  if (
    isLimit ||
    (state.readings.length > 0 && !state.joint && !state.role && (piece.kind === "range" || state.comparator))
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
  if (piece.kind === "range" && state.readings.length === 0 && state.brackets && bracketsBeforeValue(state)) {
    state.referenceRange = spanOf(state, piece);
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

/** A dose, a time or a share; "2 h after gel" times the draw. */
function readForeign(state: State, piece: Piece, unit: UnitReading): boolean {
  if (unit.kind === "other") state.index++;
  const next = state.pieces[state.index + 1];
  if (state.readings.length === 0 && next?.uses?.has("timing")) {
    state.index++;
    state.timing = { start: spanOf(state, piece).start, end: spanOf(state, next).end };
    return true;
  }
  state.foreign = true;
  return miss(state, 1);
}

/** "8:05 AM": when the sample was drawn. */
export function readClock(state: State): boolean {
  const next = state.pieces[state.index + 1];
  if (!next?.uses?.has("timing")) return false;
  const timing = { start: spanOf(state, state.pieces[state.index]!).start, end: spanOf(state, next).end };
  const reading = last(state);
  if (reading && !state.joint) reading.timing ??= timing;
  else state.timing ??= timing;
  state.index++;
  return true;
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
    (below?.kind === "word" || below?.kind === "words") &&
    below.first === slash.end &&
    !below.uses?.has("link")
  );
}

function fitsFirst(state: State, piece: Piece, unit: UnitReading): boolean {
  if (state.goal) return unit.kind === "own" || (!state.foreign && isPlausible(state.analyte, piece.value!));
  if (unit.kind === "alien" && state.unknown > 0) return false;
  if (state.unknown === 0) return true;
  if (state.treated) return isQuotient(unit);
  if (!state.linked) return state.timing !== undefined && isQuotient(unit);
  return unit.kind === "own" || (state.joint === undefined && isPlausible(state.analyte, piece.value!));
}

/** A unit that no dose, share or time has: "ng/dL". */
const isQuotient = (unit: UnitReading): boolean => unit.kind === "own" && unit.ucum.includes("/");

/** A further value of the same test must be joined to the one before and be of its size. */
function fitsNext(state: State, piece: Piece, unit: UnitReading): boolean {
  const before = last(state)!;
  if (before.value === undefined || unit.kind === "alien") return false;
  const ratio = Math.max(piece.value!, 1e-9) / Math.max(before.value, 1e-9);
  const within = (times: number) => ratio <= times && ratio >= 1 / times;
  const next = state.pieces[state.index + (unit.kind === "own" ? 2 : 1)];
  const dated = next?.kind === "date" && (next.date?.date.offsetDays ?? 0) <= 0;
  if (state.joint === "arrow") return true;
  const isFar = state.unknown > nearby || state.foreign;
  // "T up to 980, weight up to 104": unknown words after the joint name another thing.
  const isAnother = state.unknown > state.unknownAtJoint && !isQuotient(unit);
  if (isAnother) return false;
  if (state.role && state.linked && isFar)
    return (
      state.role === "later" &&
      (unit.kind === "own" || (!state.foreign && within(2) && isPlausible(state.analyte, piece.value!)))
    );
  if (state.role && state.linked)
    return within(1000) && (isPlausible(state.analyte, piece.value!, unit.ucum) || unit.kind === "own");
  if (isFar) return false;
  if (!state.joint) return dated && within(50) && next?.date?.weak === false;
  if (state.unknown > 0 || state.joint === "clause") return false;
  if (unit.kind === "own" || state.joint === "date" || dated) return within(50);
  if (state.linked && state.joint === "comma") return within(20);
  if (state.joint === "and") return within(20);
  const closes = state.index + 1 >= state.end || next?.kind === "mark" || next?.uses?.has("and") === true;
  return closes && within(2.5);
}

function accept(state: State, piece: Piece, unit: UnitReading): void {
  const { start, end } = spanOf(state, piece);
  const negative = signBefore(state, piece);
  const unitPiece = unit.kind === "none" ? undefined : state.pieces[state.index + 1];
  const before = last(state);
  if (state.joint === "arrow" && before) before.role = "earlier";
  const ucum = unit.ucum ?? state.unit;
  const word = state.state;
  const flag = word ? flags[word.use] : undefined;
  const comparator = state.comparator?.comparator;
  // A second column, with its date, is the previous result.
  const isColumn = before !== undefined && !state.joint;
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
  else readDiastolic(state);
  Object.assign(state, {
    unknown: 0,
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

/** "/80 mmHg" after the systolic pressure. */
function readDiastolic(state: State): void {
  const [slash, number, unit] = state.pieces.slice(state.index + 1, Math.min(state.index + 4, state.end));
  if (slash?.sign !== "/" || number?.kind !== "number" || !state.analyte.units.has("mm[Hg]")) return;
  const reading = last(state)!;
  reading.diastolic = number.value!;
  const read: UnitReading = unit?.units ? readUnit(state.sources, state.analyte, unit) : { kind: "none" };
  if (read.kind === "own") reading.unit ??= read.ucum;
  reading.end = spanOf(state, read.kind === "own" ? unit! : number).end;
  state.index += read.kind === "own" ? 3 : 2;
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
