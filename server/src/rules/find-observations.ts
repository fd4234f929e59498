/** Answers to questions about laboratory values. */
import type { Limits, RuleLeaf } from "../knowledge/rule-schema.ts";
import type { Lab } from "../knowledge/schema.ts";
import { daysBetween } from "../observation/calendar.ts";
import type { Observation } from "../observation/observation.ts";
import { convert } from "../observation/units.ts";
import { chartIndexOf } from "./chart-index.ts";
import type { Facts } from "./facts.ts";
import { isSettled, meets, valueIn, valuesIn, within } from "./limits.ts";

type Query = Extract<RuleLeaf, { observation: unknown }>["observation"];

const anyEvidence = ["resulted", "ordered", "planned", "pending", "outside", "declined"];
const DAYS_A_MONTH = 365.2425 / 12;

/** The observations that answer `query`. */
export function findObservations(query: Query, facts: Facts): readonly Observation[] {
  const named = chartIndexOf(facts.chart).observations.of(query.of);
  if (named.length === 0) return named;
  const asksNumber = query.value || query.lacks || query.implausible || query.rise || query.count || query.hour;
  const statuses: readonly string[] = query.status ?? (asksNumber ? ["resulted", "outside"] : anyEvidence);
  const asked = named.filter((item) => statuses.includes(item.status));
  const found = asked.filter((item) => answers(item, query, facts));
  if (query.rise) return found.filter((item) => item.latest && hasRisen(item, asked, query.rise!, facts));
  if (query.count && !within(new Set(found.map(keyOf)).size, query.count)) return [];
  return found;
}

function answers(item: Observation, query: Query, facts: Facts): boolean {
  const lab = facts.knowledge.labs.get(item.analyte);
  if (!lab || (query.latest && !item.latest)) return false;
  if (query.count && item.value === undefined) return false;
  if (query.unitIs && !query.unitIs.includes(item.unit ?? "")) return false;
  if (query.lacks && !lacks(item, query.lacks)) return false;
  if (query.implausible && !isImplausible(item, lab)) return false;
  if (query.monthsOld && !isOld(item, query.monthsOld, facts)) return false;
  if (query.hour && !(item.hour !== undefined && within(item.hour, query.hour))) return false;
  if (!query.value) return true;
  // "E2 7" is low in either unit.
  const values = valuesIn(item, query.value.unit, lab);
  const bound = query.value;
  return values.length > 0 && isSettled(item, bound) && values.every((value) => meets(value, bound, facts.profiles));
}

/** Two draws of one value count twice where they are dated apart. */
function keyOf({ value, date }: Observation): string {
  return `${value} ${date?.iso ?? date?.offsetDays ?? ""}`;
}

function lacks(item: Observation, what: "unit" | "date" | "timing"): boolean {
  return item.value !== undefined && item[what] === undefined;
}

/** A number possible in no unit of the test, or not in the unit written. "< 0.1" is the foot of a scale, not a slip. */
function isImplausible({ value, unit, comparator }: Observation, lab: Lab): boolean {
  if (value === undefined || lab.plausible.length === 0 || (comparator && comparator !== "=")) return false;
  // "HbA1c 2023" names the year it was done.
  if (!unit && Number.isInteger(value) && value >= 1990 && value < 2040) return false;
  const possible = (low: number, high: number, inUnit: string) => {
    const known = unit ? convert(value, unit, inUnit, lab) : value;
    return known === null || (known >= low && known <= high);
  };
  const ranges = unit ? lab.plausible.filter((range) => convert(value, unit, range.unit, lab) !== null) : lab.plausible;
  if (ranges.length === 0) return false;
  const own = ranges.find((range) => range.unit === unit);
  return own
    ? !possible(own.low, own.high, own.unit)
    : !ranges.some(({ low, high, unit: other }) => possible(low, high, other));
}

function isOld({ date }: Observation, limits: Limits, facts: Facts): boolean {
  const days = ageInDays(date, facts);
  return days !== null && within(days / DAYS_A_MONTH, limits);
}

/** Days from `date` to the note's date; null where either is unknown. */
export function ageInDays(date: Observation["date"], facts: Facts): number | null {
  if (!date) return null;
  if (date.offsetDays !== undefined) return -date.offsetDays;
  const today = facts.dates.visit?.iso;
  return today && date.iso && date.iso.length >= 7 ? daysBetween(date.iso, today) : null;
}

function hasRisen(
  item: Observation,
  all: readonly Observation[],
  rise: NonNullable<Query["rise"]>,
  facts: Facts,
): boolean {
  const lab = facts.knowledge.labs.get(item.analyte)!;
  const now = valueIn(item, rise.unit, lab);
  if (now === null) return false;
  return all.some((other) => {
    const before =
      other === item || other.latest || other.analyte !== item.analyte ? null : valueIn(other, rise.unit, lab);
    if (before === null || !meets(now - before, rise, facts.profiles)) return false;
    const years = yearsApart(other.date, item.date);
    if (years !== null) return years <= 1;
    const [older, newer] = [ageInDays(other.date, facts), ageInDays(item.date, facts)];
    return older === null || older - (newer ?? 0) <= 400;
  });
}

/** Calendar years between two dates of which one names no month; null where both are finer, or one is missing. */
function yearsApart(older: Observation["date"], newer: Observation["date"]): number | null {
  if (!older?.iso || !newer?.iso || (older.iso.length > 4 && newer.iso.length > 4)) return null;
  return Number(newer.iso.slice(0, 4)) - Number(older.iso.slice(0, 4));
}
