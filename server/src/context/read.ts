/** Reads what the note claims about each mention. A descendant of ConText with clauses, lists and treatment events. */
import type { SectionKind } from "../knowledge/schema.ts";
import type { Note, Sentence } from "../text/note.ts";
import { hashesOf, hashOf, TokenKind } from "../text/tokens.ts";
import type { Actor, Assertion, DecidingCue, TreatmentStatus } from "./assertion.ts";
import type { CueTable } from "./cues.ts";
import { decidingEvent, isPastForm } from "./deciding.ts";
import { actorEffects, effectBit, Flag } from "./effects.ts";
import type { TreatmentEvent } from "./event.ts";
import { readEvents } from "./events.ts";
import { type CuedSentence, cueSentence, emptyMarks, type Hit, type Target } from "./hits.ts";
import { readLeads } from "./leads.ts";
import {
  askedOf,
  goesOnDenying,
  isDifferential,
  isIndication,
  isLasting,
  isMarkedAbsent,
  isOver,
  isUnchecked,
  isUsedUntil,
  tickedOf,
} from "./place.ts";
import { LONGEST_SCOPE, readScopes, type Scope } from "./scope.ts";
import { isInUse, isThought } from "./treatment.ts";

const unmarked: Assertion = {
  polarity: "affirmed",
  certainty: "certain",
  conditionality: "actual",
  temporality: "current",
  experiencer: "patient",
  status: null,
  actor: "unknown",
  cues: [],
};

/**
 * One assertion for each span, same index. `spans` may be any words of the note; `sentence` is the index of the sentence
 * that holds them. Total and deterministic; each sentence's cues are found once. Cue spans are UTF-16 offsets.
 */
export function readAssertions(note: Note, spans: readonly Target[], cues: CueTable): Assertion[] {
  const assertions = new Array<Assertion>(spans.length).fill(unmarked);
  const order = Array.from(spans.keys()).sort(
    (a, b) => spans[a]!.sentence - spans[b]!.sentence || spans[a]!.firstToken - spans[b]!.firstToken,
  );
  const targets = order.map((index) => spans[index]!);
  const marks = emptyMarks(note.tokens.count);
  const leads = spans.length > 0 ? readLeads(note, cues) : [];
  for (let first = 0, next = 0; first < order.length; first = next) {
    const from = targets[first]!.sentence;
    while (next < targets.length && targets[next]!.sentence === from) next++;
    if (!note.sentences[from]) continue;
    let to = from + 1;
    while (to - from < LONGEST_PASSAGE && goesOn(note, to - 1, targets[next]?.sentence === to)) {
      while (targets[next]?.sentence === to) next++;
      to++;
    }
    const read = readSentence(cueSentence(note, { from, to }, targets.slice(first, next), cues, marks), leads);
    for (let at = first; at < next; at++) assertions[order[at]!] = read[at - first]!;
  }
  return assertions;
}

/** Sentences read as one: "offered testosterone; he will think about it. Declined." */
const LONGEST_PASSAGE = 6;

/**
 * Whether what sentence `index` says may go on in the next: both stand in one line, and either a semicolon joins them or
 * the next names no target of its own (`hasTarget`), so that a verb in it ("Declined.") can only look back.
 */
function goesOn(note: Note, index: number, hasTarget: boolean): boolean {
  const sentence = note.sentences[index]!;
  const next = note.sentences[index + 1];
  if (!next || next.section !== sentence.section || next.quoted !== sentence.quoted || next.box !== "none")
    return false;
  if (sentence.endToken !== next.firstToken || sentence.firstToken === sentence.endToken) return false;
  const mark = note.text.charCodeAt(note.tokens.start[sentence.endToken - 1]!);
  if (mark !== 0x3b && (mark !== 0x2e || hasTarget)) return false;
  for (let offset = sentence.end; offset < next.start; offset++)
    if (note.text.charCodeAt(offset) === 0x0a) return false;
  return true;
}

function readSentence(sentence: CuedSentence, leads: readonly (TreatmentStatus | null)[]): Assertion[] {
  const events = readEvents(sentence);
  const scopes = readScopes(sentence);
  markConditions(events, scopes);
  const eventsOf: TreatmentEvent[][] = sentence.targets.map(() => []);
  for (const event of events) for (const index of event.covered) eventsOf[index]!.push(event);
  let first = 0;
  return sentence.targets.map((target, index) => {
    while (first < scopes.length && scopes[first]!.hit.end + LONGEST_SCOPE < target.firstToken) first++;
    const lead = leads[target.sentence] ?? null;
    return readTarget(sentence, target, scopesAt(scopes, first, target), eventsOf[index]!, lead);
  });
}

