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

const Bound = z.strictObject({
  above: z.number().optional(),
  atLeast: z.number().optional(),
  below: z.number().optional(),
  atMost: z.number().optional(),
  /** UCUM; values in other known units are converted before comparison. */
  unit: text,
});
export type Bound = z.infer<typeof Bound>;

const MedicationCondition = z.strictObject({
  medication: z.strictObject({
    is: anyOf,
    status: StatusGroup.default("in-use"),
    /** Two different drugs must match. */
    distinct: z.number().int().min(2).optional(),
    dose: Bound.optional(),
    weekly: Bound.optional(),
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
    as: text,
  }),
});

const ProblemCondition = z.strictObject({
  condition: z.strictObject({
    is: anyOf,
    status: z
      .array(z.enum(["present", "absent", "historical", "resolved", "suspected", "family"]))
      .default(["present"]),
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
    any: z.array(text).min(1),
    /** Which readings of the phrase count. */
    assertion: z.enum(["affirmed", "negated", "planned", "any"]).default("affirmed"),
    /** The couple's matter: said of the partner it is said of the patient. */
    couple: z.boolean().default(false),
    as: text,
  }),
});

/** A check about characters, not facts: named here, written in code. */
const CodeCheck = z.strictObject({ check: z.strictObject({ name: id, as: text }) });

type Leaf =
  | z.infer<typeof MedicationCondition>
  | z.infer<typeof ObservationCondition>
  | z.infer<typeof ProblemCondition>
  | z.infer<typeof PlanCondition>
  | z.infer<typeof PatientCondition>
  | z.infer<typeof SectionCondition>
  | z.infer<typeof PhraseCondition>
  | z.infer<typeof CodeCheck>;

export type RuleCondition =
  | Leaf
  | { readonly all: readonly RuleCondition[] }
  | { readonly any: readonly RuleCondition[] }
  | { readonly not: RuleCondition };

export const RuleCondition: z.ZodType<RuleCondition> = z.lazy(() =>
  z.union([
    z.strictObject({ all: z.array(RuleCondition).min(1) }),
    z.strictObject({ any: z.array(RuleCondition).min(1) }),
    z.strictObject({ not: RuleCondition }),
    MedicationCondition,
    ObservationCondition,
    ProblemCondition,
    PlanCondition,
    PatientCondition,
    SectionCondition,
    PhraseCondition,
    CodeCheck,
  ]),
);

export const Severity = z.enum(["error", "warning", "information", "hint"]);
export type Severity = z.infer<typeof Severity>;

const Example = z.strictObject({
  /** Note text. In `reports`, the words expected under the squiggle are in «guillemets». */
  note: text,
  why: text,
});

export const Rule = z.strictObject({
  id,
  title: text,
  severity: Severity,
  /** `absence` rules stay quiet until a plan is written; the others speak at once. */
  kind: z.enum(["absence", "conflict", "value", "notation"]),
  core: z.boolean().default(true),
  /** Guideline profiles in which it is on; empty means all. */
  profiles: z.array(z.enum(["ES2018", "AUA2018", "EAU", "BSSM"])).default([]),
  when: RuleCondition,
  unless: RuleCondition.optional(),
  /** Patient contexts in which the rule says nothing. */
  suppress: z.array(text).default([]),
  /** One sentence, under 140 characters, that describes the note. `{subject}` is the words squiggled, `{value}` the value. */
  message: text,
  /** Why it matters, naming society and year. */
  rationale: text,
  /** What would settle it, in words. */
  settledBy: text,
  sources: z.array(z.string()).min(1),
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
