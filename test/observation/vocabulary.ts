/** A small vocabulary for the tests of this room: names of tests, and what the tests are reported in. */
import { Lab } from "../../server/src/knowledge/schema.ts";
import { buildLexicon, findPhrases } from "../../server/src/lexicon/lexicon.ts";
import type { Mention } from "../../server/src/lexicon/mention.ts";
import { readDates } from "../../server/src/observation/dates.ts";
import type { Observation } from "../../server/src/observation/observation.ts";
import { compileAnalytes, readObservations } from "../../server/src/observation/read.ts";
import type { Note } from "../../server/src/text/note.ts";
import { compileHeadings, readNote } from "../../server/src/text/read.ts";

interface Test {
  readonly id: string;
  readonly names: readonly string[];
  readonly units: Readonly<Record<string, number>>;
  readonly plausible?: readonly (readonly [unit: string, low: number, high: number])[];
}

const tests: readonly Test[] = [
  {
    id: "total-testosterone",
    names: [
      "testosterone",
      "total testosterone",
      "TT",
      "T",
      "total T",
      "test",
      "testosterone, total",
      "serum testosterone",
      "testosterone level",
    ],
    units: { "ng/dL": 1, "nmol/L": 28.842, "ng/mL": 100 },
    plausible: [
      ["ng/dL", 5, 3000],
      ["nmol/L", 0.2, 100],
    ],
  },
  {
    id: "free-testosterone",
    names: ["free testosterone", "free T"],
    units: { "pg/mL": 1, "pmol/L": 0.288 },
    plausible: [["pg/mL", 0.5, 600]],
  },
  {
    id: "estradiol",
    names: ["estradiol", "E2", "oestradiol"],
    units: { "pg/mL": 1, "pmol/L": 0.27238 },
    plausible: [["pg/mL", 1, 400]],
  },
  {
    id: "hematocrit",
    names: ["Hct", "hematocrit", "haematocrit"],
    units: { "%": 1, "L/L": 100 },
    plausible: [
      ["%", 15, 75],
      ["L/L", 0.15, 0.75],
    ],
  },
  {
    id: "hemoglobin",
    names: ["Hgb", "Hb", "hemoglobin", "haemoglobin"],
    units: { "g/dL": 1, "g/L": 0.1 },
    plausible: [
      ["g/dL", 4, 25],
      ["g/L", 40, 250],
    ],
  },
  { id: "psa", names: ["PSA"], units: { "ng/mL": 1, "ug/L": 1 }, plausible: [["ng/mL", 0, 5000]] },
  { id: "lh", names: ["LH"], units: { "m[IU]/mL": 1, "[IU]/L": 1 }, plausible: [["[IU]/L", 0, 100]] },
  { id: "fsh", names: ["FSH"], units: { "m[IU]/mL": 1, "[IU]/L": 1 }, plausible: [["[IU]/L", 0, 150]] },
  { id: "prolactin", names: ["prolactin", "PRL"], units: { "ng/mL": 1, "m[IU]/L": 0.047 } },
  { id: "shbg", names: ["SHBG"], units: { "nmol/L": 1 } },
  { id: "cbc", names: ["CBC", "FBC"], units: { "1": 1 } },
  { id: "lipid-panel", names: ["lipids", "lipid panel"], units: { "1": 1 } },
  { id: "blood-pressure", names: ["BP"], units: { "mm[Hg]": 1 }, plausible: [["mm[Hg]", 30, 280]] },
  { id: "t-score", names: ["T-score"], units: { "1": 1 }, plausible: [["1", -8, 6]] },
  { id: "sperm-concentration", names: ["sperm concentration"], units: { "10*6/mL": 1 } },
  { id: "hdl", names: ["HDL"], units: { "mg/dL": 1 }, plausible: [["mg/dL", 5, 150]] },
];

const moreConcepts: Readonly<Record<string, readonly string[]>> = {
  hemoglobin: ["h-and-h"],
  hematocrit: ["h-and-h", "lab-hct"],
  "total-testosterone": ["testosterone"],
};

