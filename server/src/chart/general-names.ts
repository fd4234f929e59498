/** "On T cyp 100 mg weekly. ... Hold testosterone": what is decided under a general name concerns the one product in use. */
import type { TreatmentStatus } from "../context/assertion.ts";
import type { MedicationStatement } from "./chart.ts";

export interface DrugStatement extends MedicationStatement {
  /** Said in the plan or assessment: today's decision. */
  readonly decided: boolean;
}

/** Decisions that a general name carries over to the product. */
const carried: ReadonlySet<TreatmentStatus> = new Set([
  "held",
  "discontinued",
  "continued",
  "increased",
  "decreased",
  "tapering",
  "restarted",
]);

/**
 * Moves today's decisions under a class or hormone to its product, where the note names just one; a general name that says
 * nothing else goes. `classesOf` gives a concept's classes, itself first.
 */
export function joinGeneralNames(
  byConcept: Map<string, DrugStatement[]>,
  classesOf: (concept: string) => readonly string[],
): void {
  for (const [general, statements] of byConcept) {
    const isProduct = (other: string) => classesOf(other).includes(general) || other.startsWith(`${general}-`);
    const products = [...byConcept.keys()].filter((other) => other !== general && isProduct(other));
    const [product] = products;
    if (product === undefined || products.length > 1) continue;
    const own = byConcept.get(product)!;
    const moved = statements.filter((statement) => carriesOver(statement, own));
    if (moved.length === 0) continue;
    own.push(...moved);
    own.sort((a, b) => a.mention.firstToken - b.mention.firstToken);
    const left = statements.filter((statement) => !moved.includes(statement));
    if (left.length > 0) byConcept.set(general, left);
    else byConcept.delete(general);
  }
}

/** Said of today, without a dose of its own, after the product was named. */
function carriesOver({ status, assertion, dosage, mention }: DrugStatement, own: readonly DrugStatement[]): boolean {
  return (
    carried.has(status) &&
    assertion.temporality !== "historical" &&
    (dosage === null || dosage.steps.length === 0) &&
    own.some((statement) => statement.mention.firstToken < mention.firstToken)
  );
}
