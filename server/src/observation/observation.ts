/** A measurement as the note states it (FHIR Observation in shape). */
import type { Span } from "../text/span.ts";

export type Comparator = "<" | "<=" | ">" | ">=" | "=";

/** A date as written: absolute parts where known, or an offset from the note's date. */
export interface NoteDate extends Span {
  /** ISO 8601, as precise as the note: "2025", "2025-03", "2025-03-02". Absent for a relative date without a note date. */
  readonly iso?: string;
  /** Days from the note's date (negative: before), for "6 weeks ago", "in 3 months". */
  readonly offsetDays?: number;
  /** Day and month could swap; the note's order was taken. */
  readonly ambiguous?: boolean;
  /** The note gives no year: the one nearest to the visit was taken. */
  readonly yearInferred?: boolean;
}

export type ObservationStatus = "resulted" | "ordered" | "planned" | "pending" | "outside" | "declined" | "not-done";

export interface Observation extends Span {
  /** Analyte id: `hematocrit`, `total-testosterone`. */
  readonly analyte: string;
  /** Where the analyte is named. */
  readonly name: Span;
  readonly status: ObservationStatus;
  readonly value?: number;
  readonly high?: number;
  /** The lower number of a pressure: 80 of "128/80". */
  readonly diastolic?: number;
  readonly comparator?: Comparator;
  /** UCUM. Absent where the note gives none. */
  readonly unit?: string;
  /** A word instead of a number: "normal", "WNL", "undetectable", "pending". */
  readonly word?: string;
  readonly flag?: "high" | "low" | "abnormal" | "normal";
  readonly referenceRange?: Span;
  readonly date?: NoteDate;
  /** Words that time the draw: "trough", "mid-interval", "2 h after gel". */
  readonly timing?: Span;
  /** When it was drawn, hours after midnight: 15.5 for "3:30 pm", 8 for "morning". */
  readonly hour?: number;
  /** False where a later value in the note replaces it ("48 -> 55": 48 is not the latest) or it is plainly old. */
  readonly latest: boolean;
  readonly sentence: number;
}
