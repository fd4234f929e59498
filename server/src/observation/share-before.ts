/** Shares that stand before what they are of: "with 10% motility", "4% normal forms". */
import type { Analyte } from "./analytes.ts";
import type { Piece, Sources } from "./piece.ts";
import type { Reading } from "./reading.ts";
import { readUnit } from "./unit-after.ts";

/** The value straight before the name at `name`, for a test that is always a share; null where it has another owner. */
export function shareBefore(
  sources: Sources,
  pieces: readonly Piece[],
  name: number,
  analyte: Analyte,
): Reading | null {
  const [before, number, unit] = [pieces[name - 3], pieces[name - 2], pieces[name - 1]];
  if (!isShare(analyte) || number?.kind !== "number" || !unit?.units) return null;
  if (readUnit(sources, analyte, unit).kind !== "own" || !opens(before)) return null;
  const { tokens } = sources.note;
  return {
    start: tokens.start[number.first]!,
    end: tokens.end[pieces[name]!.end - 1]!,
    value: number.value!,
    unit: "%",
    chained: false,
  };
}

/** Whether the test is reported as a share and in nothing else (motility, morphology). */
export const isShare = ({ lab: { units } }: Analyte): boolean => units.length === 1 && units[0]!.ucum === "%";

/** A new item begins after `before`: nothing, a comma, "with", "and". */
const opens = (before: Piece | undefined): boolean =>
  before === undefined ||
  (before.kind === "mark" && ",;(•-–".includes(before.sign!)) ||
  before.uses?.has("with") === true ||
  before.uses?.has("and") === true;
