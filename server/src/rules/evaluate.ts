/** Evaluates a rule's condition over the facts of a note. The trace it leaves is the explanation of the finding. */
import type { Chart } from "../chart/chart.ts";
import { isPartners } from "../chart/couple.ts";
import type { Assertion, TreatmentStatus } from "../context/assertion.ts";
import { leavesOf } from "../knowledge/conditions.ts";
import type { RuleCondition, RuleLeaf } from "../knowledge/rule-schema.ts";
import { sentenceAt } from "../text/sentences.ts";
import type { Span } from "../text/span.ts";
import { ageOf } from "./age.ts";
import type { Facts } from "./facts.ts";
import { findConditions } from "./find-conditions.ts";
import { findMedications } from "./find-medications.ts";
import { findObservations } from "./find-observations.ts";
import type { Trace } from "./finding.ts";
import { nearMisses } from "./near-misses.ts";

/** Whether `condition` holds, and why. Every part is evaluated, so that the trace is complete either way. */
export function evaluate(condition: RuleCondition, facts: Facts): Trace {
  if ("all" in condition) {
    const parts = condition.all.map((part) => evaluate(part, facts));
    return combine("all of", parts, parts.every(isMet));
  }
  if ("any" in condition) {
    const parts = condition.any.map((part) => evaluate(part, facts));
    return combine("any of", parts, parts.some(isMet));
  }
  if ("sameSentence" in condition) return evaluateTogether(condition.sameSentence, facts);
  if ("not" in condition) {
    const part = evaluate(condition.not, facts);
    return { asked: `not: ${part.asked}`, met: !part.met, found: part.found, parts: [part] };
  }
  const { asked, found } = look(condition, facts);
  if (found.length > 0) return { asked, met: true, found, parts: [] };
  return { asked, met: false, found, near: nearMisses(condition, facts), parts: [] };
}

/** Whether `condition` holds, without a trace: stops at the first part that decides. */
export function holds(condition: RuleCondition, facts: Facts): boolean {
  if ("all" in condition) return cheapFirst(condition.all).every((part) => holds(part, facts));
  if ("any" in condition) return cheapFirst(condition.any).some((part) => holds(part, facts));
  if ("not" in condition) return !holds(condition.not, facts);
  if ("sameSentence" in condition)
    return condition.sameSentence.every((part) => holds(part, facts)) && evaluate(condition, facts).met;
  return look(condition, facts).found.length > 0;
}

const ordered = new WeakMap<readonly RuleCondition[], readonly RuleCondition[]>();

/** The parts that ask for no phrase before those that do: phrases are read only where the chart has not decided. */
function cheapFirst(parts: readonly RuleCondition[]): readonly RuleCondition[] {
  let order = ordered.get(parts);
  if (!order) {
    const asksPhrase = (part: RuleCondition) => leavesOf(part).some((leaf) => "phrase" in leaf);
    order = [...parts.filter((part) => !asksPhrase(part)), ...parts.filter(asksPhrase)];
    ordered.set(parts, order);
  }
  return order;
}

function isMet(trace: Trace): boolean {
  return trace.met;
}

function combine(asked: string, parts: readonly Trace[], met: boolean): Trace {
  return { asked, met, found: met ? parts.filter(isMet).flatMap(({ found }) => found) : [], parts };
}

/** Keeps of each part only what stands in a sentence where every part is answered. */
function evaluateTogether(conditions: readonly RuleCondition[], facts: Facts): Trace {
  const parts = conditions.map((part) => evaluate(part, facts));
  const places = parts.map(({ found }) => found.map((span) => sentenceAt(facts.note, span.start)));
  const sets = places.map((list) => new Set(list));
  const shared = new Set(places[0]!.filter((place) => place >= 0 && sets.every((set) => set.has(place))));
  const kept = parts.map((part, index) => {
    const found = part.found.filter((_, at) => shared.has(places[index]![at]!));
    return { ...part, found, met: found.length > 0 };
  });
  return combine("in one sentence", kept, shared.size > 0 && parts.every(isMet));
}

