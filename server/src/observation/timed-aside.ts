/** When a sample was drawn, in brackets between the name of a test and its value. */
import { type State, wordsOf } from "./reading.ts";

const drawTimes: ReadonlySet<string> = new Set(["post", "pre", "after", "before", "since"]);
/** In pieces, up to the closing bracket. */
const LONGEST_ASIDE = 8;

/** "T (3 hr post) 1180", "T (24h post inj): 900": the closing bracket of when it was drawn, before the value; -1 otherwise. */
export function timedAsideEnd(state: State): number {
  const { pieces, index } = state;
  if (pieces[index - 1]?.kind !== "name") return -1;
  let isTimed = false;
  for (let at = index + 1; at < Math.min(pieces.length, index + LONGEST_ASIDE); at++) {
    const piece = pieces[at]!;
    if (piece.sign === ")") {
      const next = pieces[at + 1]?.sign && ":=".includes(pieces[at + 1]!.sign!) ? pieces[at + 2] : pieces[at + 1];
      return isTimed && next?.kind === "number" ? at : -1;
    }
    if (piece.kind !== "number") isTimed ||= drawTimes.has(wordsOf(state, piece).split(/[ -]/, 1)[0]!);
  }
  return -1;
}
