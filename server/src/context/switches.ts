/** One treatment exchanged for another: the old one ends, the new one begins. */
import { hashOf } from "../text/tokens.ts";
import type { TreatmentStatus } from "./assertion.ts";
import { coverBackward } from "./coverage.ts";
import { Direction, effectBit, Flag } from "./effects.ts";
import type { TreatmentEvent } from "./event.ts";
import { type CuedSentence, firstTargetFrom } from "./hits.ts";
import { compose, isThought } from "./treatment.ts";

/** Which side of the exchange the words at hand are about. */
type Side = "object" | "old" | "new";

const sideAfter: ReadonlyMap<number, Side> = new Map(
  (
    [
      ["from", "old"],
      ["off", "old"],
      ["to", "new"],
      ["onto", "new"],
      ["with", "new"],
      ["by", "new"],
      ["for", "new"],
    ] as const
  ).map(([word, side]) => [hashOf(word), side]),
);
const BACK = hashOf("back");
/** "Substitute A for B" begins A, where "swap A for B" ends it. */
const newFirst: ReadonlySet<number> = new Set(
  ["substitute", "substitutes", "substituted", "substituting", "sub", "subbed"].map(hashOf),
);
/** "Swap A for B", but not "changed for convenience". */
const FOR = hashOf("for");

interface Sides {
  readonly object: number[];
  readonly old: number[];
  readonly new: number[];
  /** First number after "from" and after "to", when no drug stands before it: a dose that was changed. */
  oldDose: number | null;
  newDose: number | null;
  /** "switched back to" */
  back: boolean;
  /** What is in `new` stands after "for". */
  afterFor: boolean;
}

/**
 * The events that a switch consists of: "switched from A to B", "A was replaced with B" and "A -> B" end A and begin B;
 * "changed from 100 to 120 mg" changes a dose. `earlier` are the events of the sentence so far.
 */
export function splitSwitch(
  sentence: CuedSentence,
  event: TreatmentEvent,
  earlier: readonly TreatmentEvent[],
): TreatmentEvent[] {
  if (isIdleSwitch(sentence, event)) return [];
  const sides = readSides(sentence, event);
  const is = (status: TreatmentStatus, covered: readonly number[]) =>
    covered.length > 0 ? [{ ...event, status: composed(event, status), covered }] : [];
  if (event.direction === Direction.Forward) {
    const isWeighed = earlier.length > 0 && isThought(earlier.at(-1)!.status);
    if (isWeighed) return is("considered", sides.old);
    const begun = sides.old.length > 0 ? untold(subjectOf(sentence, event, earlier), earlier) : [];
    return [...is("discontinued", sides.old), ...is("started", begun)];
  }
  if (sides.afterFor && newFirst.has(sentence.note.tokens.hash[event.hits[0]!.first]!)) {
    const begun = sides.object.length > 0 ? sides.object : subjectOf(sentence, event, earlier);
    return [...is("discontinued", sides.new), ...is("started", begun)];
  }
  const named = [...sides.old, ...sides.object];
  if (sides.new.length > 0) {
    const old = named.length > 0 ? named : subjectOf(sentence, event, earlier);
    return [...is("discontinued", old), ...is(sides.back ? "restarted" : "started", sides.new)];
  }
  if (sides.newDose !== null) {
    const about = named.length > 0 ? named : coverBackward(sentence, event, earlier);
    const before = sides.oldDose;
    if (before === null || before === sides.newDose) return [];
    return is(sides.newDose > before ? "increased" : "decreased", about);
  }
  return is("discontinued", sides.old);
}

const added: ReadonlySet<number> = new Set(["add", "adds", "added", "adding"].map(hashOf));
const toWhat: ReadonlySet<number> = new Set(["to", "onto"].map(hashOf));

/** "Add A to B": B, to which something is added, is in use. `event` then is about A alone. */
export function splitAddition(sentence: CuedSentence, event: TreatmentEvent): TreatmentEvent[] {
  const { note, targets, flags, to } = sentence;
  if (event.bit !== effectBit.started || !added.has(note.tokens.hash[event.hits[0]!.first]!)) return [event];
  for (let token = event.end; token < Math.min(to, event.end + LONGEST_ADDITION); token++) {
    if (flags[token]! & (Flag.Hard | Flag.Label) || sentence.verbs[token]) break;
    if (!toWhat.has(note.tokens.hash[token]!)) continue;
    const base = firstTargetFrom(targets, token + 1);
    if (base === targets.length || targets[base]!.firstToken - token > 3) break;
    const joined = event.covered.filter((index) => index >= base);
    event.covered = event.covered.filter((index) => index < base);
    if (event.covered.length === 0) event.covered = coverBackward(sentence, event, []);
    return [event, { ...event, status: "active", covered: joined.length > 0 ? joined : [base] }];
  }
  return [event];
}

/** A drug and its dose may stand between "add" and "to". */
const LONGEST_ADDITION = 10;

