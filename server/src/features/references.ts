/** Every place where the note names the same thing. */
import {
  type DocumentHighlight,
  DocumentHighlightKind,
  type Location,
  type Position,
} from "vscode-languageserver-types";
import type { Analysis } from "../analysis.ts";
import { mentionAt } from "./hover.ts";
import { toRange } from "./positions.ts";

export function references(analysis: Analysis, uri: string, position: Position): Location[] {
  return sameConcept(analysis, position).map((range) => ({ uri, range }));
}

export function highlights(analysis: Analysis, position: Position): DocumentHighlight[] {
  return sameConcept(analysis, position).map((range) => ({ range, kind: DocumentHighlightKind.Text }));
}

function sameConcept(analysis: Analysis, position: Position) {
  const mention = mentionAt(analysis, position);
  if (!mention) return [];
  return analysis.mentions
    .filter(({ concept }) => concept === mention.concept)
    .map((found) => toRange(analysis.note, found));
}
