/** Reads the values that follow the name of a test. */
import type { Span } from "../text/span.ts";
import { type Analyte, isPlausible } from "./analytes.ts";
import type { Comparator, NoteDate, Observation } from "./observation.ts";
import type { Piece, Sources } from "./pieces.ts";
import { readUnit, type UnitReading } from "./unit-after.ts";
import type { WordUse } from "./words.ts";

/** One value, or one word that stands for a value. Offsets are of its own words. */
export interface Reading extends Span {
  readonly value?: number;
  readonly high?: number;
  diastolic?: number;
  readonly comparator?: Comparator;
  unit?: string;
  word?: string;
  flag?: NonNullable<Observation["flag"]>;
  referenceRange?: Span;
  date?: NoteDate;
  timing?: Span;
  end: number;
  pending?: boolean;
  /** The note itself says that it is the old or the new one of several. */
  role?: "earlier" | "later";
  /** Directly joined to the one before by an arrow. */
  readonly chained: boolean;
  /** Apart from the name: a goal stands between. */
  readonly detached?: boolean;
}

export interface ValueReading {
  readonly readings: readonly Reading[];
  /** The test is named in a goal, a condition, a ratio or a lesson: it states nothing about the patient. */
  readonly blocked: boolean;
}

const comparators: readonly (readonly [WordUse, Comparator])[] = [
  ["at-least", ">="],
  ["at-most", "<="],
  ["below", "<"],
  ["above", ">"],
];
const stops: readonly WordUse[] = ["condition", "ratio", "qualifier", "education", "relative"];
const states: readonly WordUse[] = ["undetectable", "pending", "high", "low", "abnormal", "normal", "stable", "signed"];
const acts: readonly WordUse[] = ["treat", "declined", "order", "plan", "due", "no", "not-done"];
const bridges: readonly WordUse[] = [
  "link",
  "filler",
  "timing",
  "earlier",
  "later",
  "done",
  "outside",
  "and",
  ...states,
];

/** More unknown words than this between a name and a number, and the number is taken to be of something else. */
const longestGap = 5;
/** As far as this after a value or a goal, a newer value of the same test is looked for. */
const longestTail = 12;
/** Within so few unknown words, a joined number is still about the same test. */
const nearby = 3;

type Joint = "arrow" | "and" | "comma" | "clause" | "date";

interface State {
  readonly sources: Sources;
  readonly pieces: readonly Piece[];
  readonly end: number;
  readonly analyte: Analyte;
  readonly readings: Reading[];
  index: number;
  blocked: boolean;
  /** Reading a goal: numbers are its numbers until the note says "today" or "now". */
  goal: boolean;
  /** The next range or limit is the laboratory's. */
  reference: boolean;
  referenceRange: Span | undefined;
  /** Unknown words since the name or the last value. */
  unknown: number;
  /** The last word leads straight to a value. */
  linked: boolean;
  brackets: boolean;
  /** A dose or time stood since the last value: a later bare number may be another one. */
  foreign: boolean;
  joint: Joint | undefined;
  comparator: { comparator: Comparator; start: number } | undefined;
  role: Reading["role"];
  date: NoteDate | undefined;
  timing: Span | undefined;
  unit: string | undefined;
  state: { use: WordUse; piece: Piece } | undefined;
}

/**
 * Reads pieces `start` to `end` as what is said of `analyte` after its name. `goal`: the name stands in a goal
 * ("goal Hct <54"), so that only a value announced as today's counts.
 */
