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
 * What an observation may come to in `unit` (UCUM): one value where its unit is written; without one, a value for each
 * unit in which it is plausible. None where nothing can be told. "< 5" is known to be below a line above it only: see
 * `isSettled`.
 */
export function valuesIn(item: Observation, unit: string, lab: Lab): readonly number[] {
  if (item.value === undefined) return [];
  const only = item.unit ?? (lab.units.length === 1 ? lab.units[0]!.ucum : undefined);
  const units = only
    ? [only]
    : lab.plausible
        .filter(({ low, high, bare = high }) => item.value! >= low && item.value! <= bare)
        .map((range) => range.unit);
  const values = units.map((from) => convert(item.value!, from, unit, lab));
  return values.some((value) => value === null) ? [] : (values as number[]);
}

/** The value of an observation in `unit`, or null where that cannot be told. */
export function valueIn(item: Observation, unit: string, lab: Lab): number | null {
  const values = valuesIn(item, unit, lab);
  const [first = null] = values;
  // ng/mL and ug/L are two names of one unit: several that agree leave no doubt.
  const isOne = values.every((one) => Math.abs(one - first!) < 1e-9 * Math.abs(first!) + 1e-12);
  return isOne ? first : null;
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
