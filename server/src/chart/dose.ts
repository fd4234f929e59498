/** Finds the dose that belongs to a drug's mention: after it, up to the next drug, or just before it. */
import type { DosageReading } from "../dosage/dosage.ts";
import { type DosageHint, readDosage } from "../dosage/read.ts";
import type { Mention } from "../lexicon/mention.ts";
import type { Note } from "../text/note.ts";
import { foldText, hashesOf, TokenKind, tokenAt } from "../text/tokens.ts";

/**
 * The dosage stated with `drugs[index]`, or null. `drugs` are the drug mentions of the note in order of the text; `hint`
 * is what is known of the product.
 */
export function readDoseAround(
  note: Note,
  drugs: readonly Mention[],
  index: number,
  hint: DosageHint,
): DosageReading | null {
  const mention = drugs[index]!;
  const read = (from: number, to: number) => readDosage(note.text, note.tokens, from, to, hint);
  const sentence = note.sentences[mention.sentence]!;
  // "Testopel 10 pellets": the same drug named again does not end its dose.
  const next = drugs.slice(index + 1, index + 3).find(({ concept }) => concept !== mention.concept);
  const previous = drugs[index - 1];
  const to = next && next.sentence === mention.sentence ? next.firstToken : sentence.endToken;
  const from = previous && previous.sentence === mention.sentence ? previous.endToken : sentence.firstToken;
  const ahead = doseAhead(note, mention, from > sentence.firstToken ? from + 1 : from);
  if (ahead >= 0) {
    const end = next && to === next.firstToken ? doseAhead(note, next, mention.endToken) : -1;
    const reading = read(ahead, end < 0 ? to : end);
    if (reading && !reading.abstained) return reading;
  }
  const after = read(doseFrom(note, mention), to);
  if (after && !after.abstained && after.steps[0]?.dose && !after.steps.some(({ timing }) => timing)) {
    const schedule = scheduleAhead(note, mention, from > sentence.firstToken ? from + 1 : from);
    const reading = schedule < 0 ? null : read(schedule, to);
    if (reading && !reading.abstained) return reading;
  }
  if (after && (after.abstained || after.steps.some((step) => step.dose || step.volume))) return after;
  const before = read(from, mention.firstToken);
  if (
    before &&
    !before.abstained &&
    before.steps.some((step) => step.dose) &&
    leadsTo(note, before, mention) &&
    !(from > sentence.firstToken && follows(note, before, from))
  )
    return before;
  return (next?.sentence === mention.sentence ? null : doseBehind(note, mention, next, read)) ?? after;
}

const uses: ReadonlySet<number> = hashesOf(
  "inject injects injecting injected take takes taking apply applies applying use uses using",
);
/** In tokens, before the verb: "he self-injects". */
const LEAD = 4;

/** "On testosterone cypionate 200 mg/mL. He injects 0.4 mL weekly.": the dose of the next sentence, which names no drug. */
function doseBehind(
  note: Note,
  { sentence: index, endToken }: Mention,
  nextDrug: Mention | undefined,
  read: (from: number, to: number) => DosageReading | null,
): DosageReading | null {
  const own = note.sentences[index]!;
  const sentence = note.sentences[index + 1];
  if (!sentence || sentence.section !== own.section || nextDrug?.sentence === index + 1) return null;
  for (let token = sentence.firstToken; token < Math.min(sentence.endToken, sentence.firstToken + LEAD); token++) {
    if (!uses.has(note.tokens.hash[token]!)) continue;
    const reading = read(token, sentence.endToken);
    const isWhole = reading?.steps.some(({ dose, volume, timing }) => (dose ?? volume) && timing);
    return isWhole ? (read(endToken, sentence.endToken) ?? reading) : null;
  }
  return null;
}

/** "Sustanon 250 mg": the number in the name is the dose where a unit follows. */
function doseFrom({ tokens, text }: Note, { firstToken, endToken }: Mention): number {
  const isNumber = endToken - 1 > firstToken && tokens.kind[endToken - 1] === TokenKind.Number;
  return isNumber && doseUnits.has(foldText(text, tokens.start[endToken], tokens.end[endToken]))
    ? endToken - 1
    : endToken;
}

const doseUnits: ReadonlySet<string> = new Set(["mg", "mcg", "units", "iu", "ml", "g"]);

/** "0.5 mg anastrozole twice weekly", "0.4 mL of ...": the token (from `from` on) where a dose directly before the drug begins; -1 for none. */
function doseAhead({ tokens, text }: Note, { firstToken }: Mention, from: number): number {
  const isOf = foldText(text, tokens.start[firstToken - 1], tokens.end[firstToken - 1]) === "of";
  const number = firstToken - (isOf ? 3 : 2);
  if (number < from || tokens.kind[number] !== TokenKind.Number) return -1;
  return doseUnits.has(foldText(text, tokens.start[number + 1], tokens.end[number + 1])) ? number : -1;
}

const schedules: ReadonlySet<string> = new Set(["daily", "weekly", "nightly", "monthly"]);
const everies: ReadonlySet<string> = new Set(["q", "every", "each"]);
const times: ReadonlySet<string> = new Set(["once", "twice"]);

/** "Twice-weekly gonadorelin 100 mcg", "q2wk testosterone cypionate 200 mg": the token (from `from` on) where a schedule before the drug begins; -1 for none. */
function scheduleAhead({ tokens, text }: Note, { firstToken }: Mention, from: number): number {
  const word = (token: number) => (token < from ? "" : foldText(text, tokens.start[token], tokens.end[token]));
  for (const first of [firstToken - 2, firstToken - 3]) if (everies.has(word(first))) return first;
  if (!schedules.has(word(firstToken - 1))) return -1;
  if (times.has(word(firstToken - 2))) return firstToken - 2;
  return word(firstToken - 2) === "-" && times.has(word(firstToken - 3)) ? firstToken - 3 : firstToken - 1;
}

/** "clomid 50 mg daily, recheck T": the dose stands right behind the drug before and is that one's. */
function follows({ tokens }: Note, { steps }: DosageReading, endOfPrevious: number): boolean {
  const start = Math.min(...steps.map((step) => step.span.start));
  return tokenAt(tokens, start) - endOfPrevious <= 1;
}

/** "100 mg weekly of testosterone": nothing but a word or two lies between. Another drug's dose is further off, or behind a comma. */
function leadsTo({ tokens, text }: Note, { steps }: DosageReading, mention: Mention): boolean {
  const end = Math.max(...steps.map((step) => step.span.end));
  if (mention.start > end && /[,;]/.test(text.slice(end, mention.start))) return false;
  return mention.firstToken - tokenAt(tokens, end) <= 2;
}
