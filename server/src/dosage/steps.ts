/** Gathers parts into steps: which words belong to which dose, and where the instruction ends. */
import type { Quantity, Route, Strength, Timing, Weekday } from "./dosage.ts";
import type { AmountPart, Part } from "./parts.ts";
import { isMass, isSubstance } from "./units.ts";
import { sameRate } from "./weekly.ts";

/** One step as gathered, before its dose and time are joined. Pieces [first, end). */
export interface Draft {
  first: number;
  end: number;
  /** How it follows the step before: after it, or beside it. */
  follows: "start" | "then" | "beside";
  readonly amounts: AmountPart[];
  readonly strengths: Strength[];
  readonly timings: { timing: Timing; rate: boolean; adverb: boolean; eye: boolean; ofDays?: boolean }[];
  readonly whens: string[];
  clocks: number;
  days: readonly Weekday[] | null;
  duration: Timing["duration"] | undefined;
  cycle: Timing["cycle"] | undefined;
  loading: Timing | null;
  needed: string | null;
  max: Quantity | null;
  readonly routes: Set<Route>;
  site: { first: number; end: number } | null;
  readonly forms: Set<string>;
  divided: number | null;
  /** "80 mg twice weekly (160 mg/week)": what it comes to, to be checked. */
  whole: { amount: AmountPart; timing: Timing } | null;
  /** Two drugs in one product: its tablets can be counted, its mass has no one value. */
  combination: boolean;
  /** "apply". */
  applied: boolean;
  doseDoubt: string | null;
  timingDoubt: string | null;
}

function draft(first: number, follows: Draft["follows"]): Draft {
  return {
    first,
    end: first,
    follows,
    amounts: [],
    strengths: [],
    timings: [],
    whens: [],
    clocks: 0,
    days: null,
    duration: undefined,
    cycle: undefined,
    loading: null,
    needed: null,
    max: null,
    routes: new Set(),
    site: null,
    forms: new Set(),
    divided: null,
    whole: null,
    combination: false,
    applied: false,
    doseDoubt: null,
    timingDoubt: null,
  };
}

/** Whether the step names a strength or an amount: it has begun. */
function hasProduct(step: Draft): boolean {
  return step.strengths.length > 0 || step.amounts.length > 0 || step.combination;
}

/** Whether the step says how much. */
function hasDose(step: Draft): boolean {
  return step.amounts.length > 0 || step.doseDoubt !== null;
}

/** Whether the step says when or how often. */
function hasTiming(step: Draft): boolean {
  return (
    step.timings.length > 0 ||
    step.whens.length > 0 ||
    step.clocks > 0 ||
    step.days !== null ||
    step.loading !== null ||
    step.timingDoubt !== null ||
    step.duration !== undefined ||
    step.needed !== null
  );
}

/** Gathers the parts of an instruction into steps. `isSig`: the drug's name may come first, there is no other text. */
export function gather(parts: readonly Part[], isSig: boolean): Draft[] {
  const drafts: Draft[] = [draft(parts[0]?.first ?? 0, "start")];
  let follows: Draft["follows"] | null = null;
  let depth = 0;
  for (let index = 0; index < parts.length; index++) {
    const part = parts[index]!;
    const current = drafts.at(-1)!;
    if (part.kind === "stop" && depth === 0) break;
    if (part.kind === "open") depth++;
    else if (part.kind === "close") depth = Math.max(0, depth - 1);
    else if (part.kind === "then" || part.kind === "change") {
      if (hasDose(current) || hasTiming(current)) follows = "then";
    } else if (part.kind === "other") {
      if (depth === 0 && endsHere(parts, index, current, isSig)) break;
    } else if (part.kind === "slash") {
      if (parts[index + 1]?.kind === "other" && /^(?:amount|strength|form|doubt)$/.test(parts[index - 1]?.kind ?? ""))
        current.combination = true;
    } else if (part.kind === "verb") {
      current.applied ||= part.applies;
    } else if (isSaying(part)) {
      if (part.kind === "amount" && !isDoseLike(parts, index)) continue;
      // "4 mg daily (INR 3.4 on 2/1)": two bare numbers in brackets are no strengths of it.
      if (part.kind === "doubt" && part.of === "mass" && depth > 0 && hasDose(current) && hasTiming(current)) continue;
      if (part.kind === "amount" && parts[index - 1]?.kind === "by") {
        if (!hasDose(current)) current.doseDoubt = "a change by an amount, not a dose";
        current.end = part.end;
        break;
      }
      const target = stepFor(part, parts, index, current, follows, drafts);
      if (!target) break;
      if (target !== current) follows = null;
      add(target, part, parts, index);
      target.end = part.end;
    }
  }
  return drafts.filter((step) => step.end > step.first);
}

