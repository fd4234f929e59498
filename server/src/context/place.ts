/** What the place of a mention says of it, besides the cues: its section, the date beside it, the question that it stands in. */
import type { SectionKind } from "../knowledge/schema.ts";
import { boxAt } from "../text/lines.ts";
import type { Note, Sentence } from "../text/note.ts";
import { hashesOf, hashOf, TokenKind } from "../text/tokens.ts";
import { effectBit, Flag } from "./effects.ts";
import { type CuedSentence, firstTargetFrom, type Target } from "./hits.ts";

/** An operation or a stroke is past under a heading of past history or with its date; a chronic disease or a drug is not. */
export function isOver(sentence: CuedSentence, target: Target, kind: SectionKind): boolean {
  if (!isEpisode(sentence, target)) return false;
  return kind === "pmh" || kind === "psh" || isDated(sentence, target) || followsYear(sentence, target);
}

const until = hashesOf("until till til");
const pastWords = hashesOf("last ago recently earlier");
const futureWords = hashesOf("next then");
/** In tokens: how far behind a drug its "until" may stand, and behind that the date. */
const UNTIL_REACH = 6;

/** "On testosterone until the PE on 4 June", "on Clomid until last month": a use whose end is told. */
export function isUsedUntil({ tokens, sentences }: Note, { endToken, sentence }: Target): boolean {
  const end = sentences[sentence]!.endToken;
  let token = endToken;
  while (token < Math.min(end, endToken + UNTIL_REACH) && !until.has(tokens.hash[token]!)) {
    if (tokens.kind[token] === TokenKind.Mark) return false;
    token++;
  }
  if (token >= end || !until.has(tokens.hash[token]!)) return false;
  const behind = tokens.hash.subarray(token + 1, Math.min(end, token + 1 + UNTIL_REACH));
  return (
    !behind.some((word) => futureWords.has(word)) && behind.some((word) => months.has(word) || pastWords.has(word))
  );
}

/** How procedures end that no list of words holds. */
const procedures = ["ectomy", "otomy", "plasty", "pexy", "scopy"];

function isEpisode({ note, flags }: CuedSentence, target: Target): boolean {
  for (let token = target.firstToken; token < target.endToken; token++) {
    if (flags[token]! & Flag.Episode) return true;
    if (procedures.some((ending) => note.text.endsWith(ending, note.tokens.end[token]!))) return true;
  }
  return false;
}

const months = hashesOf(
  "january february march april may june july august september october november december jan feb mar apr jun jul aug sep sept oct nov dec",
);
const ages = hashesOf("age aged");
const at = hashOf("at");
const ofDates = hashesOf("on in at around circa about");
const AGO = hashOf("ago");
/** Words between a problem and its date: "DVT L leg 2015". */
const LONGEST_GAP = 6;

/** Whether a year, a month or an age follows, with only a few words ("L leg", "x2", "in") and no other target between. */
function isDated({ note, flags, barriers, targets, to }: CuedSentence, target: Target): boolean {
  const next = targets[firstTargetFrom(targets, target.endToken)]?.firstToken ?? to;
  const last = Math.min(to, next, target.endToken + LONGEST_GAP);
  let words = 0;
  for (let token = target.endToken; token < last; token++) {
    if (isPastAt(note, token, to)) return true;
    const flag = flags[token]!;
    if (flag & (Flag.Hard | Flag.Label) && token > target.endToken) return false;
    if (flag & Flag.Comma && words > 0) return false;
    if (note.tokens.kind[token] === TokenKind.Word && (flag & Flag.Adjunct) === 0) words++;
    if (words > 2 || (barriers[token]! & effectBit.historical && !ofDates.has(note.tokens.hash[token]!))) return false;
  }
  return false;
}

const since = hashOf("since");
const reasons = hashesOf("for with");

/** "2015: DVT", "ED visit 3/2024 for renal colic" */
function followsYear({ note, from }: CuedSentence, { firstToken }: Target): boolean {
  const { text, tokens } = note;
  const before = firstToken - 1;
  const isLink =
    before >= from && (reasons.has(tokens.hash[before]!) || ":-–—".includes(text.charAt(tokens.start[before]!)));
  const at = isLink ? before - 1 : before;
  return at >= from && isYear(note, at) && !(at > from && tokens.hash[at - 1] === since);
}

