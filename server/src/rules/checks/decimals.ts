/** Decimals that are read ten times too large: ".5 mg" and "1.0 mg". */
import { TokenKind } from "../../text/tokens.ts";
import type { Check, CheckHit } from "../checks.ts";
import type { Facts } from "../facts.ts";
import { doseSentences, isDoseUnit } from "./dose-places.ts";

/** ".5 mg": a dose without its leading zero. ".9 pg/mL" and ".5 mg/dL" are results, not doses. */
export const nakedDecimal: Check = (facts) =>
  rewriteDoses(facts, (digits) => (digits.startsWith(".") ? `0${digits}` : null));

/** "1.0 mg": a dose with a trailing zero. "200.0 mg/mL" is a printed strength. */
export const trailingZero: Check = (facts) =>
  rewriteDoses(facts, (digits) => {
    const [whole, fraction] = digits.split(".");
    return whole && fraction && Number(fraction) === 0 ? whole : null;
  });

/** Numbers before a dose unit for which `rewrite` has a better spelling. */
function rewriteDoses(facts: Facts, rewrite: (digits: string) => string | null): CheckHit[] {
  const { note } = facts;
  const { tokens, text } = note;
  const hits: CheckHit[] = [];
  for (const { firstToken, endToken } of doseSentences(facts)) {
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
