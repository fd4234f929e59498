/**
 * Reads dose instructions. Ambiguous means abstain: what has two readings is left out and the reading says why. Any
 * string gives a reading; cost is linear in the text.
 */
import { type Tokens, tokenize } from "../text/tokens.ts";
import type { Dosage, DosageReading, Quantity, Route, Strength, Timing } from "./dosage.ts";
import { type Dose, joinDose } from "./dose.ts";
import { type Scan, scan } from "./pieces.ts";
import { splitParts } from "./split.ts";
import { type Draft, gather } from "./steps.ts";
import { joinTiming } from "./timing.ts";
import { agree, isMass, rounded } from "./units.ts";
import { dosesPerWeek, endsOf, stepWeekly, weeklyOf } from "./weekly.ts";

/** What is known of the product from elsewhere in the note. */
export interface DosageHint {
  /** "200 mg/mL", for a dose given in mL. */
  readonly strength?: Strength;
  /** The product is a gel, cream or the like: its grams are not grams of drug. */
  readonly preparation?: boolean;
}

type Writable<T> = { -readonly [K in keyof T]: T[K] };

/** A reading of nothing: no dose, no time, no route. */
const EMPTY: DosageReading = { steps: [], weekly: null, abstained: false };

/** Instructions are short; what comes after this many tokens belongs to something else. */
const MOST_TOKENS = 120;

/**
 * Reads the dose instruction in tokens [from, to), such as the words after a drug's name up to the end of the sentence or
 * the next drug. Null when nothing there is a dose, a frequency or a route. Spans are UTF-16 offsets into `text`.
 */
export function readDosage(
  text: string,
  tokens: Tokens,
  from: number,
  to: number,
  hint: DosageHint = {},
): DosageReading | null {
  const scanned = scan(text, tokens, from, Math.min(to, from + MOST_TOKENS));
  const reading = build(scanned, gather(splitParts(scanned), false), hint);
  return reading.abstained || reading.steps.length > 0 ? reading : null;
}

/** Reads a bare instruction ("1 tab po bid x 7 days"); an empty reading when there is none. */
export function readDosageText(text: string, hint: DosageHint = {}): DosageReading {
  const tokens = tokenize(text);
  const scanned = scan(text, tokens, 0, Math.min(tokens.count, MOST_TOKENS));
  return build(scanned, gather(splitParts(scanned), true), hint);
}

function build(scanned: Scan, drafts: readonly Draft[], hint: DosageHint): DosageReading {
  const steps: Dosage[] = [];
  let doubt: string | undefined;
  let preparation = hint.preparation ?? false;
  let sequence = 1;
  let isRate = false;
  for (const draft of drafts) {
    if (draft.forms.has("preparation")) preparation = true;
    const previous = steps.at(-1);
    const wasRate = isRate;
    isRate = draft.timings.some((entry) => entry.rate);
    if (draft.follows === "then" && previous) sequence++;
    const built = buildStep(scanned, draft, sequence, previous, hint);
    doubt ??= built.doubt;
    if (!built.step || !saysSomething(built.step)) continue;
    if (previous && draft.follows === "beside") {
      if (sameDosage(previous, built.step)) continue;
      if (wasRate && sameWeek(previous, built.step)) {
        steps[steps.length - 1] = { ...built.step, sequence };
        continue;
      }
      if (!standBeside(previous, built.step)) {
        doubt ??= "two doses, and nothing says which";
        continue;
      }
    }
    steps.push(built.step);
  }
  if (doubt !== undefined) return { steps, weekly: null, abstained: true, reason: doubt };
  if (steps.length === 0) return EMPTY;
  const weekly = weeklyOf(steps, preparation);
  if (typeof weekly !== "string") return { steps, weekly, abstained: false };
  return steps.some((step) => step.dose ?? step.strength)
    ? { steps, weekly: null, abstained: false, reason: weekly }
    : { steps, weekly: null, abstained: false };
}

