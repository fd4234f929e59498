/** A dose instruction as read: FHIR R5 Dosage in shape, plus what FHIR lacks (concentration, volume, mass per week). */
import type { Span } from "../text/span.ts";

export interface Quantity {
  readonly value: number;
  /** "mg", "mcg", "g", "mL", "units", "tablet", "capsule", "pump", "click", "pellet", "patch", "actuation", "spray", "drop", ... */
  readonly unit: string;
}

export interface QuantityRange {
  readonly low: Quantity;
  readonly high: Quantity;
}

export type Weekday = "mon" | "tue" | "wed" | "thu" | "fri" | "sat" | "sun";

/** FHIR Timing.repeat: `frequency` times each `period` `periodUnit`. */
export interface Timing {
  readonly frequency?: number;
  readonly frequencyMax?: number;
  readonly period?: number;
  readonly periodMax?: number;
  readonly periodUnit?: "h" | "d" | "wk" | "mo";
  readonly dayOfWeek?: readonly Weekday[];
  /** FHIR EventTiming codes: MORN, NOON, AFT, EVE, NIGHT, HS, AC, PC, CM, WAKE. */
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
  /** Order in a sequence of steps (loading then maintenance, taper), from 1. */
  readonly sequence: number;
  readonly dose?: Quantity | QuantityRange;
  /** What one tablet, millilitre or pump holds: "200 mg/mL", "1 mg tablet". */
  readonly strength?: { readonly numerator: Quantity; readonly denominator: Quantity };
  /** The volume given, where the note gives one besides the mass. */
  readonly volume?: Quantity;
  readonly timing?: Timing;
  readonly asNeeded: boolean;
  readonly asNeededFor?: string;
  readonly route?: "intramuscular" | "subcutaneous" | "oral" | "transdermal" | "nasal" | "buccal" | "implant" | "intravenous" | "other";
  readonly site?: string;
  readonly maxPerDay?: Quantity;
}

/** Mass (or units) a week, when dose and timing leave no doubt. */
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
  /** Why, in words, when abstained. */
  readonly reason?: string;
}
