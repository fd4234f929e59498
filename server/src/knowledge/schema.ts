/**
 * The shape of everything the program knows, as zod schemas. The YAML files under `server/knowledge` and a user's own
 * files are parsed with these and with nothing else; past this edge all values are typed.
 */
import { z } from "zod";
import { cueEffects } from "./cue-effects.ts";

const id = z.string().regex(/^[a-z0-9][a-z0-9-]*$/, "an id is lower-case letters, digits and hyphens");
const text = z.string().trim().min(1);

/** How a fact was verified. V: read in the source. V2: read in a secondary account. K: well known, source not opened. */
export const Mark = z.enum(["V", "V2", "K"]);
export type Mark = z.infer<typeof Mark>;

/** A year, month or day: `2018`, `2025-03`, `2025-03-31`. */
const asOf = z.string().regex(/^\d{4}(-\d{2}){0,2}$/, "write a date as YYYY, YYYY-MM or YYYY-MM-DD");

/** One statement that a person may read, with where it comes from. */
export const Fact = z.strictObject({
  text,
  mark: Mark,
  /** Keys in `references.yaml`. A V or V2 fact needs at least one. */
  sources: z.array(z.string()).default([]),
  /** When a moving fact (a label, an approval) was last true. */
  asOf: asOf.optional(),
});
export type Fact = z.infer<typeof Fact>;

export const Code = z.strictObject({
  system: z.enum(["RxNorm", "ATC", "LOINC", "ICD-10-CM"]),
  code: text,
  /** What the code stands for when it is not simply the concept. */
  display: text.optional(),
  mark: Mark,
});
export type Code = z.infer<typeof Code>;

/** One way of writing a concept. A bare string is a synonym that folds case, hyphens and plurals. */
export const Form = z.union([
  text.transform((value) => ({ text: value, kind: "synonym" as const, case: "fold" as const, plural: true })),
  z.strictObject({
    text,
    kind: z.enum(["synonym", "brand", "abbreviation", "misspelling", "slang"]).default("synonym"),
    /** `exact` keeps the case: "AI" but not "ai". */
    case: z.enum(["fold", "exact"]).default("fold"),
    plural: z.boolean().default(true),
  }),
]);
export type Form = z.output<typeof Form>;

export const Category = z.enum([
  "hormone",
  "physiology",
  "drug",
  "drug-class",
  "lab",
  "diagnosis",
  "symptom",
  "protocol",
  "route",
  "note-vocabulary",
  "unit-frequency",
  "regulatory-evidence",
]);
export type Category = z.infer<typeof Category>;

/** The rows of the axis table: what a drug or regimen does to each marker. */
export const AxisMarker = z.enum([
  "serum-testosterone",
  "lh",
  "fsh",
  "intratesticular-testosterone",
  "spermatogenesis",
  "estradiol",
]);

export const AxisEffect = z.strictObject({
  marker: AxisMarker,
  direction: z.enum(["raises", "lowers", "keeps", "varies"]),
  /** How good the evidence is, in a reader's words. */
  strength: z.enum(["controlled trials", "cohorts or small trials", "mechanism only", "limited"]),
  ...Fact.shape,
});
export type AxisEffect = z.infer<typeof AxisEffect>;

const DoseUnit = z.enum(["mg", "mcg", "g", "units", "mL"]);

/** What is known of a drug or drug class beyond its definition. */
export const DrugFacts = z.strictObject({
  /** Ids of drug-class concepts, e.g. `aromatase-inhibitor`, `trt`. */
  classes: z.array(id).default([]),
  mechanism: Fact.optional(),
  axis: z.array(AxisEffect).default([]),
  /** Approval, schedule, boxed warnings: what a label says and does not say. */
  status: z.array(Fact).default([]),
  /** Marketed forms and strengths. */
  products: z.array(Fact).default([]),
  dosing: z.array(Fact).default([]),
  monitoring: z.array(Fact).default([]),
  cautions: z.array(Fact).default([]),
  /** Units a dose of this drug is written in; any other is a likely slip. */
  doseUnits: z.array(DoseUnit).default([]),
  routes: z
    .array(z.enum(["intramuscular", "subcutaneous", "oral", "transdermal", "nasal", "buccal", "implant", "vaginal"]))
    .default([]),
  /** Milligrams (or units) above which a dose is asked about. An engineering line, not a prescribing limit. */
  limits: z
    .array(
      z.strictObject({
        per: z.enum(["dose", "day", "week"]),
        above: z.number(),
        unit: DoseUnit,
        level: z.enum(["info", "warning", "error"]),
      }),
    )
    .default([]),
});
export type DrugFacts = z.infer<typeof DrugFacts>;