/** Parts that say something about the dose, as opposed to marks and small words. */
function isSaying(part: Part): boolean {
  switch (part.kind) {
    case "and":
    case "or":
    case "by":
    case "for":
    case "break":
    case "filler":
    case "ignored":
      return false;
    default:
      return true;
  }
}

/** An unknown word after a comma or "and" begins something else, as does one before a further amount. */
function endsHere(parts: readonly Part[], index: number, current: Draft, isSig: boolean): boolean {
  const before = parts[index - 1]?.kind;
  const opens = before === "break" || before === "and" || before === "or";
  if (opens && (hasDose(current) || hasTiming(current))) return true;
  if (opens && !isSig && !hasProduct(current)) return true;
  if (!hasDose(current)) return false;
  // Two unknown words in a row, no indication ("for acid reflux"): prose goes on.
  if (before === "other" && hasTiming(current) && parts[index - 2]?.kind !== "for" && parts[index - 3]?.kind !== "for")
    return true;
  // "100 mg weekly metformin 500 mg": the further amount is another drug's.
  for (let next = index + 1; next < Math.min(parts.length, index + 3); next++) {
    const part = parts[next]!;
    if (part.kind === "amount") return hasTiming(current) && (part.unit !== "" || isTimed(parts, next));
    if (part.kind !== "other" && part.kind !== "filler") return false;
  }
  return false;
}

/** A bare number is a dose only beside a frequency, or after a verb with one to follow. */
function isDoseLike(parts: readonly Part[], index: number): boolean {
  const part = parts[index] as AmountPart;
  if (part.unit !== "") return true;
  if (part.aside) return false;
  const previous = parts[index - 1];
  if (previous?.kind === "other" || previous?.kind === "stop")
    return isTimed(parts, index) && !(part.low >= 1900 && part.low < 2100);
  // "take one aspirin daily"
  if (previous?.kind === "verb" && parts[index + 1]?.kind === "other") return isTimed(parts, index + 1);
  return isTimed(parts, index) || isInjected(parts, index);
}

/** "2000 SC": a number with its route right behind it. */
function isInjected(parts: readonly Part[], index: number): boolean {
  const next = parts[1];
  return index === 0 && next?.kind === "route" && (next.route === "subcutaneous" || next.route === "intramuscular");
}

/** Whether a frequency follows, through small words, routes and sites. */
function isTimed(parts: readonly Part[], index: number): boolean {
  for (let next = index + 1; next < Math.min(parts.length, index + 6); next++) {
    const { kind } = parts[next]!;
    if (kind === "timing" || kind === "when" || kind === "clock" || kind === "days" || kind === "needed") return true;
    if (kind === "verb" && next > index + 1) return true; // "one to be taken"
    if (
      kind !== "filler" &&
      kind !== "by" &&
      kind !== "verb" &&
      kind !== "route" &&
      kind !== "site" &&
      kind !== "open" &&
      kind !== "close" &&
      kind !== "form"
    )
      return false;
  }
  return false;
}

/** The step that `part` belongs to: the current one, a new one, or none (null: the instruction is over). */
function stepFor(
  part: Part,
  parts: readonly Part[],
  index: number,
  current: Draft,
  follows: Draft["follows"] | null,
  drafts: Draft[],
): Draft | null {
  if (follows === "then" && (part.kind === "amount" || startsTiming(part))) {
    const next = draft(part.first, "then");
    drafts.push(next);
    return next;
  }
  if (
    part.kind === "timing" &&
    current.duration &&
    current.timings.some((entry) => !sameRate(entry.timing, part.timing)) &&
    !part.rate
  ) {
    // "3 times a day for 2 days, 2 times a day for 5 days"
    const next = draft(part.first, "then");
    drafts.push(next);
    return next;
  }
  if (part.kind !== "amount" || !hasDose(current) || !hasTiming(current)) return current;
  if (restates(part, current, parts, index)) return current;
  if (!isTimed(parts, index) && !ownDuration(parts, index)) return current;
  const next = draft(
    part.first,
    current.duration && current.timings.length + current.whens.length > 0 && !sameWhens(parts, index)
      ? "then"
      : "beside",
  );
  drafts.push(next);
  return next;
}

function startsTiming(part: Part): boolean {
  return part.kind === "timing" || part.kind === "loading" || part.kind === "doubt" || part.kind === "days";
}

function sameWhens(parts: readonly Part[], index: number): boolean {
  const next = parts[index + 1];
  return next?.kind === "when";
}

/** "100 mg weekly (0.5 mL)": the dose again in another measure. */
function restates(part: AmountPart, current: Draft, parts: readonly Part[], index: number): boolean {
  if (part.aside || part.scope === "total") return true;
  const other = !current.amounts.some(
    (amount) => amount.unit === part.unit || (isMass(amount.unit) && isMass(part.unit)),
  );
  const counts = current.amounts.some((amount) => !isSubstance(amount.unit) && amount.unit !== "mL");
  return other && !(counts && !isSubstance(part.unit) && part.unit !== "mL") && !isTimed(parts, index);
}

