/**
 * A rule as data. `when` says what the note must show, `unless` what settles it; both are trees of the conditions below.
 * Evaluating the tree leaves a trace (what matched where, what was looked for and not found), which is the explanation.
 */
import { z } from "zod";
import { SectionKind } from "./schema.ts";

const id = z.string().regex(/^[a-z0-9][a-z0-9-]*$/);
const text = z.string().trim().min(1);
/** Concept or class ids: a class stands for all its drugs. */
const anyOf = z.array(id).min(1);

/** Groups of treatment status a rule may name. */
export const StatusGroup = z.enum(["in-use", "starting", "stopped", "considered", "any"]);

/** The societies whose lines a clinic may follow. */
export const Profile = z.enum(["ES2018", "AUA2018", "EAU", "BSSM"]);
export type Profile = z.infer<typeof Profile>;

const limits = {
  above: z.number().optional(),
  atLeast: z.number().optional(),
  below: z.number().optional(),
  atMost: z.number().optional(),
};
const Limits = z.strictObject(limits);
export type Limits = z.infer<typeof Limits>;

const Bound = z.strictObject({
  ...limits,
  /** UCUM; values in other known units are converted before comparison. */
  unit: text,
  /** Lines of single societies in place of the common one: a value counts where it crosses the line of a chosen one. */
  byProfile: z.partialRecord(Profile, Limits).optional(),
});
export type Bound = z.infer<typeof Bound>;

/** Readings of a phrase or mention that count. */
const Reading = z.enum(["affirmed", "negated", "planned", "any"]).default("affirmed");

const DosePart = z.enum(["dose", "unit", "frequency", "route"]);

const MedicationCondition = z.strictObject({
  medication: z.strictObject({
    is: anyOf,
    status: StatusGroup.default("in-use"),
    /** So many different drugs must match; a class named beside its drug is not another one. */
    distinct: z.number().int().min(2).optional(),
    dose: Bound.optional(),
    weekly: Bound.optional(),
    /** Doses a week. */
    perWeek: Limits.optional(),
    /** The unit as written is one of these. */
    doseUnit: z.array(text).optional(),
    /** The stated route is one of these (`dosage.ts`, Route). */
    route: z.array(text).optional(),
    /** A dose or a frequency is stated, and one of these is not. */
    lacks: z.array(DosePart).optional(),
    /** All of these are stated. */
    states: z.array(DosePart).optional(),
    /** Every mention stands in a section of these kinds: "Plan: raloxifene 60 mg daily" and nowhere else. */
    onlyIn: z.array(SectionKind).optional(),
    /** A word says what is done with it: "Plan: Testogel 50 mg daily" alone does not tell a start from a repeat. */
    said: z.literal(true).optional(),
    /** How long it has been in use, where the note says so. */
    months: Limits.optional(),
    /** The note says the opposite elsewhere, without words of transition. */
    contradicted: z.literal(true).optional(),
    /** In words for the trace, e.g. "an aromatase inhibitor in use". */
    as: text,
  }),
});

const ObservationCondition = z.strictObject({
  observation: z.strictObject({
    of: anyOf,
    /** Default: any evidence of monitoring (result, order, plan, pending, outside, declined). */
    status: z
      .array(z.enum(["resulted", "ordered", "planned", "pending", "outside", "declined", "not-done"]))
      .optional(),
    value: Bound.optional(),
    /** Only values that no later value in the note replaces. */
    latest: z.boolean().default(false),
    /** Number of different values found. */
    count: Limits.optional(),
    /** The unit as written (UCUM) is one of these. */
    unitIs: z.array(text).optional(),
    /** Resulted with a number, but without this. */
    lacks: z.enum(["unit", "date", "timing"]).optional(),
    /** The number is possible in no unit of the test, or not in the one written. */
    implausible: z.literal(true).optional(),
    /** Rise from an earlier value of the note to the latest, within 12 months where both are dated. */
    rise: Bound.optional(),
    /** Months from the draw to the note's date. */
    monthsOld: Limits.optional(),
    /** Hour of the draw, 0 to 24, or the words "afternoon" (14) and "evening" (19). */
    hour: Limits.optional(),
    as: text,
  }),
});

const ProblemCondition = z.strictObject({
  condition: z.strictObject({
    is: anyOf,
    status: z
      .array(z.enum(["present", "absent", "historical", "resolved", "suspected", "family"]))
      .default(["present"]),
    /** Dated within so many months before the note, or called recent. */
    withinMonths: z.number().positive().optional(),
    as: text,
  }),
});

const PlanCondition = z.strictObject({
  plan: z.strictObject({ about: anyOf, action: z.array(text).optional(), as: text }),
});

const PatientCondition = z.strictObject({
  patient: z.strictObject({
    sex: z.enum(["male", "female", "unknown"]).optional(),
    ageAtLeast: z.number().optional(),
    ageBelow: z.number().optional(),
    context: z.array(text).optional(),
    as: text,
  }),
});

const SectionCondition = z.strictObject({ section: z.strictObject({ kind: z.array(SectionKind).min(1), as: text }) });

const PhraseCondition = z.strictObject({
  phrase: z.strictObject({
    /** Words as tokens, any case; found by the same matcher as terms. */
    any: z.array(text).default([]),
    /** Phrase groups of `language/phrases.yaml`, all their phrases. */
    groups: z.array(id).default([]),
    assertion: Reading,
    /** The couple's matter: said of the partner it is said of the patient. */
    couple: z.boolean().default(false),
    as: text,
  }),
});

