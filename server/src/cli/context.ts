/** `leydig context`: what a note claims about any span of it, whether or not the term is known. */
import { z } from "zod";
import { type Analysis, analyse, type Engine } from "../analysis.ts";
import type { Assertion } from "../context/assertion.ts";
import { isYear } from "../context/place.ts";
import { readAssertions } from "../context/read.ts";
import type { Category, SectionKind } from "../knowledge/schema.ts";
import type { Mention } from "../lexicon/mention.ts";
import { loadEngine } from "../load-engine.ts";
import type { Note, Section } from "../text/note.ts";
import type { Span } from "../text/span.ts";
import { hashesOf, TokenKind, tokenAt } from "../text/tokens.ts";
import { answerLines } from "./lines.ts";
import type { ContextReading } from "./output.ts";

export const contextUsage = `  leydig context [FILE]
      Reads lines {"text", "start", "end"} (UTF-16 offsets) and writes for each what the whole text claims of that span:
      polarity, certainty, conditionality, temporality, experiencer, status, actor, date. Exit code 0; 2: wrong use, or a
      line is bad ({"error"} stands in its place).`;

const Input = z
  .object({ text: z.string(), start: z.int().min(0), end: z.int().min(0) })
  .refine(({ text, start, end }) => start <= end && end <= text.length, {
    message: "start and end must lie in the text, start first",
    path: ["end"],
  });
type Input = z.infer<typeof Input>;

/** Returns the exit code: 0, or 2 where a line was bad. */
export function context(args: readonly string[]): number {
  return answerLines(args, {
    schema: Input,
    example: '{"text": "Denies chest pain.", "start": 7, "end": 17}',
    answer: contextReader(loadEngine()),
  });
}

/** Reads spans of texts, UTF-16 offsets. Spans of one text that follow each other cost one analysis. */
export function contextReader(engine: Engine): (input: Input) => ContextReading {
  let last: Analysis | null = null;
  return ({ text, ...span }) => {
    if (last?.note.text !== text) last = analyse(engine, text);
    return readSpan(engine, last, span);
  };
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
  "family-history",
  "allergies",
]);

/** Habits and allergies are background wherever they are told, and so is a span that calls itself history. */
const backgroundWords = hashesOf(
  "alcohol etoh tobacco cigarettes cigarette smoker smokes smoking smoked vaping vapes nicotine cannabis marijuana cocaine heroin illicit drug drugs allergy allergies allergic nkda nka history hx",
);
/** A sentence that begins with these is about today. */
const presentWords = hashesOf("now currently today presents presented presenting reports");

/** A treatment has a status, a problem has none: "gynecomastia began in May" starts nothing. */
const problems: ReadonlySet<Category | undefined> = new Set(["diagnosis", "symptom"]);

/** Stated plainly: what holds outside every sentence (a heading, nothing at all). */
const plain: Assertion = {
  polarity: "affirmed",
  certainty: "certain",
  conditionality: "actual",
  temporality: "current",
  experiencer: "patient",
  status: null,
  actor: "unknown",
  cues: [],
};

/** A term that is known is read in the company it has in the analysis, so that `leydig read` says the same of it. */
function readSpan(engine: Engine, analysis: Analysis, span: Span): ContextReading {
  const { note, mentions, chart } = analysis;
  const conceptOf = ({ concept }: Mention) => engine.knowledge.concepts.get(concept);
  const isDrug = (mention: Mention) => conceptOf(mention)?.drug !== undefined;
  const named = mentions.filter((mention) => overlaps(mention, span));
  const drug = named.find((mention) => isDrug(mention) && isAbout(span, mention));
  const isProblem =
    !drug && named.some((mention) => problems.has(conceptOf(mention)?.category) && isAbout(span, mention));
  const company =
    named.length === 0 ? [] : mentions.filter((one) => isDrug(one) === (drug !== undefined) && !overlaps(one, span));
  const target = targetAt(note, span);
  const assertion = (target && readAssertions(note, [target, ...company], engine.cues)[0]) ?? plain;
  const { polarity, certainty, temporality, experiencer, status, actor, cues } = assertion;
  const section = sectionAt(note, span.start);
  // The words of a heading stand in no sentence: "Risks discussed (stroke)".
  const isTaught = !target && (section?.kind === "education" || section?.kind === "instructions");
  const isResolved = cues.some(({ effect }) => effect === "resolved");
  const isPast = !drug && temporality === "current" && isBackground(note, section, target, span);
  const isPlanned =
    !drug && !isProblem && temporality === "current" && polarity === "affirmed" && isPlanItem(note, section, target);
  const statement = chart.medications.flatMap(({ evidence }) => evidence).find(({ mention }) => mention === drug);
  return {
    polarity: isResolved || (!target && isDeniedHeading(note, span)) ? "negated" : polarity,
    certainty,
    conditionality: isTaught ? "education" : assertion.conditionality,
    temporality: isPast ? "historical" : isPlanned ? "planned" : temporality,
    experiencer,
    status: isProblem ? null : (statement?.status ?? status),
    actor: isProblem ? "unknown" : (statement?.actor ?? actor),
    section: section?.kind ?? "other",
    date: target ? dateOf(analysis, target, cues, mentions.filter(isDrug)) : null,
    cues: cues.map(({ effect, start, end }) => ({ effect, text: note.text.slice(start, end) })),
  };
}

