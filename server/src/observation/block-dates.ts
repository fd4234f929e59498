/** Dates that stand over or before a block of results. */
import type { Note, Section, Sentence } from "../text/note.ts";
import type { DateTable } from "./dates.ts";
import type { NoteDate } from "./observation.ts";
import type { Piece, Sources } from "./pieces.ts";

/** The first date in a section's heading ("Labs 3/2/2025"); undefined for none. */
export function headingDate({ tokens }: Note, section: Section | undefined, { at }: DateTable): NoteDate | undefined {
  if (!section?.heading) return undefined;
  for (const { firstToken, date } of at.values()) {
    if (tokens.start[firstToken]! >= section.heading.end) return undefined;
    if (tokens.start[firstToken]! >= section.heading.start && (date.offsetDays ?? 0) <= 0) return date;
  }
  return undefined;
}

/** The date of a line that is little more than a date: "Labs 3/2/2025:". */
export function lineDate(sources: Sources, { firstToken, endToken }: Sentence): NoteDate | undefined {
  if (endToken - firstToken > 12) return undefined;
  for (let index = firstToken; index < endToken; index++) {
    const found = sources.dates.at.get(index);
    if (!found || found.endToken > endToken) continue;
    const rest = endToken - firstToken - (found.endToken - index);
    return rest <= 5 && (found.date.iso?.length ?? 0) >= 7 && (found.date.offsetDays ?? 0) <= 0
      ? found.date
      : undefined;
  }
  return undefined;
}

/** A date before the first name: "3/2/25: T 640", "Labs (3/2): ...", "CBC 2025-03-02: Hgb 18". */
export function leadingDate(pieces: readonly Piece[]): { date: NoteDate; header: boolean } | undefined {
  const firstNumber = pieces.findIndex(({ kind }) => kind === "number" || kind === "range");
  for (let index = 0; index < pieces.length && index < 10; index++) {
    const piece = pieces[index]!;
    if (firstNumber >= 0 && index > firstNumber) return undefined;
    if (piece.kind !== "date" || (piece.date!.date.offsetDays ?? 0) > 0) continue;
    const next = pieces.slice(index + 1, index + 3);
    const afterResults = pieces.slice(0, index).some(({ uses }) => uses?.has("results"));
    const leads = afterResults || (index <= 4 && (next.some(({ sign }) => sign === ":") || next[0]?.kind === "name"));
    if (leads) return { date: piece.date!.date, header: index <= 2 && next.some(({ sign }) => sign === ":") };
  }
  return undefined;
}
