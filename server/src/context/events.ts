/** Treatment events: verbs with what they act on, in the order in which the sentence tells them. */
import { hashOf } from "../text/tokens.ts";
import type { TreatmentStatus } from "./assertion.ts";
import { coverageOf } from "./coverage.ts";
import { actorEffects, Direction, effectBit, Flag } from "./effects.ts";
import type { TreatmentEvent } from "./event.ts";
import { type CuedSentence, firstTargetFrom } from "./hits.ts";
import { isIdleSwitch, splitAddition, splitSwitch } from "./switches.ts";
import { compose, statusFor } from "./treatment.ts";

/** Words between a modifier and its verb: at most this many. */
const LONGEST_GAP = 4;
/** How far "today" and "until" may stand from their verb. */
const LONGEST_CLAUSE = 14;
/** How many events back a verb without a subject looks for what it is about. */
const REMEMBERED = 6;
/** The events of the sentence in order. Marks hits that only modify one of them as consumed. */
export function readEvents(sentence: CuedSentence): TreatmentEvent[] {
  const all: TreatmentEvent[] = [];
  for (let index = 0; index < sentence.hits.length; index++) {
    const event = eventAt(sentence, index);
    if (event) all.push(event);
  }
  const events = all.filter((event) => !event.hits[0]!.consumed);
  for (const event of events)
    if (event.direction & Direction.Forward && !isInTarget(sentence, event) && !isIdleSwitch(sentence, event))
      sentence.verbs[event.first] = 1;
  const told: TreatmentEvent[] = [];
  events.forEach((event, index) => {
    if (isWishedToo(sentence, event, events[index - 1])) event.status = compose("considered", event.status)!;
    event.conditional = isConditional(sentence, event, events[index + 1]?.first ?? sentence.to);
    const earlier = told.slice(-REMEMBERED);
    if (event.bit === effectBit.switched) told.push(...splitSwitch(sentence, event, earlier));
    else {
      event.covered = coverageOf(sentence, event, earlier);
      told.push(...splitAddition(sentence, event));
    }
  });
  return told.map((event, index) =>
    isSuperseded(sentence, event, nextAbout(told, index)) || isTakenUntil(sentence, event) ? ended(event) : event,
  );
}

const AND = hashOf("and");

/** "Wants to come off TRT and try enclomiphene": the wish goes on behind the "and". */
function isWishedToo(sentence: CuedSentence, event: TreatmentEvent, before: TreatmentEvent | undefined): boolean {
  if (event.hits.length > 1 || !before || before.hits.length === 1) return false;
  if (sentence.note.tokens.hash[event.first - 1] !== AND || !isBase(sentence, event.first)) return false;
  return before.hits.some(({ meaning }) => meaning.operator?.effect === "considered");
}

const pastUse: ReadonlySet<number> = new Set(["took", "used", "tried", "ran", "injected", "was", "had"].map(hashOf));
const NOW = hashOf("now");

/** "Took A, now on B": what was used before `next`, of other drugs, is over. */
function isSuperseded({ note }: CuedSentence, event: TreatmentEvent, next: TreatmentEvent | undefined): boolean {
  const { hash } = note.tokens;
  if (event.status !== "active" || next?.status !== "active" || !pastUse.has(hash[event.first]!)) return false;
  if (hash[next.first] !== NOW && hash[next.first - 1] !== NOW) return false;
  return !next.covered.some((index) => event.covered.includes(index));
}

const perfect: ReadonlySet<number> = new Set(["has", "have"].map(hashOf));

/** "Used AndroGel until his wife conceived"; not "has used it". */
function isTakenUntil(sentence: CuedSentence, { status, first, end }: TreatmentEvent): boolean {
  const { hash } = sentence.note.tokens;
  if (status !== "active" || !pastUse.has(hash[first]!) || perfect.has(hash[first - 1]!)) return false;
  return says(sentence, UNTIL, end) || says(sentence, TILL, end);
}

/** The next event that is about something. */
function nextAbout(told: readonly TreatmentEvent[], index: number): TreatmentEvent | undefined {
  return told.slice(index + 1, index + REMEMBERED).find(({ covered }) => covered.length > 0);
}

function ended(event: TreatmentEvent): TreatmentEvent {
  return { ...event, status: "discontinued", historical: true };
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
  const seen = { negated: false, planned: false, historical: (hit.mask & effectBit.historical) !== 0 };
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
  if (seen.planned && status === "planned" && says(sentence, TODAY, hit.end)) status = statusFor(verb.effect);
  const isStop = verb.bit === effectBit.stopped || (seen.negated && verb.bit === effectBit.restarted);
  if (status === "discontinued" && isStop && says(sentence, UNTIL, hit.end)) status = "held";
  if (hits.length === 1 && waits.has(status) && isBase(sentence, first) && isAwaited(sentence, first))
    status = "planned";
  if (status === "not-taking" && says(sentence, SINCE, hit.end)) status = "discontinued";
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

const waits: ReadonlySet<TreatmentStatus> = new Set(["started", "restarted"]);
const awaited: ReadonlySet<number> = new Set(["once", "when", "after"].map(hashOf));
const bases: ReadonlySet<number> = new Set(
  ["start", "begin", "commence", "initiate", "restart", "resume", "recommence", "add", "try"].map(hashOf),
);

function isBase({ note }: CuedSentence, first: number): boolean {
  return bases.has(note.tokens.hash[first]!);
}

/** "Once the hematocrit is below 50, resume": the clause before the comma tells when. */
function isAwaited({ note, flags, from }: CuedSentence, first: number): boolean {
  if (first === from || (flags[first - 1]! & Flag.Comma) === 0) return false;
  let token = first - 1;
  while (token > from && first - token < LONGEST_CLAUSE && (flags[token - 1]! & (Flag.Hard | Flag.Label)) === 0)
    token--;
  return awaited.has(note.tokens.hash[token]!);
}

const TODAY = hashOf("today");
const UNTIL = hashOf("until");
const TILL = hashOf("till");
const SINCE = hashOf("since");

/**
 * Whether `word` follows in the clause: "will begin clomiphene 25 mg daily today" is done today, "stay off testosterone until
 * hematology clears him" is a pause (not "until 2019"), "not on it since May" an end.
 */
function says({ note, flags, to }: CuedSentence, word: number, from: number): boolean {
  for (let token = from; token < Math.min(to, from + LONGEST_CLAUSE); token++) {
    if (note.tokens.hash[token] === word)
      return word !== UNTIL || token + 1 >= to || (flags[token + 1]! & Flag.Number) === 0;
    if (flags[token]! & (Flag.Hard | Flag.Comma | Flag.Joining)) return false;
  }
  return false;
}

function isGapLinked(sentence: CuedSentence, from: number, to: number): boolean {
  if (to - from > LONGEST_GAP) return false;
  for (let token = from; token < to; token++)
    if ((sentence.flags[token]! & (Flag.Linking | Flag.Joining)) === 0 && !isHyphen(sentence, token)) return false;
  return true;
}

/** "a twelve-week cycle of" */
function isHyphen({ note }: CuedSentence, token: number): boolean {
  return note.text.charCodeAt(note.tokens.start[token]!) === 0x2d;
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
