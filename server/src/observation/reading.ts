/** What is known in the midst of reading the values of one test, and small steps on it. */
import type { Span } from "../text/span.ts";
import type { Analyte } from "./analytes.ts";
import type { Comparator, NoteDate, Observation } from "./observation.ts";
import type { Piece, Sources } from "./piece.ts";
import type { WordUse } from "./words.ts";

/** One value, or one word that stands for a value. Offsets are of its own words. */
export interface Reading extends Span {
  readonly value?: number;
  high?: number;
  diastolic?: number;
  readonly comparator?: Comparator;
  unit?: string;
  word?: string;
  flag?: NonNullable<Observation["flag"]>;
  referenceRange?: Span;
  date?: NoteDate;
  timing?: Span;
  end: number;
  pending?: boolean;
  /** The note itself says that it is the old or the new one of several. */
  role?: "earlier" | "later" | "baseline";
  /** "210 at diagnosis": old, even where it is the only one. */
  ofDiagnosis?: boolean;
  /** "49 at 3 mo": measured so long after the start; later ones follow. */
  isTimed?: boolean;
  /** Directly joined to the one before by an arrow. */
  readonly chained: boolean;
  /** Apart from the name: a goal stands between. */
  readonly detached?: boolean;
}

/** The flag that a word of this use sets. */
export const flags: Partial<Record<WordUse, NonNullable<Observation["flag"]>>> = {
  normal: "normal",
  high: "high",
  low: "low",
  abnormal: "abnormal",
};

/** More unknown words than this between a name and a number, and the number is taken to be of something else. */
const longestGap = 5;
/** As far as this after a value or a goal, a newer value of the same test is looked for. */
const longestTail = 12;
/** Within so few unknown words, a joined number is still about the same test. */
export const nearby = 3;

export type Joint = "arrow" | "and" | "comma" | "clause" | "date";

export interface State {
  readonly sources: Sources;
  readonly pieces: readonly Piece[];
  readonly end: number;
  readonly analyte: Analyte;
  readonly readings: Reading[];
  index: number;
  blocked: boolean;
  /** Reading a goal: numbers are its numbers until the note says "today" or "now". */
  goal: boolean;
  /** The next range or limit is the laboratory's. */
  reference: boolean;
  referenceRange: Span | undefined;
  /** Unknown words since the name or the last value. */
  unknown: number;
  /** How many of them stood before the last bracket: what is in brackets parts nothing. */
  unknownAtBracket: number;
  /** How many of them stood before the last comma or other joint. */
  unknownAtJoint: number;
  /** The last word leads straight to a value. */
  linked: boolean;
  brackets: boolean;
  /** Nothing but words in brackets stood between the name and the value: "T (Quest) 540 ng/dL". */
  aside: boolean;
  /** A dose or time stood since the last value: a later bare number may be another one. */
  foreign: boolean;
  /** A treatment was spoken of since the name. */
  treated: boolean;
  joint: Joint | undefined;
  /** The note calls the values a trend: they are listed from the oldest on. */
  series: boolean;
  comparator: { comparator: Comparator; start: number } | undefined;
  role: Reading["role"];
  date: NoteDate | undefined;
  timing: Span | undefined;
  unit: string | undefined;
  state: { use: WordUse; piece: Piece } | undefined;
}

/** An unknown word. After a value few are allowed, before one some. */
export function miss(state: State, count: number): boolean {
  state.unknown += count;
  state.linked = false;
  state.comparator = undefined;
  // A later "today 47 %" is still to be found after a value or a goal; see `fitsNext`.
  return state.readings.length > 0 || state.goal ? state.unknown <= longestTail : state.unknown <= longestGap;
}

/** Where a piece stands in the note, UTF-16 offsets. */
export const spanOf = ({ sources: { note } }: State, piece: Piece): Span => ({
  start: note.tokens.start[piece.first]!,
  end: note.tokens.end[piece.end - 1]!,
});

/** The value read last. */
export const last = (state: State): Reading | undefined => state.readings.at(-1);

/** A piece as written. */
export const wordsOf = (state: State, piece: Piece): string => {
  const { start, end } = spanOf(state, piece);
  return state.sources.note.text.slice(start, end);
};
