/** Evaluates a rule's condition over the facts of a note. The trace it leaves is the explanation of the finding. */

import type { Chart, Medication } from "../chart/chart.ts";
import { isPartners } from "../chart/couple.ts";
import { isInUse } from "../chart/medications.ts";
import type { TreatmentStatus } from "../context/assertion.ts";
import { doseMass } from "../dosage/weekly.ts";
import type { Knowledge } from "../knowledge/knowledge.ts";
import type { Bound, RuleCondition } from "../knowledge/rule-schema.ts";
import type { Observation } from "../observation/observation.ts";
import { convert } from "../observation/units.ts";
import type { Note } from "../text/note.ts";
import type { Span } from "../text/span.ts";
import type { Trace } from "./finding.ts";
import type { PhraseStatement } from "./phrases.ts";

/** What rules may look at. */
export interface Facts {
  readonly note: Note;
  readonly chart: Chart;
  readonly phrases: readonly PhraseStatement[];
  readonly knowledge: Knowledge;
}

/** Whether `condition` holds, and why. Every part is evaluated, so that the trace is complete either way. */
export function evaluate(condition: RuleCondition, facts: Facts): Trace {
  if ("all" in condition) {
    const parts = condition.all.map((part) => evaluate(part, facts));
    return combine(
      "all of",
      parts,
      parts.every((part) => part.met),
    );
  }
  if ("any" in condition) {
    const parts = condition.any.map((part) => evaluate(part, facts));
    return combine(
      "any of",
      parts,
      parts.some((part) => part.met),
    );
  }
  if ("not" in condition) {
    const part = evaluate(condition.not, facts);
    return { asked: `not: ${part.asked}`, met: !part.met, found: part.found, parts: [part] };
  }
  const { asked, found } = look(condition, facts);
  return { asked, met: found.length > 0, found, parts: [] };
}

function combine(asked: string, parts: readonly Trace[], met: boolean): Trace {
  return { asked, met, found: parts.filter((part) => part.met).flatMap((part) => part.found), parts };
}

type Leaf = Exclude<RuleCondition, { all: unknown } | { any: unknown } | { not: unknown }>;

/** The spans that answer a single question; none means not found. */
function look(leaf: Leaf, facts: Facts): { asked: string; found: readonly Span[] } {
  const { chart, note } = facts;
  if ("medication" in leaf) return { asked: leaf.medication.as, found: findMedications(leaf.medication, chart) };
  if ("observation" in leaf) return { asked: leaf.observation.as, found: findObservations(leaf.observation, facts) };
  if ("condition" in leaf) {
    const { is, status, as } = leaf.condition;
    return {
      asked: as,
      found: chart.conditions
        .filter((item) => is.includes(item.concept) && status.includes(item.status))
        .map((item) => item.span),
    };
  }
  if ("plan" in leaf) {
    const { about, action, as } = leaf.plan;
    const isAbout = (id: string) =>
      about.some(
        (wanted) =>
          id === wanted || chart.medications.some((drug) => drug.concept === id && drug.classes.includes(wanted)),
      );
    return {
      asked: as,
      found: chart.plans
        .filter((plan) => isAbout(plan.about) && (!action || action.includes(plan.action)))
        .map((plan) => plan.span),
    };
  }
  if ("patient" in leaf)
    return { asked: leaf.patient.as, found: patientFits(leaf.patient, chart) ? patientEvidence(chart) : [] };
  if ("section" in leaf) {
    const { kind, as } = leaf.section;
    return {
      asked: as,
      found: note.sections
        .filter((section) => kind.includes(section.kind))
        .map((section) => section.heading ?? section.span),
    };
  }
  if ("phrase" in leaf) {
    const { any, assertion, couple, as } = leaf.phrase;
    return {
      asked: as,
      found: facts.phrases
        .filter(
          (phrase) =>
            any.includes(phrase.match.text) && readsAs(phrase, assertion, couple && isPartners(note, phrase.assertion)),
        )
        .map(({ match }) => match),
    };
  }
  return { asked: leaf.check.as, found: [] };
}

const stopped: ReadonlySet<TreatmentStatus> = new Set(["held", "discontinued", "completed", "not-taking"]);

