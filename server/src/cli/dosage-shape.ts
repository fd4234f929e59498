import type { Dosage } from "../dosage/dosage.ts";
import type { DosageStep } from "./output.ts";

/** A step of a dosage as the commands print it: what was read, without places. */
export function stepOf({ span: _span, timing, ...step }: Dosage): DosageStep {
  return { ...step, ...(timing ? { timing: { ...timing } } : {}) } as DosageStep;
}
