/** A blood pressure without its name: "O: 126/78, P 66, 88 kg". */
import type { Note } from "../text/note.ts";
import type { Span } from "../text/span.ts";
import { hashesOf, TokenKind } from "../text/tokens.ts";

/** Words of other vital signs, one of which stands in the same sentence. */
const vitals = hashesOf("p hr pulse rr resp wt weight kg lb lbs bmi spo sats sat temp afebrile o ra bpm");
/** In mmHg. */
const SYSTOLIC = { low: 85, high: 230 };
const DIASTOLIC = { low: 40, high: 130 };

/** The pairs of numbers that are pressures by their size and their company. */
export function unnamedPressures(note: Note): readonly Span[] {
  const { tokens, sentences } = note;
  const found: Span[] = [];
  for (const { firstToken, endToken, quoted } of sentences) {
    if (quoted) continue;
    let isVitals = false;
    const here: Span[] = [];
    for (let token = firstToken; token < endToken; token++) {
      if (tokens.kind[token] === TokenKind.Word) isVitals ||= vitals.has(tokens.hash[token]!);
      else if (isPressure(note, token, endToken))
        here.push({ start: tokens.start[token]!, end: tokens.end[token + 2]! });
    }
    if (isVitals) found.push(...here);
  }
  return found;
}

function isPressure({ tokens, text }: Note, token: number, end: number): boolean {
  if (token + 2 >= end || tokens.kind[token] !== TokenKind.Number || tokens.kind[token + 2] !== TokenKind.Number)
    return false;
  if (text.charAt(tokens.start[token + 1]!) !== "/") return false;
  const high = Number(text.slice(tokens.start[token], tokens.end[token]));
  const low = Number(text.slice(tokens.start[token + 2], tokens.end[token + 2]));
  return high >= SYSTOLIC.low && high <= SYSTOLIC.high && low >= DIASTOLIC.low && low <= DIASTOLIC.high && high > low;
}
