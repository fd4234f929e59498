/** Observations on their way: read, not yet settled against each other. */
import type { Observation } from "./observation.ts";

/** An observation on its way: `role` settles which of several is the latest. */
export interface Draft extends Observation {
  readonly role?: "earlier" | "later" | "baseline";
}