function saysSomething(step: Dosage): boolean {
  const { timing } = step;
  const timed =
    timing !== undefined && (timing.frequency ?? timing.frequencyMax ?? timing.when ?? timing.cycle) !== undefined;
  return (
    step.dose !== undefined ||
    timed ||
    step.asNeeded ||
    step.route !== undefined ||
    step.strength !== undefined ||
    step.maxPerDay !== undefined
  );
}

/** Two steps that run together must differ in when they are given. */
function standBeside(a: Dosage, b: Dosage): boolean {
  const whenA = a.timing?.when ?? [];
  const whenB = b.timing?.when ?? [];
  if (whenA.length > 0 && whenB.length > 0) return !whenA.some((code) => whenB.includes(code));
  const daysA = a.timing?.dayOfWeek ?? [];
  const daysB = b.timing?.dayOfWeek ?? [];
  return daysA.length > 0 && daysB.length > 0 && !daysA.some((day) => daysB.includes(day));
}

/** "160 mg per week, 80 mg twice weekly": the total, then how it is given. */
function sameWeek(a: Dosage, b: Dosage): boolean {
  const weekA = stepWeekly(a, false);
  const weekB = stepWeekly(b, false);
  const isTotal = a.timing?.frequency === 1 && a.timing.periodUnit === "wk" && (b.timing?.frequency ?? 0) > 1;
  return (
    isTotal &&
    typeof weekA !== "string" &&
    typeof weekB !== "string" &&
    weekA.unit === weekB.unit &&
    agree(weekA.low, weekB.low) &&
    agree(weekA.high, weekB.high)
  );
}

function sameDosage(a: Dosage, b: Dosage): boolean {
  if (JSON.stringify(a.dose) !== JSON.stringify(b.dose)) return false;
  const { when: whenA, ...timingA } = a.timing ?? {};
  const { when: whenB, ...timingB } = b.timing ?? {};
  return (
    JSON.stringify(timingA) === JSON.stringify(timingB) &&
    (whenA === undefined || whenB === undefined || whenA.join() === whenB.join())
  );
}

function buildStep(
  scanned: Scan,
  draft: Draft,
  sequence: number,
  previous: Dosage | undefined,
  hint: DosageHint,
): { step?: Dosage; doubt?: string } {
  shareByDays(draft);
  let doubt: string | null = draft.doseDoubt ?? eyeDoubt(draft);
  const timing = doubtlessTiming(draft);
  if (typeof timing === "string") doubt ??= timing;
  // "3/10", "120/80" with nothing about time are scores and pressures.
  const isNumbers = draft.combination && draft.amounts.length + draft.strengths.length === 0 && timing === undefined;
  const joined: Dose | string =
    draft.doseDoubt || isNumbers
      ? {}
      : joinDose(
          draft.amounts,
          draft.strengths,
          draft.combination,
          draft.forms.has("preparation") || hint.preparation === true,
        );
  if (typeof joined === "string") doubt ??= joined;
  let dose: Writable<Dose> = typeof joined === "string" ? {} : { ...joined };
  let time: Timing | undefined = typeof timing === "string" || eyeDoubt(draft) ? undefined : timing;
  if (draft.whole && !comesTo(dose, time, draft.whole)) {
    doubt ??= "the dose and its total contradict each other";
    dose = {};
  }
  const split = divide(draft, dose, time);
  if (typeof split === "string") {
    doubt ??= split;
    dose = {};
  } else if (split) ({ dose, time } = split);
  if (dose.dose) dose.dose = withForm(dose.dose, draft);
  // A bare number means something only with a frequency, or with the route of an injection.
  if (
    !(draft.routes.has("subcutaneous") || draft.routes.has("intramuscular")) &&
    dose.dose &&
    endsOf(dose.dose).unit === "" &&
    (!time || (time.frequency ?? time.frequencyMax ?? time.when) === undefined)
  ) {
    dose = {};
    doubt ??= "a bare number without a frequency";
  }
  inherit(draft, dose, previous);
  if (!time && previous?.timing && draft.follows === "then" && draft.needed === null && typeof timing !== "string")
    time = carried(previous.timing);
  else if (
    time &&
    previous?.timing &&
    draft.follows === "then" &&
    time.frequency === undefined &&
    time.duration &&
    !time.when
  )
    time = { ...carried(previous.timing), ...time };
  if (!dose.strength && hint.strength && dose.dose && endsOf(dose.dose).unit === hint.strength.denominator.unit)
    dose.strength = hint.strength;
  return { step: dosage(scanned, draft, sequence, dose, time, previous), ...(doubt === null ? {} : { doubt }) };
}