/** "x 3 days" after the amount makes it a step of its own. */
function ownDuration(parts: readonly Part[], index: number): boolean {
  const next = parts[index + 1];
  return next?.kind === "duration" || (parts[index - 1]?.kind === "duration" && next !== undefined);
}

function add(step: Draft, part: Part, parts: readonly Part[], index: number): void {
  switch (part.kind) {
    case "amount":
      addAmount(step, part, parts, index);
      break;
    case "strength":
      step.strengths.push(part.strength);
      break;
    case "timing":
      addTiming(step, part, parts[index - 1]);
      break;
    case "when":
      if (!step.whens.includes(part.code)) step.whens.push(part.code);
      break;
    case "clock":
      step.clocks++;
      break;
    case "days":
      step.days = step.days ? [...new Set([...step.days, ...part.days])] : part.days;
      break;
    case "duration":
      step.duration ??= part.duration;
      break;
    case "cycle":
      step.cycle ??= part.cycle;
      break;
    case "loading":
      step.loading = part.timing;
      break;
    case "needed":
      step.needed = step.needed || part.reason;
      break;
    case "max":
      step.max ??= part.quantity;
      break;
    case "route":
      step.routes.add(part.route);
      break;
    case "site":
      step.site =
        step.site && step.site.end === part.first ? { first: step.site.first, end: part.end } : (step.site ?? part);
      break;
    case "form":
      step.forms.add(part.form);
      break;
    case "divided":
      step.divided = part.count;
      break;
    case "doubt":
      if (part.of === "mass") step.combination = true;
      else if (part.of === "dose") step.doseDoubt ??= part.reason;
      else step.timingDoubt ??= part.reason;
      break;
    default:
  }
}

/** "twice weekly 2 a day"? no: a bare number after a dose, before "weekly", is an interval ("100 mg 2 weekly"). */
function addAmount(step: Draft, part: AmountPart, parts: readonly Part[], index: number): void {
  const next = parts[index + 1];
  const adverb =
    part.unit === "" && next?.kind === "timing" && next.adverb && part.low >= 2 && next.timing.periodUnit !== "d"
      ? next
      : null;
  // "60 mg SC 5 daily": of an injection, every so many days.
  const isInjected = step.routes.has("subcutaneous") || step.routes.has("intramuscular");
  const isOfDays = isInjected && part.unit === "" && next?.kind === "timing" && next.adverb && part.low >= 2;
  if (part.low > part.high) step.doseDoubt ??= "two numbers with a hyphen: not a range";
  else if (isOfDays && next.timing.periodUnit === "d")
    step.timingDoubt ??= "a number before “daily”: so many a day, or every so many days";
  else if (adverb && step.amounts.length === 0)
    step.timingDoubt ??= "a number before “weekly”: so many a week, or every so many weeks";
  else if (adverb)
    step.timings.push({ timing: { ...adverb.timing, period: part.low }, rate: false, adverb: false, eye: false });
  else if (part.unit === "" && next?.kind === "timing" && next.rate && step.amounts.length > 0)
    step.timings.push({ timing: { ...next.timing, frequency: part.low }, rate: false, adverb: false, eye: false });
  else step.amounts.push(part);
}

function addTiming(step: Draft, part: Part & { kind: "timing" }, before: Part | undefined): void {
  if (
    part.rate &&
    before?.kind === "amount" &&
    before.aside &&
    step.timings.length > 0 &&
    step.amounts.length > 1 &&
    step.amounts.at(-1) === before
  ) {
    step.amounts.pop();
    step.whole = { amount: before, timing: part.timing };
    return;
  }
  const { timing } = part;
  // "qhs", "nightly", "qam" name times of the day, and the times say how often.
  if (timing.when && timing.frequency === timing.when.length && timing.period === 1 && timing.periodUnit === "d") {
    for (const code of timing.when) if (!step.whens.includes(code)) step.whens.push(code);
    return;
  }
  const last = step.timings.at(-1);
  // The "weekly" of "100 mg 2 weekly" has been used up.
  if (
    last &&
    !last.adverb &&
    last.timing.periodUnit === part.timing.periodUnit &&
    (part.adverb || part.rate) &&
    isReplaced(last.timing, part.timing)
  )
    return;
  step.timings.push(part);
}

function isReplaced(used: Timing, bare: Timing): boolean {
  return (
    bare.frequency === 1 &&
    bare.period === 1 &&
    (used.period !== 1 || (used.frequency ?? 1) > 1) &&
    used.when === undefined
  );
}
