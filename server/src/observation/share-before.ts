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
  if (!isShare(analyte)) return null;
  const { tokens, text } = sources.note;
  // "35 % motile" where "% motile" is the name.
  const isNamed = text[tokens.start[pieces[name]!.first]!] === "%";
  const unit = isNamed ? undefined : pieces[name - 1];
  const number = pieces[isNamed ? name - 1 : name - 2];
  if (number?.kind !== "number" || !opens(pieces[isNamed ? name - 2 : name - 3])) return null;
  if (!isNamed && (!unit?.units || readUnit(sources, analyte, unit).kind !== "own")) return null;
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
