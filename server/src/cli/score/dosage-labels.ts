/** How each labelled set says what it expects, in one common form. Rows whose label is unsound are listed with the reason. */

import { createHash } from "node:crypto";
import type { Dosage, DosageReading, Quantity, QuantityRange } from "../../dosage/dosage.ts";
import { doseMass, dosesPerWeek } from "../../dosage/weekly.ts";

/** Fields a label may have. Numbers are rounded to 2 decimals; ranges are "1-2". */
export interface Expected {
  dose?: string;
  unit?: string;
  perDay?: string;
  /** Timing as the set writes it. */
  timing?: string;
  asNeeded?: boolean;
  duration?: string;
  route?: string;
  maxDosePerDay?: number;
  daily?: number;
  steps?: string;
  when?: string;
  /** The set says that this must not be parsed. */
  refused?: boolean;
}

export interface Observed {
  readonly fields: Expected;
  readonly abstained: boolean;
  /** Abstained, no dose with a frequency, or several steps (which the refusing set's one-step form cannot hold). */
  readonly refused: boolean;
  readonly reason: string;
}

const round = (value: number) => Math.round(value * 100) / 100;
const range = (low: number, high: number) =>
  round(low) === round(high) ? String(round(low)) : `${round(low)}-${round(high)}`;

function ends(dose: Quantity | QuantityRange): { low: number; high: number; unit: string } {
  return "low" in dose
    ? { low: dose.low.value, high: dose.high.value, unit: dose.low.unit }
    : { low: dose.value, high: dose.value, unit: dose.unit };
}

function perDay(step: Dosage): string | undefined {
  const week = step.timing && dosesPerWeek(step.timing);
  return week ? range(week.low / 7, week.high / 7) : undefined;
}

function timingText(step: Dosage): string | undefined {
  const { timing } = step;
  if (!timing || timing.period === undefined) return undefined;
  return `${timing.frequency ?? 0}${timing.frequencyMax ? `-${timing.frequencyMax}` : ""}/${timing.period}${timing.periodMax ? `-${timing.periodMax}` : ""}${timing.periodUnit}`;
}

function stepText(step: Dosage): string {
  const dose = step.dose ? ends(step.dose) : null;
  const { duration } = step.timing ?? {};
  return `${dose ? range(dose.low, dose.high) : "-"} ${perDay(step) ?? "-"} ${duration ? `${duration.value}${duration.unit}` : "-"} ${step.asNeeded ? "prn" : "-"}`;
}

/** The reading in the form of a label, only the fields that `expected` has. */
export function observe(reading: DosageReading, expected: Expected): Observed {
  const [step] = reading.steps;
  const dose = step?.dose ? ends(step.dose) : undefined;
  const duration = step?.timing?.duration;
  const all: Record<keyof Expected, unknown> = {
    dose: dose && range(dose.low, dose.high),
    unit: dose?.unit,
    perDay: step && perDay(step),
    timing: step && timingText(step),
    asNeeded: step?.asNeeded,
    duration: duration && `${duration.value}${duration.unit}`,
    route: step?.route,
    maxDosePerDay: mostPerDay(reading),
    daily: dailyMass(reading),
    steps: reading.steps.map(stepText).join("; "),
    when: step?.timing?.when?.join(),
    refused: undefined,
  };
  const fields: Record<string, unknown> = {};
  for (const key of Object.keys(expected) as (keyof Expected)[]) fields[key] = all[key];
  const refused = reading.abstained || reading.steps.length > 1 || !step?.dose || !step.timing;
  return { fields: fields as Expected, refused, abstained: reading.abstained, reason: reading.reason ?? "" };
}

function mostPerDay(reading: DosageReading): number | undefined {
  let sum = 0;
  for (const step of reading.steps) {
    const week = step.timing && dosesPerWeek(step.timing);
    if (!step.dose || !week) return undefined;
    sum += (ends(step.dose).high * week.high) / 7;
  }
  return reading.steps.length > 0 ? round(sum) : undefined;
}

function dailyMass(reading: DosageReading): number | undefined {
  const [step] = reading.steps;
  const week = step?.timing && dosesPerWeek(step.timing);
  if (!step?.dose || !week) return undefined;
  const mass = doseMass(step)?.high ?? (ends(step.dose).unit === "" ? ends(step.dose).high : undefined);
  return mass === undefined ? undefined : round((mass * week.high) / 7);
}

// biome-ignore lint/suspicious/noExplicitAny: rows of foreign files, one shape a set
type Row = any;
type Label = (row: Row) => Expected | null;

const UNITS: Record<string, string> = {
  "{tablet}": "tablet",
  "{puff}": "puff",
  "[drp]": "drop",
  "[in_us]": "inch",
  "{dose}": "nebule",
  tab: "tablet",
  ml: "mL",
  "ml spoonful": "mL",
  tsp: "teaspoon",
  cap: "capsule",
  unit: "units",
  Unit: "units",
  units: "units",
  mL: "mL",
  Drop: "drop",
  milligram: "mg",
  microgram: "mcg",
};
const unitOf = (unit: string) => UNITS[unit] ?? unit;
const DAYS: Record<string, number> = { "/d": 1, "/wk": 7 };

