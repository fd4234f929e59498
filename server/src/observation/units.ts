/** Units of measurement: every way of writing them, and conversion between the units of one test. */
import type { Lab } from "../knowledge/schema.ts";
import type { Phrase } from "../lexicon/lexicon.ts";
import { phrasesIn } from "./phrase-list.ts";

/**
 * `value` of `lab` in unit `from`, in unit `to`; both UCUM. Null where the test is not reported in one of them.
 * Rounded to six significant digits, so that 0.54 L/L is 54 % and not a hair above.
 */
export function convert(value: number, from: string, to: string, lab: Lab): number | null {
  if (from === to) return value;
  const source = lab.units.find(({ ucum }) => ucum === from);
  const target = lab.units.find(({ ucum }) => ucum === to);
  if (!source || !target) return null;
  const inFirst = value * source.factor + source.offset;
  return Number(((inFirst - target.offset) / target.factor).toPrecision(6));
}

/** A unit of one test. */
export interface LabUnit {
  readonly analyte: string;
  readonly ucum: string;
}

/** Ways of writing the parts of a UCUM unit. */
const partSpellings: Readonly<Record<string, string>> = {
  dL: "dL, deciliter, decilitre, 100 mL",
  mL: "mL, milliliter, millilitre, cc",
  uL: "uL, µL, mcL, mm3, cumm, microliter",
  L: "L, liter, litre",
  ng: "ng, nanogram, nanograms",
  pg: "pg, picogram, picograms",
  ug: "ug, µg, mcg, microgram, micrograms",
  mg: "mg, milligram, milligrams",
  g: "g, gm, gram, grams",
  nmol: "nmol, nanomole, nanomoles, n mol",
  pmol: "pmol, picomole, picomoles, p mol",
  umol: "umol, µmol, mcmol, micromole, micromoles",
  mmol: "mmol, millimole, millimoles, m mol",
  "[IU]": "IU, U, units, international units",
  "m[IU]": "mIU, mU, mlU, milli-international units",
  "u[IU]": "uIU, µIU, mcIU, uU, µU",
  U: "U, IU, units",
  meq: "mEq",
  "10*3": "10^3, x10^3, x 10^3, ×10^3, ×10³, x10E3, x10*3, 10*3, 10E3, K, thou, thousand",
  "10*6": "10^6, x10^6, x 10^6, ×10^6, × 10^6, ×10⁶, x10⁶, x10E6, x10*6, 10*6, 10E6, M, mil, mill, million, millions",
  "10*9": "10^9, x10^9, x 10^9, ×10^9, × 10^9, ×10⁹, x10⁹, x10E9, x10*9, 10*9, 10E9",
  "10*12": "10^12, x10^12, x 10^12, ×10^12, ×10¹², x10E12, 10*12",
  kg: "kg, kgs",
  m2: "m2, m², m^2, sq m",
  min: "min, minute, minutes",
};

/** Units that are not a quotient. */
const wholeSpellings: Readonly<Record<string, string>> = {
  "%": "%, percent, per cent, pct",
  "mm[Hg]": "mmHg, mm Hg, mm of mercury",
  "nmol/L": "nM",
  "pmol/L": "pM",
  "/min": "bpm, beats per minute, beats/min, /min, per minute, breaths/min, BPM",
  Cel: "°C, C, deg C, degrees C, celsius",
  "[degF]": "°F, F, deg F, degrees F, degrees, fahrenheit",
  kg: "kg, kgs, kilograms",
  "[lb_av]": "lb, lbs, pounds",
  cm: "cm, centimeters, centimetres",
  "[in_i]": 'in, inch, inches, "',
};

/** Ways of writing a key of one of these tables; the key itself where it has no entry. */
const writings = (table: Readonly<Record<string, string>>, key: string): readonly string[] =>
  table[key] ? phrasesIn(table[key]) : [key];

/** Short forms that are another word in small letters. */
const keepsCase: ReadonlySet<string> = new Set(["nM", "pM", "C", "F", "M", "K", "in", "mil"]);

