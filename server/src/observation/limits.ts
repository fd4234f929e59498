/** Limits that a sentence is about, and what is done at them: no results. */
import type { Piece } from "./piece.ts";
import { last, type State, wordsOf } from "./reading.ts";

const remedies: ReadonlySet<string> = new Set(
  "phlebotomy phlebotomize phlebotomise donate refer referral call notify".split(" "),
);

/** What is done at a limit. */
const isAct = (state: State, piece: Piece | undefined) =>
  piece !== undefined && (piece.uses?.has("treat") === true || remedies.has(wordsOf(state, piece).toLowerCase()));

/** "Hct >54: stop", "Hct > 54 = hold": what to do at a limit. */
export const isRuleOfThumb = (state: State) =>
  last(state)?.comparator !== undefined && isAct(state, state.pieces[state.index + 1]);

export const verbs: ReadonlySet<string> = new Set(
  "is are would should warrants suggests supports means indicates needs requires".split(" "),
);
const modals: ReadonlySet<string> = new Set(["would", "should", "could"]);
const required: ReadonlySet<string> = new Set("required needed mandatory necessary".split(" "));

/** "PSA above 4 is ...": a limit in words that a verb follows is what the sentence is about, no result. */
export function isSubject(state: State, piece: Piece): boolean {
  const reading = last(state);
  if (reading?.comparator === undefined || state.unknown > 0 || state.joint !== undefined) return false;
  const before = state.pieces[state.index - 1];
  const isAfter = before?.kind === "number" || before?.units !== undefined;
  const verb = wordsOf(state, piece);
  if (!isAfter || !verbs.has(verb)) return false;
  if (modals.has(verb)) return true;
  const next = state.pieces[state.index + 1];
  if (next && required.has(wordsOf(state, next))) return true;
  const first = state.sources.note.text.charAt(reading.start);
  return first.toLowerCase() !== first.toUpperCase();
}
