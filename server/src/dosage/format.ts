/** Writes a reading as one plain English instruction, such that reading it back gives the same dosage. */
import type { Dosage, DosageReading, Quantity, QuantityRange, Route, Strength, Timing } from "./dosage.ts";
import { endsOf } from "./weekly.ts";

const ROUTE_WORDS: Readonly<Record<Route, string>> = {
  intramuscular: "intramuscularly",
  subcutaneous: "subcutaneously",
  oral: "by mouth",
  transdermal: "topically",
  nasal: "nasally",
  buccal: "buccally",
  implant: "implanted",
  intravenous: "intravenously",
  sublingual: "sublingually",
  rectal: "rectally",
  vaginal: "vaginally",
  inhaled: "inhaled",
  ophthalmic: "ophthalmic",
  otic: "otic",
  other: "by other route",
};

const PERIOD_WORDS = { h: "hour", d: "day", wk: "week", mo: "month", a: "year" } as const;
const WEEKDAYS = {
  mon: "Monday",
  tue: "Tuesday",
  wed: "Wednesday",
  thu: "Thursday",
  fri: "Friday",
  sat: "Saturday",
  sun: "Sunday",
} as const;
const WHEN_WORDS: Readonly<Record<string, string>> = {
  MORN: "in the morning",
  NOON: "at noon",
  AFT: "in the afternoon",
  EVE: "in the evening",
  NIGHT: "at night",
  HS: "at bedtime",
  WAKE: "on waking",
};
const MEAL_WORDS: Readonly<Record<string, string>> = { "": "meals", M: "breakfast", D: "lunch", V: "dinner" };

/** The reading in canonical English; empty for a reading without steps. */
export function formatDosage(reading: DosageReading): string {
  let text = "";
  let sequence = 0;
  for (const step of reading.steps) {
    if (text) text += step.sequence > sequence ? ", then " : " and ";
    text += formatStep(step);
    sequence = step.sequence;
  }
  return text;
}

function formatStep(step: Dosage): string {
  const words = [
    formatDose(step),
    step.route ? ROUTE_WORDS[step.route] : "",
    step.site ? `to ${step.site}` : "",
    step.timing ? formatTiming(step.timing) : "",
    step.asNeeded ? (step.asNeededFor ? `as needed for ${step.asNeededFor}` : "as needed") : "",
    step.maxPerDay ? `(maximum ${formatQuantity(step.maxPerDay)} per day)` : "",
  ];
  return words.filter((word) => word !== "").join(" ");
}

function formatDose({ dose, strength, volume }: Dosage): string {
  const amount = dose ? formatAmount(dose) : "";
  const unit = dose ? endsOf(dose).unit : "";
  const aside = volume && unit !== "mL" ? ` (${formatQuantity(volume)})` : "";
  if (!strength) return amount + aside;
  return `${formatStrength(strength)}${amount ? `, ${amount}${aside}` : ""}`;
}

function formatStrength({ numerator, denominator }: Strength): string {
  if (denominator.unit === "") return formatQuantity(numerator);
  if (denominator.value === 100 && numerator.unit === "g" && denominator.unit === "g")
    return `${formatNumber(numerator.value)}% gel`;
  const per = denominator.value === 1 ? denominator.unit : formatQuantity(denominator);
  return `${formatQuantity(numerator)}/${per}`;
}

function formatAmount(dose: Quantity | QuantityRange): string {
  const { low, high, unit } = endsOf(dose);
  if (low === high) return formatQuantity({ value: low, unit });
  return `${formatNumber(low)}-${formatNumber(high)}${unit ? ` ${plural(unit, high)}` : ""}`;
}

function formatQuantity({ value, unit }: Quantity): string {
  return unit ? `${formatNumber(value)} ${plural(unit, value)}` : formatNumber(value);
}

/** Never a naked point, never a trailing zero, never an exponent. */
function formatNumber(value: number): string {
  const text = String(value);
  return text.includes("e") ? value.toFixed(9).replace(/0+$/, "").replace(/\.$/, "") : text;
}

const UNCOUNTED: ReadonlySet<string> = new Set(["mg", "mcg", "g", "mL", "units", "mEq", "mmol"]);

function plural(unit: string, value: number): string {
  if (UNCOUNTED.has(unit) || value <= 1) return unit;
  if (unit === "patch" || unit === "inch") return `${unit}es`;
  return unit === "suppository" || unit === "gummy" ? `${unit.slice(0, -1)}ies` : `${unit}s`;
}

function formatTiming(timing: Timing): string {
  const words = [
    formatFrequency(timing),
    timing.dayOfWeek ? `on ${list(timing.dayOfWeek.map((day) => WEEKDAYS[day]))}` : "",
    timing.when ? list(timing.when.map(formatWhen)) : "",
    timing.duration
      ? `for ${formatNumber(timing.duration.value)} ${PERIOD_WORDS[timing.duration.unit]}${timing.duration.value === 1 ? "" : "s"}`
      : "",
    timing.cycle ? `${formatNumber(timing.cycle.onDays)} days on ${formatNumber(timing.cycle.offDays)} days off` : "",
  ];
  return words.filter((word) => word !== "").join(" ");
}

function formatFrequency({ frequency, frequencyMax, period, periodMax, periodUnit }: Timing): string {
  const least = frequency ?? 0;
  const most = frequencyMax ?? least;
  if (period === undefined || periodUnit === undefined) return least === 1 ? "once" : "";
  const unit = PERIOD_WORDS[periodUnit];
  const span =
    periodMax !== undefined && periodMax > period
      ? `${formatNumber(period)}-${formatNumber(periodMax)}`
      : formatNumber(period);
  const every = span === "1" ? `every ${unit}` : `every ${span} ${unit}s`;
  if (frequency === undefined) return `up to ${formatNumber(most)} times ${every}`;
  if (most > least) return `${formatNumber(least)}-${formatNumber(most)} times ${every}`;
  if (least !== 1) return `${formatNumber(least)} times ${every}`;
  if (span !== "1") return every;
  return periodUnit === "d" ? "once daily" : every;
}

function formatWhen(code: string): string {
  const plain = WHEN_WORDS[code];
  if (plain) return plain;
  const relation = code.startsWith("AC") ? "before" : code.startsWith("PC") ? "after" : "with";
  const meal = code.slice(relation === "with" ? 1 : 2);
  return `${relation} ${MEAL_WORDS[meal] ?? "meals"}`;
}

function list(words: readonly string[]): string {
  return words.length < 2 ? words.join("") : `${words.slice(0, -1).join(", ")} and ${words.at(-1)}`;
}
