/** How far a cue reaches: to the end of its clause, over the items of a list, and no further than its reach. */
import { hashOf } from "../text/tokens.ts";
import { type CompiledCue, datesPast, isDate } from "./cues.ts";
import { actorEffects, Direction, effectBit, Flag, maskOf } from "./effects.ts";
import type { CuedSentence, Hit } from "./hits.ts";
import { isYear } from "./place.ts";
import { treatmentEffects } from "./treatment.ts";

/** Tokens `from` to `to` (exclusive) that a cue says something about. */
export interface Scope {
  readonly cue: CompiledCue;
  readonly hit: Hit;
  readonly from: number;
  readonly to: number;
}

/** No scope is longer, so that the cost stays linear in the text. */
export const LONGEST_SCOPE = 160;

/** Treatment events find what they are about by themselves, except that "next week" dates all that stands before it. */
const scoped = ~(treatmentEffects | actorEffects) | effectBit.planned;
/** Cues of relatives reach back only over words like "in his". */
const persons = maskOf(["family", "other-person"]);
/** "No fever, started X": these do not pass a treatment event. */
const endedByEvents = maskOf(["negated", "measured"]);
/** "-ve" and "likely" are about what follows them, unless nothing does. */
const said = maskOf(["negated", "uncertain"]);
/** A warning holds to the end of its sentence, whatever its marks. */
const warnings = maskOf(["conditional", "hypothetical", "education"]);

/** The scopes of all cues in the sentence that are not treatment events, in order of their cues. */
export function readScopes(sentence: CuedSentence): Scope[] {
  const scopes: Scope[] = [];
  for (const hit of sentence.hits) {
    if (hit.consumed || (hit.mask & scoped) === 0) continue;
    for (const cue of hit.meaning.cues) {
      if ((cue.bit & hit.mask & scoped) === 0 || (cue.bit & effectBit.planned && !isDate(cue))) continue;
      if (cue.direction & Direction.Forward && mayReachOn(sentence, hit, cue))
        scopes.push({ cue, hit, from: hit.end, to: forwardEnd(sentence, hit, cue) });
      if (cue.direction & Direction.Backward && mayReachBack(sentence, hit, cue)) {
        scopes.push({ cue, hit, from: backwardStart(sentence, hit, cue), to: hit.first });
      }
    }
  }
  return scopes;
}

function mayReachOn(sentence: CuedSentence, hit: Hit, cue: CompiledCue): boolean {
  if (datesPast(cue)) return leadsClause(sentence, hit) || leadsReason(sentence, hit);
  return (cue.bit & said) === 0 || !answersBack(sentence, hit, cue);
}

/** "PE ruled out, pneumonia treated": the words before it are denied, so those after its comma are not. */
function answersBack(sentence: CuedSentence, hit: Hit, { bit, direction }: CompiledCue): boolean {
  if (direction === Direction.Both || hit.first === sentence.from || !says(hit, bit, Direction.Backward)) return false;
  const next = hit.end < sentence.to ? sentence.flags[hit.end]! : Flag.Hard;
  const isSeparated = (sentence.flags[hit.first - 1]! & (Flag.Hard | Flag.Comma | Flag.Joining)) !== 0;
  // "no secondary signs", but "ruled out by CT"
  if (next & Flag.Adjunct && (next & Flag.Joining) === 0) return hit.end - hit.first > 1;
  return !isSeparated && endsClause(sentence, hit, bit);
}

/** Whether nothing but numbers and words like "about" stands before the cue in its clause. */
function leadsClause({ from, flags }: CuedSentence, hit: Hit): boolean {
  for (let token = hit.first - 1; token >= from; token--) {
    const flag = flags[token]!;
    if (flag & (Flag.Hard | Flag.Label)) return true;
    if ((flag & (Flag.Number | Flag.Linking)) === 0) return false;
  }
  return true;
}

const reasons: ReadonlySet<number> = new Set(["for", "with", "following"].map(hashOf));
/** How far before its date the verb of the event may stand. */
const LONGEST_CLAUSE = 12;

/** "Hospitalized in 2018 for pneumonia": the reason is as old as the stay, unless it is the reason of a treatment. */
function leadsReason({ note, from, to, flags, verbs }: CuedSentence, hit: Hit): boolean {
  if (hit.end >= to || !reasons.has(note.tokens.hash[hit.end]!)) return false;
  for (let token = hit.first - 1; token >= Math.max(from, hit.first - LONGEST_CLAUSE); token--) {
    if (flags[token]! & (Flag.Hard | Flag.Comma)) return true;
    if (verbs[token]) return false;
  }
  return true;
}

function mayReachBack(sentence: CuedSentence, hit: Hit, cue: CompiledCue): boolean {
  const isOneWay = (cue.bit & said) !== 0 && cue.direction !== Direction.Both;
  if (isOneWay && (says(hit, cue.bit, Direction.Forward) || (cue.bit & effectBit.negated && isAnswer(sentence, hit))))
    return endsClause(sentence, hit, cue.bit);
  if ((cue.bit & persons) === 0) return true;
  return hit.first > sentence.from && (sentence.flags[hit.first - 1]! & (Flag.Bearer | Flag.Label)) !== 0;
}

/** "no", ": N" */
function isAnswer({ note: { tokens } }: CuedSentence, { first, end }: Hit): boolean {
  return end - first === 1 || tokens.end[end - 1]! - tokens.start[end - 1]! === 1;
}

