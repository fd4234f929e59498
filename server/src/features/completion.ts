/** Terms, and protocol blocks where no static snippets are at hand, by the word before the cursor. */
import {
  type CompletionItem,
  CompletionItemKind,
  InsertTextFormat,
  MarkupKind,
  type Position,
} from "vscode-languageserver-types";
import type { Analysis } from "../analysis.ts";
import type { Knowledge } from "../knowledge/knowledge.ts";
import type { Category, Concept } from "../knowledge/schema.ts";
import { describeConcept } from "./concept-card.ts";
import { toOffset, toRange } from "./positions.ts";

const kinds: Partial<Record<Category, CompletionItemKind>> = {
  drug: CompletionItemKind.Class,
  "drug-class": CompletionItemKind.Interface,
  hormone: CompletionItemKind.Variable,
  lab: CompletionItemKind.Field,
  protocol: CompletionItemKind.Event,
};

/** Categories whose terms a person would look up while writing. */
const offered: ReadonlySet<Category> = new Set([
  "hormone",
  "physiology",
  "drug",
  "drug-class",
  "lab",
  "diagnosis",
  "symptom",
  "protocol",
]);

/** Drugs come first where treatment is written. */
const treatmentKinds: ReadonlySet<string> = new Set(["plan", "assessment-plan", "medications"]);

export interface CompletionContext {
  /** Offer protocol blocks too; off where the editor has them as static snippets. */
  readonly protocols: boolean;
}

/** Items whose label begins with the word before `position`; at least two letters are asked for. */
export function completion(
  analysis: Analysis,
  knowledge: Knowledge,
  position: Position,
  context: CompletionContext,
): CompletionItem[] {
  const { note } = analysis;
  const end = toOffset(note, position);
  const start = wordStart(note.text, end);
  const prefix = note.text.slice(start, end).toLowerCase();
  if (prefix.length < 2) return [];
  const section = note.sections.find(({ body }) => body.start <= end && end <= body.end);
  const drugsFirst = section !== undefined && treatmentKinds.has(section.kind);
  const range = toRange(note, { start, end });
  const terms = [...knowledge.concepts.values()]
    .filter((concept) => offered.has(concept.category))
    .flatMap((concept) => itemsOf(concept, prefix, drugsFirst));
  const blocks = context.protocols
    ? [...knowledge.protocols.values()].flatMap((protocol) =>
        protocol.prefix
          .filter((name) => name.startsWith(prefix))
          .map((name) => ({
            label: name,
            kind: CompletionItemKind.Snippet,
            detail: protocol.title,
            insertTextFormat: InsertTextFormat.Snippet,
            textEdit: { range, newText: protocol.body },
          })),
      )
    : [];
  return [...terms.map((item) => ({ ...item, textEdit: { range, newText: item.label } })), ...blocks];
}

function itemsOf(concept: Concept, prefix: string, drugsFirst: boolean): CompletionItem[] {
  const labels = [
    ...(concept.recognise ? [concept.term] : []),
    ...concept.forms
      .filter((form) => form.kind === "brand" || form.kind === "abbreviation" || form.kind === "synonym")
      .map((form) => form.text),
  ];
  const rank = concept.category === "drug" && drugsFirst ? "0" : "1";
  return labels
    .filter((label) => label.length > 2 && label.toLowerCase().startsWith(prefix))
    .map((label) => ({
      label,
      kind: kinds[concept.category] ?? CompletionItemKind.Text,
      detail:
        label === concept.term
          ? concept.category.replaceAll("-", " ")
          : `${concept.term} · ${concept.category.replaceAll("-", " ")}`,
      sortText: `${rank}${label.toLowerCase()}`,
      data: { concept: concept.id },
    }));
}

/** The item with its documentation: the same card as the hover. */
export function resolveCompletion(item: CompletionItem, concept: string, knowledge: Knowledge): CompletionItem {
  const known = knowledge.concepts.get(concept);
  return known
    ? { ...item, documentation: { kind: MarkupKind.Markdown, value: describeConcept(known, knowledge) } }
    : item;
}

/** Letters, digits and inner hyphens and stops belong to the word being typed. */
function wordStart(text: string, end: number): number {
  let start = end;
  while (start > 0 && isWordUnit(text.charCodeAt(start - 1))) start--;
  return start;
}

function isWordUnit(unit: number): boolean {
  return (
    (unit >= 0x30 && unit <= 0x39) ||
    (unit >= 0x41 && unit <= 0x5a) ||
    (unit >= 0x61 && unit <= 0x7a) ||
    unit === 0x2d ||
    unit > 0xbf
  );
}
