/** What a treatment event is about: the targets after its verb or before it, or those of an earlier event. */
import { hashOf } from "../text/tokens.ts";
import type { TreatmentStatus } from "./assertion.ts";
import { Direction, effectBit, Flag } from "./effects.ts";
import type { TreatmentEvent } from "./event.ts";
import { type CuedSentence, firstTargetFrom, lastTargetBefore } from "./hits.ts";
import { isCellEdge, isClosed } from "./scope.ts";

/** How far back an event looks for what it is about. */
const SUBJECT_REACH = 18;
const NEAR_SUBJECT_REACH = 6;
const ANTECEDENT_REACH = 40;
/** "12/52" joins nothing. */
const SLASH = hashOf("/");

/** Indices of the targets that the event is about: words after it ("stopped testosterone"), or before it ("testosterone was stopped"). */
export function coverageOf(
  sentence: CuedSentence,
  event: TreatmentEvent,
  earlier: readonly TreatmentEvent[],
): readonly number[] {
  const { flags, from, to } = sentence;
  const forward = () => coverForward(sentence, event);
  const backward = (reach = SUBJECT_REACH) => coverBackward(sentence, event, earlier, reach);
  const before = event.first > from ? flags[event.first - 1]! : 0;
  if (event.direction !== Direction.Backward && isPronoun(sentence, event.end))
    return orElse(forward(), () => orElse(backward(), () => nearestBefore(sentence, event)));
  if (event.direction === Direction.Forward) return orElse(forward(), () => (before & Flag.Label ? backward() : []));
  if (event.direction === Direction.Backward) return backward();
  if (isTightArrow(sentence, event)) return forward();
  const closes =
    isClosed(sentence, event.end, event.bit) ||
    isSubject(sentence, event.end) ||
    (event.end < to && (flags[event.end]! & Flag.Number) !== 0);
  if (closes) return orElse(backward(), () => coverForward(sentence, event, Flag.Comma | Flag.Joining));
  return orElse(forward(), () =>
    isBare(sentence, subjectEnd(sentence, event), event) ? [] : backward(NEAR_SUBJECT_REACH),
  );
}

const subjects: ReadonlySet<number> = new Set(["we", "i", "he", "she", "they"].map(hashOf));

/** "After Androgel failed we ...": a new clause begins. */
function isSubject({ note, to }: CuedSentence, token: number): boolean {
  return token < to && subjects.has(note.tokens.hash[token]!);
}

const pronouns: ReadonlySet<number> = new Set(["it", "them", "these", "this"].map(hashOf));

/** "He has Testogel at home but is not using it." */
function isPronoun({ note, to }: CuedSentence, token: number): boolean {
  return token < to && pronouns.has(note.tokens.hash[token]!);
}

/** "Anastrozole is on the list but he says he never took it": the drug that the sentence names before. */
function nearestBefore({ targets, flags }: CuedSentence, event: TreatmentEvent): readonly number[] {
  const nearest = lastTargetBefore(targets, event.first);
  if (nearest < 0 || event.first - targets[nearest]!.endToken > SUBJECT_REACH) return [];
  for (let token = targets[nearest]!.endToken; token < event.first; token++) if (flags[token]! & Flag.Hard) return [];
  return [nearest];
}

function orElse(first: readonly number[], second: () => readonly number[]): readonly number[] {
  return first.length > 0 ? first : second();
}

/** `ends`: marks that end the search before the clause does. */
function coverForward(sentence: CuedSentence, event: TreatmentEvent, ends = 0): readonly number[] {
  const { note, flags, barriers, verbs, to, targets } = sentence;
  const covered: number[] = [];
  let index = firstTargetFrom(targets, event.end);
  let run = 0;
  for (let token = event.end; token < to && index < targets.length; token++) {
    const flag = flags[token]!;
    if (
      flag & Flag.Hard ||
      (flag & ends && note.tokens.hash[token] !== SLASH) ||
      (flag & Flag.Label && !isHead(sentence, event.end, token))
    )
      break;
    const isListed = note.tokens.hash[token] === THEN && targets[index]!.firstToken === token + 1;
    if ((barriers[token]! & event.bit && !isListed) || verbs[token]) break;
    if (flag & (Flag.Comma | Flag.Joining)) run = 0;
    else if (++run > event.reach) break;
    while (index < targets.length && targets[index]!.firstToken === token) {
      covered.push(index++);
      run = 0;
    }
  }
  return covered;
}

