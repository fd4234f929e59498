/** A unit written once for tests that are reported alike: "LH 4.1, FSH 5.2 mIU/mL". */

import type { Draft } from "./draft.ts";
import type { Sources } from "./piece.ts";

/** Marks and spaces between two such values; more parts them. */
const LONGEST_JOINT = 5;

/** Gives the unit of a value to those before it in its list, as far as they lack one. Changes `drafts` from `from` on. */
export function shareUnits({ note: { text }, analytes }: Sources, drafts: Draft[], from: number): void {
  for (let index = drafts.length - 2; index >= from; index--) {
    const [draft, next] = [drafts[index]!, drafts[index + 1]!];
    if (draft.unit !== undefined || draft.value === undefined || next.unit === undefined) continue;
    const gap = next.start - draft.end;
    const isAlike = analytes.unitsOf.get(draft.analyte) === analytes.unitsOf.get(next.analyte);
    if (!isAlike || draft.analyte === next.analyte || gap < 1 || gap > LONGEST_JOINT) continue;
    const joint = text.slice(draft.end, next.start).trim();
    if ([",", "/", "&", "and", "+"].includes(joint)) drafts[index] = { ...draft, unit: next.unit };
  }
}