/** "140 mg/wk split Mon/Thu": as many doses as days. */
function shareByDays(draft: Draft): void {
  const [entry, second] = draft.timings;
  const count = draft.days?.length ?? 0;
  if (draft.divided !== 0 || count < 2 || !(entry?.rate || entry?.adverb) || second) return;
  const { timing } = entry;
  if (timing.periodUnit !== "wk" || timing.period !== 1 || timing.frequency !== 1) return;
  draft.divided = count;
  draft.timings[0] = { ...entry, timing: { ...timing, frequency: count } };
}

const COUNTED: ReadonlySet<string> = new Set([
  "tablet",
  "capsule",
  "pill",
  "patch",
  "ampoule",
  "suppository",
  "lozenge",
  "sachet",
]);
/** More than this of a tablet at once is rather a strength without its unit. */
const MOST_AT_ONCE = 4;

/** "ampoules, one to be given": the form named before counts the bare number. */
function withForm(dose: NonNullable<Dose["dose"]>, draft: Draft): NonNullable<Dose["dose"]> {
  const form = [...draft.forms].find((entry) => COUNTED.has(entry));
  if (!form || "low" in dose || dose.unit !== "" || dose.value > MOST_AT_ONCE) return dose;
  return { ...dose, unit: form };
}

/** The timing of a step, with "biweekly" settled where the note also says it in plain words. */
function doubtlessTiming(draft: Draft): Timing | undefined | string {
  const plain =
    draft.timings.length > 0 && draft.timingDoubt?.includes("weekly") && !draft.timingDoubt.includes("number");
  if (draft.timingDoubt && !plain) return draft.timingDoubt;
  const timing = joinTiming({
    ...draft,
    timings: draft.loading ? [...draft.timings, { timing: draft.loading, adverb: false }] : draft.timings,
  });
  if (typeof timing === "string" || !draft.loading) return timing;
  return { ...timing, ...draft.loading };
}

/** "OD" beside an eye or drops: once daily, or the right eye. */
function eyeDoubt(draft: Draft): string | null {
  const od = draft.timings.some((entry) => entry.eye);
  const nearEye =
    draft.forms.has("drop") || draft.routes.has("ophthalmic") || draft.amounts.some((amount) => amount.unit === "drop");
  const alone = draft.timings.length === 1 && draft.whens.length === 0;
  return od && nearEye && alone ? "OD by an eye drop: once daily, or the right eye" : null;
}

/** Whether dose and timing come to the total that the note gives. */
function comesTo(dose: Dose, time: Timing | undefined, whole: NonNullable<Draft["whole"]>): boolean {
  const times = time && dosesPerWeek(time);
  const each = dosesPerWeek(whole.timing);
  if (!dose.dose || !times || !each) return false;
  const { low, high, unit } = endsOf(dose.dose);
  const { amount } = whole;
  return (
    amount.unit === unit &&
    agree(low * times.low, amount.low * each.low) &&
    agree(high * times.high, amount.high * each.high)
  );
}

