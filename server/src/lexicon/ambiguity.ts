/**
 * Short forms with more than one meaning ("AI", "T", "CC"). A sense is taken only where a cue says so and no cue says
 * otherwise; without one the program abstains. The reason is kept for the hover.
 */
import type { Ambiguity } from "../knowledge/schema.ts";
import type { Note } from "../text/note.ts";
import { foldText, TokenKind, tokenize } from "../text/tokens.ts";
import { buildLexicon, findPhrases, type Lexicon } from "./lexicon.ts";

interface Place {
  readonly firstToken: number;
  readonly endToken: number;
  readonly sentence: number;
}

interface Range {
  readonly low: number;
  readonly high: number;
}

interface Cues {
  readonly after: readonly (readonly string[])[];
  readonly before: readonly (readonly string[])[];
  readonly near: Lexicon | null;
}

interface CompiledSense extends Cues {
  readonly concept: string;
  readonly reason: string;
  readonly need: "any" | "all";
  readonly sure: boolean;
  readonly note: readonly string[];
  readonly numbers: readonly Range[];
}

interface CompiledAmbiguity {
  readonly senses: readonly CompiledSense[];
  readonly blocks: Cues & { readonly numbers: readonly Range[]; readonly glued: readonly Range[] };
}

export interface AmbiguityTable {
  readonly entries: readonly CompiledAmbiguity[];
  readonly indexOf: ReadonlyMap<string, number>;
}

/** How two spellings of one form are told to be the same: folded, without spaces and hyphens. */
export function formKey(form: string): string {
  return foldText(form).replace(/[\s-]/g, "");
}

const wordsOf = (phrase: string): string[] => {
  const tokens = tokenize(phrase);
  return Array.from({ length: tokens.count }, (_, index) => foldText(phrase, tokens.start[index], tokens.end[index]));
};

const nearLexicon = (phrases: readonly string[]): Lexicon | null =>
  phrases.length === 0 ? null : buildLexicon(phrases.map((text, value) => ({ text, value, exactCase: false })));

/** Prepares the table of ambiguous forms. Pure. */
export function compileAmbiguities(ambiguities: readonly Ambiguity[]): AmbiguityTable {
  const entries = ambiguities.map(({ senses, blocks }) => ({
    senses: senses.map((sense) => ({
      concept: sense.concept,
      reason: sense.reason,
      need: sense.need,
      sure: sense.sure,
      after: sense.after.map(wordsOf),
      before: sense.before.map(wordsOf),
      near: nearLexicon(sense.near),
      note: sense.note,
      numbers: sense.numbers,
    })),
    blocks: {
      after: (blocks?.after ?? []).map(wordsOf),
      before: (blocks?.before ?? []).map(wordsOf),
      near: nearLexicon(blocks?.near ?? []),
      numbers: blocks?.numbers ?? [],
      glued: blocks?.glued ?? [],
    },
  }));
  return { entries, indexOf: new Map(ambiguities.map(({ form }, index) => [formKey(form), index])) };
}

/** Which sense the form has here, with the reason, or null to abstain. `plain` is what the note names unambiguously. */
export function decide(
  table: AmbiguityTable,
  index: number,
  note: Note,
  place: Place,
  plain: ReadonlySet<string>,
): { concept: string; reason: string } | null {
  const entry = table.entries[index]!;
  const fits = (sense: CompiledSense) => senseHolds(sense, note, place, plain);
  const sense = entry.senses.find((candidate) => candidate.sure && fits(candidate));
  if (sense) return { concept: sense.concept, reason: sense.reason };
  if (isBlocked(entry.blocks, note, place)) return null;
  const other = entry.senses.find((candidate) => !candidate.sure && fits(candidate));
  return other ? { concept: other.concept, reason: other.reason } : null;
}

function senseHolds(sense: CompiledSense, note: Note, place: Place, plain: ReadonlySet<string>): boolean {
  if (valueWithin(sense.numbers, note, place)) return true;
  const after = stands(sense.after, "after", note, place);
  const before = stands(sense.before, "before", note, place);
  const context =
    (sense.near !== null && standsNear(sense.near, note, place)) || sense.note.some((concept) => plain.has(concept));
  if (sense.need === "any") return after || before || context;
  const asksContext = sense.near !== null || sense.note.length > 0;
  return (after || sense.after.length === 0) && (before || sense.before.length === 0) && (context || !asksContext);
}