/** A concept named anywhere, whatever list of the chart it belongs to. */
const MentionCondition = z.strictObject({ mention: z.strictObject({ of: anyOf, assertion: Reading, as: text }) });

/** A check about characters, not facts: named here, written in code. */
const CodeCheck = z.strictObject({ check: z.strictObject({ name: id, as: text }) });

/** The end of a condition: one question to the note. */
export type RuleLeaf =
  | z.infer<typeof MedicationCondition>
  | z.infer<typeof ObservationCondition>
  | z.infer<typeof ProblemCondition>
  | z.infer<typeof PlanCondition>
  | z.infer<typeof PatientCondition>
  | z.infer<typeof SectionCondition>
  | z.infer<typeof PhraseCondition>
  | z.infer<typeof MentionCondition>
  | z.infer<typeof CodeCheck>;

export type RuleCondition =
  | RuleLeaf
  | { readonly all: readonly RuleCondition[] }
  | { readonly any: readonly RuleCondition[] }
  | { readonly not: RuleCondition }
  | { readonly sameSentence: readonly RuleCondition[] };

export const RuleCondition: z.ZodType<RuleCondition> = z.lazy(() =>
  z.union([
    z.strictObject({ all: z.array(RuleCondition).min(1) }),
    z.strictObject({ any: z.array(RuleCondition).min(1) }),
    z.strictObject({ not: RuleCondition }),
    /** Every part is answered within one sentence. */
    z.strictObject({ sameSentence: z.array(RuleCondition).min(2) }),
    MedicationCondition,
    ObservationCondition,
    ProblemCondition,
    PlanCondition,
    PatientCondition,
    SectionCondition,
    PhraseCondition,
    MentionCondition,
    CodeCheck,
  ]),
);

export const Severity = z.enum(["error", "warning", "information", "hint"]);
export type Severity = z.infer<typeof Severity>;

/** What `suppress` may name: the patient's circumstances (`chart/patient.ts`) and her sex. */
export const PatientContext = z.enum([
  "female",
  "minor",
  "trans-man",
  "trans-woman",
  "adt",
  "female-oncology",
  "ovulation-induction",
  "pregnancy",
]);

/** One choice of each list, in every combination. */
function everyChoice(lists: readonly (readonly string[])[]): string[] {
  return lists.reduce<string[]>(
    (made, list) => made.flatMap((begin) => list.map((next) => `${begin} ${next}`.trim())),
    [""],
  );
}

/** Phrases that several rules look for: `language/phrases.yaml`. */
export const PhraseGroup = z
  .strictObject({
    id,
    phrases: z.array(text).default([]),
    /** Each entry is a row of choices: one of the first, then one of the second. "[wants, hopes for] [children, a baby]". */
    combine: z.array(z.array(z.array(text).min(1)).min(2)).default([]),
  })
  .refine(({ phrases, combine }) => phrases.length + combine.length > 0, "a group has phrases or rows to combine")
  .transform(({ id: own, phrases, combine }) => ({ id: own, phrases: [...phrases, ...combine.flatMap(everyChoice)] }));
export type PhraseGroup = z.infer<typeof PhraseGroup>;

const Example = z.strictObject({
  /** Note text. In `reports`, the words expected under the squiggle are in «guillemets». */
  note: text,
  why: text,
});

export const Rule = z.strictObject({
  id,
  title: text,
  severity: Severity,
  /** `absence` rules (also: no action, no plan on a finding) stay quiet until a plan is written; the others speak at once. */
  kind: z.enum(["absence", "conflict", "value", "notation"]),
  core: z.boolean().default(true),
  /** Guideline profiles in which it is on; empty means all. */
  profiles: z.array(Profile).default([]),
  when: RuleCondition,
  unless: RuleCondition.optional(),
  /** Patient contexts in which the rule says nothing. */
  suppress: z.array(PatientContext).default([]),
  /** `note`: one finding. `concept`: one for each drug or test that meets the first condition. */
  per: z.enum(["note", "concept"]).default("note"),
  /**
   * One sentence, under 140 characters, that describes the note. `{subject}` is the words squiggled, `{line}` the
   * societies whose line is crossed ("ES 2018, EAU").
   */
  message: text,
  /** Another severity or message where more is met; the first that holds. */
  variants: z
    .array(z.strictObject({ when: RuleCondition, severity: Severity.optional(), message: text.optional() }))
    .default([]),
  /** Why it matters, naming society and year. */
  rationale: text,
  /** What would settle it, in words. */
  settledBy: text,
  /** Keys of `references.yaml`. Empty: widely known, no source was opened; explanations and pages say so. */
  sources: z.array(z.string()),
  /** A line with blanks (snippet syntax) and the section it goes to, or a rewrite that the code check computes. */
  fix: z
    .strictObject({
      title: text,
      insert: z.strictObject({ section: SectionKind, text }).optional(),
      rewrite: z.boolean().optional(),
    })
    .optional(),
  examples: z.strictObject({ reports: z.array(Example).min(2), silent: z.array(Example).min(2) }),
});
export type Rule = z.output<typeof Rule>;
