/** The shapes that the commands print, as zod schemas: their JSON Schemas in `docs/schemas` are made from these. */
import { z } from "zod";
import { Severity } from "../knowledge/rule-schema.ts";
import { SectionKind } from "../knowledge/schema.ts";

const Position = z.strictObject({ line: z.int().min(0), character: z.int().min(0) });
const Range = z.strictObject({ start: Position, end: Position }).describe("LSP: zero-based lines, UTF-16 characters");
const line = z.int().min(1).describe("One-based");
const place = { line, range: Range };

const Found = z.strictObject({ rule: z.string(), severity: Severity, message: z.string(), range: Range });
export const CheckOutput = z.strictObject({
  files: z.array(z.strictObject({ path: z.string(), findings: z.array(Found) })),
});
export type CheckOutput = z.infer<typeof CheckOutput>;

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

const Timing = z
  .strictObject({
    frequency: z.number().optional(),
    frequencyMax: z.number().optional(),
    period: z.number().optional(),
    periodMax: z.number().optional(),
    periodUnit: z.enum(["h", "d", "wk", "mo"]).optional(),
    dayOfWeek: z.array(z.enum(["mon", "tue", "wed", "thu", "fri", "sat", "sun"])).optional(),
    when: z.array(z.string()).optional().describe("FHIR EventTiming codes"),
    duration: z.strictObject({ value: z.number(), unit: z.enum(["d", "wk", "mo", "a"]) }).optional(),
    cycle: z.strictObject({ onDays: z.number(), offDays: z.number() }).optional(),
  })
  .describe("FHIR Timing.repeat: `frequency` times each `period` `periodUnit`");
const Route = z.enum([
  "intramuscular",
  "subcutaneous",
  "oral",
  "transdermal",
  "nasal",
  "buccal",
  "implant",
  "intravenous",
  "sublingual",
  "rectal",
  "vaginal",
  "inhaled",
  "ophthalmic",
  "otic",
  "other",
]);

const Dosage = z.strictObject({
  text: z.string().describe("The words it was read from"),
  sequence: z.int().describe("Order among the steps, from 1; steps of one number run together"),
  dose: z.union([Quantity, z.strictObject({ low: Quantity, high: Quantity })]).optional(),
  strength: z.strictObject({ numerator: Quantity, denominator: Quantity }).optional(),
  volume: Quantity.optional(),
  timing: Timing.optional(),
  asNeeded: z.boolean(),
  asNeededFor: z.string().optional(),
  route: Route.optional(),
  site: z.string().optional(),
  maxPerDay: Quantity.optional(),
});

const TreatmentStatus = z.enum([
  "active",
  "started",
  "continued",
  "increased",
  "decreased",
  "held",
  "tapering",
  "discontinued",
  "completed",
  "restarted",
  "planned",
  "considered",
  "declined",
  "not-taking",
  "allergy",
  "contraindicated",
]);
const Actor = z.enum(["clinician", "patient", "other-prescriber", "unknown"]);

const Medication = z.strictObject({
  concept: z.string(),
  name: z.string().describe("The words in the note"),
  status: TreatmentStatus.describe("After the last event in the note"),
  actor: Actor,
  dosage: z.array(Dosage),
  weekly: Weekly.nullable().describe("Drug a week, where dose and timing leave no doubt"),
  abstained: z.boolean().describe("More than one reading of the dose is possible: none is given"),
  reason: z.string().nullable(),
  ...place,
});
const Observation = z.strictObject({
  concept: z.string().describe("The analyte"),
  value: z.number().nullable(),
  high: z.number().nullable().describe("The upper end of a range: 55 of 50-55"),
  diastolic: z.number().nullable().describe("80 of 128/80"),
  comparator: z.enum(["<", "<=", ">", ">=", "="]).nullable(),
  unit: z.string().nullable().describe("UCUM"),
  word: z.string().nullable().describe("A word in place of a number"),
  flag: z.enum(["high", "low", "abnormal", "normal"]).nullable(),
  referenceRange: z.string().nullable().describe("As written"),
  date: z.string().nullable().describe("ISO 8601, as precise as the note"),
  timing: z.string().nullable().describe("Words that time the draw: trough"),
  hour: z.number().nullable().describe("Of the draw, hours after midnight: 15.5 for 3:30 pm, 8 for morning"),
  status: z.enum(["resulted", "ordered", "planned", "pending", "outside", "declined", "not-done"]),
  latest: z.boolean().describe("False where a later value in the note replaces it"),
  text: z.string(),
  ...place,
});
const Condition = z.strictObject({
  concept: z.string(),
  name: z.string(),
  status: z.enum(["present", "absent", "historical", "resolved", "suspected", "family"]),
  ...place,
});
const planActions = [
  "order",
  "repeat",
  "start",
  "stop",
  "hold",
  "increase",
  "decrease",
  "continue",
  "refer",
  "discuss",
  "other",
] as const;
const Plan = z.strictObject({
  about: z.string().describe("Concept or analyte"),
  action: z.enum(planActions),
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
  sections: z.array(
    z.strictObject({ kind: SectionKind, title: z.string(), level: z.int().describe("1 for a top heading"), ...place }),
  ),
  medications: z.array(Medication),
  observations: z.array(Observation),
  conditions: z.array(Condition),
  plans: z.array(Plan),
});
export const ReadOutput = z.strictObject({ files: z.array(ReadFile) });
export type ReadOutput = z.infer<typeof ReadOutput>;

const Failed = z.strictObject({ error: z.string().describe("What is wrong with the line of input") });

const ContextReading = z.strictObject({
  polarity: z.enum(["affirmed", "negated"]),
  certainty: z.enum(["certain", "uncertain"]),
  conditionality: z.enum(["actual", "conditional", "hypothetical", "education"]),
  temporality: z.enum(["current", "historical", "planned"]),
  experiencer: z.enum(["patient", "family", "other"]),
  status: TreatmentStatus.nullable().describe("What was done with a drug; null where nothing is said"),
  actor: Actor,
  section: SectionKind,
  date: z.string().nullable().describe("ISO 8601, as precise as the note"),
  cues: z.array(z.strictObject({ effect: z.string(), text: z.string() })).describe("The words that decided"),
});
export type ContextReading = z.infer<typeof ContextReading>;
export const ContextLine = z.union([ContextReading, Failed]);

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
