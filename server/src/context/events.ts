/** Treatment events: verbs with what they act on, in the order in which the sentence tells them. */
import type { TreatmentStatus } from "./assertion.ts";
import { actorEffects, Direction, effectBit, Flag } from "./effects.ts";
import { type CuedSentence, firstTargetFrom, type Hit, lastTargetBefore } from "./hits.ts";
import { isClosed } from "./scope.ts";
import { compose, statusFor } from "./treatment.ts";

/** Something that the sentence says was, will be or might be done. */
export interface TreatmentEvent {
  readonly status: TreatmentStatus;
  /** The verb, and the words before it that change it. */
  readonly hits: readonly Hit[];
  /** Index of the verb among the hits of the sentence. */
  readonly hitIndex: number;
  readonly first: number;
  /** Exclusive. */
  readonly end: number;
  readonly bit: number;
  readonly direction: number;
  readonly reach: number;
  readonly negated: boolean;
  readonly planned: boolean;
  readonly historical: boolean;
  /** Indices into the targets of the sentence. */
  covered: readonly number[];
  conditional: boolean;
}

/** Words between a modifier and its verb: at most this many. */
const LONGEST_GAP = 4;
/** How far back an event looks for what it is about. */
const SUBJECT_REACH = 18;
const NEAR_SUBJECT_REACH = 6;
const ANTECEDENT_REACH = 40;

/** The events of the sentence in order. Marks hits that only modify one of them as consumed. */
export function readEvents(sentence: CuedSentence): TreatmentEvent[] {
  const all: TreatmentEvent[] = [];
  for (let index = 0; index < sentence.hits.length; index++) {
    const event = eventAt(sentence, index);
    if (event) all.push(event);
  }
  const events = all.filter((event) => !event.hits[0]!.consumed);
  for (const event of events)
    if (event.direction & Direction.Forward && !isInTarget(sentence, event)) sentence.verbs[event.first] = 1;
  events.forEach((event, index) => {
    event.conditional = isConditional(sentence, event, events[index + 1]?.first ?? sentence.to);
    event.covered = coverageOf(sentence, event, events.slice(Math.max(0, index - 6), index));
  });
  return events;
}

/** A verb within the words of a target ("use of antibiotics") divides nothing. */
function isInTarget({ targets }: CuedSentence, event: TreatmentEvent): boolean {
  const target = targets[firstTargetFrom(targets, event.first + 1) - 1];
  return target !== undefined && event.first < target.endToken;
}

function eventAt(sentence: CuedSentence, index: number): TreatmentEvent | null {
  const hit = sentence.hits[index]!;
  const { verb } = hit.meaning;
  if (!verb || (verb.bit & hit.mask) === 0) return null;
  let { direction } = verb;
  let status = statusFor(verb.effect);
  let first = hit.first;
  const hits = [hit];
  const seen = { negated: false, planned: false, historical: false };
  for (let before = index - 1; before >= 0; before--) {
    const modifier = sentence.hits[before]!;
    if (!isGapLinked(sentence, modifier.end, first)) break;
    const { operator } = modifier.meaning;
    const changed = operator && operator.bit & modifier.mask ? compose(operator.effect, status) : null;
    if (!operator || !changed) {
      if (modifier.meaning.flags & (Flag.Linking | Flag.Joining) && (modifier.mask & ~actorEffects) === 0) continue;
      break;
    }
    status = changed;
    first = modifier.first;
    hits.push(modifier);
    modifier.consumed = true;
    if (modifier.meaning.verb) direction |= operator.direction;
    if (operator.bit & effectBit.negated) seen.negated = true;
    if (operator.bit & effectBit.planned) seen.planned = true;
    if (operator.bit & effectBit.historical) seen.historical = true;
  }
  if (seen.historical && status === "active") status = "discontinued";
  return {
    status,
    hits,
    hitIndex: index,
    first,
    end: hit.end,
    bit: verb.bit,
    direction,
    reach: verb.reach,
    ...seen,
    covered: [],
    conditional: false,
  };
}

function isGapLinked(sentence: CuedSentence, from: number, to: number): boolean {
  if (to - from > LONGEST_GAP) return false;
  for (let token = from; token < to; token++)
    if ((sentence.flags[token]! & (Flag.Linking | Flag.Joining)) === 0) return false;
  return true;
}

/** "hold if Hct > 54": a condition follows before the next comma or event. `next` is the first token of that event. */
function isConditional({ hits, flags }: CuedSentence, event: TreatmentEvent, next: number): boolean {
  for (let index = event.hitIndex + 1; index < hits.length && hits[index]!.first < next; index++) {
    const hit = hits[index]!;
    if ((hit.mask & effectBit.conditional) === 0) continue;
    if (!hit.meaning.cues.some((cue) => cue.bit === effectBit.conditional && cue.direction & Direction.Backward))
      continue;
    for (let token = event.end; token < hit.first; token++) if (flags[token]! & (Flag.Hard | Flag.Comma)) return false;
    return true;
  }
  return false;
}