function isBlocked(blocks: CompiledAmbiguity["blocks"], note: Note, place: Place): boolean {
  return (
    stands(blocks.after, "after", note, place) ||
    stands(blocks.before, "before", note, place) ||
    (blocks.near !== null && standsNear(blocks.near, note, place)) ||
    numberWithin(blocks.numbers, note, place) ||
    (isGlued(note, place) && numberWithin(blocks.glued, note, place))
  );
}

function stands(phrases: Cues["after"], side: "after" | "before", note: Note, place: Place): boolean {
  if (side === "after") {
    const { endToken } = note.sentences[place.sentence]!;
    return phrases.some((words) => wordsStandAt(words, note, place.endToken, endToken));
  }
  // "lisinopril-HCT" has the same word before it as "lisinopril HCT".
  const hyphen = note.text.charAt(note.tokens.start[place.firstToken - 1] ?? -1) === "-";
  const end = hyphen ? place.firstToken - 1 : place.firstToken;
  return phrases.some((words) => wordsStandAt(words, note, end - words.length, end));
}

function isGlued({ tokens }: Note, { endToken }: Place): boolean {
  return endToken < tokens.count && tokens.start[endToken] === tokens.end[endToken - 1];
}

/** A number right after the form, or after one mark ("T: 37.1"), within one of the ranges. */
function numberWithin(ranges: readonly Range[], note: Note, place: Place): boolean {
  const { tokens, text } = note;
  const at = tokens.kind[place.endToken] === TokenKind.Mark ? place.endToken + 1 : place.endToken;
  if (ranges.length === 0 || at >= note.sentences[place.sentence]!.endToken || tokens.kind[at] !== TokenKind.Number)
    return false;
  const value = Number(text.slice(tokens.start[at], tokens.end[at]));
  return ranges.some(({ low, high }) => low <= value && value <= high);
}

/** Small words between a test and its value. */
const leads: ReadonlySet<string> = new Set(
  ": = > < ≥ ≤ ~ ( | of was is at now today level x x2 2 from up down to currently came back around about ≈ previously previous prior last just only remains now".split(
    " ",
  ),
);
const LEADS = 4;

/** A value after the form, over a few small words ("T x2: 212", "Hct up to 55"), within one of the ranges. */
function valueWithin(ranges: readonly Range[], note: Note, { endToken, sentence }: Place): boolean {
  if (ranges.length === 0) return false;
  const { tokens, text } = note;
  const limit = Math.min(note.sentences[sentence]!.endToken, endToken + LEADS + 1);
  for (let index = endToken; index < limit; index++) {
    const word = foldText(text, tokens.start[index], tokens.end[index]);
    if (leads.has(word)) continue;
    if (tokens.kind[index] !== TokenKind.Number || isPart(note, index)) return false;
    const value = Number(word.replaceAll(",", ""));
    return ranges.some(({ low, high }) => low <= value && value <= high);
  }
  return false;
}

/** "150/90" is a pressure, "100 mg" a dose, "12-lead" a name. */
function isPart({ tokens, text }: Note, index: number): boolean {
  const end = tokens.end[index]!;
  return /^(?:[/-]\s?\w|\s?(?:mg|mcg|g|ml|units?|iu|weeks?|days?|months?|years?|y|wk|%\s?(?:gel|cream))\b)/i.test(
    text.slice(end, end + 8),
  );
}

/** Whether `words` are the tokens from `first` on; "#" is any number. */
function wordsStandAt(words: readonly string[], note: Note, first: number, limit: number): boolean {
  const { tokens, text } = note;
  if (first < 0 || first + words.length > limit) return false;
  return words.every((word, offset) => {
    const index = first + offset;
    if (word === "#") return tokens.kind[index] === TokenKind.Number;
    return foldText(text, tokens.start[index], tokens.end[index]) === word;
  });
}

/** A cue in the same sentence, but not made of the form's own tokens. */
function standsNear(cues: Lexicon, note: Note, place: Place): boolean {
  const { firstToken, endToken } = note.sentences[place.sentence]!;
  return (
    findPhrases(cues, note.text, note.tokens, firstToken, place.firstToken).length > 0 ||
    findPhrases(cues, note.text, note.tokens, place.endToken, endToken).length > 0
  );
}
