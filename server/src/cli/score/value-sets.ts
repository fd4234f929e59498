/**
 * Sentences with expected values, in the form of ClarityNLP's extraction tests. The vocabulary of each case becomes a
 * table of tests, so that the reader is measured without our own knowledge.
 */
import { z } from "zod";
import { Lab } from "../../knowledge/schema.ts";
import { buildLexicon, findPhrases } from "../../lexicon/lexicon.ts";
import type { Mention } from "../../lexicon/mention.ts";
import { readDates } from "../../observation/dates.ts";
import { compileAnalytes, readObservations } from "../../observation/read.ts";
import { compileHeadings, readNote } from "../../text/read.ts";
import { type Scored, Tally } from "./tally.ts";

const headings = compileHeadings([]);
const units =
  "% mm[Hg] /min Cel [degF] mg/dL g/dL [IU]/L mL L/min cm kg [lb_av] [in_i] cm2 10*3/uL meq/L ug/dL mL/kg ng/mL cm[H2O]".split(
    " ",
  );

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
  const note = readNote(text, headings);
  const mentions: Mention[] = note.sentences.flatMap((sentence, index) =>
    findPhrases(lexicon, text, note.tokens, sentence.firstToken, sentence.endToken).map((match) => ({
      concept: `t${match.values[0]!}`,
      firstToken: match.firstToken,
      endToken: match.endToken,
      start: note.tokens.start[match.firstToken]!,
      end: note.tokens.end[match.endToken - 1]!,
      sentence: index,
    })),
  );
  return readObservations(note, mentions, compileAnalytes(labs))
    .filter(({ value }) => value !== undefined)
    .map(
      ({ analyte, value, high }) =>
        `${terms[Number(analyte.slice(1))]!.toLowerCase()}=${value}${high === undefined ? "" : `-${high}`}`,
    );
}

export const ExtractionRow = z.object({
  sentence: z.string(),
  env: z.object({
    term_string: z.string(),
    enumlist: z.string().nullish(),
    minval: z.number().nullish(),
    maxval: z.number().nullish(),
  }),
  expected: z.array(
    z.object({
      term: z.string(),
      x: z.union([z.number(), z.string()]),
      y: z.union([z.number(), z.string()]).nullish(),
    }),
  ),
});

/**
 * Left out: words as values, limits as filters, the second pass over a sentence (for the lower number of "110/70"), and
 * the respiratory rates, whose expectations were lost where the file was made.
 */
export function scoreExtraction(rows: readonly z.infer<typeof ExtractionRow>[]): Scored {
  const tally = new Tally("values");
  const seen = new Set<string>();
  for (const { sentence, expected, env } of rows) {
    if (env.enumlist || !env.term_string || expected.some(({ x }) => typeof x !== "number")) continue;
    const isFiltered = env.minval !== 0 || (env.maxval ?? 0) < 1000;
    if (isFiltered || seen.has(sentence) || (expected.length === 0 && env.term_string.startsWith("rr"))) continue;
    seen.add(sentence);
    const terms = env.term_string.split(",").map((term) => term.trim());
    const wanted = expected.map(
      ({ term, x, y }) => `${term.toLowerCase()}=${x}${typeof y === "number" ? `-${y}` : ""}`,
    );
    tally.compare(wanted, values(sentence, terms), JSON.stringify(sentence));
  }
  return { tallies: [tally] };
}

export const VitalsRow = z.object({
  sentence: z.string(),
  test: z.literal("run"),
  expected: z.array(z.object({ match_text: z.string() })),
});

/** The names of vital signs as the cases write them; the expected text gives name and first number. */
export function scoreVitals(rows: readonly z.infer<typeof VitalsRow>[]): Scored {
  const tally = new Tally("vitals and laboratory lines");
  for (const { sentence, expected } of rows) {
    const wanted: string[] = [];
    const terms = new Set<string>();
    for (const { match_text } of expected) {
      const parted = match_text.search(/[\s:=]+-?\d/);
      const at = parted > 0 ? parted : match_text.search(/\d/);
      const name = at < 1 ? "" : match_text.slice(0, at).trim();
      const number = match_text.slice(at).match(/\d[\d,]*\.?\d*/)?.[0];
      if (!name || !number || name.includes("paced")) continue;
      terms.add(name);
      wanted.push(`${name.toLowerCase()}=${Number(number.replaceAll(",", ""))}`);
    }
    if (terms.size === 0) continue;
    const given = values(sentence, [...terms]).map((item) => item.replace(/(=[\d.]+)-[\d.]+$/, "$1"));
    tally.compare(wanted, given, JSON.stringify(sentence));
  }
  return { tallies: [tally] };
}

/** Cases of dates stand among cases of times and sizes. */
export const DateRow = z.object({
  sentence: z.string(),
  test: z.string().endsWith("_finder"),
  expected: z.array(
    z.object({ year: z.number().optional(), month: z.number().optional(), day: z.number().optional() }),
  ),
});

const two = (value: number) => String(value).padStart(2, "0");

/** Dates with year, month and day. */
export function scoreDates(rows: readonly z.infer<typeof DateRow>[]): Scored {
  const tally = new Tally("full dates");
  for (const { sentence, expected, test } of rows) {
    if (test !== "test_date_finder") continue;
    const full = expected.filter(({ year = 0, month = 0, day = 0 }) => year >= 1900 && month > 0 && day > 0);
    if (full.length === 0 || full.length < expected.length) continue;
    const wanted = full.map(({ year, month, day }) => `${year}-${two(month!)}-${two(day!)}`);
    const given = readDates(readNote(sentence, headings)).flatMap(({ iso }) => (iso?.length === 10 ? [iso] : []));
    tally.compare(wanted, given, JSON.stringify(sentence));
  }
  return { tallies: [tally] };
}
