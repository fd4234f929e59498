/** Words for one and the same drug: "hold testosterone" in a note about cypionate, and what "switched to" ends unnamed. */
import { isInUse } from "../context/treatment.ts";
import type { Knowledge } from "../knowledge/knowledge.ts";
import { type DrugStatement, isFirm } from "./join.ts";

type Statements = Map<string, DrugStatement[]>;

/** Joins what is said of a class ("TRT", "the AI") to the one product of that class that the note is about. */
export function joinGeneralWords(byConcept: Statements, knowledge: Knowledge): void {
  for (const general of generalWords(byConcept, knowledge)) {
    const said = byConcept.get(general)!;
    const product = productFor(general, said, byConcept, knowledge);
    if (!product) continue;
    const all = [...byConcept.get(product)!, ...said];
    byConcept.set(product, all.sort(inOrder));
    byConcept.delete(general);
  }
}

/** The general words that the note uses. */
function generalWords(byConcept: Statements, knowledge: Knowledge): string[] {
  return [...byConcept.keys()].filter((concept) => isGeneral(concept, knowledge));
}

function isGeneral(concept: string, knowledge: Knowledge): boolean {
  const category = knowledge.concepts.get(concept)?.category;
  return hormoneWords.has(concept) || category === "drug-class";
}

const hormoneWords: ReadonlySet<string> = new Set(["testosterone", "exogenous-testosterone"]);
const THERAPY = "trt";
/** Said of a class, these are not about the product in use: "no other testosterone", "TRT is contraindicated". */
const ofClass: ReadonlySet<string> = new Set(["allergy", "contraindicated", "not-taking", "considered"]);

/** The one product that `general` stands for in this note, or null. */
function productFor(
  general: string,
  said: readonly DrugStatement[],
  byConcept: Statements,
  knowledge: Knowledge,
): string | null {
  const last = said.findLast(isFirm) ?? said.at(-1)!;
  // "Sustanon", which has no concept of its own, "was swapped to Nebido".
  if (ofClass.has(last.status) || said.some(isExchanged)) return null;
  const products = [...byConcept].filter(
    ([concept, list]) => isProductOf(concept, general, knowledge) && list.some(isTold),
  );
  const taken = products.filter(([, list]) => isInUse(list.findLast(isFirm)!.status));
  if (taken.length === 1) return taken[0]![0];
  const [only] = products;
  if (products.length !== 1 || !isFirm(last)) return null;
  // "Testosterone restarted 1/10 ... STOP: Testim": the later word about the product is the last about the drug.
  return isInUse(last.status) && !endsLater(only![1], last) ? null : only![0];
}

/** Whether the product ended after `last` was said. */
function endsLater(of: readonly DrugStatement[], last: DrugStatement): boolean {
  const end = of.findLast(isFirm)!;
  return !isPast(end) && end.mention.start > last.mention.start;
}

/** Whether the statement is about a use that was or is. */
function isTold(statement: DrugStatement): boolean {
  return isFirm(statement) && !ofClass.has(statement.status);
}

function isProductOf(concept: string, general: string, knowledge: Knowledge): boolean {
  if (concept === general || knowledge.concepts.get(concept)?.category === "drug-class") return false;
  const classes = knowledge.concepts.get(concept)?.drug?.classes ?? [];
  if (hormoneWords.has(general)) return classes.includes(THERAPY);
  return classes.includes(general);
}

/** In order of the text, but what is told of the past first. */
function inOrder(a: DrugStatement, b: DrugStatement): number {
  return Number(isPast(b)) - Number(isPast(a)) || a.mention.start - b.mention.start;
}

function isPast({ assertion }: DrugStatement): boolean {
  return assertion.temporality === "historical";
}

/** "On AndroGel; rash, so switched to Xyosted": what was in use before the switch, and of its class, ended with it. */
export function supplyEnds(byConcept: Statements, knowledge: Knowledge): void {
  for (const [concept, list] of byConcept) {
    if (isGeneral(concept, knowledge)) continue;
    for (const statement of list.filter(isSwitch).slice(-MOST_SWITCHES)) {
      for (const [other, before] of byConcept) {
        if (other === concept || isGeneral(other, knowledge) || !shareClass(other, concept, knowledge)) continue;
        const index = before.findLastIndex(({ mention }) => mention.start < statement.mention.start);
        const last = before[index];
        if (!last || !isInUse(last.status)) continue;
        before.splice(index + 1, 0, { ...last, status: "discontinued", dosage: null, isListed: false });
      }
    }
  }
}

/** Of one drug, so that the cost stays linear in the text. */
const MOST_SWITCHES = 4;

function isExchanged({ assertion }: DrugStatement): boolean {
  return assertion.cues.some(({ effect }) => effect === "switched");
}

function isSwitch(statement: DrugStatement): boolean {
  return statement.status === "started" && isExchanged(statement);
}

function shareClass(a: string, b: string, knowledge: Knowledge): boolean {
  const classes = knowledge.concepts.get(b)?.drug?.classes ?? [];
  return (knowledge.concepts.get(a)?.drug?.classes ?? []).some((id) => classes.includes(id));
}