/** "ST changes, ...": no word like "to" follows, so that nothing is exchanged. */
export function isIdleSwitch({ note, to }: CuedSentence, event: TreatmentEvent): boolean {
  if (event.bit !== effectBit.switched || event.direction !== Direction.Both) return false;
  if (sideAfter.has(note.tokens.hash[event.end - 1]!)) return false;
  for (let token = event.end; token < Math.min(to, event.end + NEAR); token++)
    if (sideAfter.has(note.tokens.hash[token]!)) return false;
  return true;
}

/** Those of `targets` that no event is about yet: "gonadorelin in place of hCG", but not "stop A instead of B". */
function untold(targets: readonly number[], earlier: readonly TreatmentEvent[]): readonly number[] {
  return targets.filter((index) => !earlier.some(({ covered }) => covered.includes(index)));
}

/** The subject of the verb ("A was switched to B"), or what an earlier event was about ("was on A, then switched to B"). */
function subjectOf(
  sentence: CuedSentence,
  event: TreatmentEvent,
  earlier: readonly TreatmentEvent[],
): readonly number[] {
  const covered = coverBackward(sentence, event, earlier);
  const last = covered.at(-1);
  if (last === undefined) return [];
  const isNear = event.first - sentence.targets[last]!.endToken <= NEAR;
  return isNear || earlier.some((other) => other.covered.includes(last)) ? covered : [];
}

/** A drug and its dose at most stand between it and the verb. */
const NEAR = 8;

/** What the words before the verb make of `status` ("will switch", "considering a switch"). */
function composed(event: TreatmentEvent, status: TreatmentStatus): TreatmentStatus {
  let result = status;
  for (let index = 1; index < event.hits.length; index++)
    result = compose(event.hits[index]!.meaning.operator!.effect, result) ?? result;
  return result;
}

function readSides(sentence: CuedSentence, event: TreatmentEvent): Sides {
  const { note, flags, barriers, verbs, to, targets } = sentence;
  const { hash } = note.tokens;
  const sides: Sides = { object: [], old: [], new: [], oldDose: null, newDose: null, back: false, afterFor: false };
  let side: Side = startOf(sentence, event);
  let index = firstTargetFrom(targets, event.end);
  let run = 0;
  let isDose = side === "new";
  for (let token = event.end; token < to; token++) {
    const flag = flags[token]!;
    if (flag & Flag.Hard || barriers[token]! & event.bit || verbs[token]) break;
    if (flag & (Flag.Comma | Flag.Joining)) run = 0;
    else if (++run > event.reach) break;
    if (flag & Flag.Comma && sides.new.length === 0 && side === "new") break;
    if (index < targets.length && targets[index]!.firstToken === token) {
      while (index < targets.length && targets[index]!.firstToken === token) sides[side].push(index++);
      isDose = false;
      run = 0;
      continue;
    }
    const next = sideAfter.get(hash[token]!);
    if (next && (hash[token] !== FOR || sides.object.length > 0 || targets[index]?.firstToken === token + 1)) {
      side = next;
      isDose = true;
      if (hash[token] === FOR) sides.afterFor = true;
    } else if (hash[token] === BACK && sideAfter.has(hash[token + 1]!)) sides.back = true;
    else if (flag & Flag.Number) {
      if (isDose) noteDose(sentence, sides, side, token);
      isDose = false;
    }
  }
  if (event.direction === Direction.Backward && sides.newDose !== null) sides.oldDose ??= doseBefore(sentence, event);
  return sides;
}

/** Where the words begin: "A -> B" and "went to B" are at once at the new, "instead of A" and "went from A" at the old. */
function startOf({ note }: CuedSentence, event: TreatmentEvent): Side {
  const { first, end } = event.hits[0]!;
  const named = end - first > 1 ? sideAfter.get(note.tokens.hash[end - 1]!) : undefined;
  if (named) return named;
  if (event.direction === Direction.Backward) return "new";
  return event.direction === Direction.Forward ? "old" : "object";
}

function noteDose(sentence: CuedSentence, sides: Sides, side: Side, token: number): void {
  const dose = numberAt(sentence, token);
  if (side === "old" && sides.old.length === 0) sides.oldDose ??= dose;
  if (side === "new" && sides.new.length === 0 && isUnit(sentence, token + 1)) sides.newDose ??= dose;
}

/** "100 -> 120 mg": the number directly before the arrow, or before its unit. */
function doseBefore(sentence: CuedSentence, event: TreatmentEvent): number | null {
  const last = isUnit(sentence, event.first - 1) ? event.first - 2 : event.first - 1;
  if (last <= sentence.from || (sentence.flags[last]! & Flag.Number) === 0) return null;
  // "7/7" is a duration.
  return sentence.note.text.charAt(sentence.note.tokens.start[last - 1]!) === "/" ? null : numberAt(sentence, last);
}

function numberAt({ note }: CuedSentence, token: number): number | null {
  const value = Number(note.text.slice(note.tokens.start[token], note.tokens.end[token]));
  return Number.isFinite(value) ? value : null;
}

const units: ReadonlySet<number> = new Set(
  ["mg", "mcg", "g", "ml", "iu", "units", "unit", "pump", "pumps", "sachet", "sachets", "tab", "tabs", "tablets"].map(
    hashOf,
  ),
);

function isUnit({ note, to }: CuedSentence, token: number): boolean {
  return token < to && units.has(note.tokens.hash[token]!);
}
