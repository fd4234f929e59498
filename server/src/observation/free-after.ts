/** Total and free told after one name: "Testosterone total 501, free 9.8", "T 501 total, 9.8 free", "T (total/free): 501/9.8". */
import { type Analyte, isPlausible } from "./analytes.ts";
import type { Piece, Sources } from "./piece.ts";
import type { Reading } from "./reading.ts";
import { readUnit } from "./unit-after.ts";
import { readValues } from "./values.ts";

const FREE = "free-testosterone";
const TOTAL = "testosterone";
const parts: ReadonlyMap<string, string> = new Map([
  ["free", FREE],
  ["bioavailable", "bioavailable-testosterone"],
  ["bioavail", "bioavailable-testosterone"],
]);

interface Part {
  readonly analyte: Analyte;
  readonly name: number;
  readonly reading: Reading;
}

const isTotal = (piece: Piece): boolean => piece.analytes?.[0]?.lab.id === "total-testosterone";

const textOf = ({ note: { text, tokens } }: Sources, { first, end }: Piece): string =>
  text.slice(tokens.start[first]!, tokens.end[end - 1]!).toLowerCase();

/** The value of the other part of testosterone that is told after the name of one at `name`, up to `end`; null for none. */
export const readOtherPart = (sources: Sources, pieces: readonly Piece[], name: number, end: number): Part | null =>
  readFreeAfter(sources, pieces, name, end) ?? readTotalAfter(sources, pieces, name, end);

/** "Free T 4.2 pg/mL, total 288 ng/dL": the total after the free one. */
function readTotalAfter(sources: Sources, pieces: readonly Piece[], name: number, end: number): Part | null {
  if (pieces[name]!.analytes?.[0]?.lab.id !== FREE || pieces[name]!.analytes!.length > 1) return null;
  for (let index = name + 2; index < end; index++) {
    const piece = pieces[index]!;
    if (!piece.uses?.has("filler") || !joins(pieces[index - 1]) || textOf(sources, piece) !== "total") continue;
    const analyte = sources.analytes.byConcept.get(TOTAL)?.[0];
    if (!analyte || pieces[index + 1]?.kind === "word") return null;
    const { readings, blocked } = readValues(sources, pieces, index + 1, end, analyte, false);
    const [reading] = readings;
    if (blocked || reading?.value === undefined || readings.length > 1) return null;
    return isPlausible(analyte, reading.value, reading.unit) ? { analyte, name: index, reading } : null;
  }
  return null;
}

/** The value of "free" or "bioavailable" in the pieces after the total at `name`, up to `end`; null for none. */
function readFreeAfter(sources: Sources, pieces: readonly Piece[], name: number, end: number): Part | null {
  if (!isTotal(pieces[name]!)) return null;
  for (let index = name + 2; index < end; index++) {
    const piece = pieces[index]!;
    if (!piece.uses?.has("qualifier") || piece.end - piece.first !== 1) continue;
    const id = parts.get(textOf(sources, piece));
    const analyte = id && sources.analytes.byConcept.get(id)?.[0];
    if (!analyte) return null;
    if (!joins(pieces[index - 1])) return valueBefore(sources, pieces, name, index, analyte);
    if (!pieces.slice(name + 1, index).some(({ kind }) => kind === "number")) return null;
    const { readings, blocked } = readValues(sources, pieces, index + 1, end, analyte, false);
    const [reading] = readings;
    if (blocked || reading?.value === undefined || readings.length > 1) return null;
    return isPlausible(analyte, reading.value, reading.unit) ? { analyte, name: index, reading } : null;
  }
  return null;
}

const joins = (piece: Piece | undefined): boolean =>
  (piece?.sign !== undefined && ",;/(".includes(piece.sign)) ||
  piece?.uses?.has("and") === true ||
  piece?.uses?.has("with") === true;

/** "501 total, 9.8 free": the number and its unit in front of the word at `index`. */
function valueBefore(
  sources: Sources,
  pieces: readonly Piece[],
  name: number,
  index: number,
  analyte: Analyte,
): Part | null {
  const after = pieces[index + 1];
  if (after && after.kind !== "mark" && after.kind !== "name") return null;
  const unitPiece = pieces[index - 1]!.units ? pieces[index - 1]! : undefined;
  const at = unitPiece ? index - 2 : index - 1;
  const number = pieces[at];
  if (number?.kind !== "number" || at < name + 3 || !joins(pieces[at - 1])) return null;
  const unit = unitPiece && readUnit(sources, analyte, unitPiece);
  if ((unit && unit.kind !== "own") || !isPlausible(analyte, number.value!, unit?.ucum)) return null;
  const { tokens } = sources.note;
  const span = { start: tokens.start[number.first]!, end: tokens.end[(unitPiece ?? number).end - 1]! };
  const reading = { ...span, value: number.value!, chained: false, ...(unit?.ucum ? { unit: unit.ucum } : {}) };
  return { analyte, name: index, reading };
}

/** "T (total/free): 501/9.8": the tests that the words after the name at `name` part it into, and where they end. */
export function totalAndFree(
  sources: Sources,
  pieces: readonly Piece[],
  name: number,
): { readonly analytes: readonly Analyte[]; readonly end: number } | null {
  const total = pieces[name]!.analytes![0]!;
  if (!isTotal(pieces[name]!)) return null;
  let index = name + 1;
  const inBrackets = pieces[index]?.sign === "(";
  if (inBrackets || pieces[index]?.sign === ",") index++;
  const [first, joint, second, close] = pieces.slice(index, index + 4);
  if (!first || !second || (joint?.sign !== "/" && joint?.sign !== "&" && !joint?.uses?.has("and"))) return null;
  const words = [textOf(sources, first), textOf(sources, second)];
  const free = sources.analytes.byConcept.get(FREE)?.[0];
  if (!free || !words.includes("total") || !words.includes("free") || (inBrackets && close?.sign !== ")")) return null;
  return { analytes: words[0] === "total" ? [total, free] : [free, total], end: index + (inBrackets ? 4 : 3) };
}