/** Whether a date or an age begins at `token`: "2015", "'15", "Mar 2015", "3/2015", "3/4/2015", "3/52 ago", "2 weeks ago", "age 12". */
function isPastAt(note: Note, token: number, to: number): boolean {
  const { text, tokens } = note;
  const isNumber = (at: number) => at < to && tokens.kind[at] === TokenKind.Number;
  const isMarkAt = (at: number, mark: string) => at < to && isMark(note, at, mark);
  if (tokens.kind[token] === TokenKind.Number) {
    if (isYear(note, token)) return true;
    if (isMarkAt(token + 1, "/") && isNumber(token + 2)) {
      if (tokens.hash[token + 3] === AGO || isYear(note, token + 2)) return true;
      return isMarkAt(token + 3, "/") && isNumber(token + 4);
    }
    return tokens.hash[token + 1] === AGO || (token + 2 < to && tokens.hash[token + 2] === AGO);
  }
  if (tokens.kind[token] === TokenKind.Mark)
    return (isMarkAt(token, "'") || isMarkAt(token, "’")) && isNumber(token + 1) && lengthOf(note, token + 1) === 2;
  const word = tokens.hash[token]!;
  // "MI at 49", not "at 3 am"
  if (word === at && isNumber(token + 1))
    return token + 2 >= to || ".,;)".includes(text.charAt(tokens.start[token + 2]!));
  return (ages.has(word) || months.has(word)) && (isNumber(token + 1) || isPastYearAfterMark(note, token + 1, to));
}

/** "June '15" */
function isPastYearAfterMark(note: Note, token: number, to: number): boolean {
  return token < to && note.tokens.kind[token] === TokenKind.Mark && isPastAt(note, token, to);
}

/** Whether a year stands at `token`. */
export function isYear(note: Note, token: number): boolean {
  const { text, tokens } = note;
  if (tokens.kind[token] !== TokenKind.Number || lengthOf(note, token) !== 4) return false;
  return text.startsWith("19", tokens.start[token]) || text.startsWith("20", tokens.start[token]);
}

function isMark({ text, tokens }: Note, token: number, mark: string): boolean {
  return text.startsWith(mark, tokens.start[token]!);
}

function lengthOf({ tokens }: Note, token: number): number {
  return tokens.end[token]! - tokens.start[token]!;
}

const bearers = hashesOf("his her their my known existing chronic");
const forHash = hashOf("for");

/** "Not using CPAP for his sleep apnea": what a treatment is for is not the treatment. */
export function isIndication({ note: { tokens }, from }: CuedSentence, { firstToken }: Target): boolean {
  return firstToken - 2 >= from && bearers.has(tokens.hash[firstToken - 1]!) && tokens.hash[firstToken - 2] === forHash;
}

const lasting = hashesOf("persists persist persisting ongoing continues remains");

/** Words of what one is born with or keeps for life: "history of Klinefelter syndrome" says that he has it. */
const lifelong = hashesOf(
  "sickle thalassemia thalassaemia antiphospholipid lupus klinefelter klinefelter's kallmann kallmann's hemophilia haemophilia leiden thrombophilia marfan hereditary congenital familial celiac coeliac",
);

/** "Tried sildenafil in the past, ED persists": whether the target, or the words after it, say that it is still so. */
export function isLasting({ note: { tokens }, flags, to }: CuedSentence, { firstToken, endToken }: Target): boolean {
  for (let token = firstToken; token < endToken; token++) if (lifelong.has(tokens.hash[token]!)) return true;
  const next = endToken < to && flags[endToken]! & Flag.Comma ? endToken + 1 : endToken;
  return next < to && lasting.has(tokens.hash[next]!);
}

const yes = hashesOf("yes y yep yeah positive ticked endorsed admits reports");
const no = hashesOf("no n nil none never denied denies nope negative");
/** Words between what is asked about and the question mark. */
const LONGEST_QUESTION = 3;

/** A question is answered ("Chest pain? No") or open ("PE?"): the effect that this has on `target`, 0 for none. */
export function askedOf({ note, targets }: CuedSentence, target: Target): number {
  const { text, tokens } = note;
  const sentence = note.sentences[target.sentence]!;
  const last = Math.min(sentence.endToken, target.endToken + LONGEST_QUESTION + 1);
  let mark = target.endToken;
  while (mark < last && text.charCodeAt(tokens.start[mark]!) !== 0x3f) mark++;
  if (mark >= last || (mark > target.endToken && mark < sentence.endToken - 1)) return 0;
  // "PE 2019 after COVID?": it happened; the question is how.
  if (tokens.kind[target.endToken] === TokenKind.Number && mark > target.endToken + 1) return 0;
  while (mark + 1 < tokens.count && text.charCodeAt(tokens.start[mark + 1]!) === 0x3f) mark++;
  // "?DVT ?PE": the mark belongs to what touches it.
  if (mark + 1 < tokens.count && tokens.end[mark] === tokens.start[mark + 1]) return 0;
  if (targets[firstTargetFrom(targets, target.endToken)]?.firstToken === mark + 1) return effectBit.uncertain;
  const answer = mark + 1 < tokens.count && isSameLine(note, mark, mark + 1) ? tokens.hash[mark + 1]! : 0;
  if (no.has(answer)) return effectBit.negated;
  return yes.has(answer) ? 0 : effectBit.uncertain;
}

