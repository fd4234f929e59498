/** Tables of results: tests as columns over rows of numbers, or tests as rows under dates. */
import type { Note } from "../text/note.ts";
import { foldText } from "../text/tokens.ts";
import type { Draft } from "./draft.ts";
import type { NoteDate } from "./observation.ts";
import type { Piece, Sources } from "./piece.ts";
import { scan } from "./pieces.ts";
import { readUnit } from "./unit-after.ts";
import { timeUnits } from "./units.ts";

export interface TableReading {
  readonly drafts: readonly Draft[];
  /** Sentences that were read as part of a table. */
  readonly sentences: ReadonlySet<number>;
}

interface Cell {
  readonly pieces: readonly Piece[];
}

/** Reads every table whose header names tests or dates. Other rows are left to the sentence reader. */
export function readTables(sources: Sources, named: ReadonlySet<number>): TableReading {
  const drafts: Draft[] = [];
  const sentences = new Set<number>();
  const { note } = sources;
  let index = 0;
  while (index < note.sentences.length) {
    // The names stand in the header, or in the rows below it (and below a line of dashes).
    const isNear = named.has(index) || named.has(index + 1) || named.has(index + 2);
    const header = isNear ? cellsOf(sources, index) : null;
    const columns = header ? readHeader(sources, header) : null;
    if (!columns || (columns.kind === "tests" && !named.has(index))) {
      index++;
      continue;
    }
    let row = index + 1;
    let used = 0;
    for (; row < note.sentences.length; row++) {
      const cells = cellsOf(sources, row);
      if (!cells || cells.length < 2 || readHeader(sources, cells)) break;
      const found =
        columns.kind === "tests"
          ? testColumns(sources, cells, columns, row)
          : resultColumns(sources, cells, columns, row);
      if (
        found.length === 0 &&
        cells.some(({ pieces }) => pieces.some(({ kind }) => kind === "word" || kind === "name"))
      ) {
        if (columns.kind === "tests") break;
        continue;
      }
      if (found.length > 0) {
        drafts.push(...found);
        sentences.add(row);
        used++;
      }
    }
    if (used > 0) sentences.add(index);
    index = Math.max(index + 1, row);
  }
  return { drafts, sentences };
}

/** The cells of a row: parted by pipes, tabs, or two spaces and more. Null for a plain sentence. */
function cellsOf(sources: Sources, sentence: number): Cell[] | null {
  const { note } = sources;
  const { text, tokens } = note;
  const { firstToken, endToken, start, end } = note.sentences[sentence]!;
  if (endToken - firstToken > 200) return null;
  const row = text.slice(start, end);
  const pipes = row.includes("|");
  if (!pipes && !row.includes("\t") && !row.includes("  ")) return null;
  const cells: Cell[] = [];
  let first = firstToken;
  const close = (to: number) => {
    cells.push({ pieces: scan(sources, first, to) });
  };
  for (let index = firstToken; index < endToken; index++) {
    if (pipes) {
      if (text[tokens.start[index]!] !== "|") continue;
      if (index > firstToken) close(index);
      first = index + 1;
    } else if (index > first && isWide(text.slice(tokens.end[index - 1]!, tokens.start[index]!))) {
      close(index);
      first = index;
    }
  }
  if (first < endToken) close(endToken);
  return cells.length > 1 ? cells : null;
}

const isWide = (gap: string) => gap.length > 1 || gap === "\t";

/** A column of results by date, or by order: "Latest", "Previous". */
interface ResultColumn {
  readonly date?: NoteDate;
  readonly role?: "earlier" | "later";
  /** "3 mo": so long after the start. */
  readonly isTime?: boolean;
}

type Header =
  | { readonly kind: "tests"; readonly columns: readonly (Piece | null)[]; readonly pieces: readonly Cell[] }
  | { readonly kind: "results"; readonly columns: readonly (ResultColumn | null)[]; readonly reference: number };

