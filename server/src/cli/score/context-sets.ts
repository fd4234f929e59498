/** Labelled sets about context: the NegEx/ConText kit, E3C, cTAKES, MedCAT, and Leydig's own form. */
import type { Engine } from "../../analysis.ts";
import { contextOf } from "../context.ts";
import type { ContextLine } from "../output.ts";
import { Confusion, Tally } from "./tally.ts";

// biome-ignore lint/suspicious/noExplicitAny: rows of foreign files, one shape a set
type Row = any;
type Reading = Exclude<ContextLine, { error: string }>;

/** What a set comes to. */
export interface Scored {
  readonly tallies: readonly Tally[];
  readonly confusions: readonly Confusion[];
}

type Reader = (text: string, start: number, end: number) => Reading;

const readerFor =
  (engine: Engine): Reader =>
  (text, start, end) =>
    contextOf(engine, { text, start, end }) as Reading;

/** The kit prints its target in capitals; it is lower-cased first. Its "historical" includes what stands in a background section. */
export function scoreNegex(rows: readonly Row[], engine: Engine): Scored {
  const read = readerFor(engine);
  const negation = new Tally("negation");
  const historical = new Tally("historical");
  const inSentences = new Tally("historical, more than three words");
  const hypothetical = new Tally("hypothetical or not about now");
  const experiencer = new Tally("someone else's");
  for (const row of rows) {
    if (row.start === null) continue;
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
  return { tallies: [negation, historical, inSentences, hypothetical, experiencer], confusions: [] };
}

export function scoreMedcat(rows: readonly Row[], engine: Engine): Scored {
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
  return { tallies: [other], confusions: [] };
}

export function scoreE3c(rows: readonly Row[], engine: Engine): Scored {
  const read = readerFor(engine);
  const negation = new Tally("negation, clinical entities");
  for (const row of rows) {
    if (!row.clin_entity) continue;
    const { polarity } = read(row.sentence, row.start, row.end);
    negation.add(row.polarity === "NEG", polarity === "negated", `[${row.concept}] ${row.sentence.slice(0, 250)}`);
  }
  return { tallies: [negation], confusions: [] };
}

const ctakesTypes: ReadonlySet<string> = new Set([
  "Disease_Disorder",
  "Sign_symptom",
  "Procedure",
  "Medications/Drugs",
]);

export function scoreCtakes(rows: readonly Row[], engine: Engine): Scored {
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
  return { tallies: [negation, history, uncertain, family], confusions: [] };
}

/** Where `words` stand in `text` as whole words, -1 for nowhere. */
function wordAt(text: string, words: string): number {
  const isLetter = (index: number) => /[a-z]/i.test(text.charAt(index));
  let start = text.indexOf(words);
  while (start >= 0 && (isLetter(start - 1) || isLetter(start + words.length))) start = text.indexOf(words, start + 1);
  return start;
}

const axes = ["polarity", "certainty", "conditionality", "temporality", "experiencer", "status", "actor"] as const;

/** Leydig's own form: `{ text, start, end, expected: { polarity, ..., status, actor } }`, any of the axes. */
export function scoreAxes(rows: readonly Row[], engine: Engine): Scored {
  const read = readerFor(engine);
  const confusions = new Map(axes.map((axis) => [axis, new Confusion(axis)]));
  const exact = new Tally("all labelled axes right");
  for (const { text, start, end, expected } of rows) {
    const reading = read(text, start, end);
    const labelled = axes.filter((axis) => expected[axis] !== undefined);
    for (const axis of labelled) confusions.get(axis)!.add(String(expected[axis]), String(reading[axis]));
    const isRight = labelled.every((axis) => String(expected[axis]) === String(reading[axis]));
    exact.compare([String(isRight || "right")], [String(isRight)], `[${text.slice(start, end)}] ${text.slice(0, 250)}`);
  }
  return { tallies: [exact], confusions: [...confusions.values()].filter((one) => one.lines().length > 1) };
}
