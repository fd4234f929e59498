/** Names of tests that stand together: "LH/FSH", "T, E2 and Hct", "T:E2". */
import type { Note } from "../text/note.ts";
import type { Piece } from "./piece.ts";
import type { Reading } from "./reading.ts";

export interface Run {
  /** Indexes of the name pieces. */
  readonly names: readonly number[];
  /** The index after the last name. */
  readonly end: number;
  /** "T:E2" is a ratio. */
  readonly isRatio: boolean;
  /** "T/E2 18" with one number is a ratio too. */
  readonly isSlash: boolean;
}

/** Longer lists have no value for each name; this bounds the work at each name. */
const longestList = 8;

/** "T, E2, and Hct": names parted by commas, the last joined by "and"; null for anything else. Two only before two numbers. */
export function listFrom(pieces: readonly Piece[], start: number): Run | null {
  const names = [start];
  let index = start + 1;
  while (pieces[index]?.sign === "," && names.length < longestList) {
    const isLast = pieces[index + 1]?.uses?.has("and") === true;
    const name = isLast ? index + 2 : index + 1;
    if (pieces[name]?.kind !== "name") return null;
    names.push(name);
    index = name + 1;
    if (isLast) break;
  }
  const joint = pieces[index];
  if ((joint?.uses?.has("and") || joint?.sign === "&") && names.length > 1 && pieces[index + 1]?.kind === "name") {
    names.push(index + 1);
    index += 2;
  }
  // "LH, FSH 2.2, 3.1"
  const isPair = names.length === 2 && pieces[index]?.kind === "number" && pieces[index + 1]?.sign === ",";
  const isList = names.length > 2 || (isPair && pieces[index + 2]?.kind === "number");
  return isList ? { names, end: index, isRatio: false, isSlash: false } : null;
}

/** Names joined by "/", "and", "&", "+" or ":" without a space. */
export function runFrom({ tokens }: Note, pieces: readonly Piece[], start: number): Run {
  const names = [start];
  let index = start + 1;
  let isRatio = false;
  let isSlash = false;
  while (index + 1 < pieces.length && pieces[index + 1]!.kind === "name") {
    const joint = pieces[index]!;
    isSlash ||= joint.sign === "/";
    const isTight =
      joint.kind === "mark" && joint.sign === ":" && tokens.end[joint.first] === tokens.start[pieces[index + 1]!.first];
    if (joint.sign === "/" || joint.sign === "&" || joint.uses?.has("and") || joint.sign === "+") names.push(index + 1);
    else if (isTight && (pieces[index + 2]?.kind !== "number" || !pieces[start]!.analytes![0]!.isPanel)) {
      isRatio = true;
      names.push(index + 1);
    } else break;
    index += 2;
  }
  return { names, end: index, isRatio, isSlash };
}

/** "T/E2 18" is a ratio, and of "T and E2 640, 31, 48" nobody knows which is whose. */
export function isUnequal(run: Run, pieces: readonly Piece[], readings: readonly Reading[]): boolean {
  const values = readings.filter(({ value }) => value !== undefined);
  if (run.names.length < 2 || values.length === 0) return false;
  if (run.names.some((name) => pieces[name]!.analytes!.some(({ isPanel }) => isPanel))) return false;
  if (values.length > 1) return !values.some(({ role, date }) => role ?? date);
  return run.isSlash && values[0]!.comparator === undefined;
}

/** Names of the same list in front, without values of their own: "CBC, PSA normal". */
export function listBefore(pieces: readonly Piece[], first: number): number[] {
  const names: number[] = [];
  let index = first - 1;
  while (index >= 1) {
    const piece = pieces[index]!;
    const joins = piece.sign === "," || piece.sign === "/" || piece.sign === "&" || piece.uses?.has("and");
    if (!joins) break;
    if (pieces[index - 1]!.kind === "name") {
      names.unshift(index - 1);
      index -= 2;
    } else if (pieces[index - 1]!.sign === ",") index--;
    else break;
  }
  return names;
}