/**
 * Two cells and more that each name one test (one beside "Date"), or that are each a date or "Latest" and "Previous",
 * and no values.
 */
function readHeader({ note }: Sources, cells: readonly Cell[]): Header | null {
  const isValue = ({ kind }: Piece) => kind === "number" || kind === "range";
  if (cells.some(({ pieces }) => pieces.some(isValue) && !isTime(note, pieces))) return null;
  const columns = cells.map(({ pieces }) => pieces.find(({ kind }) => kind === "name") ?? null);
  const needed = cells.some(({ pieces }) => pieces.length === 1 && isDateLabel(note, pieces[0]!)) ? 1 : 2;
  if (columns.filter(Boolean).length >= needed) return { kind: "tests", columns, pieces: cells };
  const results = beforeOld(
    note,
    cells,
    inOrder(cells.map(({ pieces }) => (pieces.length <= 2 ? resultColumn(note, pieces) : null))),
  );
  const reference = cells.findIndex(
    ({ pieces }) => pieces.length <= LONGEST_LABEL && pieces.slice(0, 2).some(({ uses }) => uses?.has("reference")),
  );
  const least = reference < 0 ? 2 : 1;
  return results.filter(Boolean).length >= least ? { kind: "results", columns: results, reference } : null;
}

/** In pieces: "Latest Ref Rng & Units". */
const LONGEST_LABEL = 5;

/** "3 mo", "Week 6": a number and a time. */
function isTime({ text, tokens }: Pick<Note, "text" | "tokens">, pieces: readonly Piece[]): boolean {
  const number = pieces.findIndex(({ kind }) => kind === "number");
  const other = pieces[1 - number];
  if (number < 0 || pieces.length !== 2 || !other) return false;
  return timeUnits.has(foldText(text, tokens.start[other.first], tokens.end[other.end - 1]));
}

/** Columns of times are in order: the last is the latest. */
function inOrder(columns: readonly (ResultColumn | null)[]): (ResultColumn | null)[] {
  const newest = columns.findLastIndex((column) => column?.isTime);
  return columns.map((column, at) => (column?.isTime ? { role: at === newest ? "later" : "earlier" } : column));
}

const resultLabels: ReadonlySet<string> = new Set(["result", "results", "value", "values"]);

/** "Result  Prev": beside a column of old results the other is of the latest. */
function beforeOld(
  { text, tokens }: Pick<Note, "text" | "tokens">,
  cells: readonly Cell[],
  columns: (ResultColumn | null)[],
): (ResultColumn | null)[] {
  if (!columns.some((column) => column?.role === "earlier" && !column.isTime)) return columns;
  return columns.map((column, at) => {
    const [piece, more] = cells[at]!.pieces;
    const isResult =
      !column &&
      piece &&
      !more &&
      resultLabels.has(foldText(text, tokens.start[piece.first], tokens.end[piece.end - 1]));
    return isResult ? { role: "later" } : column;
  });
}

const dateLabels: ReadonlySet<string> = new Set(["date", "collected", "drawn", "visit", "when"]);

const isDateLabel = ({ text, tokens }: Note, { first, end }: Piece) =>
  dateLabels.has(foldText(text, tokens.start[first], tokens.end[end - 1]));

function resultColumn({ text, tokens }: Pick<Note, "text" | "tokens">, pieces: readonly Piece[]): ResultColumn | null {
  const date = pieces.find(({ kind }) => kind === "date")?.date?.date;
  if (date) return { date };
  if (isTime({ text, tokens }, pieces)) return { isTime: true };
  const [piece] = pieces;
  if (piece && foldText(text, tokens.start[piece.first], tokens.end[piece.end - 1]) === "after")
    return { role: "later" };
  const uses = piece?.uses;
  if (uses?.has("earlier") && !uses.has("link")) return { role: "earlier" };
  return uses?.has("later") && !uses.has("link") ? { role: "later" } : null;
}

