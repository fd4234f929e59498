/** What rules may look at. */
import type { Chart } from "../chart/chart.ts";
import type { Knowledge } from "../knowledge/knowledge.ts";
import type { Profile } from "../knowledge/rule-schema.ts";
import type { NoteDate } from "../observation/observation.ts";
import type { Note } from "../text/note.ts";
import type { PhraseStatement, PhraseTable } from "./phrases.ts";

/** The dates of a note, and its own. */
export interface NoteDates {
  /** The date of the visit, or null where the note gives none. */
  readonly visit: NoteDate | null;
  readonly all: readonly NoteDate[];
}

/** What the note says of the rules' phrases; read only when a rule asks. */
export class NotePhrases {
  readonly #read: () => readonly PhraseStatement[];
  #statements: readonly PhraseStatement[] | undefined;

  constructor(read: () => readonly PhraseStatement[]) {
    this.#read = read;
  }

  get statements(): readonly PhraseStatement[] {
    this.#statements ??= this.#read();
    return this.#statements;
  }
}

export interface Facts {
  readonly note: Note;
  readonly chart: Chart;
  readonly phrases: NotePhrases;
  readonly phraseTable: PhraseTable;
  readonly knowledge: Knowledge;
  /** The societies whose lines count. */
  readonly profiles: readonly Profile[];
  readonly dates: NoteDates;
}
