/** What the note says will be done. */
import type { Assertion, TreatmentStatus } from "../context/assertion.ts";
import { isInUse } from "../context/treatment.ts";
import type { Knowledge } from "../knowledge/knowledge.ts";
import type { Category, SectionKind } from "../knowledge/schema.ts";
import type { Observation } from "../observation/observation.ts";
import type { Note } from "../text/note.ts";
import type { Medication, Plan, Statement } from "./chart.ts";
import type { UnnamedChange } from "./unnamed-changes.ts";

const actionOf: Partial<Record<TreatmentStatus, Plan["action"]>> = {
  started: "start",
  restarted: "start",
  planned: "start",
  continued: "continue",
  increased: "increase",
  decreased: "decrease",
  tapering: "decrease",
  held: "hold",
  discontinued: "stop",
  considered: "discuss",
};

const endings: ReadonlySet<Plan["action"]> = new Set(["stop", "hold"]);

/** What a plan can be about besides drugs and tests. */
const planned: ReadonlySet<Category> = new Set(["lab", "protocol", "diagnosis", "note-vocabulary"]);

/** Orders and planned tests, changes of treatment, and other things named under a plan heading. */
export function readPlans(
  note: Note,
  knowledge: Knowledge,
  statements: readonly Statement[],
  observations: readonly Observation[],
  medications: readonly Medication[],
  changes: readonly UnnamedChange[],
): Plan[] {
  const plans: Plan[] = [];
  const goesOnFrom = lastUse(statements);
  const decided = decisionsIn(medications);
  const measured = new Set(observations.map(({ name }) => name.start));
  /** Where the names of tests stand that are ordered or planned: their concept is no second plan. */
  const tests = new Set<number>();
  for (const observation of observations) {
    if (observation.status === "ordered")
      plans.push({ about: observation.analyte, action: "order", span: observation.name });
    if (observation.status === "ordered" || observation.status === "planned") tests.add(observation.name.start);
    if (observation.status === "planned")
      plans.push({ about: observation.analyte, action: "repeat", span: observation.name });
  }
  for (const { mention, assertion } of statements) {
    const sentence = note.sentences[mention.sentence]!;
    if (
      sentence.quoted ||
      tests.has(mention.start) ||
      sentence.box === "unchecked" ||
      assertion.experiencer !== "patient" ||
      assertion.polarity === "negated"
    )
      continue;
    const span = { start: mention.start, end: mention.end };
    const concept = knowledge.concepts.get(mention.concept);
    const isDrug = concept?.drug !== undefined;
    const status = assertion.status ?? decided.get(mention.start);
    const action = isDrug && !measured.has(mention.start) && status ? actionOf[status] : undefined;
    if (action && isTold(note, sentence.section, action, assertion)) continue;
    if (action) {
      // "Stopped in June. Restart today.": what a later word undoes is no plan.
      const isUndone = endings.has(action) && (goesOnFrom.get(mention.concept) ?? 0) > mention.start;
      if (!isUndone) plans.push({ about: mention.concept, action, span });
    } else if (
      !isDrug &&
      concept &&
      planned.has(concept.category) &&
      assertion.status !== "declined" &&
      (assertion.temporality === "planned" || isPlanned(note, sentence.section))
    ) {
      plans.push({ about: mention.concept, action: "other", span });
    }
  }
  for (const { concept, status, span } of changes) {
    const action = actionOf[status];
    if (action) plans.push({ about: concept, action, span });
  }
  return plans.sort((a, b) => a.span.start - b.span.start);
}

/** "Plan: letrozole 2.5 mg daily": by where a drug stands in the plan without a verb, what that makes of it. */
function decisionsIn(medications: readonly Medication[]): Map<number, TreatmentStatus> {
  const listed = medications.flatMap(({ evidence }) => evidence).filter(({ assertion }) => assertion.status === null);
  return new Map(listed.map(({ mention, status }) => [mention.start, status]));
}

/** Sections that tell how it came to be. */
const histories: ReadonlySet<SectionKind> = new Set(["chief-complaint", "hpi", "subjective", "pmh"]);

/** "Was started on clomiphene in 2022", "HPI: he was prescribed Natesto": told, not planned. */
function isTold(note: Note, section: number, action: Plan["action"], { temporality, actor, cues }: Assertion): boolean {
  if (temporality === "historical") return true;
  if (action === "start" && (actor === "other-prescriber" || cues.some(({ effect }) => effect === "historical")))
    return true;
  return (
    (action === "start" || action === "continue") &&
    temporality !== "planned" &&
    histories.has(note.sections[section]!.kind)
  );
}

/** For each concept, where the last statement stands that it is taken. */
function lastUse(statements: readonly Statement[]): Map<string, number> {
  const used = statements.filter(
    ({ assertion: { status, conditionality, polarity } }) =>
      status !== null && isInUse(status) && conditionality === "actual" && polarity === "affirmed",
  );
  return new Map(used.map(({ mention }) => [mention.concept, mention.start]));
}

function isPlanned(note: Note, section: number): boolean {
  const kind = note.sections[section]!.kind;
  return kind === "plan" || kind === "assessment-plan";
}
