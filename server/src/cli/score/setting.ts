import type { Engine } from "../../analysis.ts";

/** What a scorer may ask for besides the rows. */
export interface Setting {
  readonly engine: Engine;
  /** The set's file, and its name without the ending. */
  readonly path: string;
  readonly name: string;
}
