/** Dates that stand over or before a block of results. */
import type { Note, Section, Sentence } from "../text/note.ts";
import { foldText, hashesOf, tokenAt } from "../text/tokens.ts";
import type { DateTable } from "./dates.ts";
import type { NoteDate } from "./observation.ts";
import type { Piece, Sources } from "./piece.ts";
import { scan } from "./pieces.ts";
import type { WordUse } from "./words.ts";

/** The first date in a section's heading ("Labs 3/2/2025"); undefined for none. */
export function headingDate(
  { text, tokens }: Note,
  section: Section | undefined,
  { at }: DateTable,
): NoteDate | undefined {
  const heading = section?.heading;
  if (!heading) return undefined;
  for (
    let index = tokenAt(tokens, heading.start);
    index < tokens.count && tokens.start[index]! < heading.end;
    index++
  ) {
    const date = at.get(index)?.date;
    // "Labs reviewed today": drawn on another day.
    const isReview = index > 0 && foldText(text, tokens.start[index - 1], tokens.end[index - 1]) === "reviewed";
    if (date?.offsetDays === 0 && isReview) continue;
    if (date && (date.offsetDays ?? 0) <= 0) return date;
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
    const isPast = (found.date.iso?.length ?? 0) >= 7 && (found.date.offsetDays ?? 0) <= 0;
    return rest <= 5 && isPast && isOfDraw(sources, scan(sources, firstToken, endToken)) ? found.date : undefined;
  }
  return undefined;
}

const dateLabels = hashesOf("date dos visit encounter service specimen sample collection collected");
/** What happens on a day of its own: its date is not the one of the next draw. */
const happenings = hashesOf(
  `inj inject injection injected injections dose dosed shot phlebotomy phlebotomized phlebotomised donated donation
   pellet pellets insertion inserted implanted started start stopped surgery vasectomy reversal cryo cryopreservation
   banked banking refill refilled`.replaceAll("\n", " "),
);

/** Whether a line with a date is about results or nothing else: "Labs 3/2/25 (Quest):", but not "Semen cryo done 2/2025". */
function isOfDraw({ note: { tokens } }: Sources, pieces: readonly Piece[]): boolean {
  if (pieces.some(({ uses }) => uses?.has("results"))) return true;
  const isOther = ({ kind, first, uses }: Piece) =>
    (kind === "word" && !dateLabels.has(tokens.hash[first]!)) || uses?.has("treat") === true;
  return !pieces.some(isOther);
}

/** Whether the date at `index` is of an injection, a phlebotomy or the like: "Last inj 10/18, T 680". */
function isOfHappening({ note: { tokens } }: Sources, pieces: readonly Piece[], index: number): boolean {
  for (let at = index - 1; at >= 0 && at >= index - 3; at--) {
    const piece = pieces[at]!;
    if (happenings.has(tokens.hash[piece.end - 1]!)) return true;
    if (piece.sign !== ":" && !piece.uses?.has("filler") && !piece.uses?.has("link")) return false;
  }
  return false;
}

/** "Semen analysis (2/10/25)", "CBC 3/2/25": the date of a line that names a panel and nothing else. */
export function panelDate(pieces: readonly Piece[]): NoteDate | undefined {
  let date: NoteDate | undefined;
  let named = false;
  for (const piece of pieces) {
    if (piece.kind === "date") date ??= piece.date!.date;
    else if (piece.kind === "name") {
      if (!piece.analytes!.every(({ isPanel }) => isPanel)) return undefined;
      named = true;
    } else if (piece.kind !== "mark" && !piece.uses?.has("filler") && !piece.uses?.has("results")) return undefined;
  }
  return named && date && (date.offsetDays ?? 0) <= 0 ? date : undefined;
}

/** "18.4/55.1 on 9/3/25", "3.1/2.2 (9/3/25)": the date behind a group of values that ends at `end`. */
export function dateAfter(pieces: readonly Piece[], end: number): NoteDate | undefined {
  const leads = pieces[end]?.sign === "(" || pieces[end]?.uses?.has("filler") === true;
  const found = pieces[leads ? end + 1 : end]?.date;
  return found && !found.weak && (found.date.offsetDays ?? 0) <= 0 ? found.date : undefined;
}

