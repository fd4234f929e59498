/** What the words of a dose instruction say, one part at a time, before anything is put together. */
import type { Quantity, Route, Strength, Timing, Weekday } from "./dosage.ts";

interface Place {
  /** Pieces [first, end). */
  readonly first: number;
  readonly end: number;
}

/** "100 mg", "1-2 tablets", "25 mg tablets", or a bare number (unit ""). */
export interface AmountPart extends Place {
  readonly kind: "amount";
  readonly low: number;
  readonly high: number;
  readonly unit: string;
  /** Mass followed by what holds it: "25 mg tablets". */
  readonly holder?: string;
  /** "total", "each" said of the amount. */
  readonly scope?: "total" | "each";
  /** In brackets: another way of saying the amount before. */
  readonly aside: boolean;
}

export type Part =
  | AmountPart
  | (Place & { readonly kind: "strength"; readonly strength: Strength })
  | (Place & {
      readonly kind: "timing";
      readonly timing: Timing;
      readonly rate: boolean;
      readonly adverb: boolean;
      readonly eye: boolean;
      readonly ofDays?: boolean;
    })
  | (Place & { readonly kind: "when"; readonly code: string })
  | (Place & { readonly kind: "clock" })
  | (Place & { readonly kind: "days"; readonly days: readonly Weekday[] })
  | (Place & { readonly kind: "duration"; readonly duration: NonNullable<Timing["duration"]> })
  | (Place & { readonly kind: "cycle"; readonly cycle: NonNullable<Timing["cycle"]> })
  | (Place & { readonly kind: "loading"; readonly timing: Timing })
  | (Place & { readonly kind: "needed"; readonly reason: string })
  | (Place & { readonly kind: "max"; readonly quantity: Quantity })
  | (Place & { readonly kind: "route"; readonly route: Route })
  | (Place & { readonly kind: "site" })
  | (Place & { readonly kind: "form"; readonly form: string })
  | (Place & { readonly kind: "divided"; readonly count: number })
  | (Place & {
      readonly kind: "doubt";
      readonly reason: string /** `mass`: a combination ("5/325 mg"), whose tablets can still be counted. */;
      readonly of: "dose" | "timing" | "mass";
    })
  | (Place & { readonly kind: "verb"; readonly applies: boolean })
  | (Place & {
      readonly kind:
        | "then"
        | "change"
        | "by"
        | "and"
        | "or"
        | "for"
        | "break"
        | "open"
        | "close"
        | "slash"
        | "filler"
        | "other"
        | "stop"
        | "ignored";
    });
