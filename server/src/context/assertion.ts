/** What the note claims about one mention, on ConText's axes and, for drugs, the status of the treatment. */
import type { Span } from "../text/span.ts";

export type Polarity = "affirmed" | "negated";
export type Certainty = "certain" | "uncertain";
/** `conditional`: "if it rises"; `hypothetical`: "consider"; `education`: "men on testosterone should". */
export type Conditionality = "actual" | "conditional" | "hypothetical" | "education";
export type Temporality = "current" | "historical" | "planned";
export type Experiencer = "patient" | "family" | "other";

export type TreatmentStatus =
  | "active"
  | "started"
  | "continued"
  | "increased"
  | "decreased"
  | "held"
  | "tapering"
  | "discontinued"
  | "completed"
  | "restarted"
  | "planned"
  | "considered"
  | "declined"
  | "not-taking"
  | "allergy"
  | "contraindicated";

/** Who acted: the clinician writing, the patient, or another prescriber. */
export type Actor = "clinician" | "patient" | "other-prescriber" | "unknown";

/** A cue that decided an axis, so that a reader can be shown why. */
export interface DecidingCue extends Span {
  readonly effect: string;
}

export interface Assertion {
  readonly polarity: Polarity;
  readonly certainty: Certainty;
  readonly conditionality: Conditionality;
  readonly temporality: Temporality;
  readonly experiencer: Experiencer;
  /** The drug status this mention states, or null where it states none by itself ("testosterone 512 ng/dL"). */
  readonly status: TreatmentStatus | null;
  readonly actor: Actor;
  readonly cues: readonly DecidingCue[];
}