/** A date before the first name: "3/2/25: T 640", "Labs (3/2): ...", "CBC 2025-03-02: Hgb 18". */
export function leadingDate(
  sources: Sources,
  pieces: readonly Piece[],
): { date: NoteDate; header: boolean } | undefined {
  const firstNumber = pieces.findIndex(({ kind }) => kind === "number" || kind === "range");
  for (let index = 0; index < pieces.length && index < 10; index++) {
    const piece = pieces[index]!;
    if (firstNumber >= 0 && index > firstNumber) return undefined;
    if (piece.kind !== "date" || (piece.date!.date.offsetDays ?? 0) > 0) continue;
    // "Labs reviewed today": drawn on another day.
    if (piece.date!.date.offsetDays === 0 && pieces[index - 1]?.uses?.has("stable")) continue;
    if (isOfHappening(sources, pieces, index)) continue;
    const next = pieces.slice(index + 1, index + 3);
    if (opensSentence(pieces, index)) return { date: piece.date!.date, header: false };
    const afterResults = pieces.slice(0, index).some(({ uses }) => uses?.has("results") || uses?.has("outside"));
    const leads =
      afterResults ||
      (index <= 4 &&
        (colonFollows(pieces, index) ||
          next[0]?.kind === "name" ||
          // "02/11/2025 08:14 Hct", "(2/11/25) Hct"
          ((isDashOrBracket(next[0]) || next[0]?.kind === "junk") && next[1]?.kind === "name") ||
          datesPanel(pieces, index)));
    if (leads) return { date: piece.date!.date, header: index <= 2 && next.some(({ sign }) => sign === ":") };
  }
  return undefined;
}

/** A colon within six pieces, with no name or number before it: "1/8/25 at 7:50 am: TT 241". */
function colonFollows(pieces: readonly Piece[], index: number): boolean {
  for (let at = index + 1; at < pieces.length && at <= index + 6; at++) {
    const { kind, sign, uses } = pieces[at]!;
    // "labs:" is one phrase.
    if (sign === ":" || (uses?.has("results") && uses.has("order"))) return true;
    if (kind === "name" || kind === "number" || kind === "range" || sign === ",") return false;
  }
  return false;
}

/** "Last CBC 2024-01-05, Hct 46", "CBC from January reviewed with Hct 46": a dated panel, then one of its tests. */
function datesPanel(pieces: readonly Piece[], index: number): boolean {
  const isPanel = (piece: Piece | undefined) => piece?.analytes?.every((analyte) => analyte.isPanel) === true;
  if (!isPanel(pieces[index - 1]) && !(isBridge(pieces[index - 1]) && isPanel(pieces[index - 2]))) return false;
  for (let at = index + 1; at < pieces.length && at <= index + 5; at++) {
    if (pieces[at]!.kind === "name") return at > index + 1;
    if (!isBridge(pieces[at])) return false;
  }
  return false;
}

const isBridge = (piece: Piece | undefined) =>
  piece?.sign === "," ||
  ["link", "filler", "with", "stable", "normal", "results"].some((use) => piece?.uses?.has(use as WordUse) === true);

const isDashOrBracket = (piece: Piece | undefined) => piece?.sign !== undefined && "-–—)".includes(piece.sign);

/** "T 455, SHBG 34, all drawn 5/6/25": a date at the end of the sentence for all its values. */
export function sharedDate({ note }: Sources, pieces: readonly Piece[]): NoteDate | undefined {
  for (let index = pieces.length - 1; index > 1 && index >= pieces.length - 3; index--) {
    const date = pieces[index]!.date?.date;
    if (!date) continue;
    const isShared = pieces.slice(Math.max(0, index - 3), index).some(({ kind, first, end }) => {
      const word =
        kind === "word" || kind === "words"
          ? foldText(note.text, note.tokens.start[first], note.tokens.end[end - 1])
          : "";
      return word === "all" || word === "both";
    });
    return isShared && (date.offsetDays ?? 0) <= 0 ? date : undefined;
  }
  return undefined;
}

/** "On 14 April 2025 his Hct was 48", "Last week's Hct": a date at the start, then a few words of no other matter. */
function opensSentence(pieces: readonly Piece[], index: number): boolean {
  if (index > 2 || !pieces.slice(0, index).every(({ uses }) => uses?.has("filler") || uses?.has("link"))) return false;
  for (let at = index + 1; at < pieces.length && at < index + 7; at++) {
    const { kind, uses, sign } = pieces[at]!;
    if (kind === "name") return true;
    const isBridge =
      kind === "words" && (uses?.has("filler") || uses?.has("link") || uses?.has("timing") || uses?.has("results"));
    if (!isBridge && sign !== "," && sign !== "'" && sign !== "’") return false;
  }
  return false;
}

/** Whether a line without text stands before a sentence. */
export function followsBlank({ text, sentences }: Note, index: number): boolean {
  let breaks = 0;
  for (let at = sentences[index]!.start - 1; at >= 0 && breaks < 2; at--) {
    const character = text[at]!;
    if (character === "\n") breaks++;
    else if (character !== " " && character !== "\t" && character !== "\r") return false;
  }
  return breaks === 2;
}

/** Whether a sentence goes on with the one before it: after a semicolon, or behind a bullet on the same line. */
export function isJoined({ text, sentences }: Note, index: number): boolean {
  const before = sentences[index - 1];
  if (!before) return false;
  if (text[before.end - 1] === ";") return true;
  const { start } = sentences[index]!;
  const gap = text.slice(before.end, start);
  return !gap.includes("\n") && ("•·".includes(text[start]!) || /[•·]/.test(gap));
}
