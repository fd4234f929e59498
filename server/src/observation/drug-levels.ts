/** A level told after a drug instead of a test: "T gel 50 mg daily: level 380", "cypionate 80 mg weekly, trough 512". */
import type { Mention } from "../lexicon/mention.ts";
import type { Note } from "../text/note.ts";
import { hashesOf } from "../text/tokens.ts";
import { type Analyte, isUsual } from "./analytes.ts";
import type { Piece, Sources } from "./piece.ts";
import type { Reading } from "./reading.ts";
import { readValues } from "./values.ts";
import type { WordUse } from "./words.ts";

const levels = hashesOf("level levels lvl trough peak");
/** Tokens after the drug within which the level stands. */
const REACH = 20;
/** Without a unit, a smaller number could be anything. */
const LEAST_BARE = 50;

/** Whether "level" or the like stands within reach after the drug, in its sentence. */
export function saysLevel({ tokens, sentences }: Note, { endToken, sentence }: Mention): boolean {
  const end = Math.min(sentences[sentence]!.endToken, endToken + REACH);
  for (let token = endToken; token < end; token++) if (levels.has(tokens.hash[token]!)) return true;
  return levels.has(tokens.hash[sentences[sentence]!.firstToken]!);
}

/** What may stand straight before "level"; an unknown word would say of what it is the level. */
const leads: readonly WordUse[] = ["timing", "later", "and", "with", "filler"];

const stops: readonly WordUse[] = ["relative", "condition", "goal"];

/**
 * The level told after `drug` in the pieces of its sentence: the test, the piece of the word "level", and its first
 * value; null for none, and where a test is named between.
 */
export function levelOfDrug(
  sources: Sources,
  pieces: readonly Piece[],
  drug: Mention,
): { readonly analyte: Analyte; readonly name: number; readonly reading: Reading } | null {
  const analyte = sources.analytes.byDrug.get(drug.concept)!;
  const { tokens } = sources.note;
  const opening = levelAtStart(sources, pieces, drug, analyte);
  if (opening) return opening;
  const from = pieces.findIndex(({ first }) => first >= drug.endToken);
  for (let index = from; index >= 0 && index < pieces.length && index < from + REACH; index++) {
    const piece = pieces[index]!;
    if (piece.kind === "name" || stops.some((use) => piece.uses?.has(use))) return null;
    if (piece.kind !== "words" || !levels.has(tokens.hash[piece.end - 1]!)) continue;
    const before = pieces[index - 1];
    const opens = before === undefined || before.kind === "mark" || leads.some((use) => before.uses?.has(use));
    if (!opens || index === from) return null;
    const { readings, blocked } = readValues(sources, pieces, index + 1, endOf(pieces, index + 1), analyte, false);
    const [reading] = readings;
    if (blocked || reading?.value === undefined || reading.comparator !== undefined) return null;
    if (reading.unit === undefined && (reading.value < LEAST_BARE || !isUsual(analyte, reading.value))) return null;
    const isTimed = reading.timing === undefined && piece.uses?.has("timing") === true;
    const timing = { start: tokens.start[piece.first]!, end: tokens.end[piece.end - 1]! };
    return { analyte, name: index, reading: isTimed ? { ...reading, timing } : reading };
  }
  return null;
}

/** "Trough 388 ng/dL on testosterone cypionate": the sentence begins with the level, and its unit says of what. */
function levelAtStart(
  sources: Sources,
  pieces: readonly Piece[],
  drug: Mention,
  analyte: Analyte,
): ReturnType<typeof levelOfDrug> {
  const { tokens } = sources.note;
  const [piece] = pieces;
  if (!piece?.uses || !levels.has(tokens.hash[piece.end - 1]!) || piece.end > drug.firstToken) return null;
  const end = pieces.findIndex(({ first, kind }) => first >= drug.firstToken || kind === "name");
  const { readings, blocked } = readValues(sources, pieces, 1, end, analyte, false);
  const [reading] = readings;
  if (blocked || !reading?.unit?.includes("/") || readings.length > 1 || reading.comparator) return null;
  const timing = { start: tokens.start[piece.first]!, end: tokens.end[piece.end - 1]! };
  return { analyte, name: 0, reading: piece.uses.has("timing") ? { timing, ...reading } : reading };
}

function endOf(pieces: readonly Piece[], from: number): number {
  const end = pieces.findIndex(({ kind }, index) => index >= from && kind === "name");
  return end < 0 ? pieces.length : end;
}