/** An event after "if" is conditional. */
function markConditions(events: readonly TreatmentEvent[], scopes: readonly Scope[]): void {
  let from = 0;
  for (const { cue, hit, to } of scopes) {
    if ((cue.bit & effectBit.conditional) === 0 || to <= hit.end) continue;
    while (from < events.length && events[from]!.first < hit.end) from++;
    for (let index = from; index < events.length && events[index]!.first < to; index++)
      events[index]!.conditional = true;
  }
}

/** Scopes that hold `target`. They are in order of their cues, so the search ends a longest scope after it. */
function scopesAt(scopes: readonly Scope[], first: number, target: Target): Scope[] {
  const found: Scope[] = [];
  for (let index = first; index < scopes.length; index++) {
    const scope = scopes[index]!;
    if (scope.hit.first > target.endToken + LONGEST_SCOPE) break;
    const overlaps = scope.hit.first < target.endToken && target.firstToken < scope.hit.end;
    if (!overlaps && scope.from <= target.firstToken && target.firstToken < scope.to) found.push(scope);
  }
  return found;
}

function readTarget(
  sentence: CuedSentence,
  target: Target,
  scopes: readonly Scope[],
  events: readonly TreatmentEvent[],
  lead: TreatmentStatus | null,
): Assertion {
  const { note } = sentence;
  const place = note.sentences[target.sentence]!;
  const kind = note.sections[place.section]?.kind ?? "other";
  let mask = isOver(sentence, target, kind) ? effectBit.historical : 0;
  for (const scope of scopes) mask |= scope.cue.bit;
  mask |= askedOf(sentence, target) | tickedOf(sentence, target);
  if (isMarkedAbsent(sentence, target)) mask |= effectBit.negated;
  if (scopes.length === 0 && isBare(sentence, place) && goesOnDenying(note, target.sentence)) mask |= effectBit.negated;
  if (isLasting(sentence, target)) mask &= ~effectBit.historical;
  if (kind === "assessment" && isDifferential(note, place.section)) mask |= effectBit.uncertain;
  const isLast = isLastGiven(note, target);
  if (isLast || events.some((event) => isLastDose(note, event))) mask &= ~effectBit.historical;
  const event = decidingEvent(sentence, events, target);
  if (event?.status === "active" && isUsedUntil(note, target)) mask |= effectBit.historical;
  const isActual = event !== null && !event.conditional;
  const wasTaken = events.some((one) => one.historical && !one.conditional);
  const isUnfit = mask & effectBit.negated && events.some((other) => isCandidate(note, other));
  // "On TRT with PSA 3.5 ng/mL": who is on it is treated, whatever is measured behind.
  const isTaken =
    event?.status === "active" &&
    event.end === target.firstToken &&
    note.tokens.kind[target.endToken] === TokenKind.Word;
  const said = isTaken ? mask & ~effectBit.measured : mask;
  const stated = statusOf(note, kind, event, said, lead);
  const status = isUnfit ? "contraindicated" : stated === null && isLast ? "active" : stated;
  // "Screening for prostate cancer declined" settles nothing about the cancer.
  const isSettledLater =
    event !== null && event.first >= target.endToken && !isThought(event.status) && event.status !== "declined";
  const meant = isSettledLater ? mask & ~effectBit.hypothetical : mask;
  const conditionality = conditionalityOf(kind, meant, event, isUnchecked(note, place, target));
  return {
    polarity:
      mask & effectBit.negated || (status === "not-taking" && !isIndication(sentence, target)) ? "negated" : "affirmed",
    certainty: mask & effectBit.uncertain ? "uncertain" : "certain",
    conditionality,
    temporality: place.quoted ? "historical" : temporalityOf(note, kind, mask, event, status, wasTaken),
    experiencer:
      mask & effectBit.family || (kind === "family-history" && isOfFamily(note, target.sentence))
        ? "family"
        : mask & effectBit["other-person"]
          ? "other"
          : "patient",
    status:
      conditionality === "education"
        ? null
        : conditionality === "conditional" && status !== null && !isActual
          ? "considered"
          : status,
    actor: event ? actorOf(sentence, event) : "unknown",
    cues: decidingCues(note, scopes, event),
  };
}

/**
 * "FHx: father PCa at 60. On Testim." goes on about the patient in the line of the heading; what stands on lines of its
 * own belongs to the family.
 */