/** Rows (by `keyOf`) whose label contradicts its own text, or follows a convention that loses what the text says. */
export const UNSOUND: Readonly<Record<string, string>> = {
  // smart_meds, line 16 of the development half
  "6617cbf6": "says b.i.d., labelled 4 a day",
  // smart_meds, line 64 of the development half
  e52085e0: "says b.i.d., labelled 3 a day",
  // smart_meds, line 81 of the development half
  "9b4f29e7": "says b.i.d., labelled 3 a day",
  // smart_meds, line 159 of the development half
  "586e74a6": "says qd, labelled 2 a day",
  // smart_meds, line 165 of the development half
  "3b1160a9": "says 1 capsule, labelled 2",
  // vumc_dose_gold, line 104 of the development half
  "9ff1bd06": "4 of 1 mg every 12 hours, labelled 4 mg a day",
  // advanced_sig_parser, line 22 of the development half
  "8c410433": "labelled unparsable, but line 34 (the same days) is labelled parsable",
  // advanced_sig_parser, line 19 of the development half
  "9e496346": "every 8 hours, labelled 6 a day; line 31 has the same words labelled 3",
  // advanced_sig_parser, line 41 of the development half
  "07ec481c": "every other day, labelled as daily",
  // doseminer, line 18 of the development half
  "7f739c6d": "“up to four times” labelled as needed; the label already says 0 to 4",
  // doseminer, line 19 of the development half
  a13bf6e3: "6-8 hourly and every 2-3 days contradict each other",
  // nhs_dose_syntax, line 10 of the development half
  "880e7521": "the second half of line 9, same words",
  // nhs_dose_syntax, line 19 of the development half
  "1ccdb480": "not an instruction: the title of an example",
  // nhs_dose_syntax, line 21 of the development half
  a27c52b7: "not an instruction: the title of an example",
  // nhs_dose_syntax, line 22 of the development half
  b77137f8: "not an instruction: the title of an example",
  // intelligent_sig, line 17 of the development half
  bf7ba130: "route guessed from “inhaler”",
  // intelligent_sig, line 21 of the development half
  "05d11912": "route guessed from “chew”",
  // intelligent_sig, line 22 of the development half
  c164ab8a: "route guessed from “inhaler”",
  // intelligent_sig, line 31 of the development half
  c452b241: "a dose by weight is labelled as a dose",
  // intelligent_sig, line 32 of the development half
  "35b348c5": "route guessed from “take”",
  // intelligent_sig, line 35 of the development half
  a94709c6: "route guessed from “take”",
  // intelligent_sig, line 38 of the development half
  "7480f067": "route guessed from “apply”",
  // intelligent_sig, line 48 of the development half
  db1556e7: "spaces written as backslash-t",
};

/** A row's key in `UNSOUND`: a hash of its words and its label, so that it holds in any split of the set. */
function keyOf(row: Row): string {
  return createHash("sha256")
    .update(row.sig + JSON.stringify(row.expected))
    .digest("hex")
    .slice(0, 8);
}

/** What a row of `set` expects, or null where it labels nothing that we read or its label is unsound. */
export function expectedOf(set: string, row: Row): Expected | null {
  return UNSOUND[keyOf(row)] ? null : (EXPECTATIONS[set]?.(row) ?? null);
}

function smart(row: Row): Expected | null {
  const { dose, unit, freq, freq_unit } = row.expected;
  if (!freq) return null;
  const expected: Expected = { perDay: String(round(Number(freq) / DAYS[freq_unit]!)) };
  if (dose) expected.dose = String(round(Number(dose)));
  // "1 daily" of a tablet: the set takes the unit from the product.
  if (dose && unit && unit !== "{tablet}" && unit !== "{dose}") expected.unit = unitOf(unit);
  return expected;
}

function doseminer(row: Row): Expected | null {
  const e = row.expected;
  if (!e) return null;
  const expected: Expected = { asNeeded: e.optional === "1" };
  if (e.dose !== "NA") expected.dose = e.dose;
  if (e.unit !== "NA") expected.unit = unitOf(e.unit);
  const [low, high = low] = e.freq.split("-").map(Number);
  const [short, long = short] = e.interval_days.split("-").map(Number);
  expected.perDay = range(low / long, high / short);
  return expected;
}

function advanced(row: Row): Expected | null {
  const e = row.expected;
  if (!e.parsable) return { refused: true };
  const expected: Expected = { maxDosePerDay: e.max_dose_per_day };
  if (typeof e.dose === "number") expected.dose = String(e.dose);
  return expected;
}

const PERIOD: Record<string, string> = { Day: "d", Week: "wk", Month: "mo", Year: "a", Hour: "h" };
const PERIOD_DAYS: Record<string, number> = { Day: 1, Week: 7, Month: 365.2425 / 12, Hour: 1 / 24 };

