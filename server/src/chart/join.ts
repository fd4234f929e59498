/** All statements about one drug become one medication: its state after the last event, and what disagrees with it. */
import type { TreatmentStatus } from "../context/assertion.ts";
import { isInUse } from "../context/treatment.ts";
import type { DosageReading } from "../dosage/dosage.ts";
import type { Medication, MedicationStatement, Statement } from "./chart.ts";

/** Thoughts about a treatment; they do not change its state when the note also states one. */
const thoughts: ReadonlySet<TreatmentStatus> = new Set(["planned", "considered", "declined"]);

/** What a mention states, as the joining of statements needs it. */
export interface DrugStatement extends MedicationStatement {
  /** Said in the plan or assessment: today's decision. */
  readonly decided: boolean;
  /** Named with its dose, without a verb. */
  readonly isListed: boolean;
}

/** Whether the status says what is done, not what is thought of. */
export function isFirm({ status }: DrugStatement): boolean {
  return !thoughts.has(status);
}

/**
 * "Plan: Clomiphene 25 mg daily": a drug of the plan with its dose and no verb goes on where the note has it in use before,
 * begins anew where it had ended, and else is begun.
 */
function asDecisions(statements: readonly DrugStatement[]): DrugStatement[] {
  let firm: DrugStatement | undefined;
  let last: DrugStatement | undefined;
  return statements.map((statement) => {
    const status = statement.decided && statement.isListed ? decidedAfter(firm, last) : statement.status;
    const told = status === statement.status ? statement : { ...statement, status };
    last = statement;
    if (isFirm(statement)) firm = statement;
    return told;
  });
}

/** `firm` is the statement before that is no mere thought, `last` the one just before. */
function decidedAfter(firm: DrugStatement | undefined, last: DrugStatement | undefined): TreatmentStatus {
  if (!firm) return last?.decided ? last.status : "started";
  // "Discussed, not started. Anastrozole 0.5 mg twice weekly.": the line with the dose is the later word.
  if (firm.decided && !firm.isListed && firm.status !== "not-taking") return firm.status;
  if (isInUse(firm.status)) return "continued";
  return firm.assertion.polarity === "negated" ? "started" : "restarted";
}

function isScheduled({ steps }: DosageReading): boolean {
  return steps.some(({ timing, asNeeded }) => timing !== undefined || asNeeded);
}

/** One medication from the statements about it, in order of the text: its state after the last event, its dose. */
export function joinStatements(
  concept: string,
  classes: readonly string[],
  statements: readonly DrugStatement[],
): Medication {
  const list = asDecisions(statements);
  const firm = list.filter((statement) => !thoughts.has(statement.status));
  // "... not cabergoline" in passing does not undo what is stated elsewhere.
  const stated = firm.filter(({ assertion }) => assertion.status !== null || assertion.polarity === "affirmed");
  const settled = stated.length > 0 ? stated : firm;
  const candidates = settled.length > 0 ? settled : list;
  const decisions = candidates.filter((statement) => statement.decided);
  const deciding = (decisions.length > 0 ? decisions : candidates).at(-1)!;
  const doses = list.filter((statement) => statement.dosage);
  const clear = doses.filter(({ dosage }) => !dosage!.abstained);
  // "Testosterone cypionate 200 mg/mL, 10 mL vial, 1 refill" after the dose is the supply.
  const withDose = clear.findLast(({ dosage }) => isScheduled(dosage!)) ?? clear.at(-1) ?? doses[0];
  const isPlain = ({ mention }: DrugStatement) => !mention.reason;
  const alike = list.filter(({ status, dosage }) => status === deciding.status && dosage);
  // "Testosterone gel" says more than "gel".
  const best = deciding.decided ? deciding : (alike.findLast(isPlain) ?? alike.at(-1) ?? deciding);
  return {
    concept,
    classes,
    status: deciding.status,
    actor: deciding.actor,
    span: { start: best.mention.start, end: best.mention.end },
    dosage: withDose?.dosage ?? null,
    evidence: list,
    contradictions: contradictionsTo(deciding, settled),
  };
}

/** Statements of the opposite state for today: in use here, stopped there. */
function contradictionsTo(deciding: DrugStatement, settled: readonly DrugStatement[]): Statement[] {
  const deciderInUse = isInUse(deciding.status);
  return settled.filter(
    (statement) =>
      statement !== deciding &&
      isInUse(statement.status) !== deciderInUse &&
      !deciding.decided &&
      statement.assertion.temporality !== "historical" &&
      isStopped(deciderInUse ? statement.status : deciding.status),
  );
}

function isStopped(status: TreatmentStatus): boolean {
  return status === "discontinued" || status === "completed" || status === "not-taking";
}