export function readValues(
  sources: Sources,
  pieces: readonly Piece[],
  start: number,
  end: number,
  analyte: Analyte,
  goal: boolean,
): ValueReading {
  const state: State = {
    sources,
    pieces,
    end,
    analyte,
    readings: [],
    index: start,
    blocked: goal,
    goal,
    reference: false,
    referenceRange: undefined,
    unknown: 0,
    linked: true,
    brackets: false,
    foreign: false,
    joint: undefined,
    comparator: undefined,
    role: undefined,
    date: undefined,
    timing: undefined,
    unit: undefined,
    state: undefined,
  };
  while (state.index < end && step(state, pieces[state.index]!)) state.index++;
  if (state.readings.length === 0 && state.state && !state.goal) pushWord(state);
  shareUnit(state.readings);
  return { readings: state.readings, blocked: state.blocked && state.readings.length === 0 };
}

/** "212 and 240 ng/dL": the unit is of both. */
function shareUnit(readings: readonly Reading[]): void {
  if (readings.length < 2) return;
  const units = new Set(readings.flatMap(({ unit }) => unit ?? []));
  const [unit] = units;
  if (units.size !== 1 || !unit) return;
  for (const reading of readings) if (reading.value !== undefined) reading.unit ??= unit;
}

/** Reads one piece; false ends the reading. May advance `state.index` over more. */
function step(state: State, piece: Piece): boolean {
  switch (piece.kind) {
    case "name":
      return false;
    case "date":
      return readDate(state, piece);
    case "number":
    case "range":
      return readNumber(state, piece);
    case "words":
      return readWords(state, piece);
    case "arrow":
      if (state.readings.length > 0) state.joint = "arrow";
      state.linked = true;
      return true;
    case "mark":
      return readMark(state, piece.sign!);
    default: {
      // A laboratory's code or a telephone number does not part a name from its value as another word would.
      const { linked } = state;
      const goesOn = miss(state, 1);
      if (piece.kind === "junk") state.linked = linked;
      return goesOn;
    }
  }
}

/** An unknown word. After a value few are allowed, before one some. */
function miss(state: State, count: number): boolean {
  state.unknown += count;
  state.linked = false;
  state.comparator = undefined;
  // A later "today 47 %" is still to be found after a value or a goal; see `fitsNext`.
  return state.readings.length > 0 || state.goal ? state.unknown <= longestTail : state.unknown <= longestGap;
}

const spanOf = ({ sources: { note } }: State, piece: Piece): Span => ({
  start: note.tokens.start[piece.first]!,
  end: note.tokens.end[piece.end - 1]!,
});

const last = (state: State): Reading | undefined => state.readings.at(-1);

// ---- marks and words

function readMark(state: State, sign: string): boolean {
  const hasValue = state.readings.length > 0;
  if (sign === "(" || sign === "[" || sign === "{") state.brackets = true;
  else if (sign === ")" || sign === "]" || sign === "}") {
    state.brackets = false;
    state.reference = false;
  } else if (sign === ":" || sign === "=") state.linked = true;
  else if (sign === ",") {
    state.joint ??= "comma";
    state.comparator = undefined;
  } else if (sign === ";") {
    if (!hasValue && !state.goal) return false;
    state.joint = "clause";
    state.unknown++;
  } else if (sign === "+") state.joint ??= "and";
  else if (sign === "/" || sign === "@" || sign === "#") return miss(state, 1);
  else if (sign === "." || sign === "•" || sign === "·" || sign === "!")
    return state.index === 0 || state.pieces[state.index - 1]!.kind === "name" || state.goal;
  return true;
}

