/**
 * Scores the context reader on labelled sets outside the repository.
 * `node test/corpus/score-context.ts <folder with the sets> [--errors]`
 */
import { existsSync, readFileSync } from "node:fs";
import type { Assertion } from "../../server/src/context/assertion.ts";
import { readAssertions } from "../../server/src/context/read.ts";
import type { SectionKind } from "../../server/src/knowledge/schema.ts";
import { readNote } from "../../server/src/text/read.ts";
import { cues, headings, targetAt } from "../context/read-marked.ts";

const [folder = ".", ...flags] = process.argv.slice(2);
const showErrors = flags.includes("--errors");

interface Reading {
  readonly assertion: Assertion;
  readonly section: SectionKind;
}

/** Reads the words from `start` to `end` of `text`. */
function read(text: string, start: number, end: number): Reading | null {
  const note = readNote(text, headings);
  const target = targetAt(note, { start, end });
  if (!target) return null;
  const section = note.sections[note.sentences[target.sentence]!.section]!.kind;
  return { assertion: readAssertions(note, [target], cues)[0]!, section };
}

class Score {
  private hits = 0;
  private extra = 0;
  private missed = 0;
  private readonly name: string;
  constructor(name: string) {
    this.name = name;
  }
  add(expected: boolean, found: boolean, shown: string): void {
    if (expected && found) this.hits++;
    else if (found) this.extra++;
    else if (expected) this.missed++;
    if (showErrors && expected !== found) console.log(`${this.name} ${found ? "EXTRA" : "MISSED"} ${shown}`);
  }
  print(): void {
    const precision = this.hits / (this.hits + this.extra || 1);
    const recall = this.hits / (this.hits + this.missed || 1);
    const f1 = (2 * precision * recall) / (precision + recall || 1);
    console.log(
      `${this.name.padEnd(34)} P ${precision.toFixed(3)} R ${recall.toFixed(3)} F1 ${f1.toFixed(3)}  (${this.hits} right, ${this.extra} extra, ${this.missed} missed)`,
    );
  }
}

// biome-ignore lint/suspicious/noExplicitAny: rows of foreign files
function rows(file: string): any[] {
  const path = `${folder}/${file}`;
  if (!existsSync(path)) return [];
  return readFileSync(path, "utf8")
    .split("\n")
    .filter(Boolean)
    .map((line) => JSON.parse(line));
}

const isNegated = ({ assertion }: Reading) =>
  assertion.polarity === "negated" || assertion.cues.some((cue) => cue.effect === "resolved");
/** The kit calls everything "historical" that the present encounter did not bring: also what stands in a background section. */
const background: ReadonlySet<SectionKind> = new Set([
  "pmh",
  "psh",
  "social-history",
  "allergies",
  "prior-medications",
]);

function scoreNegex(): void {
  const negation = new Score("negex negation");
  const historical = new Score("negex historical");
  const withSections = new Score("negex historical, with sections");
  const inSentences = new Score("the same, more than three words");
  const hypothetical = new Score("negex not particular");
  const experiencer = new Score("negex experiencer");
  for (const row of rows("negex.jsonl")) {
    if (row.start === null) continue;
    const concept = row.sentence.slice(row.start, row.end).toLowerCase();
    const text = row.sentence.slice(0, row.start) + concept + row.sentence.slice(row.end);
    const reading = read(text, row.start, row.end);
    if (!reading) continue;
    const { assertion, section } = reading;
    const shown = `[${concept}] ${text.replaceAll(/\s+/g, " ").slice(0, 300)}`;
    const isHypothetical = assertion.conditionality !== "actual";
    negation.add(row.negation === "Negated", isNegated(reading), shown);
    const isHistorical =
      assertion.temporality === "historical" && !assertion.cues.some((cue) => cue.effect === "resolved");
    historical.add(row.temporality === "Historical", isHistorical, shown);
    withSections.add(row.temporality === "Historical", isHistorical || background.has(section), shown);
    if (text.trim().split(/\s+/).length > 3)
      inSentences.add(row.temporality === "Historical", isHistorical || background.has(section), shown);
    hypothetical.add(row.temporality === "Not particular", isHypothetical, shown);
    experiencer.add(row.experiencer !== "Patient", assertion.experiencer !== "patient", shown);
  }
  for (const score of [negation, historical, withSections, inSentences, hypothetical, experiencer]) score.print();
}

function scoreMedcat(): void {
  const other = new Score("medcat status other");
  for (const row of rows("medcat_status.jsonl")) {
    const start = row.sentence.toLowerCase().indexOf(row.concept.toLowerCase());
    if (start < 0) continue;
    const reading = read(row.sentence, start, start + row.concept.length);
    if (!reading) continue;
    const { assertion } = reading;
    const isOther =
      isNegated(reading) ||
      assertion.experiencer !== "patient" ||
      assertion.certainty === "uncertain" ||
      assertion.conditionality !== "actual";
    other.add(row.meta.Status === "Other", isOther, `[${row.concept}] ${row.sentence.slice(0, 250)}`);
  }
  other.print();
}

function scoreE3c(): void {
  const negation = new Score("e3c negation, clinical entities");
  for (const row of rows("e3c_factuality.jsonl")) {
    if (!row.clin_entity) continue;
    const reading = read(row.sentence, row.start, row.end);
    if (reading)
      negation.add(row.polarity === "NEG", isNegated(reading), `[${row.concept}] ${row.sentence.slice(0, 250)}`);
  }
  negation.print();
}

/** Where `words` stand in `text` as whole words, -1 for nowhere. */
function wordAt(text: string, words: string): number {
  const isLetter = (index: number) => /[a-z]/i.test(text.charAt(index));
  let start = text.indexOf(words);
  while (start >= 0 && (isLetter(start - 1) || isLetter(start + words.length))) start = text.indexOf(words, start + 1);
  return start;
}

function scoreCtakes(): void {
  const negation = new Score("ctakes negation");
  const history = new Score("ctakes history, with sections");
  const uncertain = new Score("ctakes uncertain");
  const family = new Score("ctakes other subject");
  for (const row of rows("ctakes_anafora_gold.jsonl")) {
    if (!["Disease_Disorder", "Sign_symptom", "Procedure", "Medications/Drugs"].includes(row.type)) continue;
    const start = wordAt(row.sentence, row.text);
    if (start < 0) continue;
    const reading = read(row.sentence, start, start + row.text.length);
    if (!reading) continue;
    const { assertion, section } = reading;
    const shown = `[${row.text}] ${row.sentence.slice(0, 250)}`;
    negation.add("negation_indicator" in row.props, isNegated(reading), shown);
    history.add("historyOf" in row.props, assertion.temporality === "historical" || background.has(section), shown);
    uncertain.add("uncertainty_indicator" in row.props, assertion.certainty === "uncertain", shown);
    family.add("subject" in row.props, assertion.experiencer !== "patient", shown);
  }
  for (const score of [negation, history, uncertain, family]) score.print();
}

scoreNegex();
scoreMedcat();
scoreE3c();
scoreCtakes();