function isSameLine({ text, tokens }: Note, from: number, to: number): boolean {
  for (let offset = tokens.end[from]!; offset < (tokens.start[to] ?? text.length); offset++)
    if (text.charCodeAt(offset) === 0x0a) return false;
  return true;
}

/** Tokens of ": [ ] Yes [x] No". */
const LONGEST_CHOICE = 12;

/** "DVT: [ ] Yes [x] No": the effect of the ticked answer, hypothetical where none is ticked, 0 where there are no boxes. */
export function tickedOf({ note }: CuedSentence, { endToken }: Target): number {
  const { text, tokens } = note;
  const skip = (at: number, marks: string) =>
    at < tokens.count && marks.includes(text.charAt(tokens.start[at]!)) ? at + 1 : at;
  const last = Math.min(tokens.count, endToken + LONGEST_CHOICE);
  let answers = 0;
  for (let token = skip(endToken, ":?"); token < last; token = skip(token + 1, ",;/|")) {
    const box = boxAt(text, tokens, token, tokens.count);
    if (!box || box.end >= tokens.count || !isSameLine(note, endToken - 1, box.end)) break;
    token = box.end;
    const isNo = no.has(tokens.hash[token]!);
    if (!isNo && !yes.has(tokens.hash[token]!)) break;
    if (box.state === "checked") return isNo ? effectBit.negated : 0;
    answers++;
  }
  return answers > 1 ? effectBit.hypothetical : 0;
}

/** Whether the box in front of the sentence is the target's: a wrapped line may hold the next question. */
export function isUnchecked(note: Note, { box, firstToken }: Sentence, target: Target): boolean {
  return box === "unchecked" && isSameLine(note, firstToken, target.firstToken);
}

const denials = hashesOf("denies denied denying no nil negative neg without");
const alternatives = hashesOf("or nor");
/** A list dictated with full stops has short items, and not many. */
const LONGEST_ITEM = 8;
const MOST_ITEMS = 4;

/** "Denies chest pain. SOB or leg swelling.": whether sentence `index` goes on with the denial of one before it in the line. */
export function goesOnDenying(note: Note, index: number): boolean {
  const { tokens, sentences } = note;
  const isItem = (at: number) =>
    sentences[at] !== undefined && sentences[at].endToken - sentences[at].firstToken <= LONGEST_ITEM;
  const isJoined = (at: number) =>
    isItem(at - 1) && isItem(at) && isSameLine(note, sentences[at - 1]!.endToken - 1, sentences[at]!.firstToken);
  if (!isJoined(index)) return false;
  let first = index - 1;
  while (index - first < MOST_ITEMS && !denials.has(tokens.hash[sentences[first]!.firstToken]!) && isJoined(first))
    first--;
  if (!denials.has(tokens.hash[sentences[first]!.firstToken]!)) return false;
  for (let at = first + 1; at <= index + MOST_ITEMS && isJoined(at); at++)
    for (let token = sentences[at]!.firstToken; token < sentences[at]!.endToken; token++)
      if (alternatives.has(tokens.hash[token]!)) return true;
  return false;
}

/** "Rash (-)", "(-) fever, (+) fatigue": whether a minus in brackets stands beside the target, as the list writes it. */
export function isMarkedAbsent({ note, from, to }: CuedSentence, { firstToken, endToken }: Target): boolean {
  const isMinus = (at: number) =>
    at >= from &&
    at + 3 <= to &&
    isMark(note, at, "(") &&
    isMark(note, at + 2, ")") &&
    (isMark(note, at + 1, "-") || isMark(note, at + 1, "–"));
  if (isMinus(endToken)) return true;
  return isMinus(firstToken - 3) && (firstToken - 4 < from || note.tokens.kind[firstToken - 4] === TokenKind.Mark);
}

const differentials: ReadonlySet<string> = new Set([
  "ddx",
  "dd",
  "ddx includes",
  "differential",
  "differentials",
  "differential diagnosis",
  "differential diagnoses",
  "provisional diagnosis",
  "provisional dx",
  "working diagnosis",
  "working dx",
]);

/** What is listed as a differential diagnosis is possible only. */
export function isDifferential({ sections }: Note, section: number): boolean {
  const title = sections[section]?.title ?? "";
  return title.length <= 22 && differentials.has(title.toLowerCase());
}
