/** The shapes that the commands print, as zod schemas: their JSON Schemas in `docs/schemas` are made from these. */
import { z } from "zod";

const Position = z.strictObject({ line: z.int().min(0), character: z.int().min(0) });
const Range = z.strictObject({ start: Position, end: Position }).describe("LSP: zero-based lines, UTF-16 characters");
const line = z.int().min(1).describe("One-based");
const place = { line, range: Range };

const Mention = z.strictObject({
  concept: z.string(),
  text: z.string(),
  ...place,
  reason: z.string().nullable().describe("Why, where the form was ambiguous or misspelt"),
});
export const TermsOutput = z.strictObject({
  files: z.array(z.strictObject({ path: z.string(), mentions: z.array(Mention) })),
});
export type TermsOutput = z.infer<typeof TermsOutput>;

const Quantity = z.strictObject({ value: z.number(), unit: z.string() });
const Weekly = z.strictObject({ low: z.number(), high: z.number(), unit: z.string() });

const Dosage = z.strictObject({
  text: z.string().describe("The words it was read from"),
  sequence: z.int(),
  dose: z.union([Quantity, z.strictObject({ low: Quantity, high: Quantity })]).optional(),
  strength: z.strictObject({ numerator: Quantity, denominator: Quantity }).optional(),
  volume: Quantity.optional(),
  timing: z.record(z.string(), z.unknown()).optional().describe("FHIR Timing.repeat"),
  asNeeded: z.boolean(),
  asNeededFor: z.string().optional(),
  route: z.string().optional(),
  site: z.string().optional(),
  maxPerDay: Quantity.optional(),
});

const Medication = z.strictObject({
  concept: z.string(),
  name: z.string(),
  status: z.string(),
  actor: z.string(),
  dosage: z.array(Dosage),
  weekly: Weekly.nullable(),
  abstained: z.boolean().describe("More than one reading of the dose is possible: none is given"),
  reason: z.string().nullable(),
  ...place,
});
const Observation = z.strictObject({
  concept: z.string().describe("The analyte"),
  value: z.number().nullable(),
  high: z.number().nullable(),
  diastolic: z.number().nullable(),
  comparator: z.string().nullable(),
  unit: z.string().nullable().describe("UCUM"),
  word: z.string().nullable().describe("A word in place of a number"),
  flag: z.string().nullable(),
  referenceRange: z.string().nullable(),
  date: z.string().nullable().describe("ISO 8601, as precise as the note"),
  timing: z.string().nullable(),
  status: z.string(),
  latest: z.boolean(),
  text: z.string(),
  ...place,
});
const ReadFile = z.strictObject({
  path: z.string(),
  patient: z.strictObject({
    sex: z.enum(["male", "female", "unknown"]),
    ageYears: z.number().nullable(),
    contexts: z.array(z.string()),
  }),
  sections: z.array(z.strictObject({ kind: z.string(), title: z.string(), level: z.int(), ...place })),
  medications: z.array(Medication),
  observations: z.array(Observation),
  conditions: z.array(z.strictObject({ concept: z.string(), name: z.string(), status: z.string(), ...place })),
  plans: z.array(z.strictObject({ about: z.string(), action: z.string(), text: z.string(), ...place })),
});
export const ReadOutput = z.strictObject({ files: z.array(ReadFile) });
export type ReadOutput = z.infer<typeof ReadOutput>;

const Failed = z.strictObject({ error: z.string().describe("What is wrong with the line of input") });

export const ContextLine = z.union([
  z.strictObject({
    polarity: z.enum(["affirmed", "negated"]),
    certainty: z.enum(["certain", "uncertain"]),
    conditionality: z.enum(["actual", "conditional", "hypothetical", "education"]),
    temporality: z.enum(["current", "historical", "planned"]),
    experiencer: z.enum(["patient", "family", "other"]),
    status: z.string().nullable(),
    actor: z.string(),
    section: z.string(),
    date: z.string().nullable(),
    cues: z.array(z.strictObject({ effect: z.string(), text: z.string() })),
  }),
  Failed,
]);
export type ContextLine = z.infer<typeof ContextLine>;

export const DosageLine = z.union([
  z.strictObject({
    dosage: z.array(Dosage).nullable(),
    weekly: Weekly.nullable(),
    abstained: z.boolean(),
    reason: z.string().nullable(),
  }),
  Failed,
]);
export type DosageLine = z.infer<typeof DosageLine>;
export type DosageStep = z.infer<typeof Dosage>;
