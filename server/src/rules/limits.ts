/** Numbers against the lines that a rule draws. */
import type { Bound, Limits, Profile } from "../knowledge/rule-schema.ts";
import type { Lab } from "../knowledge/schema.ts";
import type { Observation } from "../observation/observation.ts";
import { convert } from "../observation/units.ts";

/** Whether `value` is on the asked side of every line. */
export function within(value: number, limits: Limits): boolean {
  return (
    (limits.above === undefined || value > limits.above) &&
    (limits.atLeast === undefined || value >= limits.atLeast) &&
    (limits.below === undefined || value < limits.below) &&
    (limits.atMost === undefined || value <= limits.atMost)
  );
}

/** The chosen profiles whose line `value` crosses; with no lines by profile, all of them where the common line is crossed. */
export function profilesCrossed(value: number, bound: Bound, chosen: readonly Profile[]): readonly Profile[] {
  if (!bound.byProfile) return within(value, bound) ? chosen : [];
  return chosen.filter((profile) => {
    const own = bound.byProfile?.[profile];
    return own !== undefined && within(value, own);
  });
}

/** Whether `value` counts for any of the chosen profiles. */
export function meets(value: number, bound: Bound, chosen: readonly Profile[]): boolean {
  return bound.byProfile ? profilesCrossed(value, bound, chosen).length > 0 : within(value, bound);
}

/**
 * The value of an observation in `unit` (UCUM), or null where that cannot be told. A value without a unit is taken in
 * the unit in which it is plausible, if all such units give the same. "< 5" is known to be below a line above it only: see `settled`.
 */
export function valueIn(item: Observation, unit: string, lab: Lab): number | null {
  if (item.value === undefined) return null;
  if (item.unit) return convert(item.value, item.unit, unit, lab);
  if (lab.units.length === 1) return convert(item.value, lab.units[0]!.ucum, unit, lab);
  const fitting = lab.plausible.filter(({ low, high, bare = high }) => item.value! >= low && item.value! <= bare);
  const readings = fitting.map((range) => convert(item.value!, range.unit, unit, lab));
  // ng/mL and ug/L are two names of one unit: several that agree leave no doubt.
  const [first = null] = readings;
  return first !== null &&
    readings.every((one) => one !== null && Math.abs(one - first) < 1e-9 * Math.abs(first) + 1e-12)
    ? first
    : null;
}

/** Whether a comparator leaves the answer open: "< 10" says nothing about above 5, ">= 3" nothing about below 9. */
export function isSettled({ comparator }: Observation, { above, atLeast, below, atMost, byProfile }: Bound): boolean {
  const lines = byProfile ? Object.values(byProfile) : [];
  const asksHigh = [above, atLeast, ...lines.flatMap((line) => [line?.above, line?.atLeast])].some(isNumber);
  const asksLow = [below, atMost, ...lines.flatMap((line) => [line?.below, line?.atMost])].some(isNumber);
  if (comparator === "<" || comparator === "<=") return !asksHigh;
  if (comparator === ">" || comparator === ">=") return !asksLow;
  return true;
}

function isNumber(value: number | undefined): boolean {
  return value !== undefined;
}
