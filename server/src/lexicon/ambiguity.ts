/**
 * Short forms with more than one meaning ("AI", "T", "CC"). A sense is taken where the note spells the form out, or where
 * a cue says so and no cue says otherwise; without one the program abstains. The reason is kept for the hover, but for a usual meaning there is none.
 */
import type { Ambiguity, SectionKind } from "../knowledge/schema.ts";
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
  readonly sections: readonly SectionKind[];
  readonly numbers: readonly Range[];
}

/** The cues as the knowledge has them: those that are named. */
type WrittenCues = Pick<Ambiguity["senses"][number], "after" | "before" | "near" | "sections" | "numbers">;

interface CompiledSense extends Cues {
  readonly concept: string;
  readonly reason: string;
  readonly need: "any" | "all" | "none";
  readonly sure: boolean;
  readonly note: readonly string[];
}

interface CompiledAmbiguity {
  readonly senses: readonly CompiledSense[];
  readonly blocks: Cues & { readonly glued: readonly Range[] };
}

/** How two spellings of one form are told to be the same: folded, without spaces and hyphens. */
export function formKey(form: string): string {
  return foldText(form).replace(/[\s-]/g, "");
}

/** Where in the list the ambiguity of a form stands, by `formKey`. */
export function indexAmbiguities(ambiguities: readonly Ambiguity[]): ReadonlyMap<string, number> {
  return new Map(ambiguities.map(({ form }, index) => [formKey(form), index]));
}

/** The ambiguous forms, each prepared when a note first writes it: few notes write many. */
export class AmbiguityTable {
  private readonly source: readonly Ambiguity[];
  private readonly compiled: CompiledAmbiguity[] = [];

  constructor(ambiguities: readonly Ambiguity[]) {
    this.source = ambiguities;
  }

  /** The form at `index` of the list. */
  at(index: number): CompiledAmbiguity {
    this.compiled[index] ??= compileAmbiguity(this.source[index]!);
    return this.compiled[index]!;
  }
}

const wordsOf = (phrase: string): string[] => {
  const tokens = tokenize(phrase);
  return Array.from({ length: tokens.count }, (_, index) => foldText(phrase, tokens.start[index], tokens.end[index]));
};

const nearLexicon = (phrases: readonly string[]): Lexicon | null =>
  phrases.length === 0 ? null : buildLexicon(phrases.map((text, value) => ({ text, value, exactCase: false })));

function compileAmbiguity({ senses, blocks = {} }: Ambiguity): CompiledAmbiguity {
  return {
    senses: senses.map(({ concept, reason, need = "any", sure = false, note = [], ...cues }) => ({
      ...compileCues(cues),
      concept,
      reason,
      need,
      sure,
      note,
    })),
    blocks: { ...compileCues(blocks), glued: blocks.glued ?? [] },
  };
}

function compileCues({ after = [], before = [], near = [], sections = [], numbers = [] }: WrittenCues): Cues {
  return { after: after.map(wordsOf), before: before.map(wordsOf), near: nearLexicon(near), sections, numbers };
}

/** The concepts that the form at `index` of the table may stand for. */
export function sensesOf(table: AmbiguityTable, index: number): string[] {
  return table.at(index).senses.map(({ concept }) => concept);
}

/**
 * Which sense the form has here, with the reason, or null to abstain. `plain` is what the note names unambiguously;
 * `spelledOut` is the concept for which the note itself introduces the form, null for another meaning.
 */
export function decide(
  table: AmbiguityTable,
  index: number,
  note: Note,
  place: Place,
  plain: ReadonlySet<string>,
  spelledOut: string | null | undefined,
): { concept: string; reason?: string } | null {
  const entry = table.at(index);
  if (spelledOut) return { concept: spelledOut, reason: "spelled out in this note" };
  const fits = (sense: CompiledSense) => senseHolds(sense, note, place, plain);
  const sense = entry.senses.find((candidate) => candidate.sure && fits(candidate));
  if (sense) return { concept: sense.concept, reason: sense.reason };
  if (spelledOut === null || isBlocked(entry.blocks, note, place)) return null;
  const other = entry.senses.find((candidate) => !candidate.sure && fits(candidate));
  if (!other) return null;
  return other.need === "none" ? { concept: other.concept } : { concept: other.concept, reason: other.reason };
}

/** The concept of a form in its usual meaning, which needs no cue; null where it has none or something blocks it. */
export function usualSense(table: AmbiguityTable, index: number, note: Note, place: Place): string | null {
  const { senses, blocks } = table.at(index);
  const usual = senses.find(({ need }) => need === "none");
  return usual && !isBlocked(blocks, note, place) ? usual.concept : null;
}

function senseHolds(sense: CompiledSense, note: Note, place: Place, plain: ReadonlySet<string>): boolean {
  if (sense.need === "none") return true;
  if (valueWithin(sense.numbers, note, place)) return true;
  const after = stands(sense.after, "after", note, place);
  const before = stands(sense.before, "before", note, place);
  const context =
    sense.note.some((concept) => plain.has(concept)) ||
    isInSection(sense.sections, note, place) ||
    (sense.near !== null && standsNear(sense.near, note, place));
  if (sense.need === "any") return after || before || context;
  const asksContext = sense.near !== null || sense.note.length > 0 || sense.sections.length > 0;
  return (after || sense.after.length === 0) && (before || sense.before.length === 0) && (context || !asksContext);
}

function isBlocked(blocks: CompiledAmbiguity["blocks"], note: Note, place: Place): boolean {
  return (
    stands(blocks.after, "after", note, place) ||
    stands(blocks.before, "before", note, place) ||
    isInSection(blocks.sections, note, place) ||
    isWithin(blocks.numbers, note, numberAfter(note, place)) ||
    (isGlued(note, place) &&
      note.tokens.kind[place.endToken] === TokenKind.Number &&
      isWithin(blocks.glued, note, numberAfter(note, place))) ||
    (blocks.near !== null && standsNear(blocks.near, note, place))
  );
}