/** Every way of writing a UCUM unit, in addition to `spellings`. */
export function spellingsOf(ucum: string, spellings: readonly string[]): readonly string[] {
  const all = new Set([...spellings, ...(wholeSpellings[ucum] ? phrasesIn(wholeSpellings[ucum]) : [])]);
  if (!/[[\]{}*]/.test(ucum) && ucum !== "1") all.add(ucum);
  const [numerator, denominator, ...more] = ucum.split("/");
  if (numerator && denominator && more.length === 0) {
    for (const above of writings(partSpellings, numerator)) {
      for (const below of writings(partSpellings, denominator)) {
        all.add(`${above}/${below}`);
        all.add(`${above} per ${below}`);
        if (above.length <= 4 && below.length === 2) all.add(`${above} ${below}`);
      }
    }
  }
  return [...all];
}

/** The phrases for all units of `labs`; `value` indexes the second list. */
export function unitPhrases(labs: readonly Lab[]): {
  readonly phrases: readonly Phrase[];
  readonly units: readonly LabUnit[];
} {
  const phrases: Phrase[] = [];
  const units: LabUnit[] = [];
  for (const lab of labs) {
    for (const { ucum, spellings } of lab.units) {
      const value = units.push({ analyte: lab.id, ucum }) - 1;
      for (const text of spellingsOf(ucum, spellings)) phrases.push({ text, exactCase: keepsCase.has(text), value });
    }
  }
  return { phrases, units };
}

/** Units of doses, times and counts: a number with one of them is no result (unless the test is reported in it). */
export const otherUnits: readonly string[] = phrasesIn(`
  mg, mgs, milligram, milligrams, mcg, µg, ug, g, gm, gms, grams, kg, kgs, lb, lbs, pounds, oz, mL, mLs, ml, cc, ccs, liters, IU,
  units, unit, mg/mL, mg/ml, mg per mL, mg/g, mg/day, mg/d, mg/week, mg/wk, mg/kg, mcg/day, mcg/hr, mg/24h, mg/24 h, mg/actuation,
  mg/pump, mg/0.5 mL, IU/mL, units/mL, tablet, tablets, tab, tabs, capsule, capsules, cap, caps, pump, pumps, click, clicks, packet,
  packets, sachet, sachets, patch, patches, pellet, pellets, spray, sprays, drop, drops, dose, doses, injection, injections, vial,
  vials, refill, refills, shot, shots, actuations, puffs, ampoule, amp, amps, day, days, week, weeks, wk, wks, month, months, mo, mos,
  mth, mths, year, years, yr, yrs, y, yo, y/o, y.o., year-old, hour, hours, hr, hrs, h, min, mins, minute, minutes, seconds, am, pm,
  a.m., p.m., o'clock, AM, PM, days ago, times, x, ×, cm, mm, cm2, inch, inches, ft, feet, ", mmHg, mm Hg, bpm, %, percent, per cent,
  pct, st, nd, rd, th, °, °C, °F, degrees, -fold, fold, folds, pack, packs, pack-years, ppd, beers, drinks, cigarettes, patients, men,
  visits, samples, readings, occasions, weeks post, hours post, gauge, gauge needle, kcal, calories, dollars, metres, meters, miles,
  km, /10, episodes, C, F, points, point, percentage points, people, options, draws, METs`);

/** How often something is taken: after a bare number it makes it a dose. */
export const frequencies: readonly string[] = phrasesIn(`
  daily, weekly, monthly, twice weekly, twice a week, twice daily, biweekly, fortnightly, once weekly, once daily, every, each day,
  each week, per week, per day, a week, a day, q week, qwk, qw, qweek, qd, qod, eod, bid, tid, qid, qhs, b.i.d., q.d., od, bd, tds,
  nocte, mane, q, /wk, /week, /day, /d, x/week, mwf, e3.5d, q3.5d, q3d, q7d, q14d, prn`);

/** "12/52", "6/12" and what else is read as a date where weeks or months are counted. */
export function isTimeOver({ kind }: { readonly kind: string }, words: string): boolean {
  return kind === "date" || (kind === "junk" && /^\d{1,2}\/(?:7|12|52)$/.test(words));
}

/** Units of time as they are written after a number: "6 wks". */
export const timeUnits: ReadonlySet<string> = new Set(
  phrasesIn("d, day, days, w, wk, wks, week, weeks, m, mo, mos, mth, mths, month, months, y, yr, yrs, year, years"),
);
