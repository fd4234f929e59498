/** The terms of the knowledge as phrases to find, and the finding of them in a note. */
import type { Knowledge, KnowledgeSource } from "../knowledge/knowledge.ts";
import type { Form } from "../knowledge/schema.ts";
import type { Note } from "../text/note.ts";
import { TokenKind, tokenize } from "../text/tokens.ts";
import { AmbiguityTable, decide, formKey, indexAmbiguities, sensesOf, usualSense } from "./ambiguity.ts";
import {
  columnsOf,
  findPhrases,
  indexPhrases,
  type Lexicon,
  type Match,
  type Phrase,
  type PhraseColumns,
} from "./lexicon.ts";
import type { Mention } from "./mention.ts";
import {
  findSlips,
  type MisspellingData,
  type MisspellingTable,
  misspellingDataOf,
  openMisspellings,
  type Slip,
} from "./misspelling.ts";
import { spellingsOf } from "./plural.ts";
import { readSpelledOut } from "./spelled-out.ts";

/** Ways of writing concepts as columns, by the value of their phrase in the lexicon. */
export interface Surfaces {
  /** Index into `TermData.concepts`. */
  readonly concept: Int32Array;
  /** Index into the ambiguities, -1 for a plain form. */
  readonly ambiguity: Int32Array;
  /** 1 for a listed misspelling. */
  readonly misspelt: Int32Array;
}

/** The terms as the build stores them. */
export interface TermData {
  readonly lexicon: PhraseColumns;
  readonly concepts: readonly string[];
  readonly surfaces: Surfaces;
  readonly misspellings: MisspellingData;
}

export interface TermTable {
  readonly lexicon: Lexicon;
  readonly concepts: readonly string[];
  readonly surfaces: Surfaces;
  readonly ambiguities: AmbiguityTable;
  /** Drug classes of a concept: a note that names AndroGel is about `trt`. */
  readonly classes: ReadonlyMap<string, readonly string[]>;
  readonly misspellings: MisspellingTable;
}

/** All ways of writing each concept: its term, its forms, and their plurals. */
export function termDataOf(knowledge: KnowledgeSource): TermData {
  const ambiguities = indexAmbiguities(knowledge.ambiguities);
  const concepts = [...knowledge.concepts.keys()];
  const phrases: Phrase[] = [];
  const surfaces: { concept: number; ambiguity: number; misspelt: number }[] = [];
  const add = (concept: number, form: Form) => {
    for (const text of spellingsOf(form)) {
      phrases.push({ text, exactCase: form.case === "exact", value: surfaces.length });
      // A plural is as ambiguous as its singular.
      const ambiguity = ambiguities.get(formKey(text)) ?? ambiguities.get(formKey(form.text)) ?? -1;
      surfaces.push({ concept, ambiguity, misspelt: form.kind === "misspelling" ? 1 : 0 });
    }
  };
  for (const [index, { term, termForm, recognise, forms }] of [...knowledge.concepts.values()].entries()) {
    const own = {
      text: term,
      kind: "synonym",
      case: termForm?.case ?? "fold",
      plural: termForm?.plural ?? true,
    } as const;
    for (const form of recognise ? [own, ...forms] : forms) add(index, form);
  }
  const column = (key: keyof Surfaces) => Int32Array.from(surfaces, (surface) => surface[key]);
  return {
    lexicon: columnsOf(phrases),
    concepts,
    surfaces: { concept: column("concept"), ambiguity: column("ambiguity"), misspelt: column("misspelt") },
    misspellings: misspellingDataOf(knowledge.concepts.values(), knowledge.lookAlikes),
  };
}

/** Makes stored terms ready for `findMentions`. */
export function openTerms(data: TermData, knowledge: Knowledge): TermTable {
  return {
    concepts: data.concepts,
    surfaces: data.surfaces,
    lexicon: indexPhrases(data.lexicon),
    ambiguities: new AmbiguityTable(knowledge.ambiguities),
    classes: new Map([...knowledge.concepts.values()].map(({ id, drug }) => [id, drug?.classes ?? []])),
    misspellings: openMisspellings(data.misspellings, data.concepts),
  };
}

