import type { Span } from "../text/span.ts";

/** A place where the note names a concept. */
export interface Mention extends Span {
  /** Concept id. */
  readonly concept: string;
  readonly firstToken: number;
  /** Exclusive. */
  readonly endToken: number;
  /** Index into `Note.sentences`. */
  readonly sentence: number;
  /** Why, where the form was ambiguous or misspelt; absent where it was plain. */
  readonly reason?: string;
}
