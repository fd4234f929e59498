/** A treatment event: what was, will be or might be done, and with which of the sentence's targets. */
import type { TreatmentStatus } from "./assertion.ts";
import type { Hit } from "./hits.ts";

/** Something that the sentence says was, will be or might be done. */
export interface TreatmentEvent {
  status: TreatmentStatus;
  /** The verb, and the words before it that change it. */
  readonly hits: readonly Hit[];
  /** Index of the verb among the hits of the sentence. */
  readonly hitIndex: number;
  readonly first: number;
  /** Exclusive. */
  readonly end: number;
  readonly bit: number;
  readonly direction: number;
  readonly reach: number;
  readonly negated: boolean;
  readonly planned: boolean;
  readonly historical: boolean;
  /** Indices into the targets of the sentence. */
  covered: readonly number[];
  conditional: boolean;
}
