/** Marks and words between and around the values of a test. */

import { isPlausible } from "./analytes.ts";
import { isRuleOfThumb, isSubject, verbs } from "./limits.ts";
import type { Comparator } from "./observation.ts";
import { comparatorOf } from "./pairs.ts";
import type { Piece } from "./piece.ts";
import { flags, last, miss, type State, spanOf, wordsOf } from "./reading.ts";
import { timedAsideEnd } from "./timed-aside.ts";
import { readUnit } from "./unit-after.ts";
import { leadsToNewer } from "./value-fits.ts";
import type { WordUse } from "./words.ts";

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
  "change",
  "series",
  ...states,
];

/** Reads a punctuation mark. False ends the reading. */
export function readMark(state: State, sign: string): boolean {
  const hasValue = state.readings.length > 0;
  switch (sign) {
    case "(":
    case "[":
    case "{": {
      const close = hasValue ? -1 : timedAsideEnd(state);
      if (close > 0) {
        state.index = close;
        return true;
      }
      state.brackets = true;
      state.unknownAtBracket = state.unknown;
      state.aside = !hasValue && state.unknown === 0;
      return true;
    }
    case ")":
    case "]":
    case "}":
      state.brackets = false;
      state.reference = false;
      if (hasValue) state.unknown = Math.min(state.unknown, state.unknownAtBracket);
      return true;
    case ":":
    case "=":
      if (isRuleOfThumb(state)) return stop(state);
      state.linked = !isLabel(state);
      return true;
    case ",":
      if (isColumnMark(state)) return true;
      state.joint ??= "comma";
      state.unknownAtJoint = state.unknown;
      state.comparator = undefined;
      return true;
    case ";":
      if (!hasValue && !state.goal) return false;
      state.joint = "clause";
      state.unknown++;
      state.unknownAtJoint = state.unknown;
      return true;
    case "+":
      state.joint ??= "and";
      return true;
    case "/":
    case "#":
      return miss(state, 1);
    case ".":
    case "•":
    case "·":
    case "!":
      return state.index === 0 || state.pieces[state.index - 1]!.kind === "name" || state.goal;
    default:
      return true;
  }
}

/** "Hct,52.3,H,%": a comma without spaces parts columns. */
function isColumnMark({ sources: { note }, pieces, index }: State): boolean {
  const { first } = pieces[index]!;
  const { tokens } = note;
  const isTight = (at: number) => at > 0 && at < tokens.count && tokens.start[at] === tokens.end[at - 1];
  return isTight(first) && isTight(first + 1);
}

/** "Testosterone Disp: 4": the colon is of the unknown word before it. */
function isLabel(state: State): boolean {
  const before = state.pieces[state.index - 1];
  // "540 FT: 12": feet here, perhaps a test there.
  const isUnit = before?.units !== undefined && readUnit(state.sources, state.analyte, before).kind === "other";
  return state.unknown > 0 && (before?.kind === "word" || isUnit);
}

