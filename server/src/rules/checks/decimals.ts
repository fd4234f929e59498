/** Decimals that are read ten times too large: ".5 mg" and "1.0 mg". */
import type { Note, Sentence } from "../../text/note.ts";
import { TokenKind } from "../../text/tokens.ts";
import type { Check, CheckHit } from "../check.ts";
import { doseSentences, isDoseUnit, statedSentences } from "./dose-places.ts";

/** ".5 mg": a dose without its leading zero. ".9 pg/mL" and ".5 mg/dL" are results, not doses. */
export const nakedDecimal: Check = (facts) =>
  rewriteDoses(facts.note, statedSentences(facts.note), (digits) => (digits.startsWith(".") ? `0${digits}` : null));

/** "1.0 mg": a dose with a trailing zero. "200.0 mg/mL" is a printed strength. */
export const trailingZero: Check = (facts) =>
  rewriteDoses(facts.note, doseSentences(facts), (digits) => {
    const [whole, fraction] = digits.split(".");
    return whole && fraction && Number(fraction) === 0 ? whole : null;
  });

/** Numbers before a dose unit for which `rewrite` has a better spelling. */
function rewriteDoses(
  note: Note,
  sentences: readonly Sentence[],
  rewrite: (digits: string) => string | null,
): CheckHit[] {
  const { tokens, text } = note;
  const hits: CheckHit[] = [];
  for (const { firstToken, endToken } of sentences) {
    for (let index = firstToken; index < endToken - 1; index++) {
      if (tokens.kind[index] !== TokenKind.Number) continue;
      const better = rewrite(text.slice(tokens.start[index], tokens.end[index]));
      if (better === null || !isDoseUnit(note, index + 1)) continue;
      const span = { start: tokens.start[index]!, end: tokens.end[index + 1]! };
      hits.push({ span, edit: { span, newText: better + text.slice(tokens.end[index], span.end) } });
    }
  }
  return hits;
}
