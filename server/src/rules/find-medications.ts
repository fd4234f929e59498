/** Answers to questions about medications. */
import type { Medication } from "../chart/chart.ts";
import { isTakenOrPlanned } from "../chart/medications.ts";
import type { TreatmentStatus } from "../context/assertion.ts";
import type { Dosage } from "../dosage/dosage.ts";
import { doseMass, dosesPerWeek, endsOf } from "../dosage/weekly.ts";
import type { RuleLeaf } from "../knowledge/rule-schema.ts";
import { chartIndexOf } from "./chart-index.ts";
import { contradictedAt } from "./contradictions.ts";
import type { Facts } from "./facts.ts";
import { meets, within } from "./limits.ts";
import { isPastStart, monthsOfUse } from "./months-of-use.ts";

type Query = Extract<RuleLeaf, { medication: unknown }>["medication"];
type Part = NonNullable<Query["lacks"]>[number];

const stopped: ReadonlySet<TreatmentStatus> = new Set(["held", "discontinued", "completed", "not-taking"]);

/** The medications that answer `query`, products before the class that names them too. */
export function findMedications(query: Query, facts: Facts): readonly Medication[] {
  const named = chartIndexOf(facts.chart).medications.of(query.is);
  const matching = named.filter((drug) => isAskedFor(drug, query.status, facts) && answers(drug, query, facts));
  if (matching.length === 0) return matching;
  const found = query.contradicted ? matching.flatMap((drug) => contradicted(drug, facts)) : matching;
  if (query.distinct && countDistinct(found, facts) < query.distinct) return [];
  // A product says more than its class: the finding goes to "Testopel" rather than to "TRT".
  const isClass = (drug: Medication) => query.is.includes(drug.concept);
  return [...found.filter((drug) => !isClass(drug)), ...found.filter(isClass)];
}

/** The drug with its place in use, where the note ends it elsewhere. */
function contradicted(drug: Medication, facts: Facts): Medication[] {
  const span = contradictedAt(drug, facts);
  return span ? [{ ...drug, span }] : [];
}

/** A start that lies behind is no start at this visit. */
function isAskedFor(drug: Medication, group: Query["status"], facts: Facts): boolean {
  return hasStatus(drug.status, group) && !(group === "starting" && isPastStart(drug, facts));
}

function hasStatus(status: TreatmentStatus, group: Query["status"]): boolean {
  if (group === "any") return true;
  if (group === "in-use") return isTakenOrPlanned(status);
  if (group === "starting") return status === "started" || status === "planned" || status === "restarted";
  if (group === "stopped") return stopped.has(status);
  return status === "considered";
}

/** "Testosterone" beside "AndroGel" is one drug: what another found drug belongs to is not counted. */
function countDistinct(found: readonly Medication[], facts: Facts): number {
  return found.filter(
    (drug) =>
      !found.some(
        (other) =>
          other.concept !== drug.concept && (isProductOf(other, drug.concept) || isItsBrand(drug, other, facts)),
      ),
  ).length;
}

/** "Testosterone enanthate (Xyosted)": the brackets name the product of the drug in front of them. */
function isItsBrand(drug: Medication, { evidence }: Medication, { note: { tokens, text } }: Facts): boolean {
  return drug.evidence.some(
    ({ mention: { endToken } }) =>
      text.charAt(tokens.start[endToken]!) === "(" &&
      evidence.some(({ mention }) => mention.firstToken === endToken + 1),
  );
}

function isProductOf({ concept, classes }: Medication, name: string): boolean {
  return classes.includes(name) || concept.startsWith(`${name}-`);
}

function answers(drug: Medication, query: Query, facts: Facts): boolean {
  const steps = drug.dosage?.steps ?? [];
  if (query.dose && !steps.some((step) => doseMeets(step, query.dose!, facts))) return false;
  if (query.weekly && !weeklyMeets(drug, query.weekly, facts)) return false;
  if (query.perWeek && !steps.some((step) => rateMeets(step, query.perWeek!))) return false;
  if (query.doseUnit && !steps.some((step) => step.dose && query.doseUnit!.includes(endsOf(step.dose).unit)))
    return false;
  if (query.route && !steps.some((step) => step.route && query.route!.includes(step.route))) return false;
  if (query.lacks && !lacksAny(drug, query.lacks)) return false;
  if (query.states && !query.states.every((part) => statedParts(drug)[part])) return false;
  if (query.onlyIn && !standsOnlyIn(drug, query.onlyIn, facts)) return false;
  if (
    query.said &&
    !drug.evidence.some(({ assertion }) => assertion.status && hasStatus(assertion.status, query.status))
  )
    return false;
  if (!query.months) return true;
  const months = monthsOfUse(drug, facts);
  return months !== null && within(months, query.months);
}

function standsOnlyIn({ evidence }: Medication, kinds: NonNullable<Query["onlyIn"]>, { note }: Facts): boolean {
  return evidence.every(({ mention }) =>
    kinds.includes(note.sections[note.sentences[mention.sentence]!.section]!.kind),
  );
}

function doseMeets(step: Dosage, bound: NonNullable<Query["dose"]>, { profiles }: Facts): boolean {
  const mass = doseMass(step);
  return mass !== null && mass.unit === bound.unit && meets(mass.high, bound, profiles);
}

function weeklyMeets({ dosage }: Medication, bound: NonNullable<Query["weekly"]>, { profiles }: Facts): boolean {
  return dosage?.weekly?.unit === bound.unit && meets(dosage.weekly.high, bound, profiles);
}

function rateMeets({ timing }: Dosage, limits: NonNullable<Query["perWeek"]>): boolean {
  const rate = timing ? dosesPerWeek(timing) : null;
  return rate !== null && within(rate.high, limits);
}

/** Which parts of a dose line the note states for a drug, wherever in it. A reading that abstained says nothing. */
function statedParts({ evidence }: Medication): Record<Part, boolean> {
  const steps = evidence.flatMap(({ dosage }) => (dosage && !dosage.abstained ? dosage.steps : []));
  return {
    dose: steps.some(({ dose, volume }) => dose !== undefined || volume !== undefined),
    unit: steps.some(({ dose }) => dose !== undefined && endsOf(dose).unit !== ""),
    frequency: steps.some(({ timing, asNeeded }) => timing !== undefined || asNeeded),
    route: steps.some(({ route }) => route !== undefined),
  };
}

/** Whether a dose line was begun and one of `parts` is missing. */
function lacksAny(drug: Medication, parts: readonly Part[]): boolean {
  const stated = statedParts(drug);
  return (stated.dose || stated.frequency) && parts.some((part) => !stated[part]);
}