/** What the event is about: words after it ("stopped testosterone"), or before it ("testosterone was stopped"). */
function coverageOf(
  sentence: CuedSentence,
  event: TreatmentEvent,
  earlier: readonly TreatmentEvent[],
): readonly number[] {
  const { flags, from, to } = sentence;
  const forward = () => coverForward(sentence, event);
  const backward = (reach = SUBJECT_REACH) => coverBackward(sentence, event, earlier, reach);
  const before = event.first > from ? flags[event.first - 1]! : 0;
  if (event.direction === Direction.Forward) return orElse(forward(), () => (before & Flag.Label ? backward() : []));
  if (event.direction === Direction.Backward) return backward();
  const closes =
    isClosed(sentence, event.end, event.bit) || (event.end < to && (flags[event.end]! & Flag.Number) !== 0);
  if (closes) return orElse(backward(), forward);
  return orElse(forward(), () =>
    isBare(sentence, subjectEnd(sentence, event), event) ? [] : backward(NEAR_SUBJECT_REACH),
  );
}

function orElse(first: readonly number[], second: () => readonly number[]): readonly number[] {
  return first.length > 0 ? first : second();
}

function coverForward(sentence: CuedSentence, event: TreatmentEvent): readonly number[] {
  const { flags, barriers, verbs, to, targets } = sentence;
  const covered: number[] = [];
  let index = firstTargetFrom(targets, event.end);
  let run = 0;
  for (let token = event.end; token < to && index < targets.length; token++) {
    const flag = flags[token]!;
    if (flag & Flag.Hard || (flag & Flag.Label && token > event.end)) break;
    if (barriers[token]! & event.bit || verbs[token]) break;
    if (flag & (Flag.Comma | Flag.Joining)) run = 0;
    else if (++run > event.reach) break;
    while (index < targets.length && targets[index]!.firstToken === token) {
      covered.push(index++);
      run = 0;
    }
  }
  return covered;
}

/** Last token before the verb and the words that lead to it ("it was"). */
function subjectEnd({ flags, from }: CuedSentence, event: TreatmentEvent): number {
  let token = event.first - 1;
  while (token >= from && flags[token]! & Flag.Linking) token--;
  return token;
}

/** Whether a clause ends at `token`, so that a verb after it has no subject of its own. */
function isBare({ flags, barriers, from }: CuedSentence, token: number, event: TreatmentEvent): boolean {
  return (
    token >= from &&
    ((flags[token]! & (Flag.Comma | Flag.Joining | Flag.Hard)) !== 0 || (barriers[token]! & event.bit) !== 0)
  );
}

function coverBackward(
  sentence: CuedSentence,
  event: TreatmentEvent,
  earlier: readonly TreatmentEvent[],
  reach: number,
): readonly number[] {
  const { flags, barriers, from, targets } = sentence;
  let token = subjectEnd(sentence, event);
  if (token < from) return [];
  if (isBare(sentence, token, event)) return antecedentOf(sentence, token, earlier);
  const nearest = lastTargetBefore(sentence.targets, token + 1);
  if (nearest < 0) return [];
  for (const stop = Math.max(targets[nearest]!.endToken, event.first - reach); token >= stop; token--) {
    const flag = flags[token]!;
    if (flag & (Flag.Hard | Flag.Comma) || barriers[token]! & event.bit) return [];
  }
  return token + 1 > targets[nearest]!.endToken ? [] : withJoined(sentence, nearest);
}

/** A verb without a subject of its own ("..., then stopped") is about what the words before it were about. */
function antecedentOf(sentence: CuedSentence, token: number, earlier: readonly TreatmentEvent[]): readonly number[] {
  const nearest = lastTargetBefore(sentence.targets, token + 1);
  if (nearest < 0 || token - sentence.targets[nearest]!.endToken > ANTECEDENT_REACH) return [];
  const before = [...earlier].reverse().find((other) => other.covered.includes(nearest));
  return before
    ? before.covered.filter((index) => sentence.targets[index]!.endToken <= token + 1)
    : withJoined(sentence, nearest);
}

/** The target and those that an "and" joins to it: "hCG and anastrozole were stopped". */
function withJoined(sentence: CuedSentence, index: number): readonly number[] {
  const covered = [index];
  for (let at = index; at > 0; at--) {
    const gapFrom = sentence.targets[at - 1]!.endToken;
    const gapTo = sentence.targets[at]!.firstToken;
    const flag = gapTo - gapFrom === 1 ? sentence.flags[gapFrom]! : 0;
    if ((flag & Flag.Joining) === 0 && !(flag & Flag.Comma && covered.length > 1)) break;
    covered.unshift(at - 1);
  }
  return covered;
}
