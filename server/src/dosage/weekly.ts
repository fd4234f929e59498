/** What a reading comes to in a week, when dose and timing leave no doubt. */
import type { Dosage, Quantity, QuantityRange, Strength, Timing, Weekly } from "./dosage.ts";
import { agree, isMass, isSubstance, milligramsIn, millilitresIn, rounded } from "./units.ts";

/** Weeks in a mean Gregorian month (365.2425 / 12 / 7): monthly is 12 times in 52.1775 weeks. */
const WEEKS_PER_MONTH = 365.2425 / 12 / 7;
const WEEKS: Readonly<Record<string, number>> = { h: 1 / 168, d: 1 / 7, wk: 1, mo: WEEKS_PER_MONTH };

interface Range {
  readonly low: number;
  readonly high: number;
}

/** Both ends of a quantity or range. */
export function endsOf(dose: Quantity | QuantityRange): Range & { readonly unit: string } {
  return "low" in dose
    ? { low: dose.low.value, high: dose.high.value, unit: dose.low.unit }
    : { low: dose.value, high: dose.value, unit: dose.unit };
}

/** Doses a week by `timing`, or null where it does not say ("with meals", "once"). */
export function dosesPerWeek(timing: Timing): Range | null {
  const { frequency, frequencyMax, period, periodUnit, dayOfWeek, cycle } = timing;
  if (period === undefined || periodUnit === undefined) return null;
  const most = frequencyMax ?? frequency;
  if (most === undefined) return null;
  const weeks = period * WEEKS[periodUnit]!;
  const weeksMax = (timing.periodMax ?? period) * WEEKS[periodUnit]!;
  const share = cycle ? cycle.onDays / (cycle.onDays + cycle.offDays) : 1;
  const days = dayOfWeek && periodUnit !== "wk" && periodUnit !== "mo" ? dayOfWeek.length / 7 : 1;
  return { low: ((frequency ?? 0) / weeksMax) * share * days, high: (most / weeks) * share * days };
}

/** Mass in mg (or units) of one dose, worked out from the strength where the dose is in tablets or mL; null if not stated. */
export function doseMass(step: Dosage): Weekly | null {
  if (!step.dose) return null;
  const dose = endsOf(step.dose);
  if (isSubstance(dose.unit)) {
    // Grams of a gel are not grams of drug.
    if (step.strength && step.strength.denominator.unit === dose.unit && dose.unit === "g")
      return byStrength(dose, step.strength, 1);
    return toMilligrams(dose.low, dose.high, dose.unit);
  }
  const { strength } = step;
  if (!strength) return null;
  const millilitres = millilitresIn(dose.unit);
  if (strength.denominator.unit === "mL" && !Number.isNaN(millilitres)) return byStrength(dose, strength, millilitres);
  return strength.denominator.unit === dose.unit ? byStrength(dose, strength, 1) : null;
}

function byStrength(dose: Range, strength: Strength, scale: number): Weekly {
  const per = (scale * strength.numerator.value) / strength.denominator.value;
  return toMilligrams(dose.low * per, dose.high * per, strength.numerator.unit);
}

function toMilligrams(low: number, high: number, unit: string): Weekly {
  const factor = isMass(unit) ? milligramsIn(unit) : 1;
  return { low: rounded(low * factor), high: rounded(high * factor), unit: isMass(unit) ? "mg" : unit };
}

/** What holds grams of a gel or cream, not of drug. */
const containers: ReadonlySet<string> = new Set(["sachet", "tube", "click", "pump", "actuation"]);

/** The week of one step, or why there is none. */
export function stepWeekly(step: Dosage, isPreparation: boolean): Weekly | string {
  if (!step.dose) return step.strength ? "a strength without an amount" : "no dose is stated";
  if (step.asNeeded) return "taken as needed";
  const dose = endsOf(step.dose);
  if (isPreparation && dose.unit === "g" && !step.strength) return "grams of a preparation, its strength is not stated";
  if (step.strength?.numerator.unit === "g" && containers.has(step.strength.denominator.unit))
    return "grams of a preparation, its strength is not stated";
  const mass = doseMass(step);
  if (!mass)
    return dose.unit === "mL"
      ? "a volume without a concentration"
      : dose.unit === ""
        ? "a number without a unit"
        : `the strength of one ${dose.unit} is not stated`;
  if (step.timing && isLoading(step.timing)) return "a loading course";
  const times = step.timing ? dosesPerWeek(step.timing) : null;
  if (!times) return "how often is not stated";
  return { low: rounded(mass.low * times.low), high: rounded(mass.high * times.high), unit: mass.unit };
}

/** "at 0 and 4 weeks": an interval as long as the course. */
function isLoading({ duration, period, periodUnit }: Timing): boolean {
  if (!duration || period === undefined || periodUnit === undefined || duration.unit === "a") return false;
  return periodUnit !== "h" && period > 1 && duration.value * WEEKS[duration.unit]! <= period * WEEKS[periodUnit]!;
}

/** The week of a whole reading: steps side by side add up; after steps with an end, the last open one counts. */
export function weeklyOf(steps: readonly Dosage[], isPreparation: boolean): Weekly | string {
  const last = steps.at(-1)?.sequence ?? 0;
  const current = steps.filter((step) => step.sequence === last);
  if (last > 1 && current.some((step) => step.timing?.duration)) return "the dose changes from step to step";
  let sum: Weekly | null = null;
  for (const step of current) {
    const week = stepWeekly(step, isPreparation);
    if (typeof week === "string") return week;
    if (sum && sum.unit !== week.unit) return "doses in different units";
    sum = sum ? { low: rounded(sum.low + week.low), high: rounded(sum.high + week.high), unit: sum.unit } : week;
  }
  return sum ?? "no dose is stated";
}

/** Whether two timings give as many doses a week. */
export function sameRate(a: Timing, b: Timing): boolean {
  const first = dosesPerWeek(a);
  const second = dosesPerWeek(b);
  return first !== null && second !== null && agree(first.low, second.low) && agree(first.high, second.high);
}