/** Answers one question. `found` is empty where the note does not answer it. */
function look(leaf: RuleLeaf, facts: Facts): { asked: string; found: readonly Span[] } {
  const { note, chart } = facts;
  if ("medication" in leaf)
    return { asked: leaf.medication.as, found: findMedications(leaf.medication, facts).map(({ span }) => span) };
  if ("observation" in leaf) return { asked: leaf.observation.as, found: findObservations(leaf.observation, facts) };
  if ("condition" in leaf)
    return { asked: leaf.condition.as, found: findConditions(leaf.condition, facts).map(({ span }) => span) };
  if ("plan" in leaf) return { asked: leaf.plan.as, found: findPlans(leaf.plan, chart) };
  if ("patient" in leaf)
    return { asked: leaf.patient.as, found: patientFits(leaf.patient, facts) ? patientEvidence(chart) : [] };
  if ("section" in leaf) {
    const sections = note.sections.filter((section) => leaf.section.kind.includes(section.kind));
    return { asked: leaf.section.as, found: sections.map((section) => section.heading ?? section.span) };
  }
  if ("phrase" in leaf) return { asked: leaf.phrase.as, found: findPhrases(leaf.phrase, facts) };
  if ("mention" in leaf) return { asked: leaf.mention.as, found: findMentioned(leaf.mention, facts) };
  return { asked: leaf.check.as, found: [] };
}

function findPlans({ about, action }: Extract<RuleLeaf, { plan: unknown }>["plan"], chart: Chart): readonly Span[] {
  const isAbout = (id: string) =>
    about.some(
      (wanted) =>
        id === wanted || chart.medications.some((drug) => drug.concept === id && drug.classes.includes(wanted)),
    );
  return chart.plans
    .filter((plan) => isAbout(plan.about) && (!action || action.includes(plan.action)))
    .map(({ span }) => span);
}

type PhraseQuery = Extract<RuleLeaf, { phrase: unknown }>["phrase"];

const askedBy = new WeakMap<PhraseQuery, ReadonlySet<string>>();

/** All phrases that a question names, those of its groups among them. */
function phrasesOf(query: PhraseQuery, { groups }: Facts["phraseTable"]): ReadonlySet<string> {
  let asked = askedBy.get(query);
  if (!asked) {
    asked = new Set([...query.any, ...query.groups.flatMap((id) => [...(groups.get(id) ?? [])])]);
    askedBy.set(query, asked);
  }
  return asked;
}

function findPhrases(query: PhraseQuery, { note, phrases, phraseTable }: Facts): readonly Span[] {
  const { assertion, couple } = query;
  const asked = phrasesOf(query, phraseTable);
  return phrases.statements
    .filter(
      (phrase) =>
        asked.has(phrase.match.text) &&
        readsAs(phrase.assertion, assertion, couple && isPartners(note, phrase.assertion)),
    )
    .map(({ match }) => match);
}

function findMentioned(
  { of, assertion }: Extract<RuleLeaf, { mention: unknown }>["mention"],
  { note, chart }: Facts,
): readonly Span[] {
  return chart.statements
    .filter(({ mention: { concept, sentence }, assertion: said }) => {
      const { quoted, box } = note.sentences[sentence]!;
      return of.includes(concept) && !quoted && box !== "unchecked" && readsAs(said, assertion, false);
    })
    .map(({ mention }) => mention);
}

function patientFits(query: Extract<RuleLeaf, { patient: unknown }>["patient"], facts: Facts): boolean {
  const { patient } = facts.chart;
  const asksAge = query.ageAtLeast !== undefined || query.ageBelow !== undefined;
  const age = asksAge ? ageOf(facts) : null;
  return (
    (query.sex === undefined || patient.sex === query.sex) &&
    (query.ageAtLeast === undefined || (age !== null && age >= query.ageAtLeast)) &&
    (query.ageBelow === undefined || (age !== null && age < query.ageBelow)) &&
    (query.context === undefined || query.context.some((context) => patient.contexts.includes(context)))
  );
}

/** A fitting patient is an answer even where the note spells nothing out. */
function patientEvidence({ patient }: Chart): readonly Span[] {
  return patient.evidence.length > 0 ? patient.evidence : [{ start: 0, end: 0 }];
}

/** What is stopped or declined is not affirmed. */
const ended: ReadonlySet<TreatmentStatus> = new Set(["discontinued", "not-taking", "declined", "allergy", "completed"]);

/** Whether an assertion is of the reading asked for. `shared`: the couple's matter, said of the partner. */
function readsAs(assertion: Assertion, wanted: "affirmed" | "negated" | "planned" | "any", shared: boolean): boolean {
  if (wanted === "any") return true;
  if (assertion.experiencer !== "patient" && !shared) return false;
  if (wanted === "negated") return assertion.polarity === "negated";
  if (assertion.polarity === "negated" || assertion.conditionality === "education") return false;
  if (assertion.status !== null && ended.has(assertion.status)) return false;
  return wanted === "planned" ? assertion.temporality === "planned" : assertion.conditionality === "actual";
}