function isInSection(kinds: readonly SectionKind[], note: Note, { sentence }: Place): boolean {
  return kinds.length > 0 && kinds.includes(note.sections[note.sentences[sentence]!.section]!.kind);
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

/** Small words between a test and its value. */
const leads: ReadonlySet<string> = new Set(
  ": = > < ≥ ≤ ~ ( | of was is at now today level from up down to currently came back around about approx approximately between averaging ranging ≈ previously previous prior last just only remains now".split(
    " ",
  ),
);
const LEADS = 4;

/** The token of the number after the form, over a few small words ("T x2: 212", "Hct up to 55"); -1 where there is none. */
function numberAfter(note: Note, { endToken, sentence }: Place): number {
  const { tokens, text } = note;
  const end = note.sentences[sentence]!.endToken;
  const from = afterBracket(note, endToken, end);
  const limit = Math.min(end, from + LEADS + 1);
  for (let index = from; index < limit; index++) {
    const word = foldText(text, tokens.start[index], tokens.end[index]);
    if (word === "x") index++;
    else if (tokens.kind[index] === TokenKind.Number) return afterDate(note, index, end);
    else if (!leads.has(word)) return -1;
  }
  return -1;
}

/** The token of the value behind a date, "9/2 228" or "9/2/25 0815 228"; `index` itself where none stands there. */
function afterDate({ tokens, text }: Note, index: number, end: number): number {
  const isSlash = (at: number) =>
    at + 1 < end &&
    text.charAt(tokens.start[at]!) === "/" &&
    tokens.kind[at + 1] === TokenKind.Number &&
    tokens.start[at] === tokens.end[at - 1];
  if (!isSlash(index + 1) || tokens.end[index]! - tokens.start[index]! > 2) return index;
  let next = isSlash(index + 3) ? index + 5 : index + 3;
  if (next < end && text.charAt(tokens.start[next]!) === ":") next++;
  const isHour =
    next + 1 < end && text.charAt(tokens.start[next]!) === "0" && tokens.kind[next + 1] === TokenKind.Number;
  if (isHour) next++;
  return next < end && tokens.kind[next] === TokenKind.Number ? next : index;
}

/** In tokens, of a bracket that tells when: "T (3 hr post) 1180". */
const LONGEST_BRACKET = 8;

/** The token after the bracket that opens at `token` where a number or its colon follows; `token` itself otherwise. */
function afterBracket({ tokens, text }: Note, token: number, end: number): number {
  if (token >= end || text.charAt(tokens.start[token]!) !== "(") return token;
  for (let close = token + 1; close < Math.min(end - 1, token + LONGEST_BRACKET); close++) {
    if (text.charAt(tokens.start[close]!) !== ")") continue;
    const isLed = ":=".includes(text.charAt(tokens.start[close + 1]!));
    return isLed || tokens.kind[close + 1] === TokenKind.Number ? close + 1 : token;
  }
  return token;
}

function isWithin(ranges: readonly Range[], { tokens, text }: Note, index: number): boolean {
  if (ranges.length === 0 || index < 0) return false;
  const value = Number(text.slice(tokens.start[index], tokens.end[index]).replaceAll(",", ""));
  return ranges.some(({ low, high }) => low <= value && value <= high);
}

/** A value of the test that the form names: a number by itself, within one of the ranges. "T3" and "T12" are names. */
function valueWithin(ranges: readonly Range[], note: Note, place: Place): boolean {
  if (ranges.length === 0) return false;
  const index = numberAfter(note, place);
  if (isGlued(note, place) && isWithin(GLUED_NAMES, note, index)) return false;
  return isWithin(ranges, note, index) && (!isPart(note, index) || isTwin(ranges, note, index));
}

const GLUED_NAMES: readonly Range[] = [{ low: 1, high: 12 }];

/** "150/90" is a pressure, "100 mg" a dose, "12-lead" a name. */
function isPart({ tokens, text }: Note, index: number): boolean {
  const end = tokens.end[index]!;
  // "T 540 day 4" tells when.
  return /^(?!\s?days?\s\d)(?:[/-]\s?\w|\s?(?:mg|mcg|g|ml|units?|iu|weeks?|days?|months?|years?|y|wk|%\s?(?:gel|cream))\b)/i.test(
    text.slice(end, end + 8),
  );
}

/** "212/219": the value of two draws, which no pressure can be. */
function isTwin(ranges: readonly Range[], note: Note, index: number): boolean {
  const { tokens, text } = note;
  const isSlash = text.charAt(tokens.end[index]!) === "/" && tokens.kind[index + 2] === TokenKind.Number;
  return (
    isSlash &&
    isWithin(ranges, note, index + 2) &&
    Number(text.slice(tokens.start[index + 2], tokens.end[index + 2])) > 130
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

/** How many tokens away a cue may stand: the cost of a form does not grow with its sentence. */
const REACH = 40;

/** A cue in the same sentence, but not made of the form's own tokens. */
function standsNear(cues: Lexicon, note: Note, place: Place): boolean {
  const sentence = note.sentences[place.sentence]!;
  const from = Math.max(sentence.firstToken, place.firstToken - REACH);
  const to = Math.min(sentence.endToken, place.endToken + REACH);
  return (
    findPhrases(cues, note.text, note.tokens, from, place.firstToken).length > 0 ||
    findPhrases(cues, note.text, note.tokens, place.endToken, to).length > 0
  );
}
