/** Short forms that a colleague may read as something else, in a note that never spells them out. */
import type { Knowledge } from "../../knowledge/knowledge.ts";
import type { Check } from "../check.ts";
import { isOfField } from "./dose-places.ts";

/** The forms with a costly second meaning, and how to write them. */
const risky: ReadonlyMap<string, { readonly full: string; readonly others: string }> = new Map([
  ["AI", { full: "aromatase inhibitor (AI)", others: "artificial intelligence, aortic insufficiency" }],
  ["CC", { full: "clomiphene (CC)", others: "chief complaint, cubic centimeters" }],
  ["test", { full: "testosterone", others: "an examination or laboratory test" }],
]);

/** The first place of each risky form that is ours only by its context, where the concept is spelled out nowhere. */
export const ambiguousAbbreviation: Check = (facts) => {
  if (!isOfField(facts)) return [];
  const { chart, note, knowledge } = facts;
  const seen = new Set<string>();
  return chart.statements.flatMap(({ mention }) => {
    const { start, end, concept, reason, sentence } = mention;
    const written = note.text.slice(start, end);
    const known = risky.get(written === "Test" ? "test" : written);
    if (!known || reason === undefined || seen.has(concept) || note.sentences[sentence]!.quoted) return [];
    seen.add(concept);
    const isSpelled = chart.statements.some(
      ({ mention: other }) =>
        isLonger(other, written) && (other.concept === concept || belongsTo(other.concept, concept, knowledge)),
    );
    if (isSpelled) return [];
    const span = { start, end };
    return [
      {
        span,
        message: `"${written}" can be read in other ways here (${known.others}); it is spelled out nowhere in this note.`,
        edit: { span, newText: known.full },
        safe: false,
      },
    ];
  });
};

/** A drug of the class, or a product of the hormone: "anastrozole" for "AI", "testosterone gel" for "test". */
function belongsTo(id: string, concept: string, knowledge: Knowledge): boolean {
  return id.startsWith(`${concept}-`) || (knowledge.concepts.get(id)?.drug?.classes.includes(concept) ?? false);
}

function isLonger({ start, end }: { start: number; end: number }, written: string): boolean {
  return end - start > written.length + 3;
}
