/** What a term is, shown where it stands in the note. */
import { type Hover, MarkupKind, type Position } from "vscode-languageserver-types";
import type { Analysis } from "../analysis.ts";
import type { Knowledge } from "../knowledge/knowledge.ts";
import type { Mention } from "../lexicon/mention.ts";
import { describeConcept } from "./concept-card.ts";
import { describeLab } from "./lab-card.ts";
import { toOffset, toRange, touches } from "./positions.ts";

/** The card of the term at `position`, or null where the note names none. */
export function hover(analysis: Analysis, knowledge: Knowledge, position: Position): Hover | null {
  const mention = mentionAt(analysis, position);
  const concept = mention && knowledge.concepts.get(mention.concept);
  if (!mention || !concept) return null;
  const observation = analysis.chart.observations.find((item) => touches(item, mention));
  const parts = [
    describeConcept(concept, knowledge),
    ...labsOf(concept.id, knowledge).map((lab) =>
      describeLab(lab, observation?.analyte === lab.id ? observation : null, knowledge),
    ),
    ...(mention.reason ? [`_Read as ${concept.term}: ${mention.reason}._`] : []),
  ];
  return { contents: { kind: MarkupKind.Markdown, value: parts.join("\n\n") }, range: toRange(analysis.note, mention) };
}

/** The mention that covers `position`. */
export function mentionAt({ note, mentions }: Analysis, position: Position): Mention | null {
  const offset = toOffset(note, position);
  return mentions.find((mention) => mention.start <= offset && offset <= mention.end) ?? null;
}

function labsOf(concept: string, knowledge: Knowledge) {
  return [...knowledge.labs.values()]
    .filter((lab) => lab.concepts[0] === concept || (lab.concepts.includes(concept) && concept === lab.id))
    .slice(0, 1);
}