function parsigs(row: Row): Expected | null {
  const steps = row.expected.map((e: Row) => {
    const rate = e.frequencyType
      ? range(
          (e.times ?? 1) / (e.interval * PERIOD_DAYS[e.frequencyType]!),
          (e.times ?? 1) / (e.interval * PERIOD_DAYS[e.frequencyType]!),
        )
      : "-";
    const duration = e.periodAmount ? `${e.periodAmount}${PERIOD[e.periodType]}` : "-";
    return `${e.singleDosageAmount} ${rate} ${duration} ${e.takeAsNeeded ? "prn" : "-"}`;
  });
  return { steps: steps.join("; ") };
}

const INTELLIGENT: Record<string, string> = {
  once_daily: "1",
  twice_daily: "2",
  three_times_daily: "3",
  every_4_hours: "6",
  every_72_hours: "0.33",
  every_6_hours: "4",
  at_bedtime: "1",
};

function intelligent(row: Row): Expected | null {
  const e = row.expected;
  if (!e || e.success === "false") return null;
  const expected: Expected = {};
  if (e.quantity && e.quantity !== "null" && e.frequency !== "every_n_hours") expected.dose = e.quantity;
  if (expected.dose && e.unit && e.unit !== "null") expected.unit = unitOf(e.unit);
  const rate = INTELLIGENT[e.frequency ?? ""];
  if (rate) expected.perDay = rate;
  if (e.route && e.route !== "null")
    expected.route = e.route === "topical" ? "transdermal" : e.route === "inhalation" ? "inhaled" : e.route;
  return Object.keys(expected).length > 0 ? expected : null;
}

function nhs(row: Row): Expected | null {
  const e = row.expected;
  // "may be repeated after 4 hours" is labelled as every 4 hours.
  if (row.sig.includes("may be repeated")) return { dose: String(Number(e.dose[0])), unit: e.doseUnit[0] };
  const expected: Expected = {};
  if (e.dose?.length === 1) {
    expected.dose = String(Number(e.dose[0]));
    if (e.doseUnit?.[0]) expected.unit = unitOf(e.doseUnit[0]);
  }
  if (e.period?.length === 1 && (e.frequency?.length === 1 || e.frequencyMax?.length === 1)) {
    expected.timing = `${e.frequency?.[0] ?? 0}${e.frequencyMax?.[0] ? `-${e.frequencyMax[0]}` : ""}/${e.period[0]}${e.periodMax?.[0] ? `-${e.periodMax[0]}` : ""}${e.periodUnit[0]}`;
  }
  return Object.keys(expected).length > 0 ? expected : null;
}

function phs(row: Row): Expected | null {
  const e = row.expected;
  // Tests of that parser's own functions; and the second step of a sig whose first step is the row before.
  if (e.test || (e.durationType === "Week" && e.dosageMin === 1 && row.sig.includes(" then "))) return null;
  const expected: Expected = { asNeeded: e.asRequired };
  if (e.dosageMin !== null) expected.dose = range(e.dosageMin, e.dosageMax);
  if (e.form) expected.unit = e.form;
  if (e.frequencyMin !== null)
    expected.perDay = range(
      e.frequencyMin / PERIOD_DAYS[e.frequencyType]!,
      e.frequencyMax / PERIOD_DAYS[e.frequencyType]!,
    );
  if (e.durationMin !== null && e.durationMin === e.durationMax)
    expected.duration = `${e.durationMin}${PERIOD[e.durationType]}`;
  return expected;
}

/** Only rows whose own words hold the daily dose: an amount and a frequency, one step. */
function vumc(row: Row): Expected | null {
  const e = row.expected;
  if (!e.daily || !e.freq || e.titration_daily) return null;
  const number = (text: string | null) =>
    text && /^\d+(\.\d+)?\s*(mg)?$/.test(text.trim()) ? Number.parseFloat(text) : null;
  if (e.dose_amt === null && e.dose_str === null) return null;
  if (e.dose_amt !== null && !e.strength) return { dose: String(number(e.dose_amt)) };
  const times: Record<string, number> = { morning: 1, evening: 1, night: 1, qam: 1, qpm: 1, am: 1, pm: 1 };
  if (Object.keys(times).some((word) => e.freq.toLowerCase().includes(word)) && !/q ?12|twice|bid/i.test(e.freq))
    return { dose: String(number(e.dose_amt ?? e.dose_str)) };
  return { daily: Number(e.daily) };
}

function vumcNormal(row: Row): Expected | null {
  const daily: Record<string, string> = { am: "1", bid: "2", "3Xweek": "0.43", qod: "0.5", "6.00x": "6" };
  if (row.kind === "freq") return { perDay: daily[row.expected]! };
  if (row.kind === "freqNum/day") return { perDay: String(row.expected) };
  if (row.kind === "route") return { route: row.expected === "orally" ? "oral" : "subcutaneous" };
  return null;
}

/** One label reader a set. */
export const EXPECTATIONS: Record<string, Label> = {
  smart_meds: smart,
  vumc_dose_gold: vumc,
  vumc_normalise: vumcNormal,
  advanced_sig_parser: advanced,
  phs_dose_instruction: phs,
  parsigs: parsigs,
  doseminer: doseminer,
  nhs_dose_syntax: nhs,
  intelligent_sig: intelligent,
};