export const labs: readonly Lab[] = [
  ...tests.map(({ id, units, plausible = [] }) =>
    Lab.parse({
      id,
      name: id,
      concepts: [id, ...(moreConcepts[id] ?? [])],
      units: Object.entries(units).map(([ucum, factor]) => ({ ucum, factor })),
      plausible: plausible.map(([unit, low, high]) => ({ unit, low, high })),
    }),
  ),
];

const names = [
  ...tests.flatMap(({ id, names }) => names.map((text) => ({ text, concept: id }))),
  { text: "H/H", concept: "h-and-h" },
  // Longer terms of other things.
  { text: "elevated Hct", concept: "polycythemia" },
  { text: "target T", concept: "goals" },
];
const capitals = new Set(["T", "TT"]);
const lexicon = buildLexicon(names.map(({ text }, value) => ({ text, value, exactCase: capitals.has(text) })));
const analytes = compileAnalytes(labs);
const headings = compileHeadings([
  { kind: "plan", headings: ["Plan", "P"] },
  { kind: "plan", headings: ["Orders"] },
  { kind: "labs", headings: ["Labs", "Bloods", "Results", "Outside labs"] },
  { kind: "hpi", headings: ["HPI"] },
  { kind: "assessment", headings: ["Assessment"] },
  { kind: "family-history", headings: ["Family history"] },
  { kind: "education", headings: ["Education"] },
  { kind: "medications", headings: ["Medications", "Meds"] },
]);

export function noteOf(text: string): Note {
  return readNote(text, headings);
}

export function mentionsIn(note: Note): Mention[] {
  return note.sentences.flatMap((sentence, index) =>
    findPhrases(lexicon, note.text, note.tokens, sentence.firstToken, sentence.endToken).map(
      ({ firstToken, endToken, values }) => ({
        concept: names[values[0]!]!.concept,
        firstToken,
        endToken,
        start: note.tokens.start[firstToken]!,
        end: note.tokens.end[endToken - 1]!,
        sentence: index,
      }),
    ),
  );
}

export function observationsIn(text: string): readonly Observation[] {
  const note = noteOf(text);
  return readObservations(note, mentionsIn(note), analytes);
}

const flags = { high: "H", low: "L", abnormal: "*", normal: "N" };

/** An observation in one line: `hematocrit 55.2 % H [38-50] @2025-03-02 {trough} old`. */
export function inWords(text: string, item: Observation): string {
  const cut = ({ start, end }: { start: number; end: number }) => text.slice(start, end);
  return [
    item.analyte,
    item.status === "resulted" ? "" : item.status,
    item.value === undefined
      ? ""
      : `${!item.comparator || item.comparator === "=" ? "" : item.comparator}${item.value}${item.high === undefined ? "" : `-${item.high}`}${item.diastolic === undefined ? "" : `/${item.diastolic}`}`,
    item.unit ?? "",
    item.word ? `"${item.word}"` : "",
    item.flag ? flags[item.flag] : "",
    item.referenceRange ? `[${cut(item.referenceRange)}]` : "",
    item.date
      ? `@${item.date.iso ?? (item.date.offsetDays === undefined ? cut(item.date) : `${item.date.offsetDays}d`)}`
      : "",
    item.timing ? `{${cut(item.timing)}}` : "",
    item.latest ? "" : "old",
  ]
    .filter(Boolean)
    .join(" ");
}

/** What a note gives, one line an observation. */
export function read(text: string): string[] {
  return observationsIn(text).map((item) => inWords(text, item));
}

/** Each date of a note as "words = ISO" or "words = days from the visit". */
export function datesIn(text: string): string[] {
  return readDates(noteOf(text)).map(({ start, end, iso, offsetDays, ambiguous }) => {
    const what = iso ?? (offsetDays === undefined ? "?" : `${offsetDays}d`);
    return `${text.slice(start, end)} = ${what}${ambiguous ? " ambiguous" : ""}`;
  });
}
