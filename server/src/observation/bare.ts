/** Tests named without a value: what the words beside them, the sentence and the section make of them. */
import type { Section, Sentence } from "../text/note.ts";
import type { NoteDate, ObservationStatus } from "./observation.ts";
import type { Piece } from "./piece.ts";

/** Whether a panel is followed by a colon and results. */
export function isTitle(pieces: readonly Piece[], name: number): boolean {
  if (!pieces[name]!.analytes!.every(({ isPanel }) => isPanel) || pieces[name + 1]?.sign !== ":") return false;
  return pieces.slice(name + 2, name + 6).some(({ kind }) => kind === "number");
}

/** "Stop testosterone today": what is stopped or started is a drug, though a test has the same name. */
export function isTreatment(pieces: readonly Piece[], name: number): boolean {
  const uses = pieces[name - 1]?.uses;
  const verb = uses?.has("filler") && !uses.has("treat") ? pieces[name - 2]?.uses : uses;
  return verb?.has("treat") === true && !verb.has("order") && !verb.has("plan") && !verb.has("link");
}

/** "Labs in 3 months: T, CBC": a coming date before the names. */
export function dateAhead(pieces: readonly Piece[], name: number): NoteDate | undefined {
  for (let index = name - 1; index >= 0 && index > name - 12; index--) {
    const { kind, date } = pieces[index]!;
    if (kind === "number" || kind === "range") return undefined;
    if (kind === "date") return (date!.date.offsetDays ?? 0) > 0 ? date!.date : undefined;
  }
  return undefined;
}

/** "elevated PSA", "normal CBC". */
export function stateBefore(piece: Piece | undefined): "high" | "low" | "normal" | "abnormal" | "stable" | null {
  if (!piece?.uses || piece.uses.has("filler") || piece.uses.has("link")) return null;
  if (piece.uses.has("undetectable")) return "low";
  return (["high", "low", "abnormal", "normal", "stable"] as const).find((use) => piece.uses!.has(use)) ?? null;
}

/** Whether a sentence is a list of tests rather than a statement about a treatment. */
export function isList(pieces: readonly Piece[]): boolean {
  const unknown = pieces.filter(({ kind }) => kind === "word").length;
  const names = pieces.filter(({ kind }) => kind === "name").length;
  return (
    unknown <= names + 2 &&
    !pieces.some(
      ({ uses }) =>
        uses &&
        ["treat", "condition", "goal", "education"].some((use) => uses.has(use as never)) &&
        !uses.has("filler"),
    )
  );
}

/** "Bloods today: T, FBC, PSA": a heading over tests that are to be drawn, and no numbers. */
export const asksFor = (section: Section | undefined, pieces: readonly Piece[]): boolean =>
  section?.kind === "labs" &&
  /\b(?:today|order|request)/i.test(section.title) &&
  !pieces.some(({ kind }) => kind === "number" || kind === "range" || kind === "date");

/** The status of a test in a list of a plan or of orders, by the heading. */
export function listedStatus(section: Section, sentence: Sentence): ObservationStatus {
  if (/pending/i.test(section.title)) return "pending";
  return sentence.box === "checked" || /order|request|today/i.test(section.title) ? "ordered" : "planned";
}