function isOfFamily(note: Note, index: number): boolean {
  const { section, start, firstToken } = note.sentences[index]!;
  const { heading } = note.sections[section]!;
  if (!heading || note.sentences[index - 1]?.section !== section) return true;
  if (note.text.slice(heading.end, start).includes("\n")) return true;
  return !patientStarts.has(note.tokens.hash[firstToken]!);
}

/** Words with which a statement about the patient's treatment begins. */
const patientStarts = hashesOf(
  "on takes taking uses using he pt patient meds continue start continues started currently psa hct labs bp plan",
);

/** Without any word that a denial does not pass ("since", "reports"). */
function isBare({ barriers }: CuedSentence, { firstToken, endToken }: Sentence): boolean {
  for (let token = firstToken; token < endToken; token++) if (barriers[token]! & effectBit.negated) return false;
  return true;
}

/** Said of a hormone that is measured, these are no statements about a treatment ("testosterone increased to 512 ng/dL"). */
const notOfMeasured: ReadonlySet<TreatmentStatus> = new Set([
  "active",
  "started",
  "increased",
  "decreased",
  "planned",
  "considered",
]);

function statusOf(
  note: Note,
  kind: SectionKind,
  event: TreatmentEvent | null,
  mask: number,
  lead: TreatmentStatus | null,
): TreatmentStatus | null {
  if (!event) return lead && (mask & effectBit.negated) === 0 ? lead : sectionStatus(kind, mask);
  const { status } = event;
  if (mask & effectBit.measured && notOfMeasured.has(status)) return null;
  if (mask & effectBit.negated && (status === "active" || status === "started" || status === "continued"))
    return "not-taking";
  if (mask & effectBit.historical && status === "active") return "discontinued";
  if (mask & effectBit.planned && (status === "started" || status === "restarted") && !isPastForm(note, event))
    return "planned";
  return status;
}

const CANDIDATE = hashOf("candidate");

/** "Not a TRT candidate" */
function isCandidate({ tokens }: Note, { hits }: TreatmentEvent): boolean {
  return tokens.hash[hits[0]!.end - 1] === CANDIDATE;
}

const LAST = hashOf("last");

/** "Last given 3/52 ago": a dose of some weeks ago is no end. */
function isLastDose(note: Note, { hits }: TreatmentEvent): boolean {
  const { first, end } = hits[0]!;
  return note.tokens.hash[first] === LAST && !isYearsAgo(note, end);
}

const NEXT = hashOf("next");

/** "Last Sustanon 3/52 ago", "next Nebido 12/12": it goes on. */
function isLastGiven(note: Note, { firstToken, endToken }: Target): boolean {
  const { tokens, text } = note;
  if (tokens.kind[endToken] !== TokenKind.Number || isYearsAgo(note, endToken)) return false;
  const before = tokens.hash[firstToken - 1];
  return before === LAST || (before === NEXT && text.charAt(tokens.start[endToken + 1]!) === "/");
}

/** Whether a year, or a number of years, stands in the words from `from` on. */
function isYearsAgo({ text, tokens }: Note, from: number): boolean {
  for (let token = from; token < Math.min(tokens.count, from + 4); token++) {
    const unit = text.slice(tokens.start[token], tokens.end[token]);
    if (tokens.kind[token] === TokenKind.Number ? unit.length === 4 : unit.startsWith("y")) return true;
  }
  return false;
}

/** What being listed under a heading says. */
function sectionStatus(kind: SectionKind, mask: number): TreatmentStatus | null {
  if (mask & effectBit.negated) return null;
  if (kind === "allergies") return "allergy";
  if (kind === "prior-medications" || (kind === "medications" && mask & effectBit.historical)) return "discontinued";
  return kind === "medications" ? "active" : null;
}

function conditionalityOf(
  kind: SectionKind,
  mask: number,
  event: TreatmentEvent | null,
  unchecked: boolean,
): Assertion["conditionality"] {
  if (mask & effectBit.education || kind === "education" || (kind === "instructions" && !event)) return "education";
  if (event?.conditional || (mask & effectBit.conditional && !event)) return "conditional";
  const isWeighed = event?.status === "considered" && event.hits.length > 1;
  return mask & effectBit.hypothetical || isWeighed || unchecked ? "hypothetical" : "actual";
}

const nowWords: ReadonlySet<number> = new Set(["now", "current", "currently", "presently"].map(hashOf));

/** "Prior meds: clomiphene. Now on hCG." */
function saysNow({ tokens }: Note, { status, first, end }: TreatmentEvent): boolean {
  if (!isInUse(status)) return false;
  return (
    nowWords.has(tokens.hash[first]!) ||
    nowWords.has(tokens.hash[first + 1]!) ||
    (end > first + 2 && nowWords.has(tokens.hash[end - 1]!))
  );
}

