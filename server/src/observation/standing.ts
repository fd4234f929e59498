/** How a name stands in its sentence: in a goal, a condition, a lesson, for a relative, from outside, old or new. */
import type { Note, Section } from "../text/note.ts";
import { hashesOf } from "../text/tokens.ts";
import type { Piece } from "./piece.ts";
import type { WordUse } from "./words.ts";

/** Whether the name stands in a goal ("goal Hct"), a condition ("if Hct") or a lesson; "" for none of these. */
export function standingOf(pieces: readonly Piece[], name: number): "goal" | "condition" | "" {
  let comma = false;
  const isLimit = pieces.slice(name + 1, name + 3).some((piece) => isComparator(piece) || piece.kind === "range");
  for (let index = name - 1; index >= 0 && index >= name - 12; index--) {
    const { kind, sign, uses } = pieces[index]!;
    if (kind === "mark" && ";•".includes(sign!)) return "";
    if (kind === "mark" && sign === ",") comma = true;
    if (kind === "number" || kind === "range") {
      // "if PSA >4 or Hct >50": the condition is of both.
      if (!isLimit || (kind === "number" && !isComparator(pieces[index - 1]))) return "";
      comma = false;
      continue;
    }
    if (!uses) continue;
    if (uses.has("published")) return "condition";
    if (uses.has("dosing") && isNext(pieces, index, name)) return "condition";
    if (uses.has("goal") && !uses.has("normal") && !comma) return "goal";
    // "Normal testosterone is 300-1000", "reference range for PSA".
    if (
      uses.has("reference") &&
      !comma &&
      (!uses.has("normal") ||
        (index === name - 1 &&
          pieces.slice(name + 1, name + 4).some((piece) => piece.kind === "range" || isComparator(piece))))
    )
      return "goal";
    // "donated when Hct hit 54.5"
    if (uses.has("occasion") && pieces[name + 1]?.uses?.has("past")) continue;
    if (!comma && (uses.has("condition") || uses.has("education"))) return uses.has("plan") ? "" : "condition";
    if (uses.has("clause") && !uses.has("link")) return "";
  }
  return "";
}

const isComparator = (piece: Piece | undefined) =>
  ["below", "above", "at-least", "at-most"].some((use) => piece?.uses?.has(use as WordUse) === true);

/** Nothing but fillers between: "increase his testosterone". */
const isNext = (pieces: readonly Piece[], index: number, name: number) =>
  pieces.slice(index + 1, name).every(({ uses }) => uses?.has("filler") === true);

/** "Goals: T 500-700, Hct <54", "Reference ranges: ...": index of the colon, -1 for none. */
export function goalHeading(pieces: readonly Piece[]): number {
  return pieces.findIndex(({ sign }, index) => {
    const before = pieces[index - 1]?.uses;
    const isHeading = sign === ":" || (index <= 2 && sign !== undefined && "-–—".includes(sign));
    if (!isHeading || !before || before.has("normal")) return false;
    return before.has("goal") || (before.has("reference") && index <= 2);
  });
}

/** "Father had a hematocrit of 58", "wife's FSH", "Partner: FSH 7": a relative in the same clause or before a colon. */
export function isSomeoneElses(pieces: readonly Piece[], name: number): boolean {
  if (pieces[0]!.uses?.has("relative")) {
    // "Father on TRT, T 900"
    const isTreated = pieces[1]?.uses?.has("treat") || pieces[1]?.uses?.has("later");
    if (isTreated && pieces[name - 1]?.sign === "," && name < 7) return true;
    const opening = pieces.slice(1, Math.min(name, 7));
    if (opening[0]?.sign === "," || opening.some(({ sign, kind }, at) => sign === ":" || (kind === "number" && at < 3)))
      return true;
  }
  for (let index = name - 1; index >= 0 && index >= name - 8; index--) {
    const { kind, sign, uses } = pieces[index]!;
    if (kind === "mark" && ",;:.".includes(sign!)) return false;
    if (kind === "number" || kind === "name") continue;
    if (uses?.has("relative")) return true;
  }
  return false;
}

/** "Increase in PSA of 0.9": the number is the difference. */
export function isDifference({ text, tokens }: Note, pieces: readonly Piece[], name: number, end: number): boolean {
  const next = pieces[end];
  if (!next || text.slice(tokens.start[next.first], tokens.end[next.end - 1]) !== "of") return false;
  const before = pieces[name - 1]?.uses?.has("filler") ? pieces[name - 2]?.uses : pieces[name - 1]?.uses;
  return before?.has("link") === true && before.has("clause");
}