const THEN = hashOf("then");
/** What may stand between the verb of a head and its colon: "Medications stopped by patient this visit: ...". */
const headWords: ReadonlySet<number> = new Set(
  [
    "today",
    "this",
    "visit",
    "by",
    "the",
    "patient",
    "pt",
    "at",
    "last",
    "recently",
    "since",
    "now",
    "meds",
    "gp",
    "pcp",
    "urology",
    "endo",
  ].map(hashOf),
);

/** Whether the colon at `token` belongs to the verb that ends at `from`. */
function isHead({ note }: CuedSentence, from: number, token: number): boolean {
  for (let at = from; at < token; at++) if (!headWords.has(note.tokens.hash[at]!)) return false;
  return token - from <= LONGEST_HEAD;
}

/** In tokens, behind its verb. */
const LONGEST_HEAD = 5;

/** "Cabergoline ↓prolactin": an arrow that touches a word is about that word. */
function isTightArrow({ note, flags, to }: CuedSentence, { first, end }: TreatmentEvent): boolean {
  const { text, tokens } = note;
  if (end >= to || tokens.start[end] !== tokens.end[end - 1] || flags[end]! & Flag.Number) return false;
  const unit = text.charCodeAt(tokens.start[first]!);
  return unit === 0x2191 || unit === 0x2193;
}

/** Words of a patient who tells of himself: "patient states not taking". */
const tellers: ReadonlySet<number> = new Set(
  ["patient", "pt", "he", "states", "stated", "reports", "reported", "says", "said"].map(hashOf),
);

/** Last token before the verb and the words that lead to it ("it was", "patient states"). */
function subjectEnd({ note, flags, from }: CuedSentence, event: TreatmentEvent): number {
  let token = event.first - 1;
  while (token >= from && (flags[token]! & Flag.Linking || tellers.has(note.tokens.hash[token]!))) token--;
  return token;
}

/** Whether a clause ends at `token`, so that a verb after it has no subject of its own. */
function isBare({ flags, barriers, from }: CuedSentence, token: number, event: TreatmentEvent): boolean {
  return (
    token >= from &&
    ((flags[token]! & (Flag.Comma | Flag.Joining | Flag.Hard)) !== 0 || (barriers[token]! & event.bit) !== 0)
  );
}

/** Indices of the targets before the event that it is about; `earlier` are the events of the sentence so far. */
export function coverBackward(
  sentence: CuedSentence,
  event: TreatmentEvent,
  earlier: readonly TreatmentEvent[],
  reach = SUBJECT_REACH,
): readonly number[] {
  const { flags, barriers, from, targets } = sentence;
  let token = subjectEnd(sentence, event);
  if (token < from) return [];
  if (startsOther(sentence, event)) return [];
  // "Clomiphene 25 mg (risks d/w pt)", "Sustanon (own supply?)": what the brackets talk over is their own words.
  if (event.status === "considered" && isInOwnBrackets(sentence, token)) return [];
  if (isBare(sentence, token, event))
    return mayLookBack(sentence, event, token) ? antecedentOf(sentence, event, token, earlier) : [];
  const nearest = lastTargetBefore(sentence.targets, token + 1);
  if (nearest < 0) return [];
  for (const stop = Math.max(targets[nearest]!.endToken, event.first - reach); token >= stop; token--) {
    const flag = flags[token]!;
    if (flag & Flag.Comma && !isDose(sentence, token + 1)) return [];
    if (flag & Flag.Hard || barriers[token]! & event.bit) return [];
  }
  return token + 1 > targets[nearest]!.endToken ? [] : withJoined(sentence, nearest);
}

