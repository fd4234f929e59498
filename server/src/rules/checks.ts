/** Checks about characters rather than facts. Rule files refer to them by name. */
import type { Note } from "../text/note.ts";
import { foldText, TokenKind } from "../text/tokens.ts";
import type { Edit } from "./finding.ts";

export interface CheckHit {
  /** The words squiggled, and what they should be. */
  readonly edit: Edit;
}

export type Check = (note: Note) => CheckHit[];

const doseUnits: ReadonlySet<string> = new Set([
  "mg",
  "mcg",
  "ug",
  "μg",
  "g",
  "gm",
  "ml",
  "cc",
  "unit",
  "units",
  "iu",
  "tab",
  "tabs",
  "tablet",
  "tablets",
  "cap",
  "caps",
  "capsule",
  "capsules",
]);

/** ".5 mg": a dose without its leading zero. ".9 pg/mL" and ".5 mg/dL" are results, not doses. */
const nakedDecimal: Check = (note) => {
  const { tokens, text } = note;
  const hits: CheckHit[] = [];
  for (const sentence of note.sentences) {
    if (sentence.quoted) continue;
    for (let index = sentence.firstToken; index < sentence.endToken - 1; index++) {
      const start = tokens.start[index]!;
      if (tokens.kind[index] !== TokenKind.Number || text.charCodeAt(start) !== 0x2e) continue;
      const unitStart = tokens.start[index + 1]!;
      const unitEnd = tokens.end[index + 1]!;
      if (unitStart - tokens.end[index]! > 1 || !doseUnits.has(foldText(text, unitStart, unitEnd))) continue;
      if (text.charAt(unitEnd) === "/" && text.charAt(unitEnd + 1).toLowerCase() === "d") continue;
      hits.push({ edit: { span: { start, end: unitEnd }, newText: `0${text.slice(start, unitEnd)}` } });
    }
  }
  return hits;
};

export const checks: Readonly<Record<string, Check>> = { "naked-decimal": nakedDecimal };