/** Reads known words or a unit that stands alone. False ends the reading. */
export function readWords(state: State, piece: Piece): boolean {
  const uses = piece.uses;
  if (isTimes(state, piece)) {
    state.index++;
    return true;
  }
  if (isPairOfLetters(state, piece)) {
    state.index += 2;
    return miss(state, 2);
  }
  if (isPrefix(state, piece)) return miss(state, 1);
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
  if (uses.has("difference") || (uses.has("change") && leadsToDifference(state))) return skipNumber(state);
  if (isClockTime(state, piece)) return skipNumber(state);
  if (uses.has("series")) state.series = true;
  if (isSubject(state, piece)) return stop(state);
  const comparator = comparatorOf(piece);
  if (comparator) return readComparator(state, piece, comparator);
  if (uses.has("goal") && !opensRange(state, "normal", uses)) return readGoal(state);
  if (uses.has("reference") && (!uses.has("normal") || opensRange(state, "normal", uses))) {
    if (isRate(state, piece)) return miss(state, 1);
    state.reference = true;
    return true;
  }
  if (has(stops)) return stop(state);
  if (uses.has("clause")) {
    // "was drawn and is 1.45"
    if (state.readings.length === 0 && wordsOf(state, piece) === "and is") {
      state.linked = true;
      return true;
    }
    state.joint = "clause";
    const goesOn = state.readings.length > 0 || state.goal ? miss(state, 1) : false;
    state.unknownAtJoint = state.unknown;
    return goesOn;
  }
  // "268 on 4/8, with a second value of 255"
  if (uses.has("with") && state.joint && leadsToNewer(state)) return true;
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

/** "rose 3 points" is a difference; "rose 48 to 52" and "fell 54 -> 49" are two values. */
function leadsToDifference(state: State): boolean {
  const { pieces, index, end } = state;
  if (index + 1 >= end || pieces[index + 1]!.kind !== "number") return false;
  // "up 4 lb to 218 lb"
  if (!isPlausible(state.analyte, pieces[index + 1]!.value!)) return true;
  const next = pieces[index + 2]?.units ? pieces[index + 3] : pieces[index + 2];
  return next?.kind !== "arrow" && !(next?.uses?.has("later") && next.uses.has("link"));
}

/** "Collect T before 9" */
function isClockTime(state: State, piece: Piece): boolean {
  const next = state.pieces[state.index + 1];
  return next?.kind === "number" && next.value! <= 12 && wordsOf(state, piece).toLowerCase() === "before";
}

/** "low x2 (231 and 240)": how often. */
function isTimes(state: State, piece: Piece): boolean {
  const next = state.pieces[state.index + 1];
  if (state.index + 1 >= state.end || next?.kind !== "number" || next.value! > 5) return false;
  return ["x", "×"].includes(wordsOf(state, piece).toLowerCase());
}

/** "pre-albumin": part of another word. */
function isPrefix(state: State, piece: Piece): boolean {
  const next = state.pieces[state.index + 1];
  return (
    next?.sign === "-" && next.first === piece.end && ["pre", "post"].includes(wordsOf(state, piece).toLowerCase())
  );
}

/** "RR 16": breaths, where a reference range would be a range. */
const isRate = (state: State, piece: Piece) =>
  state.pieces[state.index + 1]?.kind === "number" && wordsOf(state, piece) === "RR";

/** Passes over the number that follows, with its unit. */
function skipNumber(state: State): boolean {
  const next = state.pieces[state.index + 1];
  if (state.index + 1 < state.end && (next?.kind === "number" || next?.kind === "range")) {
    state.index++;
    if (state.index + 1 < state.end && state.pieces[state.index + 1]!.units) state.index++;
  }
  state.foreign = true;
  state.linked = false;
  return true;
}

/** "normal 300-1000" gives a range; "normal at 0.9" and "normal (0.9)" a verdict. */
function opensRange(state: State, use: WordUse, uses: ReadonlySet<WordUse>): boolean {
  if (!uses.has(use)) return false;
  for (let index = state.index + 1; index < state.end && index <= state.index + 3; index++) {
    const piece = state.pieces[index]!;
    if (piece.kind === "range" || (piece.kind === "number" && state.brackets && state.readings.length > 0)) return true;
    if (comparatorOf(piece)) return true;
    if (piece.kind === "mark" && ":=".includes(piece.sign!)) continue;
    if (piece.uses?.has("link") && !piece.uses.has("filler")) continue;
    return false;
  }
  return false;
}

/** A goal in brackets after a value is passed over; elsewhere its numbers are not results. */
function readGoal(state: State): boolean {
  if (state.readings.length > 0) {
    if (isCalledGoal(state)) {
      state.readings.pop();
      return false;
    }
    if (!state.brackets) return false;
    while (state.index + 1 < state.end && !")]".includes(state.pieces[state.index + 1]!.sign ?? "-")) state.index++;
    return true;
  }
  state.goal = true;
  state.blocked = true;
  state.role = undefined;
  return true;
}

/** "T of 300 is the usual cutoff": the value itself is the limit. Looks back over four words. */
function isCalledGoal(state: State): boolean {
  if (state.joint !== undefined || state.readings.length !== 1) return false;
  for (let index = state.index - 1; index >= 0 && index >= state.index - 4; index--) {
    const { kind, units } = state.pieces[index]!;
    if (kind !== "word" && (kind !== "words" || units)) return false;
    const word = wordsOf(state, state.pieces[index]!);
    if (word === "as" || verbs.has(word)) return true;
  }
  return false;
}

/** Ends the reading at a condition, a ratio or a lesson; a limit just read ("above 54 % raises the risk") is taken back. */
export function stop(state: State): boolean {
  const { uses, kind } = state.pieces[state.index]!;
  if (last(state)?.comparator && kind !== "junk" && !uses?.has("condition") && !uses?.has("relative"))
    state.readings.pop();
  state.blocked = true;
  state.state = undefined;
  return false;
}

function readComparator(state: State, piece: Piece, comparator: Comparator): boolean {
  const next = state.pieces[state.index + 1];
  if (state.index + 1 >= state.end || (next?.kind !== "number" && next?.kind !== "range")) return miss(state, 1);
  // "=<5" has a token for each mark; "T = <5" is another thing.
  const { start } = spanOf(state, piece);
  const before = state.pieces[state.index - 1];
  const isWithEqual = before?.sign === "=" && spanOf(state, before).end === start;
  state.comparator = {
    comparator: isWithEqual && (comparator === "<" || comparator === ">") ? `${comparator}=` : comparator,
    start: isWithEqual ? start - 1 : start,
  };
  return true;
}

function bridge(state: State, piece: Piece, uses: ReadonlySet<WordUse>): void {
  const nextIsDate = state.pieces[state.index + 1]?.kind === "date";
  const found = states.find((use) => uses.has(use));
  const isMove = uses.has("change") && nextIsNumber(state);
  const isPlain = !uses.has("filler") && !uses.has("link");
  if (found && !isMove && (isPlain || (state.brackets && wordsOf(state, piece) === "A")))
    readState(state, piece, found);
  if (uses.has("timing")) {
    const reading = last(state);
    // "980, trough, E2 44"
    const next = state.pieces[state.index + 1];
    const closes =
      state.joint === "comma" && state.unknown === 0 && (next === undefined || ",;.)".includes(next.sign ?? "-"));
    if (reading && (!state.joint || closes)) reading.timing ??= spanOf(state, piece);
    else state.timing ??= spanOf(state, piece);
  }
  const joins = state.joint === "clause" || state.joint === "comma" || state.brackets;
  if (uses.has("was") && state.readings.length > 0 && joins && state.role !== "later") state.role = "earlier";
  // "was up to 55": an old value, though "up to" alone leads to a new one.
  const isOld = state.role === "earlier" && uses.has("link");
  if (uses.has("later")) tellLater(state, isOld);
  else if (uses.has("earlier") && !nextIsDate) {
    const reading = last(state);
    // "48 at last visit" speaks of the value before it, "up from 48" of the one after it.
    // "221 (pre)"
    const [open, close] = [state.pieces[state.index - 1], state.pieces[state.index + 1]];
    const isInside = state.brackets && !(open?.sign === "(" && close?.sign === ")");
    if (reading && !state.joint && !isInside && !nextIsNumber(state)) {
      if (state.unknown === 0 && state.pieces[state.index + 1]?.kind !== "name") {
        reading.role ??= "earlier";
        if (isDiagnosis(state, piece)) reading.ofDiagnosis = true;
      }
    } else state.role = "earlier";
  }
  if (uses.has("and")) {
    state.joint = "and";
    state.unknownAtJoint = state.unknown;
  }
  if (isOfAnother(state, piece)) return;
  if (uses.has("link") || uses.has("spread") || uses.has("earlier") || uses.has("later") || found) state.linked = true;
}

/** "49 now, was 55" speaks of the value before it, "now 49" of the one after it. */
function tellLater(state: State, isOld: boolean): void {
  const reading = last(state);
  const next = state.pieces[state.index + 1];
  const closes = next === undefined || (next.kind === "mark" && ",;.)".includes(next.sign!));
  if (reading && !state.joint && state.unknown === 0 && closes) reading.role ??= "later";
  else state.role = isOld ? "earlier" : "later";
}

const diagnoses: ReadonlySet<string> = new Set(["diagnosis", "dx", "diagnosed", "presentation"]);

/** "at diagnosis", "when diagnosed" */
const isDiagnosis = ({ sources: { note } }: State, { end }: Piece) =>
  diagnoses.has(note.text.slice(note.tokens.start[end - 1]!, note.tokens.end[end - 1]!).toLowerCase());

const measures: ReadonlySet<string> = new Set(["of", "score", "count", "level", "value", "reading", "rate", "scale"]);

/** "BUN of 60", "pain score 7", "3 of 4": the number belongs to the unknown word or the number before. */
function isOfAnother(state: State, piece: Piece): boolean {
  const before = state.pieces[state.index - 1];
  const word = wordsOf(state, piece);
  if (before?.kind === "word") return measures.has(word);
  return word === "of" && (before?.kind === "number" || before?.kind === "junk");
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
  // "152/94 (R), 150/92 (L)": the arm.
  if (state.brackets && state.analyte.units.has("mm[Hg]") && wordsOf(state, piece) === "L") return;
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

/** "H/H", "H & H", "H and H": a name that is not known here, no flag. */
function isPairOfLetters(state: State, piece: Piece): boolean {
  const [joint, second] = state.pieces.slice(state.index + 1, state.index + 3);
  if (!joint || !second || state.index + 2 >= state.end || piece.uses?.has("high") !== true) return false;
  const letter = wordsOf(state, piece);
  if (letter.length !== 1 || wordsOf(state, second) !== letter) return false;
  return joint.sign === "/" || joint.sign === "&" || joint.uses?.has("and") === true;
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