function temporalityOf(
  note: Note,
  kind: SectionKind,
  mask: number,
  event: TreatmentEvent | null,
  status: TreatmentStatus | null,
  wasTaken: boolean,
): Assertion["temporality"] {
  if (kind === "prior-medications" && !(event && saysNow(note, event))) return "historical";
  const isPast = (mask & (effectBit.historical | effectBit.resolved)) !== 0;
  if (status === "planned" || event?.planned || (mask & effectBit.planned && !isPast)) return "planned";
  if (event?.historical) return "historical";
  const inUse = event !== null && !event.conditional && status !== null && isInUse(status);
  // "Previously took clomiphene but stopped."
  if (wasTaken && status === "discontinued") return "historical";
  return isPast && (!inUse || mask & effectBit.resolved) ? "historical" : "current";
}

const clinicianDecides: ReadonlySet<TreatmentStatus> = new Set([
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
  "contraindicated",
]);

/** Who acted: the subject directly before the verb, or the words "by ..." after it. */
function actorOf(sentence: CuedSentence, event: TreatmentEvent): Actor {
  if (event.status === "declined" || event.hits.some((hit) => hit.mask & effectBit["patient-acts"])) return "patient";
  const { hits } = sentence;
  for (let index = event.hitIndex - 1; index >= 0 && event.first - hits[index]!.end <= 3; index--) {
    const hit = hits[index]!;
    if (hit.end > event.first || (hit.mask & actorEffects) === 0) continue;
    if (isSubject(sentence, hit.end, event)) return actorFor(hit);
    break;
  }
  for (let index = event.hitIndex + 1; index < hits.length && hits[index]!.first - event.end <= 12; index++) {
    const hit = hits[index]!;
    if ((hit.mask & actorEffects) === 0) continue;
    if (isBroken(sentence, event.end, hit.first)) break;
    if (hit.mask & effectBit["other-acts"] || isEmphatic(sentence, hit)) return actorFor(hit);
  }
  return defaultActor(event);
}

function defaultActor(event: TreatmentEvent): Actor {
  return clinicianDecides.has(event.status) ? "clinician" : "unknown";
}

function actorFor(hit: Hit): Actor {
  if (hit.mask & effectBit["other-acts"]) return "other-prescriber";
  return hit.mask & effectBit["patient-acts"] ? "patient" : "clinician";
}

/** "himself", "on his own": names the doer after the verb, which a bare "he" does not. */
function isEmphatic({ note }: CuedSentence, hit: Hit): boolean {
  if ((hit.mask & effectBit["patient-acts"]) === 0) return false;
  return hit.end - hit.first > 1 || note.tokens.end[hit.first]! - note.tokens.start[hit.first]! === "himself".length;
}

/** Active voice: only words like "then" or "has" stand between subject and verb, and none like "was" before a participle. */
function isSubject({ note, flags, hits }: CuedSentence, token: number, event: TreatmentEvent): boolean {
  const verb = hits[event.hitIndex]!;
  const isParticiple = !note.text.endsWith("ing", note.tokens.end[verb.first]!);
  for (; token < event.end; token++) {
    const flag = flags[token]!;
    if ((token < event.first && (flag & Flag.Linking) === 0) || (flag & Flag.Passive && isParticiple)) return false;
  }
  return true;
}

function isBroken(sentence: CuedSentence, from: number, to: number): boolean {
  for (let token = from; token < to; token++) if (sentence.flags[token]! & (Flag.Hard | Flag.Comma)) return true;
  return false;
}

/** The cues that decided, nearest reading first in order of the text. */
function decidingCues(note: Note, scopes: readonly Scope[], event: TreatmentEvent | null): readonly DecidingCue[] {
  if (scopes.length === 0 && !event) return unmarked.cues;
  const cues: DecidingCue[] = scopes.map((scope) => cueSpan(note, scope.hit, scope.cue.effect));
  if (event) {
    event.hits.forEach((hit, index) => {
      const { verb, operator } = hit.meaning;
      cues.push(cueSpan(note, hit, (index === 0 ? verb : operator)!.effect));
    });
  }
  return cues.length > 1 ? cues.sort((a, b) => a.start - b.start) : cues;
}

function cueSpan(note: Note, hit: Hit, effect: string): DecidingCue {
  return { start: note.tokens.start[hit.first]!, end: note.tokens.end[hit.end - 1]!, effect };
}