const timesOfDay: ReadonlySet<string> = new Set(["early", "mid", "late"]);

/** "free testosterone", "pre-albumin", "non-HDL" where only the last word is known as a name: another test. */
export function isQualified({ text, tokens }: Note, pieces: readonly Piece[], name: number): boolean {
  const before = pieces[name - 1];
  if (before?.uses?.has("qualifier")) return true;
  const prefix = pieces[name - 2];
  if (before?.sign !== "-" || !prefix) return false;
  const word = text.slice(tokens.start[prefix.first]!, tokens.end[prefix.end - 1]!).toLowerCase();
  // "early-morning testosterone" where the name begins at "morning".
  if (prefix.kind === "word" ? timesOfDay.has(word) : word !== "pre" && word !== "post") return false;
  return (
    tokens.end[prefix.end - 1] === tokens.start[before.first] &&
    tokens.end[before.first] === tokens.start[pieces[name]!.first]
  );
}

/** Whether the words around a name, or the heading, say that the result comes from elsewhere. */
export function isOutside(pieces: readonly Piece[], section: Section | undefined, name: number): boolean {
  if (section && /outside|external/i.test(section.title)) return true;
  for (let index = name - 1; index >= 0 && index >= name - 40; index--) {
    const { sign, uses } = pieces[index]!;
    if (sign === ";") return false;
    if (uses?.has("outside")) return true;
  }
  for (let index = name + 1; index < pieces.length && index < name + 14; index++) {
    const { sign, uses, kind } = pieces[index]!;
    if (sign === ";" || kind === "name") return false;
    if (uses?.has("outside")) return true;
  }
  return false;
}

/**
 * Whether the note calls the value that follows old ("previous Hct 48"), first of several ("baseline PSA 0.6") or new
 * ("current T 640"), by the words before the name or the heading above.
 */
export function roleBefore(
  note: Note,
  pieces: readonly Piece[],
  section: Section | undefined,
  name: number,
): "baseline" | "later" | undefined {
  for (let index = name - 1; index >= 0 && index >= name - 2; index--) {
    const { uses } = pieces[index]!;
    if (!uses) break;
    if (uses.has("later") && !uses.has("link")) return "later";
    if (uses.has("earlier") && !uses.has("link") && pieces[index]!.end - pieces[index]!.first < 3)
      return isSource(pieces[index]!) ? undefined : "baseline";
  }
  if (startsOld(note, pieces[name]!) || isOldClause(pieces, name)) return "baseline";
  const [first] = pieces;
  if (first && first.first < pieces[name]!.first && pieces[headEnd(pieces)]?.sign === ":") {
    if (first.uses?.has("earlier")) return "baseline";
    if (first.uses?.has("later")) return "later";
  }
  return section && /^(prior|previous|old|baseline|pre-?treatment|past)\b/i.test(section.title)
    ? "baseline"
    : undefined;
}

/** The piece after the first, or after its brackets: the colon of "Baseline (off TRT): T 188". */
function headEnd(pieces: readonly Piece[]): number {
  if (pieces[1]?.sign !== "(") return 1;
  const close = pieces.slice(2, 7).findIndex(({ sign }) => sign === ")");
  return close < 0 ? 1 : close + 3;
}

const oldNames = hashesOf("baseline initial previous prior");

/** "Baseline T" as one name. */
const startsOld = ({ tokens }: Note, { first, end }: Piece) => end - first > 1 && oldNames.has(tokens.hash[first]!);

/** "Pre-TRT T 190, PSA 0.5": a word at the start of the clause is of all its values. Looks back over a dozen pieces. */
function isOldClause(pieces: readonly Piece[], name: number): boolean {
  for (let index = name - 1; index >= 0 && index >= name - 12; index--) {
    const piece = pieces[index]!;
    const isListed =
      ["name", "number", "range"].includes(piece.kind) || piece.units || piece.sign === "," || piece.sign === "/";
    if (isListed) continue;
    // "Before clomid T 266"
    const start = piece.kind === "word" && index > 0 ? index - 1 : index;
    const { uses, first, end } = pieces[start]!;
    const opens = start === 0 || pieces[start - 1]!.sign === ";" || pieces[start - 1]!.sign === ".";
    const isOld = uses?.has("earlier") === true && !uses.has("link") && end - first < 4;
    return opens && isOld && !isSource(pieces[start]!);
  }
  return false;
}

/** "from" and "versus" lead to an old value only after a new one. */
const isSource = ({ uses }: Piece): boolean => uses?.has("filler") === true && !uses.has("timing");
