/** The free part told after the total: "Testosterone total 501, free 9.8", "T 388 with free 7.1". */
import { type Analyte, isPlausible } from "./analytes.ts";
import type { Piece, Sources } from "./piece.ts";
import type { Reading } from "./reading.ts";
import { readValues } from "./values.ts";

const parts: ReadonlyMap<string, string> = new Map([
  ["free", "free-testosterone"],
  ["bioavailable", "bioavailable-testosterone"],
  ["bioavail", "bioavailable-testosterone"],
]);

/** The value of "free" or "bioavailable" in the pieces after the total at `name`, up to `end`; null for none. */
export function readFreeAfter(
  sources: Sources,
  pieces: readonly Piece[],
  name: number,
  end: number,
): { readonly analyte: Analyte; readonly name: number; readonly reading: Reading } | null {
  if (pieces[name]!.analytes![0]!.lab.id !== "total-testosterone") return null;
  const { text, tokens } = sources.note;
  for (let index = name + 2; index + 1 < end; index++) {
    const piece = pieces[index]!;
    if (!piece.uses?.has("qualifier") || piece.end - piece.first !== 1) continue;
    const id = parts.get(text.slice(tokens.start[piece.first]!, tokens.end[piece.first]!).toLowerCase());
    const analyte = id && sources.analytes.byConcept.get(id)?.[0];
    const before = pieces[index - 1]!;
    const isJoined =
      (before.sign && ",;/(".includes(before.sign)) || before.uses?.has("and") || before.uses?.has("with");
    if (!analyte || !isJoined) return null;
    // "(total/free): 501/9.8"
    if (!pieces.slice(name + 1, index).some(({ kind }) => kind === "number")) return null;
    const { readings, blocked } = readValues(sources, pieces, index + 1, end, analyte, false);
    const [reading] = readings;
    if (blocked || reading?.value === undefined || readings.length > 1) return null;
    return isPlausible(analyte, reading.value, reading.unit) ? { analyte, name: index, reading } : null;
  }
  return null;
}