/** What the rest of the note says about its ambiguous forms. */
interface Surroundings {
  /** Concepts named without ambiguity, and their drug classes: what the note is about. */
  readonly plain: ReadonlySet<string>;
  /** By index of the ambiguity: the concept the note introduces the form for, null for another meaning. */
  readonly spelledOut: ReadonlyMap<number, string | null>;
}

interface Found {
  readonly match: Match;
  readonly sentence: number;
  /** The word that one of its words is read as. */
  readonly mended?: string;
}

/** The concepts that the note names, in order, not overlapping. An ambiguous form without a deciding cue is left out. */
export function findMentions(note: Note, table: TermTable): Mention[] {
  const found: Found[] = [];
  const misspelt: Mention[] = [];
  for (const [index, sentence] of note.sentences.entries()) {
    const first = found.length;
    const slips: Slip[] = [];
    let from = sentence.firstToken;
    for (const match of findPhrases(table.lexicon, note.text, note.tokens, from, sentence.endToken)) {
      readSlips(note, table, from, match.firstToken, slips);
      // A listed misspelling may be a part of a longer name: "total testosteron".
      if (isMisspelt(table, match)) slips.push(...partsOf(note, table, match));
      from = match.endToken;
      if (!cutsName(note, match)) found.push({ match, sentence: index });
    }
    readSlips(note, table, from, sentence.endToken, slips);
    for (const slip of slips)
      if (!mendPhrase(note, table, slip, index, found, first)) addMisspelt(note, slip, index, misspelt);
  }
  const surroundings = readSurroundings(note, table, found);
  const mentions: Mention[] = [];
  for (const each of found) {
    const mention = resolve(note, table, each, surroundings);
    if (mention) mentions.push(mention);
  }
  return misspelt.length === 0 ? mentions : [...mentions, ...misspelt].sort((a, b) => a.firstToken - b.firstToken);
}

function isMisspelt({ surfaces }: TermTable, { values }: Match): boolean {
  return surfaces.misspelt[values[0]!] === 1;
}

function readSlips({ text, tokens }: Note, { misspellings }: TermTable, from: number, to: number, slips: Slip[]): void {
  if (from < to) slips.push(...findSlips(misspellings, text, tokens, from, to));
}

function partsOf({ text, tokens }: Note, { misspellings }: TermTable, { firstToken, endToken }: Match): Slip[] {
  return findSlips(misspellings, text, tokens, firstToken, endToken).map((slip) => ({ ...slip, name: null }));
}

/** How many tokens before and after a slip the rest of a name may stand. */
const NAME = 6;

/**
 * Reads the name of several words that stands where the slip is a word of it ("sleep apnoe"), in place of what is found
 * there from `first` on. False where there is none, or where it would cut another name.
 */
function mendPhrase(note: Note, table: TermTable, slip: Slip, index: number, found: Found[], first: number): boolean {
  const { text, tokens } = note;
  const sentence = note.sentences[index]!;
  const from = Math.max(sentence.firstToken, slip.token - NAME);
  const to = Math.min(sentence.endToken, slip.token + NAME);
  for (const mended of slip.parts) {
    const head = text.slice(tokens.start[from], tokens.start[slip.token]);
    const written = head + mended + text.slice(tokens.end[slip.token], tokens.end[to - 1]);
    const match = findPhrases(table.lexicon, written, tokenize(written))
      .map((each) => ({ ...each, firstToken: each.firstToken + from, endToken: each.endToken + from }))
      .find((each) => each.firstToken <= slip.token && slip.token < each.endToken);
    if (!match || match.endToken - match.firstToken < 2) continue;
    const touched = found.slice(first).filter(({ match: other }) => overlaps(other, match));
    if (touched.some(({ match: other }) => other.firstToken < match.firstToken || other.endToken > match.endToken))
      continue;
    const place = found.findIndex(({ match: other }, at) => at >= first && other.endToken > match.firstToken);
    found.splice(place < 0 ? found.length : place, touched.length, { match, sentence: index, mended });
    return true;
  }
  return false;
}

