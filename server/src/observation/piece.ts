/** One of the pieces that laboratory values are written with: a name, a number, a unit, a date, known words, a mark. */
import type { Note } from "../text/note.ts";
import type { Analyte, AnalyteTable } from "./analytes.ts";
import type { DateAt, DateTable } from "./dates.ts";
import type { WordUse } from "./words.ts";

export interface Piece {
  /** `words`: known words, units or both. `word`: an unknown word. `junk`: a number that is part of something else. */
  readonly kind: "name" | "number" | "range" | "date" | "words" | "arrow" | "mark" | "word" | "junk";
  readonly first: number;
  /** Exclusive. */
  readonly end: number;
  readonly value?: number | undefined;
  readonly high?: number | undefined;
  readonly analytes?: readonly Analyte[] | undefined;
  readonly date?: DateAt | undefined;
  readonly uses?: ReadonlySet<WordUse> | undefined;
  /** Values in the analyte table's unit lexicon. */
  readonly units?: readonly number[] | undefined;
  /** The mark, or the direction of an arrow. */
  readonly sign?: string | undefined;
  /** "the 400s": a range that the note gives in round figures. */
  readonly isRound?: boolean | undefined;
  readonly isInWords?: boolean | undefined;
  /** "1500+" */
  readonly isAtLeast?: boolean | undefined;
}

/** What `scan` needs besides the sentence. */
export interface Sources {
  readonly note: Note;
  readonly analytes: AnalyteTable;
  readonly dates: DateTable;
  /** Names of tests by first token. */
  readonly names: ReadonlyMap<number, { readonly endToken: number; readonly analytes: readonly Analyte[] }>;
}

/** What a piece has besides its kind and place. */
export type PieceParts = Omit<Piece, "kind" | "first" | "end">;

/** A piece. All have the same fields in the same order, which keeps reading them fast. */
export function pieceOf(kind: Piece["kind"], first: number, end: number, parts: PieceParts = none): Piece {
  const { value, high, analytes, date, uses, units, sign, isRound, isAtLeast, isInWords } = parts;
  return { kind, first, end, value, high, analytes, date, uses, units, sign, isRound, isAtLeast, isInWords };
}
const none: PieceParts = {};
