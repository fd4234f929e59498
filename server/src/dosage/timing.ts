/** Joins what one step says about time into one Timing, or says what contradicts what. */
import type { Timing, Weekday } from "./dosage.ts";
import { sameRate } from "./weekly.ts";

/** Everything one step says about time, in order. */
export interface TimeWords {
  readonly timings: readonly { readonly timing: Timing; readonly adverb: boolean; readonly ofDays?: boolean }[];
  readonly whens: readonly string[];
  readonly clocks: number;
  readonly days: readonly Weekday[] | null;
  readonly duration: Timing["duration"] | undefined;
  readonly cycle: Timing["cycle"] | undefined;
}

type Writable<T> = { -readonly [K in keyof T]: T[K] };

/** Times that are one event when said together: "at dinner in the evening", "every night at bedtime". */
const MEALS: ReadonlySet<string> = new Set(["C", "AC", "PC"]);
function eventOf(code: string): string {
  if (code === "NIGHT" || code === "HS") return "night";
  if (code === "MORN" || code === "WAKE" || code.endsWith("CM") || code === "CM") return "morning";
  if (code === "NOON" || code.endsWith("CD")) return "noon";
  return code === "EVE" || code.endsWith("CV") ? "evening" : code;
}

function countEvents(whens: readonly string[]): number {
  return new Set(whens.filter((code) => !MEALS.has(code)).map(eventOf)).size;
}

/** The joined timing (undefined when nothing is said), or the reason why it cannot be known. */
export function joinTiming(words: TimeWords): Timing | undefined | string {
  const isOfDays = words.timings.some(({ ofDays }) => ofDays);
  // "daily, 5 days a week"
  const rates = words.timings.filter(({ timing, ofDays }) => !isOfDays || ofDays || !isPlainDaily(timing));
  const chosen = chooseFrequency(rates.map(({ timing }) => timing));
  if (typeof chosen === "string") return chosen;
  const whens = [...new Set([...(chosen?.when ?? []), ...words.whens])];
  const days = words.days ?? chosen?.dayOfWeek ?? null;
  const joined = withEvents(chosen, whens, words.clocks);
  if (typeof joined === "string") return joined;
  const timing: Writable<Timing> = { ...joined };
  if (days) {
    const isEveryDay = words.timings.length > 0 && words.timings.every((entry) => entry.adverb);
    const conflict = joinDays(timing, days, isEveryDay);
    if (conflict) return conflict;
  }
  if (whens.length > 0) timing.when = whens;
  if (words.duration) timing.duration = words.duration;
  if (words.cycle) timing.cycle = words.cycle;
  return Object.keys(timing).length > 0 ? timing : undefined;
}

/** One frequency out of several: the same twice, "every day b.i.d.", "twice daily (every 12 hours)"; else a contradiction. */
function chooseFrequency(all: readonly Timing[]): Timing | undefined | string {
  let chosen: Timing | undefined;
  for (const timing of all) {
    if (!chosen || isOnce(chosen)) chosen = merge(timing, chosen);
    else if (isOnce(timing) || sameRate(chosen, timing)) chosen = merge(chosen, timing);
    else if (isPlainDaily(timing) && isPerDay(chosen)) continue;
    else if (isPlainDaily(chosen) && isPerDay(timing)) chosen = merge(timing, chosen);
    else return "two frequencies contradict each other";
  }
  return chosen;
}

/** `timing` with the events of both. */
function merge(timing: Timing, other: Timing | undefined): Timing {
  if (!other?.when) return timing;
  return { ...timing, when: [...new Set([...other.when, ...(timing.when ?? [])])] };
}

/** "once" alone: in all, unless something else says how often. */
function isOnce(timing: Timing): boolean {
  return timing.period === undefined && timing.frequency === 1;
}

function isPlainDaily(timing: Timing): boolean {
  return isPerDay(timing) && timing.frequency === 1 && timing.frequencyMax === undefined;
}

function isPerDay(timing: Timing): boolean {
  return timing.periodUnit === "d" && timing.period === 1 && timing.periodMax === undefined;
}

/** Times of the day say how often, or must fit it: "twice a day in the morning and evening". */
function withEvents(timing: Timing | undefined, whens: readonly string[], clocks: number): Timing | string {
  const events = clocks > 0 ? clocks : countEvents(whens);
  // "1 g 08:00" may be a single dose; two hours of the day are a schedule.
  if (clocks === 1 && !timing) return {};
  if (!timing || isOnce(timing)) {
    // "before meals and at bedtime": how many meals is not said.
    if (events === 0 || (clocks === 0 && whens.some((code) => code === "AC" || code === "PC")))
      return events > 0 ? {} : (timing ?? {});
    return { frequency: events, period: 1, periodUnit: "d" };
  }
  if (!isPerDay(timing) || events === 0 || timing.frequencyMax !== undefined) return timing;
  if (events > timing.frequency!) return "more times of day than doses";
  return timing;
}

/** Puts weekdays into the timing; returns why they contradict it. */
function joinDays(timing: Writable<Timing>, days: readonly Weekday[], isEveryDay: boolean): string | null {
  timing.dayOfWeek = days;
  if (timing.frequency === undefined && timing.frequencyMax === undefined) {
    timing.frequency = 1;
    timing.period = 1;
    timing.periodUnit = "d";
    return null;
  }
  const count = days.length;
  // "daily every Monday"; but "once daily on Mondays", "daily Monday through Friday".
  if (isPerDay(timing)) return isEveryDay && count < 5 ? "daily, and only on some days" : null;
  const weeks =
    timing.periodUnit === "wk"
      ? timing.period!
      : timing.periodUnit === "d" && timing.period! % 7 === 0
        ? timing.period! / 7
        : 0;
  if (timing.periodUnit === "mo") return count === 1 ? null : "weekdays and months contradict each other";
  return weeks > 0 && timing.frequency === count ? null : "the weekdays do not fit the frequency";
}
