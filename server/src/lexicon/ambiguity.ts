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

interface CompiledSense {
  readonly concept: string;
  readonly reason: string;
  readonly after: readonly (readonly string[])[];
  readonly before: readonly (readonly string[])[];
  readonly near: Lexicon | null;
  readonly note: readonly string[];
}

interface CompiledAmbiguity {
  readonly senses: readonly CompiledSense[];
  readonly blocks: Omit<CompiledSense, "concept" | "reason" | "note">;
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
      after: sense.after.map(wordsOf),
      before: sense.before.map(wordsOf),
      near: nearLexicon(sense.near),
      note: sense.note,
    })),
    blocks: {
      after: (blocks?.after ?? []).map(wordsOf),
      before: (blocks?.before ?? []).map(wordsOf),
      near: nearLexicon(blocks?.near ?? []),
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
  if (cueHolds(entry.blocks, note, place)) return null;
  for (const sense of entry.senses) {
    if (cueHolds(sense, note, place) || sense.note.some((concept) => plain.has(concept))) {
      return { concept: sense.concept, reason: sense.reason };
    }
  }
  return null;
}

function cueHolds(cues: Omit<CompiledSense, "concept" | "reason" | "note">, note: Note, place: Place): boolean {
  const sentence = note.sentences[place.sentence]!;
  return (
    cues.after.some((words) => wordsStandAt(words, note, place.endToken, sentence.endToken)) ||
    cues.before.some((words) => wordsStandAt(words, note, place.firstToken - words.length, place.firstToken)) ||
    (cues.near !== null && standsNear(cues.near, note, place))
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
