/** Where a note writes doses: the ground for checks about how they are written. */
import type { Note, Sentence } from "../../text/note.ts";
import { foldText } from "../../text/tokens.ts";
import type { Facts } from "../facts.ts";

export const doseUnits: ReadonlySet<string> = new Set(
  "mg mcg ug μg g gm ml cc unit units iu u tab tabs tablet tablets cap caps capsule capsules pump pumps".split(" "),
);

/** Folded text of a token, "" outside the note. */
export function wordAt({ tokens, text }: Note, index: number): string {
  return index < 0 || index >= tokens.count ? "" : foldText(text, tokens.start[index], tokens.end[index]);
}

/** Sentences that somebody states today. */
export function statedSentences(note: Note): readonly Sentence[] {
  return note.sentences.filter(({ quoted }) => !quoted);
}

/** In less text than this (UTF-16 units) a field cannot show. */
const FRAGMENT = 200;

/** Names of the axis by which a note without a drug of the field is still of it. */
const axis: ReadonlySet<string> = new Set([
  "testosterone",
  "lab-total-t",
  "free-testosterone",
  "estradiol",
  "lh",
  "fsh",
  "hypogonadism",
  "primary-hypogonadism",
  "secondary-hypogonadism",
]);

/** Whether the note may be of this field, by the axis or its drugs (those with a class): how others write is not our matter. */
export function isOfField({ note, chart, knowledge }: Facts): boolean {
  if (note.text.length < FRAGMENT) return true;
  return chart.statements.some(({ mention: { concept } }) => {
    const known = knowledge.concepts.get(concept);
    return axis.has(concept) || known?.category === "drug-class" || (known?.drug?.classes?.length ?? 0) > 0;
  });
}

/** Words of a schedule, as concept ids. */
const schedules: ReadonlySet<string> = new Set([
  "daily",
  "every-other-day",
  "twice-daily",
  "three-times-daily",
  "weekly",
  "twice-weekly",
  "three-times-weekly",
  "every-two-weeks",
  "every-ten-weeks",
  "bedtime",
  "bi-weekly",
  "ambiguous-monthly",
]);

/** Sentences stated today, in a note of this field, that name a drug, a route or a schedule: elsewhere "4 cc of fluid" is no dose. */
export function doseSentences(facts: Facts): readonly Sentence[] {
  if (!isOfField(facts)) return [];
  const { note, chart, knowledge } = facts;
  const found = new Set<number>();
  for (const { mention } of chart.statements) {
    const concept = knowledge.concepts.get(mention.concept);
    if (concept?.drug || concept?.category === "route" || schedules.has(mention.concept)) found.add(mention.sentence);
  }
  return [...found].map((index) => note.sentences[index]!).filter(({ quoted }) => !quoted);
}

/** Whether the token is a dose unit right after the number before it, and not the head of "mg/dL" or "g/L". */
export function isDoseUnit(note: Note, index: number): boolean {
  if (!doseUnits.has(wordAt(note, index)) || note.tokens.start[index]! - note.tokens.end[index - 1]! > 1) return false;
  const after = note.text.slice(note.tokens.end[index]!, note.tokens.end[index]! + 10);
  return !/^\s?[/%]/.test(after) || /^\s?\/\s?(?:d|day|dose|wk|week|h|hr|kg)\b/i.test(after);
}