function says({ meaning }: Hit, bit: number, direction: number): boolean {
  return meaning.cues.some((cue) => cue.bit === bit && (cue.direction & direction) !== 0);
}

function endsClause(sentence: CuedSentence, { first, end }: Hit, bit: number): boolean {
  if (isClosed(sentence, end, bit) || isYear(sentence.note, end) || opensBracket(sentence, end)) return true;
  return first > sentence.from && (sentence.flags[first - 1]! & Flag.Label) !== 0 && startsAnswer(sentence, end);
}

/** "ACS unlikely (age, ECG)" */
function opensBracket({ note: { text, tokens } }: CuedSentence, token: number): boolean {
  return text.charCodeAt(tokens.start[token]!) === 0x28;
}

/** "CAD: No  DM: Yes": a wide gap or the next label ends an answer. */
function startsAnswer({ note: { tokens }, flags, to }: CuedSentence, token: number): boolean {
  if (tokens.start[token]! - tokens.end[token - 1]! > 1) return true;
  return token + 1 < to && (flags[token + 1]! & Flag.Label) !== 0 && tokens.start[token + 1] === tokens.end[token];
}

const asks: ReadonlySet<number> = new Set(["if", "whether", "that"].map(hashOf));
const adverbs: ReadonlySet<number> = new Set(["not", "never", "t", "nt"].map(hashOf));

/** "Hasn't noticed", "not currently": the word at once after "not" is itself denied and ends nothing. */
function deniesNext({ note, flags, to }: CuedSentence, hit: Hit, cue: CompiledCue): boolean {
  if ((cue.bit & effectBit.negated) === 0 || hit.end >= to || flags[hit.end]! & Flag.Adjunct) return false;
  return adverbs.has(note.tokens.hash[hit.end - 1]!);
}

/** First token after the scope of a cue that reaches forward. The items of a list each renew the reach. */
function forwardEnd(sentence: CuedSentence, hit: Hit, cue: CompiledCue): number {
  const { to, flags, barriers, verbs } = sentence;
  const last = Math.min(to, hit.end + LONGEST_SCOPE);
  const isWarning = (cue.bit & warnings) !== 0;
  const isThought = cue.bit === effectBit.hypothetical && cue.reach < LONGEST_SCOPE;
  const endsAtVerb = isThought || (cue.bit & endedByEvents) !== 0;
  let token = hit.end;
  let run = 0;
  // "In 2015 he had a stroke": the clause begins after its date.
  if (datesPast(cue)) while (token < last && flags[token]! & (Flag.Linking | Flag.Comma)) token++;
  if (token < last && (flags[token]! & Flag.Label || deniesNext(sentence, hit, cue))) token++;
  // "I wonder whether he has OSA"
  if (cue.bit === effectBit.uncertain && hit.end - hit.first > 1 && asks.has(sentence.note.tokens.hash[hit.end - 1]!))
    while (token < last && flags[token]! & Flag.Linking) token++;
  for (; token < last; token++) {
    const flag = flags[token]!;
    if (flag & Flag.Hard || barriers[token]! & cue.bit) break;
    if (flag & Flag.Label && !isWarning) break;
    if (endsAtVerb && verbs[token]) break;
    if (flag & (Flag.Comma | Flag.Joining)) run = 0;
    else if (++run > cue.reach) break;
  }
  return token;
}

/** First token of the scope of a cue that reaches back. A comma ends it unless it stands before the cue or in a joined list. */
function backwardStart(sentence: CuedSentence, hit: Hit, cue: CompiledCue): number {
  const { from, flags, barriers, verbs } = sentence;
  const isConditional = (cue.bit & effectBit.conditional) !== 0;
  const first = Math.max(from, hit.first - cue.reach);
  let token = hit.first - 1;
  let joined = false;
  for (; token >= first; token--) {
    const flag = flags[token]!;
    const atCue = token >= hit.first - 2;
    if (flag & Flag.Hard && !(token === hit.first - 1 && isCellEdge(sentence, token))) break;
    if (flag & Flag.Label && !atCue) break;
    // "Clomiphene 25 mg (would consider hCG later)": the thought has an object of its own.
    if (cue.bit === effectBit.hypothetical && opensBracket(sentence, token) && !isClosed(sentence, hit.end, cue.bit))
      break;
    if (flag & Flag.Comma && !joined && !(token === hit.first - 1 && !isConditional)) break;
    if (barriers[token]! & cue.bit && (flag & Flag.Linking) === 0) break;
    if (isConditional && (verbs[token] || flag & Flag.Joining)) break;
    if (flag & Flag.Joining) joined = true;
  }
  return token + 1;
}

/** "| Chest pain | No |" */
export function isCellEdge({ note: { text, tokens } }: CuedSentence, token: number): boolean {
  return text.charCodeAt(tokens.start[token]!) === 0x7c;
}

/** Whether nothing that a word could act on follows at `token`: the clause ends or goes on with "in", "by", "and". */
export function isClosed({ flags, barriers, to }: CuedSentence, token: number, bit: number): boolean {
  if (token >= to) return true;
  const flag = flags[token]!;
  return (
    (flag & (Flag.Comma | Flag.Hard | Flag.Joining | Flag.Adjunct | Flag.Close)) !== 0 || (barriers[token]! & bit) !== 0
  );
}
