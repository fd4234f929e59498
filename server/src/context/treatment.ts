/** What words say was done with a treatment, and how words before a verb change what it says ("will start", "denies stopping"). */
import type { CueEffect } from "../knowledge/schema.ts";
import type { TreatmentStatus } from "./assertion.ts";
import { maskOf } from "./effects.ts";

/** Effects that state a treatment status, weakest first: the last one wins where a phrase has several. */
const statusOf = {
  planned: "planned",
  considered: "considered",
  active: "active",
  "not-taking": "not-taking",
  started: "started",
  switched: "started",
  increased: "increased",
  decreased: "decreased",
  continued: "continued",
  tapering: "tapering",
  held: "held",
  stopped: "discontinued",
  completed: "completed",
  restarted: "restarted",
  allergy: "allergy",
  contraindicated: "contraindicated",
  declined: "declined",
} satisfies Partial<Record<CueEffect, TreatmentStatus>>;

type TreatmentEffect = keyof typeof statusOf;
const order = Object.keys(statusOf) as TreatmentEffect[];

/** All effects that make an event. */
export const treatmentEffects = maskOf(order);
/** Effects that change the verb after them. */
export const operatorEffects = maskOf([
  "negated",
  "historical",
  "planned",
  "considered",
  "declined",
  "contraindicated",
  "held",
  "stopped",
  "started",
  "increased",
  "decreased",
  "tapering",
  "continued",
  "completed",
  "restarted",
  "active",
  "not-taking",
]);

const inUse: ReadonlySet<TreatmentStatus> = new Set([
  "active",
  "started",
  "continued",
  "increased",
  "decreased",
  "tapering",
  "restarted",
]);
const givenUp: ReadonlySet<TreatmentStatus> = new Set(["discontinued", "held", "tapering", "completed", "decreased"]);
/** Thinking about these changes nothing: "wishes to continue". */
const keptByThought: ReadonlySet<TreatmentStatus> = new Set(["continued", "contraindicated", "not-taking", "declined"]);
const thoughts: ReadonlySet<TreatmentStatus> = new Set(["planned", "considered"]);

/** Whether the status means that the drug is taken. */
export function isInUse(status: TreatmentStatus): boolean {
  return inUse.has(status);
}

/** Whether the status is a thought about a treatment, which does not change its state. */
export function isThought(status: TreatmentStatus): boolean {
  return thoughts.has(status);
}

/** The status that a treatment effect states. */
export function statusFor(effect: string): TreatmentStatus {
  return statusOf[effect as TreatmentEffect];
}

/** How strongly `effect` speaks where a phrase has several. */
export function rankOf(effect: string): number {
  return order.indexOf(effect as TreatmentEffect);
}

/** What a verb with `status` says after a word with `operator`; null when that word does not change it. */
export function compose(operator: string, status: TreatmentStatus): TreatmentStatus | null {
  switch (operator) {
    case "negated":
    case "not-taking":
      return negate(status);
    case "planned":
      if (status === "completed") return "active";
      return status === "active" || status === "started" || status === "restarted" ? "planned" : status;
    case "considered":
      return keptByThought.has(status) ? status : "considered";
    case "declined":
      return givenUp.has(status) || status === "increased" ? "active" : "declined";
    case "contraindicated":
      return givenUp.has(status) ? "active" : "contraindicated";
    case "historical":
      return status;
    case "held":
      return status === "started" ? "not-taking" : status === "active" || status === "restarted" ? "held" : null;
    case "stopped":
    case "started":
    case "increased":
    case "decreased":
    case "tapering":
    case "continued":
    case "completed":
    case "restarted":
      return status === "active" ? statusOf[operator] : null;
    default:
      return null;
  }
}

function negate(status: TreatmentStatus): TreatmentStatus {
  switch (status) {
    case "continued":
    case "restarted":
      return "discontinued";
    case "discontinued":
    case "held":
    case "tapering":
    case "completed":
    case "increased":
    case "decreased":
      return "active";
    case "declined":
      return "planned";
    default:
      return "not-taking";
  }
}
