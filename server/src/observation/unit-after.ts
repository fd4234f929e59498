/** What a unit says of the number before it. */
import type { Analyte } from "./analytes.ts";
import type { Piece, Sources } from "./piece.ts";

/**
 * `own`: a unit of the test. `alien`: a concentration that other tests are reported in, so a slip rather than another
 * thing. `other`: a dose, a time, a share: the number is no result. `none`: no unit.
 */
export type UnitReading =
  | { readonly kind: "own" | "alien"; readonly ucum: string }
  | { readonly kind: "other" | "none"; readonly ucum?: undefined };

/** Reads a piece with units for `analyte`. Several UCUM units can share a spelling: the test's own is taken. */
export function readUnit({ analytes }: Sources, analyte: Analyte, piece: Piece): UnitReading {
  let alien: string | undefined;
  let other = false;
  for (const value of piece.units ?? []) {
    if (value === analytes.frequency) return { kind: "other" };
    if (value === analytes.otherUnit) {
      other = true;
      continue;
    }
    const unit = analytes.units[value]!;
    if (unit.analyte === analyte.lab.id) return { kind: "own", ucum: unit.ucum };
    if (unit.ucum.includes("/")) alien ??= unit.ucum;
  }
  if (alien && !other) return { kind: "alien", ucum: alien };
  // A word that is also a unit ("in March") is a word where the test has no such unit; "8 am" stays a time.
  return piece.uses && !(other && piece.uses.has("timing")) ? { kind: "none" } : { kind: "other" };
}