/** A table of one aspect a row and one fact a column; null where nothing was found. */
export const Comparison = z.strictObject({
  id,
  title: text,
  /** Ids of the concepts compared, or headings in words. */
  columns: z.array(text),
  /** Concepts whose card shows the table, besides those that head a column. */
  about: z.array(id).default([]),
  rows: z.array(z.strictObject({ aspect: text, cells: z.array(Fact.nullable()) })),
});
export type Comparison = z.infer<typeof Comparison>;

/** A term the program recognises. */
export const Concept = z.strictObject({
  id,
  term: text,
  category: Category,
  /** Whether the term itself is looked for in notes as a surface form (a "plan" is a word, not a term). */
  recognise: z.boolean().default(true),
  /** The term itself keeps its case, or takes no plural. */
  termForm: z
    .strictObject({ case: z.enum(["fold", "exact"]).default("fold"), plural: z.boolean().default(true) })
    .optional(),
  forms: z.array(Form).default([]),
  definition: Fact,
  /** The couple's matter: said of the partner it is said of the patient ("his wife wants a child"). */
  couple: z.boolean().default(false),
  /** The drug that is given where this procedure or plan is stated: "pellet insertion" gives testosterone pellets. */
  gives: id.optional(),
  codes: z.array(Code).default([]),
  drug: DrugFacts.optional(),
  /** More facts worth a line in the hover. */
  notes: z.array(Fact).default([]),
});
export type Concept = z.output<typeof Concept>;

const Threshold = z.strictObject({
  /** Society and year as printed: "Endocrine Society 2018". */
  society: text,
  meaning: text,
  above: z.number().optional(),
  below: z.number().optional(),
  unit: text.optional(),
  mark: Mark,
  sources: z.array(z.string()).default([]),
});

/** What is known of a laboratory test or measurement. */
export const Lab = z.strictObject({
  /** The analyte id, as observations carry it: `hematocrit`. */
  id,
  name: text,
  /** Concepts whose mention, beside a value, is a result of this test. First is the preferred one. */
  concepts: z.array(id).min(1),
  /** Drugs whose "level" is this test. */
  levelOf: z.array(id).default([]),
  /** Molar mass in g/mol, where the test is reported by mass and by amount of substance. */
  molarMass: z
    .strictObject({ value: z.number().positive(), mark: Mark, sources: z.array(z.string()).default([]) })
    .optional(),
  /** Units in which it is reported. `factor` x value + `offset` = value in the first unit. */
  units: z
    .array(
      z.strictObject({
        ucum: text,
        spellings: z.array(text).default([]),
        factor: z.number().positive(),
        /** In the first unit; for scales whose zeros differ. */
        offset: z.number().default(0),
      }),
    )
    .min(1),
  /** Values outside are asked about as typos or unit slips. An engineering line. */
  plausible: z
    .array(
      z.strictObject({
        unit: text,
        low: z.number(),
        high: z.number(),
        /** Highest number that is taken in this unit where none is written. */
        bare: z.number().optional(),
      }),
    )
    .default([]),
  ranges: z.array(Fact).default([]),
  thresholds: z.array(Threshold).default([]),
  monitoring: z.array(Fact).default([]),
  cautions: z.array(Fact).default([]),
  codes: z.array(Code).default([]),
});
export type Lab = z.output<typeof Lab>;

export const Reference = z.strictObject({
  key: z.string().regex(/^[A-Z0-9][A-Za-z0-9-]*$/),
  /** Authors, title, journal, year: as a bibliography prints it. */
  citation: text,
  /** A few words for a hover: "Endocrine Society 2018". */
  short: text,
  year: z.number().int(),
  url: z.url().optional(),
  /** What was opened to check it. */
  seen: text,
  mark: Mark,
});
export type Reference = z.infer<typeof Reference>;

