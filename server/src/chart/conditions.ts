/** Problems, symptoms and circumstances, each once, with the strongest thing that the note says of it. */
import type { Knowledge } from "../knowledge/knowledge.ts";
import type { Category } from "../knowledge/schema.ts";
import type { Note } from "../text/note.ts";
import type { Condition, Statement } from "./chart.ts";
import { isPartners } from "./couple.ts";

const categories: ReadonlySet<Category> = new Set(["diagnosis", "symptom", "note-vocabulary", "protocol"]);

/** Strongest first: what stands when the note says several things. */
const strength: readonly Condition["status"][] = ["present", "historical", "resolved", "suspected", "absent", "family"];

/** Joins the statements about each condition. Conditional, hypothetical and educational mentions are left out. */
export function readConditions(note: Note, knowledge: Knowledge, statements: readonly Statement[]): Condition[] {
  const byConcept = new Map<string, Condition[]>();
  for (const statement of statements) {
    const { mention } = statement;
    const concept = knowledge.concepts.get(mention.concept);
    const sentence = note.sentences[mention.sentence]!;
    if (!concept || !categories.has(concept.category) || sentence.quoted) continue;
    const status = statusOf(statement, concept.couple && isPartners(note, statement.assertion));
    if (!status) continue;
    const list = byConcept.get(mention.concept) ?? [];
    byConcept.set(mention.concept, list);
    list.push({
      concept: mention.concept,
      status,
      span: { start: mention.start, end: mention.end },
      evidence: [statement],
    });
  }
  return [...byConcept.values()].map((list) => {
    const strongest = list.reduce((best, next) =>
      strength.indexOf(next.status) < strength.indexOf(best.status) ? next : best,
    );
    return { ...strongest, evidence: list.flatMap((condition) => condition.evidence) };
  });
}

function statusOf({ assertion }: Statement, shared: boolean): Condition["status"] | null {
  if (assertion.experiencer === "family" && !shared) return assertion.polarity === "negated" ? null : "family";
  if ((assertion.experiencer === "other" && !shared) || assertion.conditionality !== "actual") return null;
  if (assertion.polarity === "negated") return "absent";
  if (assertion.cues.some((cue) => cue.effect === "resolved")) return "resolved";
  if (assertion.certainty === "uncertain") return "suspected";
  return assertion.temporality === "historical" ? "historical" : "present";
}
