/** A stretch of the note: UTF-16 offsets into its text, `end` exclusive. */
export interface Span {
  readonly start: number;
  readonly end: number;
}
