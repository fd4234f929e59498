/** The terms of the knowledge as phrases to find, and the finding of them in a note. */
import type { Knowledge } from "../knowledge/knowledge.ts";
import type { Form } from "../knowledge/schema.ts";
import type { Note } from "../text/note.ts";
import { type AmbiguityTable, compileAmbiguities, decide, formKey } from "./ambiguity.ts";
import { buildLexicon, findPhrases, type Lexicon, type Match, type Phrase } from "./lexicon.ts";
import type { Mention } from "./mention.ts";
import { pluralOf } from "./plural.ts";

/** One way of writing one concept. */
interface Surface {
  readonly concept: string;
  readonly text: string;
  readonly kind: Form["kind"] | "term";
  /** Index into the ambiguity table, -1 for a plain form. */
  readonly ambiguity: number;
}

export interface TermTable {
  readonly lexicon: Lexicon;
  readonly surfaces: readonly Surface[];
  readonly ambiguities: AmbiguityTable;
  /** Drug classes of a concept: a note that names AndroGel is about `trt`. */
  readonly classes: ReadonlyMap<string, readonly string[]>;
}

/** All ways of writing each concept: its term, its forms, and their plurals. */
export function compileTerms(knowledge: Knowledge): TermTable {
  const ambiguities = compileAmbiguities(knowledge.ambiguities);
  const surfaces: Surface[] = [];
  const phrases: Phrase[] = [];
  const add = (concept: string, form: Form, kind: Surface["kind"]) => {
    const texts = form.plural ? [form.text, pluralOf(form.text)] : [form.text];
    for (const text of texts) {
      if (text === null) continue;
      phrases.push({ text, exactCase: form.case === "exact", value: surfaces.length });
      // A plural is as ambiguous as its singular.
      const ambiguity = ambiguities.indexOf.get(formKey(text)) ?? ambiguities.indexOf.get(formKey(form.text)) ?? -1;
      surfaces.push({ concept, text, kind, ambiguity });
    }
  };
  for (const concept of knowledge.concepts.values()) {
    if (concept.recognise) {
      add(
        concept.id,
        {
          text: concept.term,
          kind: "synonym",
          case: concept.termForm?.case ?? "fold",
          plural: concept.termForm?.plural ?? true,
        },
        "term",
      );
    }
    for (const form of concept.forms) add(concept.id, form, form.kind);
  }
  const classes = new Map([...knowledge.concepts.values()].map(({ id, drug }) => [id, drug?.classes ?? []]));
  return { lexicon: buildLexicon(phrases), surfaces, ambiguities, classes };
}

/** The concepts that the note names, in order, not overlapping. An ambiguous form without a deciding cue is left out. */
export function findMentions(note: Note, table: TermTable): Mention[] {
  const found: { match: Match; sentence: number }[] = [];
  const plain = new Set<string>();
  note.sentences.forEach((sentence, index) => {
    for (const match of findPhrases(table.lexicon, note.text, note.tokens, sentence.firstToken, sentence.endToken)) {
      found.push({ match, sentence: index });
      for (const value of match.values) {
        const { concept, ambiguity } = table.surfaces[value]!;
        if (ambiguity >= 0) continue;
        plain.add(concept);
        for (const drugClass of table.classes.get(concept) ?? []) plain.add(drugClass);
      }
    }
  });
  const mentions: Mention[] = [];
  for (const { match, sentence } of found) {
    const mention = resolve(note, table, match, sentence, plain);
    if (mention) mentions.push(mention);
  }
  return mentions;
}

/** `plain` holds the concepts that the note names without ambiguity: what the rest of the note is about. */
function resolve(
  note: Note,
  table: TermTable,
  match: Match,
  sentence: number,
  plain: ReadonlySet<string>,
): Mention | null {
  const place = {
    start: note.tokens.start[match.firstToken]!,
    end: note.tokens.end[match.endToken - 1]!,
    firstToken: match.firstToken,
    endToken: match.endToken,
    sentence,
  };
  const surfaces = match.values.map((value) => table.surfaces[value]!);
  const ambiguous = surfaces.find((surface) => surface.ambiguity >= 0);
  if (ambiguous) {
    const decision = decide(table.ambiguities, ambiguous.ambiguity, note, place, plain);
    return decision ? { ...place, concept: decision.concept, reason: decision.reason } : null;
  }
  const surface = surfaces[0]!;
  if (surface.kind !== "misspelling") return { ...place, concept: surface.concept };
  return { ...place, concept: surface.concept, reason: "read as a misspelling" };
}