function testColumns(
  sources: Sources,
  cells: readonly Cell[],
  header: Extract<Header, { kind: "tests" }>,
  sentence: number,
): Draft[] {
  if (cells.some(({ pieces }) => pieces.some(({ kind }) => kind === "name"))) return [];
  const date = cells.flatMap(({ pieces }) => pieces).find(({ kind }) => kind === "date")?.date?.date;
  // Space-parted rows may lack the empty corner cell of the header.
  const shift = cells.length === header.columns.length ? 0 : cells.length - header.columns.length;
  if (shift !== 0 && shift !== 1) return [];
  return cells.flatMap(({ pieces }, at) => {
    const name = header.columns[at - shift];
    if (!name) return [];
    const heading = header.pieces[at - shift]!.pieces;
    return valueOfCell(sources, pieces, name, heading, date, sentence);
  });
}

function resultColumns(
  sources: Sources,
  cells: readonly Cell[],
  header: Extract<Header, { kind: "results" }>,
  sentence: number,
): Draft[] {
  const name = cells[0]!.pieces.find(({ kind }) => kind === "name");
  if (!name) return [];
  const shift = cells.length - header.columns.length;
  if (shift < 0 || shift > 1) return [];
  const { tokens } = sources.note;
  const limits = header.reference < 0 ? [] : (cells[header.reference + shift]?.pieces ?? []);
  const upTo = limits.findLast(({ kind }) => kind === "number" || kind === "range");
  const range = upTo && { start: tokens.start[limits[0]!.first]!, end: tokens.end[upTo.end - 1]! };
  const heading = [...cells[0]!.pieces, ...limits];
  return cells.flatMap(({ pieces }, at) => {
    const column = header.columns[at - shift];
    if (at === 0 || !column) return [];
    const drafts = valueOfCell(sources, pieces, name, heading, column.date, sentence);
    return drafts.map((draft) => ({
      ...draft,
      ...(range ? { referenceRange: range } : {}),
      ...(column.role ? { role: column.role } : {}),
    }));
  });
}

function valueOfCell(
  { note, ...rest }: Sources,
  pieces: readonly Piece[],
  name: Piece,
  heading: readonly Piece[],
  date: NoteDate | undefined,
  sentence: number,
): Draft[] {
  const sources: Sources = { note, ...rest };
  const analyte = name.analytes![0]!;
  const number = pieces.find(({ kind }) => kind === "number");
  if (!number) return [];
  const { tokens } = note;
  const at = pieces.indexOf(number);
  const unitPiece = pieces[at + 1]?.units ? pieces[at + 1] : undefined;
  const headingUnit = heading.find(({ units }) => units !== undefined);
  const unit = unitPiece
    ? readUnit(sources, analyte, unitPiece)
    : headingUnit
      ? readUnit(sources, analyte, headingUnit)
      : { kind: "none" as const };
  if (unitPiece && unit.kind === "other") return [];
  const before = pieces[at - 1]?.uses;
  const comparator = before?.has("below") ? "<" : before?.has("above") ? ">" : undefined;
  const flagWord = pieces.find(({ uses }, index) => index > at && (uses?.has("high") || uses?.has("low")))?.uses;
  return [
    {
      start: tokens.start[comparator ? pieces[at - 1]!.first : number.first]!,
      end: tokens.end[(unitPiece ?? number).end - 1]!,
      analyte: analyte.lab.id,
      name: { start: tokens.start[name.first]!, end: tokens.end[name.end - 1]! },
      status: "resulted",
      value: number.value!,
      ...(comparator ? { comparator } : {}),
      ...("ucum" in unit && unit.ucum ? { unit: unit.ucum } : {}),
      ...(flagWord ? { flag: flagWord.has("high") ? "high" : "low" } : {}),
      ...(date ? { date } : {}),
      latest: true,
      sentence,
    },
  ];
}