function readWords(state: State, piece: Piece): boolean {
  const uses = piece.uses;
  if (piece.units) {
    const own = readUnit(state.sources, state.analyte, piece);
    if (own.kind === "own" && state.unknown === 0) {
      const reading = last(state);
      if (!reading) state.unit = own.ucum;
      else if (reading.unit === undefined && !state.joint) {
        reading.unit = own.ucum;
        reading.end = Math.max(
          reading.end,
          state.readings.length === 1 && !reading.referenceRange ? spanOf(state, piece).end : reading.end,
        );
      }
      return true;
    }
    if (!uses) return miss(state, 1);
  }
  if (!uses) return miss(state, 1);
  const has = (wanted: readonly WordUse[]) => wanted.some((use) => uses.has(use));
  const comparator = comparators.find(([use]) => uses.has(use));
  if (comparator) return readComparator(state, piece, comparator[1]);
  if (uses.has("goal") && !opensRange(state, "normal", uses)) return readGoal(state);
  if (uses.has("reference") && (!uses.has("normal") || opensRange(state, "normal", uses))) {
    state.reference = true;
    return true;
  }
  if (has(stops)) return stop(state);
  if (uses.has("clause")) {
    state.joint = "clause";
    return state.readings.length > 0 || state.goal ? miss(state, 1) : false;
  }
  if (!has(bridges)) return has(acts) && state.readings.length === 0 && !state.goal ? false : miss(state, 1);
  bridge(state, piece, uses);
  return true;
}

/** "normal 300-1000" gives a range; "normal at 0.9" and "normal (0.9)" a verdict. */
function opensRange(state: State, use: WordUse, uses: ReadonlySet<WordUse>): boolean {
  if (!uses.has(use)) return false;
  for (let index = state.index + 1; index < state.end && index <= state.index + 3; index++) {
    const piece = state.pieces[index]!;
    if (piece.kind === "range" || (piece.kind === "number" && state.brackets && state.readings.length > 0)) return true;
    if (piece.uses && comparators.some(([comparator]) => piece.uses!.has(comparator))) return true;
    if (piece.kind === "mark" && ":=".includes(piece.sign!)) continue;
    if (piece.uses?.has("link") && !piece.uses.has("filler")) continue;
    return false;
  }
  return false;
}

/** A goal in brackets after a value is passed over; elsewhere its numbers are not results. */
function readGoal(state: State): boolean {
  if (state.readings.length > 0) {
    if (!state.brackets) return false;
    while (state.index + 1 < state.end && !")]".includes(state.pieces[state.index + 1]!.sign ?? "-")) state.index++;
    return true;
  }
  state.goal = true;
  state.blocked = true;
  state.role = undefined;
  return true;
}

function stop(state: State): boolean {
  // "Hematocrit above 54 % raises the risk": a lesson, not a result.
  if (last(state)?.comparator && state.pieces[state.index]!.uses?.has("education")) state.readings.pop();
  state.blocked = true;
  state.state = undefined;
  return false;
}

function readComparator(state: State, piece: Piece, comparator: Comparator): boolean {
  const next = state.pieces[state.index + 1];
  if (state.index + 1 >= state.end || (next?.kind !== "number" && next?.kind !== "range")) return miss(state, 1);
  state.comparator = { comparator, start: spanOf(state, piece).start };
  return true;
}

function bridge(state: State, piece: Piece, uses: ReadonlySet<WordUse>): void {
  const nextIsDate = state.pieces[state.index + 1]?.kind === "date";
  const found = states.find((use) => uses.has(use));
  if (found && !uses.has("filler") && !uses.has("link")) readState(state, piece, found);
  if (uses.has("timing")) {
    const reading = last(state);
    if (reading && !state.joint) reading.timing ??= spanOf(state, piece);
    else state.timing ??= spanOf(state, piece);
  }
  const joins = state.joint === "clause" || state.joint === "comma" || state.brackets;
  if (uses.has("was") && state.readings.length > 0 && joins && state.role !== "later") state.role = "earlier";
  if (uses.has("later")) state.role = "later";
  else if (uses.has("earlier") && !nextIsDate) {
    const reading = last(state);
    // "48 at last visit" speaks of the value before it, "up from 48" of the one after it.
    if (reading && !state.joint && !state.brackets && !nextIsNumber(state)) {
      if (state.unknown === 0 && state.pieces[state.index + 1]?.kind !== "name") reading.role ??= "earlier";
    } else state.role = "earlier";
  }
  if (uses.has("and")) state.joint = "and";
  // "BUN of 60": the number belongs to the unknown word before "of".
  const ofAnother = state.pieces[state.index - 1]?.kind === "word" && wordsOf(state, piece) === "of";
  if (ofAnother) return;
  if (uses.has("link") || uses.has("earlier") || uses.has("later") || found) state.linked = true;
}

