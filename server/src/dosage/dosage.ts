/** A dose instruction as read: FHIR R5 Dosage in shape, plus what FHIR lacks (concentration, volume, mass per week). */
import type { Span } from "../text/span.ts";

/** `transdermal` covers topical. `other`: intrathecal, intradermal and their like. */
export type Route =
  | "intramuscular"
  | "subcutaneous"
  | "oral"
  | "transdermal"
  | "nasal"
  | "buccal"
  | "implant"
  | "intravenous"
  | "sublingual"
  | "rectal"
  | "vaginal"
  | "inhaled"
  | "ophthalmic"
  | "otic"
  | "other";

export interface Quantity {
  readonly value: number;
  /** "mg", "mcg", "g", "mL", "units", "tablet", "capsule", "pump", "click", "pellet", "patch", "actuation", "spray", "drop", ...; "" where the note gives a bare number with a frequency. */
  readonly unit: string;
}

export interface QuantityRange {
  readonly low: Quantity;
  readonly high: Quantity;
}

export type Weekday = "mon" | "tue" | "wed" | "thu" | "fri" | "sat" | "sun";

export interface Strength {
  readonly numerator: Quantity;
  readonly denominator: Quantity;
}

/**
 * FHIR Timing.repeat: `frequency` times each `period` `periodUnit`. A frequency without a period is in all ("once",
 * "stat"); `frequencyMax` without a frequency is "up to".
 */
export interface Timing {
  readonly frequency?: number;
  readonly frequencyMax?: number;
  readonly period?: number;
  readonly periodMax?: number;
  readonly periodUnit?: "h" | "d" | "wk" | "mo";
  readonly dayOfWeek?: readonly Weekday[];
  /** FHIR EventTiming codes: MORN, NOON, AFT, EVE, NIGHT, HS, WAKE; C, AC, PC with, before, after meals (+ M, D, V for one meal). */
  readonly when?: readonly string[];
  /** "for 3 months": how long this step lasts. */
  readonly duration?: { readonly value: number; readonly unit: "d" | "wk" | "mo" | "a" };
  /** "5 on 2 off". */
  readonly cycle?: { readonly onDays: number; readonly offDays: number };
}

export interface Dosage {
  /** The words it was read from. */
  readonly span: Span;
  readonly text: string;
  /** Order in a sequence of steps (loading then maintenance, taper), from 1. Steps of one number run together ("100 mg am and 50 mg pm"). */
  readonly sequence: number;
  readonly dose?: Quantity | QuantityRange;
  /** What one tablet, millilitre or pump holds: "200 mg/mL", "1 mg tablet". "1 %" is 1 g in 100 mL (or 100 g). */
  readonly strength?: Strength;
  /** The volume given: besides the mass ("100 mg (0.5 mL)"), or the dose itself where that is in mL. */
  readonly volume?: Quantity;
  readonly timing?: Timing;
  readonly asNeeded: boolean;
  readonly asNeededFor?: string;
  readonly route?: Route;
  readonly site?: string;
  readonly maxPerDay?: Quantity;
}

/** Mass in mg (or "units", "mEq", "mmol") a week, when dose and timing leave no doubt. After a loading dose: of the maintenance. */
export interface Weekly {
  readonly low: number;
  readonly high: number;
  readonly unit: string;
}

export interface DosageReading {
  readonly steps: readonly Dosage[];
  readonly weekly: Weekly | null;
  /** Something is there but more than one reading is possible: nothing is guessed. */
  readonly abstained: boolean;
  /** Why, in words, when abstained, or when there is a dose but no `weekly`. */
  readonly reason?: string;
}