function hasStatus(status: TreatmentStatus, group: string): boolean {
  if (group === "any") return true;
  if (group === "in-use") return isInUse(status);
  if (group === "starting") return status === "started" || status === "planned" || status === "restarted";
  if (group === "stopped") return stopped.has(status);
  return status === "considered";
}

function findMedications(query: Extract<Leaf, { medication: unknown }>["medication"], chart: Chart): readonly Span[] {
  const found = chart.medications.filter(
    (drug) =>
      query.is.some((id) => drug.classes.includes(id)) &&
      hasStatus(drug.status, query.status) &&
      (!query.dose || doseWithin(drug, query.dose)) &&
      (!query.weekly || weeklyWithin(drug, query.weekly)),
  );
  if (query.distinct && new Set(found.map((drug) => drug.concept)).size < query.distinct) return [];
  // A product says more than its class: the finding goes to "Testopel" rather than to "TRT".
  const isClass = (drug: Medication) => query.is.includes(drug.concept);
  return [...found.filter((drug) => !isClass(drug)), ...found.filter(isClass)].map((drug) => drug.span);
}

function doseWithin(drug: Medication, bound: Bound): boolean {
  return (drug.dosage?.steps ?? []).some((step) => {
    const mass = doseMass(step);
    return mass !== null && mass.unit === bound.unit && within(mass.high, bound);
  });
}

function weeklyWithin(drug: Medication, bound: Bound): boolean {
  const weekly = drug.dosage?.weekly;
  return weekly !== null && weekly !== undefined && weekly.unit === bound.unit && within(weekly.high, bound);
}

function findObservations(
  query: Extract<Leaf, { observation: unknown }>["observation"],
  facts: Facts,
): readonly Span[] {
  const evidence = ["resulted", "ordered", "planned", "pending", "outside", "declined"];
  const statuses: readonly string[] = query.status ?? (query.value ? ["resulted", "outside"] : evidence);
  return facts.chart.observations.filter(
    (item) =>
      query.of.includes(item.analyte) &&
      statuses.includes(item.status) &&
      (!query.latest || item.latest) &&
      (!query.value || valueWithin(item, query.value, facts.knowledge)),
  );
}

/** A value without a unit is taken in the bound's unit only where it is plausible there and in no other unit. */
function valueWithin(item: Observation, bound: Bound, knowledge: Knowledge): boolean {
  const lab = knowledge.labs.get(item.analyte);
  if (item.value === undefined || !lab || item.comparator === "<" || item.comparator === "<=") return false;
  if (item.unit) {
    const converted = convert(item.value, item.unit, bound.unit, lab);
    return converted !== null && within(converted, bound);
  }
  const fitting = lab.plausible.filter(({ low, high }) => item.value! >= low && item.value! <= high);
  if (fitting.length !== 1) return false;
  const converted = convert(item.value, fitting[0]!.unit, bound.unit, lab);
  return converted !== null && within(converted, bound);
}

function within(value: number, bound: Bound): boolean {
  return (
    (bound.above === undefined || value > bound.above) &&
    (bound.atLeast === undefined || value >= bound.atLeast) &&
    (bound.below === undefined || value < bound.below) &&
    (bound.atMost === undefined || value <= bound.atMost)
  );
}

function patientFits(query: Extract<Leaf, { patient: unknown }>["patient"], { patient }: Chart): boolean {
  return (
    (query.sex === undefined || patient.sex === query.sex) &&
    (query.ageAtLeast === undefined || (patient.ageYears !== null && patient.ageYears >= query.ageAtLeast)) &&
    (query.ageBelow === undefined || (patient.ageYears !== null && patient.ageYears < query.ageBelow)) &&
    (query.context === undefined || query.context.some((context) => patient.contexts.includes(context)))
  );
}

/** A fitting patient is an answer even where the note spells nothing out. */
function patientEvidence({ patient }: Chart): readonly Span[] {
  return patient.evidence.length > 0 ? patient.evidence : [{ start: 0, end: 0 }];
}

function readsAs({ assertion }: PhraseStatement, wanted: string, shared: boolean): boolean {
  if (wanted === "any") return true;
  if (assertion.experiencer !== "patient" && !shared) return false;
  if (wanted === "negated") return assertion.polarity === "negated";
  if (assertion.polarity === "negated" || assertion.conditionality === "education") return false;
  return wanted === "planned" ? assertion.temporality === "planned" : assertion.conditionality === "actual";
}
