/** Values written as a group: "LH/FSH 2.1/3.4", "BP 128/80", "LH and FSH were 2.1 and 3.4". */
import { type Analyte, isPlausible, isUsual } from "./analytes.ts";
import type { Piece, Sources } from "./pieces.ts";
import type { Reading } from "./reading.ts";
import { readUnit } from "./unit-after.ts";

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
  const { tokens } = sources.note;
  let index = start;
  while (index < end && leadsOn(pieces[index]!)) index++;
  const numbers: Piece[] = [];
  const readings: Reading[] = [];
  let joint = "";
  while (index < end && numbers.length < analytes.length) {
    const piece = pieces[index]!;
    if (piece.kind !== "number" && piece.kind !== "range") return null;
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
      ...(piece.high === undefined ? {} : { high: piece.high }),
      ...(withUnit ? { unit: unit.ucum! } : {}),
    });
    index += withUnit ? 2 : 1;
    if (numbers.length === analytes.length) break;
    const sign = pieces[index]?.sign ?? (pieces[index]?.uses?.has("and") ? "and" : "");
    if (!["/", "and", "&", ","].includes(sign) || (joint !== "" && sign !== joint && joint !== ",")) return null;
    joint = sign;
    index++;
  }
  if (numbers.length < analytes.length) return null;
  const unit = readings.at(-1)!.unit;
  for (const [place, reading] of readings.entries()) {
    if (unit && reading.unit === undefined && analytes[place]!.units.has(unit)) reading.unit = unit;
  }
  return { readings, end: index };
}

/** Words that lead from the names to the numbers. */
function leadsOn(piece: Piece): boolean {
  if (piece.kind === "mark") return ":=-–(".includes(piece.sign!);
  if (piece.kind === "date") return true;
  return (
    piece.kind === "words" &&
    (piece.uses?.has("link") === true || piece.uses?.has("filler") === true || piece.uses?.has("timing") === true)
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
