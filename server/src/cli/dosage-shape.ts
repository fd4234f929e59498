import type { Dosage, Timing } from "../dosage/dosage.ts";
import type { DosageStep } from "./output.ts";

/** A step of a dosage as the commands print it: what was read, without places. */
export function stepOf({ span: _span, timing, ...step }: Dosage): DosageStep {
  return timing ? { ...step, timing: timingOf(timing) } : step;
}

function timingOf({ dayOfWeek, when, ...rest }: Timing): NonNullable<DosageStep["timing"]> {
  return { ...rest, ...(dayOfWeek ? { dayOfWeek: [...dayOfWeek] } : {}), ...(when ? { when: [...when] } : {}) };
}