function nextIsNumber(state: State): boolean {
  for (let index = state.index + 1; index < state.end && index <= state.index + 3; index++) {
    const { kind, uses } = state.pieces[index]!;
    if (kind === "number" || kind === "range") return true;
    if (kind !== "words" || !uses || !(uses.has("link") || uses.has("filler"))) return false;
  }
  return false;
}

const flags: Partial<Record<WordUse, NonNullable<Observation["flag"]>>> = {
  normal: "normal",
  high: "high",
  low: "low",
  abnormal: "abnormal",
};

function readState(state: State, piece: Piece, use: WordUse): void {
  if (belongsToNext(state, piece)) return;
  const reading = last(state);
  if (!reading) {
    const isNear = state.unknown === 0 || (state.linked && state.unknown <= 2 && !state.joint);
    if (isNear) state.state ??= { use, piece };
    return;
  }
  if (state.unknown > 0 || state.joint === "arrow") return;
  const flag = flags[use];
  if (flag) reading.flag ??= flag;
  if (use === "undetectable") reading.word ??= wordsOf(state, piece);
}

/** "Elevated hematocrit, normal PSA", "BMI 36 ↑risk": the word is about what follows. */
function belongsToNext(state: State, piece: Piece): boolean {
  const next = state.pieces[state.index + 1];
  if (!next) return false;
  const { tokens, text } = state.sources.note;
  if ("↑↓".includes(text[tokens.start[piece.first]!]!))
    return tokens.start[next.first] === tokens.end[piece.end - 1] && next.kind !== "number" && next.kind !== "mark";
  return (
    state.joint !== undefined && (next.kind === "name" || next.kind === "word" || next.uses?.has("filler") === true)
  );
}

const wordsOf = (state: State, piece: Piece): string => {
  const { start, end } = spanOf(state, piece);
  return state.sources.note.text.slice(start, end);
};

/** Marks beside a number: without one they are something else ("L deltoid"). */
const flagLetters: ReadonlySet<string> = new Set(["H", "L", "HH", "LL", "A", "*", "!"]);

/** A word in place of a value, where nothing unknown stands between it and the name. */
function pushWord(state: State): void {
  const { use, piece } = state.state!;
  if (flagLetters.has(wordsOf(state, piece))) return;
  const flag = flags[use];
  state.readings.push({
    ...spanOf(state, piece),
    word: wordsOf(state, piece),
    chained: false,
    ...(flag ? { flag } : {}),
    ...(use === "pending" ? { pending: true } : {}),
    ...(state.date ? { date: state.date } : {}),
    ...(state.timing ? { timing: state.timing } : {}),
    ...(state.role ? { role: state.role } : {}),
  });
}

// ---- dates and numbers

function readDate(state: State, piece: Piece): boolean {
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

function readNumber(state: State, piece: Piece): boolean {
  const next = state.index + 1 < state.end ? state.pieces[state.index + 1] : undefined;
  const unit: UnitReading = next?.units ? readUnit(state.sources, state.analyte, next) : { kind: "none" };
  const takeUnit = () => {
    if (unit.kind !== "none") state.index++;
  };
  if (unit.kind === "other" || isFraction(state)) return readForeign(state, piece, unit);
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

/** "5/5", "7/hpf": a number over something else. */
function isFraction(state: State): boolean {
  const slash = state.pieces[state.index + 1];
  const below = state.pieces[state.index + 2];
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
  if (!state.linked) return false;
  return unit.kind === "own" || (state.joint === undefined && isPlausible(state.analyte, piece.value!));
}

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
    linked: false,
    foreign: false,
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
