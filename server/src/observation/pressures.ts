/** A blood pressure without its name: "O: 126/78, P 66, 88 kg". */
import { longestAt } from "../lexicon/lexicon.ts";
import type { Note } from "../text/note.ts";
import { hashesOf, TokenKind, tokenAt } from "../text/tokens.ts";
import { integerAt } from "./date-reader.ts";
import type { Draft } from "./draft.ts";
import type { Sources } from "./piece.ts";
import { scan } from "./pieces.ts";
import { unnamedWeight } from "./unnamed.ts";

/** Words of other vital signs, one of which stands near. */
const vitals = hashesOf("p hr pulse rr resp wt weight kg lb lbs bmi spo sats sat temp afebrile o ra bpm vs vss vitals");
/** Before a goal or a limit. */
const limits = hashesOf("goal target under below over above < > ≤ ≥ than if");
/** Tokens on either side within which the other vital signs stand. */
const REACH = 20;

/**
 * The pressures among the vital signs that no name leads to.
 * @param drafts what was read already; numbers of these are passed over
 */
export function unnamedPressures(sources: Sources, drafts: readonly Draft[]): Draft[] {
  const { note, dates, analytes } = sources;
  const { tokens } = note;
  if (dates.pressures.length === 0 || !analytes.byConcept.has("blood-pressure")) return [];
  const isRead = tokensOf(note, drafts);
  const found: Draft[] = [];
  let sentence = 0;
  /** The last sentence asked whether it names the pressure, and the answer. */
  let asked = { sentence: -1, isNamed: false };
  /** The last sentence whose weight was looked for. */
  let weighed = -1;
  for (const token of dates.pressures) {
    while (sentence < note.sentences.length && note.sentences[sentence]!.endToken <= token) sentence++;
    const place = note.sentences[sentence];
    if (!place || token < place.firstToken || place.quoted || place.box === "unchecked") continue;
    const kind = note.sections[place.section]?.kind;
    if (kind === "family-history" || kind === "education" || limits.has(tokens.hash[token - 1] ?? 0)) continue;
    const start = tokens.start[token]!;
    const unit = token + 3 < place.endToken ? unitAt(sources, token + 3) : 0;
    // "Obj: 126/82."
    const isVital = kind === "vitals" || (kind === "objective" && token === place.firstToken);
    if (unit < 0 || (!isVital && unit === 0 && !isAmongVitals(note, token, place))) continue;
    if (asked.sentence !== sentence) asked = { sentence, isNamed: isNamed(sources, place) };
    if (asked.isNamed || isRead[token]) continue;
    const end = tokens.end[Math.max(unit - 1, token + 2)]!;
    found.push({
      start,
      end,
      analyte: "blood-pressure",
      name: { start, end },
      status: "resulted",
      value: integerAt(note, token),
      diastolic: integerAt(note, token + 2),
      ...(unit > 0 ? { unit: "mm[Hg]" } : {}),
      latest: true,
      sentence,
    });
    if (weighed !== sentence)
      found.push(...unnamedWeight(sources, scan(sources, place.firstToken, place.endToken), sentence));
    weighed = sentence;
  }
  return found;
}

/** 1 for each token that belongs to one of `drafts`. */
function tokensOf({ tokens }: Note, drafts: readonly Draft[]): Uint8Array {
  const marks = new Uint8Array(tokens.count);
  for (const { start, end } of drafts)
    for (let token = tokenAt(tokens, start); token < tokens.count && tokens.start[token]! < end; token++)
      marks[token] = 1;
  return marks;
}

type Place = Note["sentences"][number];

/** The token after "mmHg" at `token`; -1 for another unit ("130/60 days"), 0 for none. */
function unitAt({ note, analytes }: Sources, token: number): number {
  // "156/96 HR 98": the next vital sign, no hours.
  const isNextSign = vitals.has(note.tokens.hash[token]!) && note.tokens.kind[token + 1] === TokenKind.Number;
  const match = isNextSign ? null : longestAt(analytes.unitLexicon, note.text, note.tokens, token);
  if (!match) return 0;
  return match.values.some((value) => analytes.units[value]?.ucum === "mm[Hg]") ? match.endToken : -1;
}

function isAmongVitals({ tokens }: Note, token: number, { firstToken, endToken }: Place): boolean {
  const end = Math.min(endToken, token + REACH);
  for (let at = Math.max(firstToken, token - REACH); at < end; at++)
    if (tokens.kind[at] === TokenKind.Word && vitals.has(tokens.hash[at]!)) return true;
  return false;
}

/** Whether the sentence names the pressure: then its numbers were read, or are no results. */
function isNamed({ names }: Sources, { firstToken, endToken }: Place): boolean {
  for (let token = firstToken; token < endToken; token++)
    if (names.get(token)?.analytes[0]?.lab.id === "blood-pressure") return true;
  return false;
}
