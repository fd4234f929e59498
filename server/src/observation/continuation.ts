/** Where what is said of a test runs on into the next sentences. */
import { type Piece, pieceOf, type Sources } from "./piece.ts";
import { scan } from "./pieces.ts";
import type { WordUse } from "./words.ts";

/**
 * The pieces of a sentence with those of the sentences that go on with it: a value on the line below a bare name, or
 * another value of the only test named ("Hct 56 % in 2019; today 47 %.").
 */
export function withContinuation(
  sources: Sources,
  pieces: readonly Piece[],
  sentence: number,
  named: ReadonlySet<number>,
): readonly Piece[] {
  if (pieces.filter(({ kind }) => kind === "name").length !== 1) return pieces;
  const readings = encounterList(sources, pieces, sentence, named);
  if (readings) return readings;
  const isBare =
    pieces.length <= 10 &&
    pieces.every(
      ({ kind, uses, sign }, index) =>
        kind === "name" ||
        (kind === "mark" && (sign !== "." || index === pieces.length - 1)) ||
        uses?.has("filler") === true,
    );
  return isBare ? withLinesBelow(sources, pieces, sentence, named) : withNextClause(sources, pieces, sentence, named);
}

const uses = (piece: Piece | undefined, ...wanted: readonly WordUse[]) =>
  wanted.some((use) => piece?.uses?.has(use) === true);
const isNumeric = (piece: Piece | undefined) => piece?.kind === "number" || piece?.kind === "range";

/** The pieces of a following sentence of the same section that names no test; null for none so short. */
function following(
  { ...sources }: Sources,
  index: number,
  section: number,
  named: ReadonlySet<number>,
  longest: number,
): Piece[] | null {
  const next = sources.note.sentences[index];
  if (
    !next ||
    named.has(index) ||
    next.section !== section ||
    next.box !== "none" ||
    next.endToken - next.firstToken > longest
  )
    return null;
  return scan(sources, next.firstToken, next.endToken);
}

/** "TESTOSTERONE, TOTAL" / "612 ng/dL" / "Range: 250-1100". */
function withLinesBelow(
  sources: Sources,
  pieces: readonly Piece[],
  sentence: number,
  named: ReadonlySet<number>,
): readonly Piece[] {
  const { section } = sources.note.sentences[sentence]!;
  const all = [...withoutStop(pieces)];
  const own = all.length;
  for (let index = sentence + 1; index <= sentence + 3; index++) {
    const more = following(sources, index, section, named, 10);
    const isFirst = all.length === own;
    if (!more?.every((piece) => isResultPiece(piece)) || (isFirst && !more.some(isNumeric))) break;
    // "Calc. Free Test.   162 pmol/L", not "PSA. 2. Follow up"
    if (isFirst && own < pieces.length && !more.some((piece) => piece.units)) break;
    all.push(...more);
  }
  return all;
}

function isResultPiece(piece: Piece): boolean {
  if (piece.kind === "word" || piece.kind === "junk" || piece.sign === "•") return false;
  return (
    piece.kind !== "words" ||
    piece.units !== undefined ||
    uses(piece, "link", "filler", "reference", "high", "low", "normal", "below", "above", "at-most", "at-least")
  );
}

/** One or two words between two semicolons. */
const isAside = (pieces: readonly Piece[]) =>
  pieces.length <= 3 &&
  pieces.at(-1)!.sign === ";" &&
  !pieces.some((piece) => isNumeric(piece) || piece.kind === "date");

const isEncounters = (text: string, start: number) => text.slice(start, start + 10).toLowerCase() === "encounters";

/** "Wt Readings from Last 3 Encounters:" over rows of a date and a value; null for other sentences. */
function encounterList(
  sources: Sources,
  pieces: readonly Piece[],
  sentence: number,
  named: ReadonlySet<number>,
): readonly Piece[] | null {
  const { text, tokens } = sources.note;
  const { section, firstToken, endToken } = sources.note.sentences[sentence]!;
  const last = pieces.at(-1)!;
  const isHeading =
    last.sign === ":" && endToken - firstToken < 12 && isEncounters(text, tokens.start[last.first - 1]!);
  if (!isHeading) return null;
  const all: Piece[] = pieces.filter(({ kind }) => kind === "name");
  for (let index = sentence + 1; index <= sentence + 5; index++) {
    const row = following(sources, index, section, named, 20);
    if (!row?.some(({ kind }) => kind === "date") || !row.some(isNumeric)) break;
    all.push(...(all.length > 1 ? [clauseMark(row)] : []), ...row);
  }
  return all.length > 1 ? all : null;
}

