/** What is said of the partner and holds for both. */
import type { Assertion } from "../context/assertion.ts";
import type { Note } from "../text/note.ts";
import { foldText } from "../text/tokens.ts";

const partners: ReadonlySet<string> = new Set([
  "wife",
  "wife's",
  "husband",
  "husband's",
  "partner",
  "partner's",
  "girlfriend",
  "boyfriend",
  "spouse",
  "fiancee",
  "fiance",
  "couple",
]);

/** Whether the mention is about somebody else only because a partner is named with it. */
export function isPartners(note: Note, assertion: Assertion): boolean {
  const cues = assertion.cues.filter(({ effect }) => effect === "other-person" || effect === "family");
  return cues.length > 0 && cues.every(({ start, end }) => partners.has(foldText(note.text, start, end)));
}