function overlaps(a: Match, b: Match): boolean {
  return a.firstToken < b.endToken && b.firstToken < a.endToken;
}

/** Adds a word one edit from a name of one word. */
function addMisspelt({ tokens }: Note, { token, name }: Slip, sentence: number, mentions: Mention[]): void {
  if (name === null) return;
  mentions.push({
    concept: name.concept,
    start: tokens.start[token]!,
    end: tokens.end[token]!,
    firstToken: token,
    endToken: token + 1,
    sentence,
    reason: `read as a misspelling of ${name.word}`,
  });
}

/** "Free T3" names no free testosterone: a number glued to the single letter that ends a phrase belongs to it. */
function cutsName({ tokens }: Note, { firstToken, endToken }: Match): boolean {
  const last = endToken - 1;
  return (
    last > firstToken &&
    tokens.end[last]! - tokens.start[last]! === 1 &&
    tokens.kind[last] === TokenKind.Word &&
    tokens.kind[endToken] === TokenKind.Number &&
    tokens.start[endToken] === tokens.end[last]
  );
}

function readSurroundings(note: Note, table: TermTable, found: readonly Found[]): Surroundings {
  const plain = new Set<string>();
  const endingAt = new Map<number, string[]>();
  for (const { match, sentence } of found) {
    const index = ambiguityOf(table, match);
    const usual = index < 0 ? null : usualSense(table.ambiguities, index, note, { ...match, sentence });
    const concepts = index < 0 ? match.values.map((value) => conceptOf(table, value)) : usual ? [usual] : [];
    for (const concept of concepts) {
      plain.add(concept);
      for (const drugClass of table.classes.get(concept) ?? []) plain.add(drugClass);
    }
    if (concepts.length > 0) endingAt.set(match.endToken, concepts);
  }
  const spelledOut = new Map<number, string | null>();
  for (const { match, sentence } of found) {
    const index = ambiguityOf(table, match);
    if (index < 0 || spelledOut.has(index)) continue;
    const meaning = readSpelledOut(note, { ...match, sentence }, sensesOf(table.ambiguities, index), endingAt);
    if (meaning !== undefined) spelledOut.set(index, meaning);
  }
  return { plain, spelledOut };
}

/** Index into the ambiguity table, -1 where every way of reading the match is plain. */
function ambiguityOf(table: TermTable, match: Match): number {
  for (const value of match.values) if (table.surfaces.ambiguity[value]! >= 0) return table.surfaces.ambiguity[value]!;
  return -1;
}

function conceptOf({ concepts, surfaces }: TermTable, value: number): string {
  return concepts[surfaces.concept[value]!]!;
}

function resolve(
  note: Note,
  table: TermTable,
  { match, sentence, mended }: Found,
  { plain, spelledOut }: Surroundings,
): Mention | null {
  const place = {
    start: note.tokens.start[match.firstToken]!,
    end: note.tokens.end[match.endToken - 1]!,
    firstToken: match.firstToken,
    endToken: match.endToken,
    sentence,
  };
  const index = ambiguityOf(table, match);
  if (index >= 0) {
    const decision = decide(table.ambiguities, index, note, place, plain, spelledOut.get(index));
    return decision && { ...place, ...decision };
  }
  const concept = conceptOf(table, match.values[0]!);
  if (mended !== undefined) return { ...place, concept, reason: `read with a misspelling of ${mended}` };
  return isMisspelt(table, match) ? { ...place, concept, reason: "read as a misspelling" } : { ...place, concept };
}
