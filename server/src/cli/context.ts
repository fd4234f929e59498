/** `leydig context`: what a note claims about any span of it, whether or not the term is known. */
import { z } from "zod";
import type { Engine } from "../analysis.ts";
import { readAssertions } from "../context/read.ts";
import type { SectionKind } from "../knowledge/schema.ts";
import { loadEngine } from "../load-engine.ts";
import { readDates } from "../observation/dates.ts";
import type { Note } from "../text/note.ts";
import { readNote } from "../text/read.ts";
import { foldText, tokenAt } from "../text/tokens.ts";
import { parsed } from "./arguments.ts";
import { answerLines } from "./lines.ts";
import type { ContextLine } from "./output.ts";
import { UsageError } from "./usage.ts";

export const contextUsage = `  leydig context [FILE]
      Reads lines {"text", "start", "end"} (UTF-16 offsets) and writes for each what the text claims of that span.`;

const Input = z
  .object({ text: z.string(), start: z.int().min(0), end: z.int().min(0) })
  .refine(({ text, start, end }) => start <= end && end <= text.length, {
    message: "start and end must lie in the text, start first",
    path: ["end"],
  });
type Input = z.infer<typeof Input>;

/** Returns the exit code: 0, or 2 where a line was bad. */
export function context(args: readonly string[]): number {
  const { positionals } = parsed(args, {});
  if (positionals.length > 1) throw new UsageError("Name one file of lines, or none for standard input.");
  const engine = loadEngine();
  return answerLines(positionals[0] ?? "-", Input, (input) => contextOf(engine, input));
}

/**
 * What stands in these sections was there before the present encounter, unless it is a drug: "Past medical history:
 * hypertension". So the ConText kit defines "historical".
 */
const background: ReadonlySet<SectionKind> = new Set([
  "pmh",
  "psh",
  "prior-medications",
  "social-history",
  "allergies",
]);

/** The axes of one span. Text outside every sentence (a heading, nothing at all) is stated plainly. */
export function contextOf(engine: Engine, { text, start, end }: Input): ContextLine {
  const note = readNote(text, engine.headings);
  const target = targetAt(note, start, end);
  const assertion = target ? readAssertions(note, [target], engine.cues)[0]! : null;
  const sentence = target ? note.sentences[target.sentence]! : null;
  const section: SectionKind = sentence ? note.sections[sentence.section]!.kind : "other";
  if (!assertion || !sentence) return plain(section);
  const { cues, certainty, conditionality, experiencer, status, actor } = assertion;
  const isResolved = cues.some(({ effect }) => effect === "resolved");
  const isPast =
    background.has(section) && assertion.temporality === "current" && !isKnownDrug(engine, text, start, end);
  const date = readDates(note).find((one) => one.start >= sentence.start && one.end <= sentence.end);
  return {
    polarity: isResolved ? "negated" : assertion.polarity,
    certainty,
    conditionality,
    temporality: isPast ? "historical" : assertion.temporality,
    experiencer,
    status,
    actor,
    section,
    date: date?.iso ?? null,
    cues: cues.map((cue) => ({ effect: cue.effect, text: text.slice(cue.start, cue.end) })),
  };
}

function plain(section: SectionKind): ContextLine {
  return {
    polarity: "affirmed",
    certainty: "certain",
    conditionality: "actual",
    temporality: "current",
    experiencer: "patient",
    status: null,
    actor: "unknown",
    section,
    date: null,
    cues: [],
  };
}

function isKnownDrug({ knowledge }: Engine, text: string, start: number, end: number): boolean {
  const words = foldText(text, start, end);
  for (const { drug, term, forms } of knowledge.concepts.values()) {
    if (drug && (foldText(term) === words || forms.some((form) => foldText(form.text) === words))) return true;
  }
  return false;
}

/** The span as the context reader takes it; null outside all sentences. */
function targetAt(note: Note, start: number, end: number) {
  const firstToken = tokenAt(note.tokens, start);
  let endToken = firstToken;
  while (endToken < note.tokens.count && note.tokens.start[endToken]! < end) endToken++;
  const sentence = note.sentences.findIndex((one) => one.firstToken <= firstToken && firstToken < one.endToken);
  return sentence < 0 ? null : { start, end, firstToken, endToken: Math.max(endToken, firstToken + 1), sentence };
}