/** "100 mg a week in 2 doses", "1000 mg/day divided b.i.d.": the amount is of the whole period. */
function divide(
  draft: Draft,
  dose: Writable<Dose>,
  time: Timing | undefined,
): { dose: Writable<Dose>; time: Timing } | string | null {
  const rate = draft.timings.find((entry) => entry.rate);
  const other = draft.timings.find((entry) => !entry.rate);
  if (draft.divided === null) return null;
  if (!dose.dose) return null;
  const whole = rate?.timing ?? (draft.divided > 0 ? other?.timing : undefined);
  const count = draft.divided > 0 ? draft.divided : rate && other ? other.timing.frequency : undefined;
  if (!count && other && !rate) return "“divided”: the amount of each dose, or of the day";
  if (!whole || !count) return "divided into an unstated number of doses";
  const parts = whole.frequency === 1 || whole.frequency === draft.days?.length ? count : 0;
  if (parts === 0) return "divided into an unstated number of doses";
  const { low, high, unit } = endsOf(dose.dose);
  const each = (value: number): Quantity => ({ value: rounded(value / parts), unit });
  return {
    dose: { ...dose, dose: low === high ? each(low) : { low: each(low), high: each(high) } },
    time: { ...time, ...whole, frequency: parts },
  };
}

/** A later step keeps the dose and product it does not name: "then every 10 weeks". */
function inherit(draft: Draft, dose: Writable<Dose>, previous: Dosage | undefined): void {
  if (!previous || draft.follows === "start") return;
  if (!dose.dose && !draft.doseDoubt && draft.follows === "then" && previous.dose) {
    dose.dose = previous.dose;
    if (previous.volume) dose.volume = previous.volume;
  }
  if (!dose.dose) return;
  if (dose.dose && !("low" in dose.dose) && dose.dose.unit === "" && previous.dose) {
    const { unit } = endsOf(previous.dose);
    if (unit !== "" && !isMass(unit)) dose.dose = { ...dose.dose, unit };
  }
  const fits = previous.strength && previous.strength.denominator.unit === endsOf(dose.dose).unit;
  if (!dose.strength && fits && agree(previous.strength!.denominator.value, 1)) dose.strength = previous.strength!;
}

/** The frequency of the step before, for one that names none: "60 mg daily x 3 days, then 40 mg x 3 days". */
function carried(timing: Timing): Timing {
  const { duration: _duration, ...rest } = timing;
  return rest;
}

/** The route that a site or "apply" leaves no doubt about. */
function routeOf(scanned: Scan, draft: Draft): Route | undefined {
  const site = draft.site ? (scanned.pieces[draft.site.end - 1]!.word?.text ?? "") : "";
  if (/^(?:eyes?|ou|os)$/.test(site)) return "ophthalmic";
  if (/^ears?$/.test(site)) return "otic";
  const onSkin =
    /^(?:skin|shoulders?|arms?|thighs?|face|scalp|axillae?|underarms?)$/.test(site) ||
    draft.forms.has("preparation") ||
    draft.forms.has("patch");
  const patch = draft.amounts.some(
    (amount) => amount.unit === "patch" || amount.unit === "pump" || amount.unit === "click",
  );
  return draft.applied && (onSkin || patch) ? "transdermal" : undefined;
}

function dosage(
  scanned: Scan,
  draft: Draft,
  sequence: number,
  dose: Dose,
  timing: Timing | undefined,
  previous: Dosage | undefined,
): Dosage {
  const { pieces, text } = scanned;
  const span = { start: pieces[draft.first]!.start, end: pieces[draft.end - 1]!.end };
  const route =
    draft.routes.size === 1
      ? [...draft.routes][0]!
      : draft.routes.size === 0
        ? (routeOf(scanned, draft) ?? previous?.route)
        : undefined;
  const site = draft.site ? text.slice(pieces[draft.site.first]!.start, pieces[draft.site.end - 1]!.end) : undefined;
  const maxUnit = dose.dose ? endsOf(dose.dose).unit : "";
  return {
    span,
    text: text.slice(span.start, span.end),
    sequence,
    ...dose,
    ...(timing ? { timing } : {}),
    asNeeded: draft.needed !== null,
    ...(draft.needed ? { asNeededFor: draft.needed } : {}),
    ...(route ? { route } : {}),
    ...(site ? { site } : {}),
    ...(draft.max ? { maxPerDay: { value: draft.max.value, unit: draft.max.unit || maxUnit } } : {}),
  };
}
