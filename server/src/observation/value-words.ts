/** Marks and words between and around the values of a test. */

import type { Comparator } from "./observation.ts";
import type { Piece } from "./pieces.ts";
import { flags, last, miss, type State, spanOf, wordsOf } from "./reading.ts";
import { readUnit } from "./unit-after.ts";
import type { WordUse } from "./words.ts";

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
  "spread",
  ...states,
];

/** Reads a punctuation mark. False ends the reading. */
export function readMark(state: State, sign: string): boolean {
  const hasValue = state.readings.length > 0;
  if (sign === "(" || sign === "[" || sign === "{") state.brackets = true;
  else if (sign === ")" || sign === "]" || sign === "}") {
    state.brackets = false;
    state.reference = false;
  } else if (sign === ":" || sign === "=") state.linked = true;
  else if (sign === ",") {
    state.joint ??= "comma";
    state.unknownAtJoint = state.unknown;
    state.comparator = undefined;
  } else if (sign === ";") {
    if (!hasValue && !state.goal) return false;
    state.joint = "clause";
    state.unknown++;
    state.unknownAtJoint = state.unknown;
  } else if (sign === "+") state.joint ??= "and";
  else if (sign === "/" || sign === "@" || sign === "#") return miss(state, 1);
  else if (sign === "." || sign === "•" || sign === "·" || sign === "!")
    return state.index === 0 || state.pieces[state.index - 1]!.kind === "name" || state.goal;
  return true;
}

/** Reads known words or a unit that stands alone. False ends the reading. */
export function readWords(state: State, piece: Piece): boolean {
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
    const goesOn = state.readings.length > 0 || state.goal ? miss(state, 1) : false;
    state.unknownAtJoint = state.unknown;
    return goesOn;
  }
  if (!has(bridges)) {
    if (!has(acts) || state.readings.length > 0 || state.goal) return miss(state, 1);
    // "2 weeks after dose change 455 ng/dL": only a unit tells a result from a dose.
    if (!uses.has("treat")) return false;
    state.treated = true;
    return miss(state, 1);
  }
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
  if (uses.has("and")) {
    state.joint = "and";
    state.unknownAtJoint = state.unknown;
  }
  // "BUN of 60": the number belongs to the unknown word before "of".
  const ofAnother = state.pieces[state.index - 1]?.kind === "word" && wordsOf(state, piece) === "of";
  if (ofAnother) return;
  if (uses.has("link") || uses.has("spread") || uses.has("earlier") || uses.has("later") || found) state.linked = true;
}

function nextIsNumber(state: State): boolean {
  for (let index = state.index + 1; index < state.end && index <= state.index + 3; index++) {
    const { kind, uses } = state.pieces[index]!;
    if (kind === "number" || kind === "range") return true;
    if (kind !== "words" || !uses || !(uses.has("link") || uses.has("filler"))) return false;
  }
  return false;
}

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
