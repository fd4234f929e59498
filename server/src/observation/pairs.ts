/** Values written as a group: "LH/FSH 2.1/3.4", "BP 128/80", "LH and FSH were 2.1 and 3.4". */
import { type Analyte, isPlausible, isUsual } from "./analytes.ts";
import type { Comparator } from "./observation.ts";
import type { Piece, Sources } from "./piece.ts";
import type { Reading } from "./reading.ts";
import { readUnit } from "./unit-after.ts";
import type { WordUse } from "./words.ts";

/** One reading for each analyte of the group, in their order, and where the group ends; null where there is no group. */
export interface GroupReading {
  readonly readings: readonly Reading[];
  readonly end: number;
}

/** Reads pieces `start` to `end` as one number for each of `analytes`. */
export function readGroup(
  sources: Sources,
  pieces: readonly Piece[],
  start: number,
  end: number,
  analytes: readonly Analyte[],
): GroupReading | null {
  // A panel has no number of its own: "FBC/PSA 12/12" is in a year.
  if (analytes.some(({ isPanel }) => isPanel)) return null;
  const { tokens } = sources.note;
  let index = start;
  let flag: Reading["flag"];
  while (index < end && leadsOn(pieces[index]!)) {
    flag ??= flagOf(pieces[index]!);
    index++;
  }
  const numbers: Piece[] = [];
  const readings: Reading[] = [];
  let joint = "";
  while (index < end && numbers.length < analytes.length) {
    const comparator = comparatorOf(pieces[index]!);
    if (comparator) index++;
    const piece = pieces[index];
    if (!piece || index >= end || (piece.kind !== "number" && piece.kind !== "range")) return null;
    const next = index + 1 < end ? pieces[index + 1] : undefined;
    const unit = next?.units ? readUnit(sources, analytes[numbers.length]!, next) : undefined;
    if (unit?.kind === "other" && !next?.uses) return null;
    const withUnit = unit !== undefined && unit.ucum !== undefined;
    numbers.push(piece);
    readings.push({
      start: tokens.start[piece.first]!,
      end: tokens.end[(withUnit ? next! : piece).end - 1]!,
      value: piece.value!,
      chained: false,
      ...(comparator ? { comparator } : {}),
      ...(flag ? { flag } : {}),
      ...(piece.high === undefined ? {} : { high: piece.high }),
      ...(withUnit ? { unit: unit.ucum! } : {}),
    });
    index += withUnit ? 2 : 1;
    if (numbers.length === analytes.length) break;
    const sign = pieces[index]?.sign ?? (pieces[index]?.uses?.has("and") ? "and" : "");
    if (!["/", "and", "&", ","].includes(sign) || (joint !== "" && sign !== joint && joint !== ",")) return null;
    joint = sign;
    index++;
    // "640, 31, and 48"
    if (sign === "," && pieces[index]?.uses?.has("and")) index++;
  }
  if (numbers.length < analytes.length || goesOn(pieces, index, end)) return null;
  const unit = readings.at(-1)!.unit;
  for (const [place, reading] of readings.entries()) {
    if (unit && reading.unit === undefined && analytes[place]!.units.has(unit)) reading.unit = unit;
  }
  return { readings, end: index };
}

/** A further joined number: the list has a name that is not known, and nobody can say which. */
function goesOn(pieces: readonly Piece[], index: number, end: number): boolean {
  const [joint, number] = pieces.slice(index, Math.min(index + 2, end));
  return (
    number?.kind === "number" && (joint?.sign === "/" || (joint?.kind === "words" && joint.uses?.has("and") === true))
  );
}

/** The comparison that a piece makes, if any. */
export function comparatorOf({ uses }: Piece): Comparator | undefined {
  return uses && comparators.find(([use]) => uses.has(use))?.[1];
}

const comparators: readonly (readonly [WordUse, Comparator])[] = [
  ["at-least", ">="],
  ["at-most", "<="],
  ["below", "<"],
  ["above", ">"],
];

const flagOf = ({ uses }: Piece): Reading["flag"] =>
  uses?.has("filler") || uses?.has("link")
    ? undefined
    : (["high", "low", "normal"] as const).find((use) => uses?.has(use));

/** Words that lead from the names to the numbers. */
function leadsOn(piece: Piece): boolean {
  if (piece.kind === "mark") return ":=-–(".includes(piece.sign!);
  if (piece.kind === "date") return true;
  return (
    piece.kind === "words" &&
    ["link", "filler", "timing", "later", "stable", "high", "low", "normal"].some(
      (use) => piece.uses?.has(use as WordUse) === true,
    )
  );
}

/**
 * The analytes of a name that stands for a pair, in the order of its two numbers: each number goes to the test it is
 * plausible for; where both would do, the larger goes to the test with the higher limits (systolic over diastolic).
 */
export function orderPair(analytes: readonly Analyte[], first: number, second: number): readonly Analyte[] {
  const [a, b] = analytes;
  if (analytes.length !== 2 || !a || !b) return analytes;
  for (const isFit of [isUsual, isPlausible]) {
    const straight = isFit(a, first) && isFit(b, second);
    const crossed = isFit(b, first) && isFit(a, second);
    if (straight !== crossed) return straight ? [a, b] : [b, a];
  }
  return first >= second === a.ceiling >= b.ceiling ? [a, b] : [b, a];
}