/** A protocol block: a snippet in VS Code syntax. */
export const Protocol = z.strictObject({
  id,
  title: text,
  /** What is typed to get it. */
  prefix: z.array(text).min(1),
  description: text,
  body: text,
  facts: z.array(Fact).default([]),
});
export type Protocol = z.infer<typeof Protocol>;

export const SectionKind = z.enum([
  "subjective",
  "chief-complaint",
  "hpi",
  "ros",
  "pmh",
  "psh",
  "medications",
  "prior-medications",
  "allergies",
  "family-history",
  "social-history",
  "objective",
  "vitals",
  "exam",
  "labs",
  "imaging",
  "procedure",
  "assessment",
  "plan",
  "assessment-plan",
  "instructions",
  "education",
  "quoted",
  "administrative",
  "other",
]);
export type SectionKind = z.infer<typeof SectionKind>;

/** When an ambiguous short form is ours. Words are matched as tokens, folded, in the same sentence unless said otherwise. */
export const Ambiguity = z.strictObject({
  form: text,
  senses: z
    .array(
      z.strictObject({
        concept: id,
        /** Why, in words for the hover: "followed by a testosterone unit". */
        reason: text,
        /**
         * `any`: one cue is enough. `all`: what stands after, what stands before, and the context must each fit. `none`:
         * the usual meaning, taken wherever nothing blocks it.
         */
        need: z.enum(["any", "all", "none"]).optional(),
        /** Decided before the blocks are looked at: a unit leaves no doubt. */
        sure: z.boolean().optional(),
        /** Any of these directly after (a `#` stands for a number). */
        after: z.array(text).optional(),
        /** Any of these directly before. */
        before: z.array(text).optional(),
        /** A number after it, at most a few small words on, from low to high: decides by itself. */
        numbers: z.array(z.strictObject({ low: z.number(), high: z.number() })).optional(),
        /** Any of these in the same sentence. */
        near: z.array(text).optional(),
        /** Any of these concepts mentioned anywhere in the note. */
        note: z.array(id).optional(),
        /** In a section of any of these kinds: part of the context, as `near` is. */
        sections: z.array(SectionKind).optional(),
      }),
    )
    .min(1),
  /** Any of these rules every sense out. */
  blocks: z
    .strictObject({
      after: z.array(text).optional(),
      before: z.array(text).optional(),
      near: z.array(text).optional(),
      /** Numbers glued to it: "T10" is a vertebra. */
      glued: z.array(z.strictObject({ low: z.number(), high: z.number() })).optional(),
      /** A number after it, at most a few small words on: a temperature, not a testosterone. */
      numbers: z.array(z.strictObject({ low: z.number(), high: z.number() })).optional(),
      /** In a section of any of these kinds. */
      sections: z.array(SectionKind).optional(),
    })
    .optional(),
  otherMeanings: z.array(text).optional(),
});
export type Ambiguity = z.output<typeof Ambiguity>;

export const SectionHeadings = z.strictObject({ kind: SectionKind, headings: z.array(text) });
export type SectionHeadings = z.infer<typeof SectionHeadings>;

export const CueEffect = z.enum(cueEffects);
export type CueEffect = z.infer<typeof CueEffect>;

/** What a phrase does to the cues around it rather than to a mention. */
export const CueRole = z.enum([
  "pseudo",
  "terminator",
  "linking",
  "adjunct",
  "joining",
  "passive",
  "bearer",
  "episode",
  "cell",
]);
export type CueRole = z.infer<typeof CueRole>;

/** Words that say something about the mentions around them (ConText: trigger, direction, scope). */
export const Cue = z.strictObject({
  effect: z.union([CueEffect, CueRole]),
  /** Which way the cue reaches. */
  direction: z.enum(["forward", "backward", "both"]).default("forward"),
  /** Longest reach in tokens; the clause ends it sooner. A `pseudo` without it only claims its own words. */
  reach: z.number().int().positive().optional(),
  /** Which effects a `pseudo` switches off or a `terminator` ends; empty means all. */
  of: z.array(CueEffect).default([]),
  /** `exact` keeps the case: "may" but not "May". */
  case: z.enum(["fold", "exact"]).default("fold"),
  /** `#` stands for a number, `####` for a year. */
  phrases: z.array(text).min(1),
});
export type Cue = z.output<typeof Cue>;