const moments: ReadonlySet<number> = new Set(["when", "once", "after", "before", "until"].map(hashOf));
const demonstratives: ReadonlySet<number> = new Set(["this", "that", "these"].map(hashOf));

/** "Testosterone was stopped when this was begun": what began then is another drug. */
function startsOther({ note: { tokens }, flags, from }: CuedSentence, { status, first }: TreatmentEvent): boolean {
  if (status !== "started") return false;
  let token = first - 1;
  while (token > from && flags[token]! & Flag.Linking && !demonstratives.has(tokens.hash[token]!)) token--;
  return token > from && demonstratives.has(tokens.hash[token]!) && moments.has(tokens.hash[token - 1]!);
}

/** Whether brackets that open after the nearest target hold words before `to`. */
function isInOwnBrackets({ note: { text, tokens }, targets }: CuedSentence, to: number): boolean {
  const nearest = lastTargetBefore(targets, to + 1);
  if (nearest < 0) return false;
  for (let token = targets[nearest]!.endToken; token < to; token++)
    if (text.charCodeAt(tokens.start[token]!) === 0x28) return true;
  return false;
}

/** "On Nebido. Denies allergies.": a noun says nothing about what another sentence was about. */
function mayLookBack(sentence: CuedSentence, event: TreatmentEvent, token: number): boolean {
  if (event.bit === effectBit.allergy) return false;
  const isNoun = event.direction === Direction.Backward && (event.hits[0]!.meaning.flags & Flag.Cell) === 0;
  return !isNoun || isCellEdge(sentence, token) || (sentence.flags[token]! & Flag.Hard) === 0;
}

const amounts: ReadonlySet<number> = new Set(
  ["one", "two", "three", "four", "half", "once", "twice", "daily"].map(hashOf),
);

/** "testosterone gel 1.62%, two pumps daily, was held": what follows the comma is still the drug's dose. */
function isDose({ note, flags }: CuedSentence, token: number): boolean {
  return (flags[token]! & Flag.Number) !== 0 || amounts.has(note.tokens.hash[token]!);
}

const over: ReadonlySet<TreatmentStatus> = new Set(["discontinued", "completed", "not-taking", "declined"]);

/** A verb without a subject of its own ("..., then stopped") is about what the words before it were about. */
function antecedentOf(
  sentence: CuedSentence,
  event: TreatmentEvent,
  token: number,
  earlier: readonly TreatmentEvent[],
): readonly number[] {
  const nearest = lastTargetBefore(sentence.targets, token + 1);
  if (nearest < 0 || token - sentence.targets[nearest]!.endToken > ANTECEDENT_REACH) return [];
  if (!continues(sentence, sentence.targets[nearest]!.endToken, token)) return [];
  const before = earlier.findLast((other) => other.covered.includes(nearest));
  // "Testosterone was stopped in 2024. BP 114/70. Continue." goes on with something else.
  if (event.status === "continued" && before && over.has(before.status)) return [];
  return before
    ? before.covered.filter((index) => sentence.targets[index]!.endToken <= token + 1)
    : withJoined(sentence, nearest);
}

/**
 * Whether the sentence that holds `token` goes on about what an earlier one named at `from`: its verb begins it and the
 * name stands in the sentence before ("Declined."), or it begins with "it". "On TRT. Former smoker, quit in 2019." and
 * "On TRT. Offered a flu shot. Declined." do not.
 */
function continues(sentence: CuedSentence, from: number, token: number): boolean {
  const { flags, note } = sentence;
  for (let at = token - 1; at >= from; at--)
    if (flags[at]! & Flag.Hard && !isCellEdge(sentence, at))
      return (flags[token]! & Flag.Hard) === 0 && pronouns.has(note.tokens.hash[at + 1]!);
  return true;
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
