/** What the words straight before the name of a test say of its value: "low T at 198", "trough T 412", "↑ Hct 54". */
import type { Note } from "../text/note.ts";
import type { Span } from "../text/span.ts";
import { foldText } from "../text/tokens.ts";
import type { Piece } from "./piece.ts";
import type { Reading } from "./reading.ts";

export interface BeforeName {
  readonly flag?: NonNullable<Reading["flag"]>;
  readonly timing?: Span;
}

const verdicts = ["high", "low", "abnormal", "normal"] as const;
/** What can stand before its noun; "WNL" and "H" speak of what is in front of them. */
const adjectives: ReadonlySet<string> = new Set(
  "high elevated raised increased low decreased reduced suppressed abnormal deranged normal unremarkable ↑ ↓".split(
    " ",
  ),
);

const isAdjective = (words: string) => adjectives.has(words.slice(words.lastIndexOf(" ") + 1).toLowerCase());

/** "Low testosterone", "elevated hematocrit" as one name, but not "low density lipoprotein". */
function ownFlag({ text, tokens }: Pick<Note, "text" | "tokens">, { first, end }: Piece): BeforeName {
  if (end - first !== 2 || tokens.start[first + 1] === tokens.end[first]) return {};
  const word = foldText(text, tokens.start[first], tokens.end[first]);
  return word === "low" ? { flag: "low" } : word === "elevated" || word === "high" ? { flag: "high" } : {};
}

/** Reads up to three pieces before the name at `name`, as far as they do not belong to a value in front of them. */
export function readBeforeName({ text, tokens }: Note, pieces: readonly Piece[], name: number): BeforeName {
  let first = name;
  while (first > 0 && first > name - 3 && pieces[first - 1]!.kind === "words" && pieces[first - 1]!.uses) first--;
  const before = pieces[first - 1];
  // "T 388 trough E2 31", "Hct 54 high PSA 0.8": said of the value in front.
  if (before && (before.kind === "number" || before.kind === "range" || before.kind === "name" || before.units))
    return {};
  const span = ({ first, end }: Piece): Span => ({ start: tokens.start[first]!, end: tokens.end[end - 1]! });
  const isNot = before !== undefined && /^(?:not|no|non)$/i.test(text.slice(span(before).start, span(before).end));
  let found: BeforeName = ownFlag({ text, tokens }, pieces[name]!);
  for (let index = first; index < name; index++) {
    const piece = pieces[index]!;
    const words = span(piece);
    if (piece.uses!.has("timing")) found = { ...found, timing: words };
    const verdict = verdicts.find((use) => piece.uses!.has(use));
    const isOther = piece.uses!.has("filler") || piece.uses!.has("link") || piece.uses!.has("change");
    if (verdict && !isOther && !isNot && isAdjective(text.slice(words.start, words.end)))
      found = { ...found, flag: verdict };
  }
  return found;
}