/** Whether the span was there before the encounter by its section or its own words. */
function isBackground(
  { tokens, sentences }: Note,
  section: Section | null,
  target: Target | null,
  span: Span,
): boolean {
  const first = target ? tokens.hash[sentences[target.sentence]!.firstToken]! : 0;
  if (section && background.has(section.kind))
    return !presentWords.has(first) && !(section.kind === "pmh" && isProblemList(section));
  for (let token = tokenAt(tokens, span.start); token < tokens.count && tokens.start[token]! < span.end; token++)
    if (backgroundWords.has(tokens.hash[token]!)) return true;
  return false;
}

/** "Plan: sleep study": a test or an operation that an item of the plan begins with. */
function isPlanItem({ tokens, sentences }: Note, section: Section | null, target: Target | null): boolean {
  if (section?.kind !== "plan" || !target) return false;
  for (let token = sentences[target.sentence]!.firstToken; token < target.firstToken; token++)
    if (tokens.kind[token] === TokenKind.Word) return false;
  return true;
}

/** "Problem list", "Active issues": what stands there is of today. */
function isProblemList({ title }: Section): boolean {
  const words = title.toLowerCase();
  return words.startsWith("active") || words.startsWith("problem") || words.startsWith("current");
}

const denials = hashesOf("no none nil never denies denied");

/** "Allergies: none" */
function isDeniedHeading({ tokens, sections }: Note, span: Span): boolean {
  const heading = sections.find((section) => section.heading && overlaps(section.heading, span))?.heading;
  return heading !== undefined && heading !== null && denials.has(tokens.hash[tokenAt(tokens, heading.end)] ?? 0);
}

function overlaps(a: Span, b: Span): boolean {
  return a.start < b.end && b.start < a.end;
}

/** Whether the span is about the mention: begins with it, or is mostly it ("allergies to penicillin and oxycodone" is not). */
function isAbout(span: Span, { start, end }: Span): boolean {
  return start <= span.start || 2 * (end - start) >= span.end - span.start;
}

function sectionAt({ sections }: Note, offset: number): Section | null {
  return sections.findLast(({ span }) => span.start <= offset && offset < span.end) ?? null;
}

type Target = Span & { readonly sentence: number; readonly firstToken: number; readonly endToken: number };

/**
 * The date of the result that is named here. Else the next date in the sentence after the span and the words that
 * decided on it, unless another drug comes first; else the last date before those.
 */
function dateOf(
  { note, chart, facts }: Analysis,
  target: Target,
  cues: readonly Span[],
  drugs: readonly Span[],
): string | null {
  const result = chart.observations.find(({ name }) => overlaps(name, target));
  if (result?.date) return result.date.iso ?? null;
  const sentence = note.sentences[target.sentence]!;
  const dates = facts.dates.all.filter(({ start, end }) => start >= sentence.start && end <= sentence.end);
  const decided = Math.max(target.end, ...cues.filter(({ end }) => end <= sentence.end).map(({ end }) => end));
  const next = dates.find(({ start }) => start >= decided);
  const isAnothers = drugs.some(({ start }) => next && start >= decided && start < next.start);
  const date = next && !isAnothers ? next : dates.findLast(({ end }) => end <= decided);
  return yearAfter(note, target) ?? date?.iso ?? null;
}

/** "PE 2017", "MI (2018)": a bare year right after the span. */
function yearAfter(note: Note, { endToken }: Target): string | null {
  const { text, tokens } = note;
  const at = endToken < tokens.count && tokens.kind[endToken] === TokenKind.Mark ? endToken + 1 : endToken;
  if (at >= tokens.count || !isYear(note, at)) return null;
  const isDate = at + 1 < tokens.count && "-/".includes(text.charAt(tokens.start[at + 1]!));
  return isDate ? null : text.slice(tokens.start[at], tokens.end[at]);
}

/** The span as the context reader takes it; null outside all sentences. */
function targetAt(note: Note, { start, end }: Span) {
  const firstToken = tokenAt(note.tokens, start);
  let endToken = firstToken;
  while (endToken < note.tokens.count && note.tokens.start[endToken]! < end) endToken++;
  const sentence = note.sentences.findIndex((one) => one.firstToken <= firstToken && firstToken < one.endToken);
  return sentence < 0 ? null : { start, end, firstToken, endToken: Math.max(endToken, firstToken + 1), sentence };
}
