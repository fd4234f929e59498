/** The facts of the note: one list each of medications, observations, conditions and plans, and the patient. */
import type { Actor, Assertion, TreatmentStatus } from "../context/assertion.ts";
import type { DosageReading } from "../dosage/dosage.ts";
import type { Mention } from "../lexicon/mention.ts";
import type { Observation } from "../observation/observation.ts";
import type { Span } from "../text/span.ts";

/** A mention with what the note claims about it. */
export interface Statement {
  readonly mention: Mention;
  readonly assertion: Assertion;
}

/** A mention of a drug that says something of the treatment. */
export interface MedicationStatement extends Statement {
  readonly status: TreatmentStatus;
  readonly actor: Actor;
  readonly dosage: DosageReading | null;
}

export interface Medication {
  readonly concept: string;
  /** The drug's classes and itself: what a rule may ask for. */
  readonly classes: readonly string[];
  /** State after the last event in the note. */
  readonly status: TreatmentStatus;
  readonly actor: Actor;
  /** The mention that best stands for it: where a squiggle goes. */
  readonly span: Span;
  readonly dosage: DosageReading | null;
  readonly evidence: readonly MedicationStatement[];
  /** Statements that disagree with the status without words of transition. */
  readonly contradictions: readonly Statement[];
}

export interface Condition {
  readonly concept: string;
  readonly status: "present" | "absent" | "historical" | "resolved" | "suspected" | "family";
  readonly span: Span;
  readonly evidence: readonly Statement[];
}

export interface Plan {
  /** Concept or analyte the plan is about. */
  readonly about: string;
  readonly action:
    | "order"
    | "repeat"
    | "start"
    | "stop"
    | "hold"
    | "increase"
    | "decrease"
    | "continue"
    | "refer"
    | "discuss"
    | "other";
  readonly span: Span;
}

export interface Patient {
  readonly sex: "male" | "female" | "unknown";
  readonly ageYears: number | null;
  /** `trans-man`, `trans-woman`, `adt`, `minor`, `female-oncology`, `ovulation-induction`, `pregnancy`. */
  readonly contexts: readonly string[];
  readonly evidence: readonly Span[];
}

export interface Chart {
  readonly patient: Patient;
  readonly medications: readonly Medication[];
  readonly observations: readonly Observation[];
  readonly conditions: readonly Condition[];
  readonly plans: readonly Plan[];
  /** Every statement, in order of the text: what phrase conditions look at. */
  readonly statements: readonly Statement[];
}
