/**
 * Scores the observation room on sentences with expected values, in the format of ClarityNLP's extraction tests:
 * `node test/corpus/score-observations.ts FOLDER [--misses]`, with the folder of `clarity_*.jsonl` files.
 * The vocabulary of each case becomes a table of tests, so the reader is measured without our own knowledge.
 */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Lab } from "../../server/src/knowledge/schema.ts";
import { buildLexicon, findPhrases } from "../../server/src/lexicon/lexicon.ts";
import type { Mention } from "../../server/src/lexicon/mention.ts";
import { readDates } from "../../server/src/observation/dates.ts";
import { compileAnalytes, readObservations } from "../../server/src/observation/read.ts";
import type { Note } from "../../server/src/text/note.ts";
import { compileHeadings, readNote } from "../../server/src/text/read.ts";

interface Expected {
  readonly type: string;
  readonly term?: string;
  readonly x?: number | string;
  readonly y?: number | null;
  readonly match_text?: string;
  readonly text?: string;
  readonly year?: number;
  readonly month?: number;
  readonly day?: number;
}

interface Case {
  readonly sentence: string;
  readonly expected: readonly Expected[];
  readonly test: string;
  readonly env: {
    readonly term_string?: string;
    readonly enumlist?: string | null;
    readonly minval?: number;
    readonly maxval?: number;
  };
}

const [folder = "", ...flags] = process.argv.slice(2);
const showMisses = flags.includes("--misses");
const headings = compileHeadings([]);
const units = [
  "%",
  "mm[Hg]",
  "/min",
  "Cel",
  "[degF]",
  "mg/dL",
  "g/dL",
  "[IU]/L",
  "mL",
  "L/min",
  "cm",
  "kg",
  "[lb_av]",
  "[in_i]",
  "cm2",
  "10*3/uL",
  "meq/L",
  "ug/dL",
  "mL/kg",
  "ng/mL",
  "cm[H2O]",
];

const read = (name: string): Case[] =>
  readFileSync(join(folder, name), "utf8")
    .split("\n")
    .filter(Boolean)
    .map((line) => JSON.parse(line) as Case);
const note = (text: string): Note => readNote(text, headings);

interface Score {
  hits: number;
  wanted: number;
  given: number;
}

function compare(score: Score, sentence: string, wanted: readonly string[], given: readonly string[]): void {
  const left = [...given];
  const missed: string[] = [];
  for (const item of wanted) {
    const at = left.indexOf(item);
    if (at < 0) missed.push(item);
    else left.splice(at, 1);
  }
  score.hits += wanted.length - missed.length;
  score.wanted += wanted.length;
  score.given += given.length;
  if (showMisses && (missed.length > 0 || left.length > 0))
    console.log(JSON.stringify(sentence), "\n   missed", missed, "extra", left);
}

function report(title: string, { hits, wanted, given }: Score): void {
  const precision = given === 0 ? 1 : hits / given;
  const recall = wanted === 0 ? 1 : hits / wanted;
  console.log(`${title}: ${hits} of ${wanted}, precision ${precision.toFixed(3)}, recall ${recall.toFixed(3)}`);
}

/** Values of `terms` in a text, as "term=value" or "term=low-high". */
function values(text: string, terms: readonly string[]): string[] {
  const labs = terms.map((term, index) =>
    Lab.parse({
      id: `t${index}`,
      name: term,
      concepts: [`t${index}`],
      units: units.map((ucum) => ({ ucum, factor: 1 })),
    }),
  );
  const lexicon = buildLexicon(terms.map((term, value) => ({ text: term, value, exactCase: false })));
  const read = note(text);
  const mentions: Mention[] = read.sentences.flatMap((sentence, index) =>
    findPhrases(lexicon, text, read.tokens, sentence.firstToken, sentence.endToken).map(
      ({ firstToken, endToken, values }) => ({
        concept: `t${values[0]!}`,
        firstToken,
        endToken,
        start: read.tokens.start[firstToken]!,
        end: read.tokens.end[endToken - 1]!,
        sentence: index,
      }),
    ),
  );
  return readObservations(read, mentions, compileAnalytes(labs))
    .filter(({ value }) => value !== undefined)
    .map(
      ({ analyte, value, high }) =>
        `${terms[Number(analyte.slice(1))]!.toLowerCase()}=${value}${high === undefined ? "" : `-${high}`}`,
    );
}

// Left out: words as values, limits as filters, the second pass over a sentence (for the lower number of "110/70"), and
// the respiratory rates, whose expectations were lost where the file was made.
const extraction: Score = { hits: 0, wanted: 0, given: 0 };
const seen = new Set<string>();
for (const { sentence, expected, env } of read("clarity_value_extractor.jsonl")) {
  if (env.enumlist || !env.term_string || expected.some(({ x }) => typeof x !== "number")) continue;
  if (
    env.minval !== 0 ||
    (env.maxval ?? 0) < 1000 ||
    seen.has(sentence) ||
    (expected.length === 0 && env.term_string.startsWith("rr"))
  )
    continue;
  seen.add(sentence);
  const terms = env.term_string.split(",").map((term) => term.trim());
  const wanted = expected.map(({ term, x, y }) => `${term!.toLowerCase()}=${x}${typeof y === "number" ? `-${y}` : ""}`);
  compare(extraction, sentence, wanted, values(sentence, terms));
}
report("values", extraction);

/** The names of vital signs as the cases write them; the expected text gives name and first number. */
const vitals: Score = { hits: 0, wanted: 0, given: 0 };
for (const { sentence, expected } of read("clarity_lab_values.jsonl")) {
  const wanted: string[] = [];
  const terms = new Set<string>();
  for (const { match_text = "" } of expected) {
    const parted = match_text.search(/[\s:=]+-?\d/);
    const at = parted > 0 ? parted : match_text.search(/\d/);
    const name = at < 1 ? "" : match_text.slice(0, at).trim();
    const number = match_text.slice(at).match(/\d[\d,]*\.?\d*/)?.[0];
    if (!name || !number || name.includes("paced")) continue;
    terms.add(name);
    wanted.push(`${name.toLowerCase()}=${Number(number.replaceAll(",", ""))}`);
  }
  if (terms.size > 0)
    compare(
      vitals,
      sentence,
      wanted,
      values(sentence, [...terms]).map((item) => item.replace(/(=[\d.]+)-[\d.]+$/, "$1")),
    );
}
report("vitals and laboratory lines", vitals);

const dates: Score = { hits: 0, wanted: 0, given: 0 };
const two = (value: number) => String(value).padStart(2, "0");
for (const { sentence, expected, test } of read("clarity_date_time_size.jsonl")) {
  if (test !== "test_date_finder") continue;
  const full = expected.filter(({ year = 0, month = 0, day = 0 }) => year >= 1900 && month > 0 && day > 0);
  if (full.length === 0 || full.length < expected.length) continue;
  const wanted = full.map(({ year, month, day }) => `${year}-${two(month!)}-${two(day!)}`);
  compare(
    dates,
    sentence,
    wanted,
    readDates(note(sentence)).flatMap(({ iso }) => (iso?.length === 10 ? [iso] : [])),
  );
}
report("full dates", dates);
