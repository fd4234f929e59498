/** Labelled sets about context: the NegEx/ConText kit, E3C, cTAKES, MedCAT, and Leydig's own form. */
import { z } from "zod";
import type { Engine } from "../../analysis.ts";
import { contextReader } from "../context.ts";
import type { ContextReading } from "../output.ts";
import { Confusion, type Scored, Tally } from "./tally.ts";

interface Needs {
  readonly engine: Engine;
}

function readerFor(engine: Engine): (text: string, start: number, end: number) => ContextReading {
  const read = contextReader(engine);
  return (text, start, end) => read({ text, start, end });
}

const offset = z.int().min(0);

export const NegexRow = z.object({
  sentence: z.string(),
  start: offset.nullable(),
  end: offset.nullable(),
  negation: z.enum(["Affirmed", "Negated"]),
  temporality: z.enum(["Recent", "Historical", "Not particular"]),
  experiencer: z.string(),
});

/** The kit prints its target in capitals; it is lower-cased first. Its "historical" includes what stands in a background section. */
export function scoreNegex(rows: readonly z.infer<typeof NegexRow>[], { engine }: Needs): Scored {
  const read = readerFor(engine);
  const negation = new Tally("negation");
  const historical = new Tally("historical");
  const inSentences = new Tally("historical, more than three words");
  const hypothetical = new Tally("hypothetical or not about now");
  const experiencer = new Tally("someone else's");
  for (const row of rows) {
    if (row.start === null || row.end === null) continue;
    const concept = row.sentence.slice(row.start, row.end).toLowerCase();
    const text = row.sentence.slice(0, row.start) + concept + row.sentence.slice(row.end);
    const reading = read(text, row.start, row.end);
    const shown = `[${concept}] ${text.replaceAll(/\s+/g, " ").slice(0, 300)}`;
    const isResolved = reading.cues.some(({ effect }) => effect === "resolved");
    const isHistorical = reading.temporality === "historical" && !isResolved;
    negation.add(row.negation === "Negated", reading.polarity === "negated", shown);
    historical.add(row.temporality === "Historical", isHistorical, shown);
    if (text.trim().split(/\s+/).length > 3) inSentences.add(row.temporality === "Historical", isHistorical, shown);
    hypothetical.add(row.temporality === "Not particular", reading.conditionality !== "actual", shown);
    experiencer.add(row.experiencer !== "Patient", reading.experiencer !== "patient", shown);
  }
  return { tallies: [negation, historical, inSentences, hypothetical, experiencer] };
}

export const MedcatRow = z.object({
  sentence: z.string(),
  concept: z.string(),
  meta: z.object({ Status: z.enum(["Confirmed", "Other"]) }),
});

export function scoreMedcat(rows: readonly z.infer<typeof MedcatRow>[], { engine }: Needs): Scored {
  const read = readerFor(engine);
  const other = new Tally("status other than confirmed");
  for (const row of rows) {
    const start = row.sentence.toLowerCase().indexOf(row.concept.toLowerCase());
    if (start < 0) continue;
    const { polarity, experiencer, certainty, conditionality } = read(row.sentence, start, start + row.concept.length);
    const isOther =
      polarity === "negated" || experiencer !== "patient" || certainty === "uncertain" || conditionality !== "actual";
    other.add(row.meta.Status === "Other", isOther, `[${row.concept}] ${row.sentence.slice(0, 250)}`);
  }
  return { tallies: [other] };
}

export const E3cRow = z.object({
  sentence: z.string(),
  concept: z.string(),
  start: offset,
  end: offset,
  clin_entity: z.string().nullable(),
  polarity: z.string(),
});

export function scoreE3c(rows: readonly z.infer<typeof E3cRow>[], { engine }: Needs): Scored {
  const read = readerFor(engine);
  const negation = new Tally("negation, clinical entities");
  for (const row of rows) {
    if (!row.clin_entity) continue;
    const { polarity } = read(row.sentence, row.start, row.end);
    negation.add(row.polarity === "NEG", polarity === "negated", `[${row.concept}] ${row.sentence.slice(0, 250)}`);
  }
  return { tallies: [negation] };
}

export const CtakesRow = z.object({
  sentence: z.string(),
  text: z.string(),
  type: z.string(),
  props: z.record(z.string(), z.unknown()),
});

const ctakesTypes: ReadonlySet<string> = new Set([
  "Disease_Disorder",
  "Sign_symptom",
  "Procedure",
  "Medications/Drugs",
]);

export function scoreCtakes(rows: readonly z.infer<typeof CtakesRow>[], { engine }: Needs): Scored {
  const read = readerFor(engine);
  const negation = new Tally("negation");
  const history = new Tally("history");
  const uncertain = new Tally("uncertain");
  const family = new Tally("someone else's");
  for (const row of rows) {
    const start = ctakesTypes.has(row.type) ? wordAt(row.sentence, row.text) : -1;
    if (start < 0) continue;
    const reading = read(row.sentence, start, start + row.text.length);
    const shown = `[${row.text}] ${row.sentence.slice(0, 250)}`;
    negation.add("negation_indicator" in row.props, reading.polarity === "negated", shown);
    history.add("historyOf" in row.props, reading.temporality === "historical", shown);
    uncertain.add("uncertainty_indicator" in row.props, reading.certainty === "uncertain", shown);
    family.add("subject" in row.props, reading.experiencer !== "patient", shown);
  }
  return { tallies: [negation, history, uncertain, family] };
}

/** Where `words` stand in `text` as whole words, -1 for nowhere. */
function wordAt(text: string, words: string): number {
  const isLetter = (index: number) => /[a-z]/i.test(text.charAt(index));
  let start = text.indexOf(words);
  while (start >= 0 && (isLetter(start - 1) || isLetter(start + words.length))) start = text.indexOf(words, start + 1);
  return start;
}

const axes = [
  "polarity",
  "certainty",
  "conditionality",
  "temporality",
  "experiencer",
  "status",
  "actor",
  "date",
] as const;

/** Leydig's own form: what `leydig context` takes, with the axes that it should give, any of them. */
export const AxesRow = z
  .object({
    text: z.string(),
    start: offset,
    end: offset,
    expected: z.partialRecord(z.enum(axes), z.string().nullable()),
  })
  .refine(({ text, start, end }) => start <= end && end <= text.length, "start and end must lie in the text");

export function scoreAxes(rows: readonly z.infer<typeof AxesRow>[], { engine }: Needs): Scored {
  const read = readerFor(engine);
  const confusions = new Map(axes.map((axis) => [axis, new Confusion(axis)]));
  const all = new Tally("all axes");
  for (const { text, start, end, expected } of rows) {
    const reading = read(text, start, end);
    const labelled = axes.filter((axis) => expected[axis] !== undefined);
    for (const axis of labelled) confusions.get(axis)!.add(String(expected[axis]), String(reading[axis]));
    all.compare(
      labelled.map((axis) => `${axis} ${expected[axis]}`),
      labelled.map((axis) => `${axis} ${reading[axis]}`),
      `[${text.slice(start, end)}] ${text.slice(0, 250)}`,
    );
  }
  // Each date is a class of its own: its table would say nothing.
  confusions.delete("date");
  return { tallies: [all], confusions: [...confusions.values()].filter(({ isEmpty }) => !isEmpty) };
}
