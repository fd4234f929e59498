/** Finds the dose that belongs to a drug's mention: after it, up to the next drug, or just before it. */
import type { DosageReading } from "../dosage/dosage.ts";
import { readDosage } from "../dosage/read.ts";
import type { Mention } from "../lexicon/mention.ts";
import type { Note } from "../text/note.ts";
import { tokenAt } from "../text/tokens.ts";

/** The dosage stated with `drugs[index]`, or null. `drugs` are the drug mentions of the note in order of the text. */
export function readDoseAround(note: Note, drugs: readonly Mention[], index: number): DosageReading | null {
  const mention = drugs[index]!;
  const sentence = note.sentences[mention.sentence]!;
  // "Testopel 10 pellets": the same drug named again does not end its dose.
  const next = drugs.slice(index + 1, index + 3).find(({ concept }) => concept !== mention.concept);
  const previous = drugs[index - 1];
  const to = next && next.sentence === mention.sentence ? next.firstToken : sentence.endToken;
  const from = previous && previous.sentence === mention.sentence ? previous.endToken : sentence.firstToken;
  const after = readDosage(note.text, note.tokens, mention.endToken, to);
  if (after && (after.abstained || after.steps.some((step) => step.dose || step.volume))) return after;
  const before = readDosage(note.text, note.tokens, from, mention.firstToken);
  if (
    before &&
    !before.abstained &&
    before.steps.some((step) => step.dose) &&
    leadsTo(note, before, mention) &&
    !(from > sentence.firstToken && follows(note, before, from))
  )
    return before;
  return after;
}

/** "clomid 50 mg daily, recheck T": the dose stands right behind the drug before and is that one's. */
function follows({ tokens }: Note, { steps }: DosageReading, endOfPrevious: number): boolean {
  const start = Math.min(...steps.map((step) => step.span.start));
  return tokenAt(tokens, start) - endOfPrevious <= 1;
}

/** "100 mg weekly of testosterone": nothing but a word or two lies between. Another drug's dose is further off. */
function leadsTo({ tokens }: Note, { steps }: DosageReading, mention: Mention): boolean {
  const end = Math.max(...steps.map((step) => step.span.end));
  return mention.firstToken - tokenAt(tokens, end) <= 2;
}
