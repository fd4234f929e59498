/** Reads the values that follow the name of a test. */
import type { Analyte } from "./analytes.ts";
import { isRuleOfThumb, isSubject } from "./limits.ts";
import type { Piece, Sources } from "./piece.ts";
import { flags, miss, type Reading, type State, spanOf, wordsOf } from "./reading.ts";
import { readClock } from "./timing.ts";
import { readDate, readNumber } from "./value-numbers.ts";
import { readMark, readWords, stop } from "./value-words.ts";

export interface ValueReading {
  readonly readings: readonly Reading[];
  /** The test is named in a goal, a condition, a ratio or a lesson: it states nothing about the patient. */
  readonly blocked: boolean;
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
    unknownAtBracket: 0,
    unknownAtJoint: 0,
    linked: true,
    brackets: false,
    aside: false,
    foreign: false,
    treated: false,
    joint: undefined,
    series: false,
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
  orderUnresolved(state.readings, state.series);
  return { readings: state.readings, blocked: state.blocked && state.readings.length === 0 };
}

/** "45.1 (Jan), 47.8 (Jul)" without a year, "trend: 46, 48, 51": values are listed from the oldest on. */
function orderUnresolved(readings: readonly Reading[], isSeries: boolean): void {
  const isUnresolved = ({ date, role }: Reading) =>
    !role && (date ? date.iso === undefined && date.offsetDays === undefined : isSeries);
  if (readings.length > 1 && readings.every(isUnresolved))
    for (const reading of readings.slice(0, -1)) reading.role = "earlier";
  // "152/90 today; recheck 140/86"
  const recheck = readings.findLastIndex(({ role, date }) => role === "later" && !date);
  for (const reading of readings.slice(0, Math.max(recheck, 0))) if (reading.role === "later") reading.role = "earlier";
  const timed = readings.filter(({ isTimed }) => isTimed);
  for (const reading of timed.slice(0, -1)) reading.role ??= "earlier";
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
      if (piece.sign === "from") {
        state.role = "earlier";
        state.linked = true;
        return true;
      }
      if (isRuleOfThumb(state)) return stop(state);
      if (state.readings.length > 0) state.joint = "arrow";
      state.linked = true;
      return true;
    case "mark":
      return readMark(state, piece.sign!);
    default: {
      if (piece.kind === "junk" && (readClock(state) || isClock(wordsOf(state, piece)))) return true;
      if (isSubject(state, piece)) return stop(state);
      // "inappropriately normal": adverbs do not part a name from its value.
      if (piece.kind === "word" && (isAdverb(wordsOf(state, piece)) || isSite(state, piece))) return true;
      // A laboratory's code or a telephone number does not part a name from its value as another word would.
      const { linked } = state;
      const goesOn = miss(state, 1);
      if (piece.kind === "junk") state.linked = linked;
      return goesOn;
    }
  }
}

/** "0910": when it was drawn. */
const isClock = (word: string) => word.length === 4 && (word[0] === "0" || word[0] === "1");

const sites: ReadonlySet<string> = new Set(["spine", "hip", "neck", "fn", "th", "ls"]);

/** "T-score: spine -1.1": where the density was measured. */
const isSite = (state: State, piece: Piece) =>
  state.analyte.lab.plausible.some(({ low }) => low < 0) && sites.has(wordsOf(state, piece).toLowerCase());

const isAdverb = (word: string) => word.length > 5 && word.endsWith("ly");

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