/** "; today 47 %", ". Was 48 in January." */
function withNextClause(
  sources: Sources,
  pieces: readonly Piece[],
  sentence: number,
  named: ReadonlySet<number>,
): readonly Piece[] {
  const { section } = sources.note.sentences[sentence]!;
  let more = following(sources, sentence + 1, section, named, 30);
  // "Hct 55; phlebotomy; now 49."
  if (more && isAside(more)) more = following(sources, sentence + 2, section, named, 30);
  if (!more) return pieces;
  // "8.2 nmol/L; (8.6 - 29)", "1480 ng/dL; range 264-916"
  const isRange = (piece: Piece | undefined) => piece?.kind === "range" || uses(piece, "below", "at-most");
  const isReference = uses(more[0], "reference") && more.slice(1, 3).some(isRange);
  if (isReference || (more[0]?.sign === "(" && more[1]?.kind === "range")) return [...withoutStop(pieces), ...more];
  const number = more.findIndex(isNumeric);
  // "; 55 in March"
  if (number === 0 && more.slice(1, 4).some(({ kind }) => kind === "date") && !more[1]?.units)
    return [...withoutStop(pieces), clauseMark(pieces), ...more];
  // "Hct 57 % in 2020; 48 % now on TRT."
  if (number === 0 && more.length <= 7 && uses(more[more[1]?.units ? 2 : 1], "later"))
    return [...withoutStop(pieces), clauseMark(pieces), ...more];
  // "Hct 54 on TRT; 47 off"
  if (number === 0 && more.length <= 3 && uses(more[1], "earlier", "later") && !uses(more[1], "link"))
    return [...withoutStop(pieces), clauseMark(pieces), ...more];
  // "T 287 ng/dL; free 6.1", "Free T 4.2; total 288"
  const isPart = uses(more[0], "qualifier") || isWord(sources, more[0], "total");
  if (isPart && number > 0 && number <= 4 && isOfTestosterone(pieces))
    return [...withoutStop(pieces), clauseMark(pieces), ...more];
  const opens =
    number > 0 &&
    number <= 4 &&
    more
      .slice(0, number)
      .every(
        (piece) =>
          piece.kind === "date" ||
          piece.sign === ":" ||
          isHour(sources, piece) ||
          uses(piece, "later", "earlier", "link", "filler", "below", "above", "high", "low", "change"),
      );
  const turns =
    more.slice(0, number).some((piece) => piece.kind === "date" || uses(piece, "later", "earlier")) ||
    (uses(more[0], "was") && more.slice(number).some(({ kind }) => kind === "date"));
  if (!opens || !turns) return pieces;
  return [...withoutStop(pieces), clauseMark(pieces), ...more];
}

const isOfTestosterone = (pieces: readonly Piece[]): boolean =>
  pieces.find(({ kind }) => kind === "name")?.analytes?.[0]?.lab.id.endsWith("-testosterone") === true;

const isWord = ({ note: { text, tokens } }: Sources, piece: Piece | undefined, word: string): boolean =>
  piece !== undefined && text.slice(tokens.start[piece.first], tokens.end[piece.end - 1]).toLowerCase() === word;

/** "0800" */
const isHour = ({ note: { tokens } }: Sources, { kind, first, end }: Piece): boolean =>
  kind === "junk" && end - first === 1 && tokens.end[first]! - tokens.start[first]! === 4;

function withoutStop(pieces: readonly Piece[]): readonly Piece[] {
  const last = pieces.at(-1)!;
  return last.kind === "mark" && (last.sign === "." || last.sign === ";") ? pieces.slice(0, -1) : pieces;
}

/** The mark between the clauses, where the stop of the first one stood. */
function clauseMark(pieces: readonly Piece[]): Piece {
  const { first, end } = pieces.at(-1)!;
  return pieceOf("mark", first, end, { sign: ";" });
}
