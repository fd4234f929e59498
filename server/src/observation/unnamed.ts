/** Measurements whose unit says what they are: "SA 18 M/mL", "BP 128/80, 88 kg". */
import { isPlausible } from "./analytes.ts";
import type { Draft } from "./draft.ts";
import type { NoteDate } from "./observation.ts";
import { comparatorOf } from "./pairs.ts";
import type { Piece, Sources } from "./piece.ts";
import { readUnit } from "./unit-after.ts";

interface Telling {
  readonly concept: string;
  /** UCUM units that tell it. */
  readonly units: ReadonlySet<string>;
  /** Tests among which it stands. */
  readonly beside: (analyte: string) => boolean;
  /** It stands alone between two marks, since its unit is of doses and burdens too. */
  readonly isApart: boolean;
}

const concentration: Telling = {
  concept: "lab-sperm-concentration",
  units: new Set(["10*6/mL"]),
  beside: (analyte) => analyte.startsWith("semen") || analyte.startsWith("sperm"),
  isApart: false,
};
const weight: Telling = {
  concept: "body-weight",
  units: new Set(["kg", "[lb_av]"]),
  beside: (analyte) => analyte === "blood-pressure",
  isApart: true,
};

/** What the units tell in a sentence that names tests. `drafts`: what was read in it already; `date`: of its block. */
export function unnamedMeasures(
  sources: Sources,
  pieces: readonly Piece[],
  sentence: number,
  drafts: readonly Draft[],
  date: NoteDate | undefined,
): Draft[] {
  if (!pieces.some((piece, index) => isTelling(sources, pieces[index - 1], piece))) return [];
  const names = pieces.flatMap(({ analytes }) => analytes?.[0]?.lab.id ?? []);
  const found = [concentration, weight].flatMap((telling) =>
    names.some(telling.beside) ? measureOf(sources, pieces, sentence, drafts, telling) : [],
  );
  return date ? found.map((draft) => ({ ...draft, date })) : found;
}

const analytesTold: ReadonlySet<string> = new Set(["sperm-concentration", "weight"]);

/** Whether `unit` is one of these and stands behind a number: few sentences have one. */
function isTelling({ analytes: { units } }: Sources, number: Piece | undefined, unit: Piece): boolean {
  if (unit.units === undefined || number?.kind !== "number") return false;
  return unit.units.some((value) => analytesTold.has(units[value]?.analyte ?? ""));
}

/** The weight beside a pressure that has no name either: "126/78, 88 kg". */
export function unnamedWeight(sources: Sources, pieces: readonly Piece[], sentence: number): Draft[] {
  return measureOf(sources, pieces, sentence, [], weight);
}

function measureOf(
  sources: Sources,
  pieces: readonly Piece[],
  sentence: number,
  drafts: readonly Draft[],
  telling: Telling,
): Draft[] {
  const analyte = sources.analytes.byConcept.get(telling.concept)?.[0];
  if (!analyte || drafts.some((draft) => draft.analyte === analyte.lab.id)) return [];
  const isOther = ({ uses, analytes }: Piece) =>
    analytes?.[0] === analyte || uses?.has("goal") || uses?.has("condition") || uses?.has("relative");
  if (pieces.some(isOther)) return [];
  const { tokens, text } = sources.note;
  const at = pieces.findIndex((piece, index) => {
    const unit = pieces[index + 1];
    if (piece.kind !== "number" || !unit?.units) return false;
    const { kind, ucum } = readUnit(sources, analyte, unit);
    if (kind !== "own" || !telling.units.has(ucum!) || !isPlausible(analyte, piece.value!, ucum)) return false;
    // "18 M" alone is no concentration.
    if (ucum!.includes("/") && !/\/|per/i.test(text.slice(tokens.start[unit.first]!, tokens.end[unit.end - 1]!)))
      return false;
    // "(>15 million/mL)" is a limit.
    const comparator = pieces[index - 1] && comparatorOf(pieces[index - 1]!);
    if (comparator?.startsWith(">")) return false;
    return !telling.isApart || (isEdge(pieces[index - 1], ",;|(•") && isEdge(pieces[index + 2], ",;|().•"));
  });
  if (at < 0) return [];
  const [number, unit] = [pieces[at]!, pieces[at + 1]!];
  const comparator = pieces[at - 1] && comparatorOf(pieces[at - 1]!);
  const first = comparator ? pieces[at - 1]! : number;
  const span = { start: tokens.start[first.first]!, end: tokens.end[unit.end - 1]! };
  return [
    {
      ...span,
      analyte: analyte.lab.id,
      name: span,
      status: "resulted",
      value: number.value!,
      ...(comparator ? { comparator } : {}),
      unit: readUnit(sources, analyte, unit).ucum!,
      latest: true,
      sentence,
    },
  ];
}

const isEdge = (piece: Piece | undefined, marks: string): boolean =>
  piece === undefined || (piece.kind === "mark" && marks.includes(piece.sign!));
