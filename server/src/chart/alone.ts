/** A drug that a sentence names and says nothing more of: "Testim.", "Clomid + AI", "Avodart for BPH for years". */
import type { Mention } from "../lexicon/mention.ts";
import type { Note } from "../text/note.ts";
import { hashesOf, hashOf, TokenKind, type Tokens } from "../text/tokens.ts";

/** What may stand in front: the head of a list, or the drug before it. */
const leads = hashesOf(
  "trt m f male man gentleman age aged yo y o year years old yr yrs mo month months wk weeks incl include includes including hx meds med medications medication rx treatment tx current currently + and & / telemed telehealth telemedicine video virtual phone annual routine monthly quarterly f u fu follow up followup for on re of one two three four five six several",
);
/** What may follow: how much, how long, what for, where from. */
const followers = hashesOf(
  "for since x currently today now given administered injected due cont daily weekly wkly q mo wk qd od bd bid tds tid qod eod nocte nightly still monthly from by via at prn packet packets sachet sachets pump pumps patch patches vial vials samples combo combination regularly long-term and with without pt patient inj injection / %",
);
/** After one of these the words go on for a few more. */
const opens = hashesOf("for since from by via at x without");
const LONGEST_TAIL = 5;
/** Whose the drug is then: "letrozole for wife's IVF". */
const others = hashesOf("wife wife's partner partner's girlfriend spouse her she father mother brother son");
/** Where the next thing begins. */
const ENDS = ",;.+&";

/** Whether the sentence begins with the drug (or with drugs in a row) and holds no more than what it is for or since when. */
export function standsAlone(note: Note, mention: Mention, before: Mention | null, next: Mention | undefined): boolean {
  if (!beginsSentence(note, mention, before)) return false;
  return endsSoon(note, mention) || isNumberedBefore(note, mention, next) || isPairOf(note, mention, next);
}

const pairing = hashesOf("and with plus");

/** "Tadalafil and GTN spray.": two drugs, and no more than what the second is for. */
function isPairOf(note: Note, { endToken, sentence }: Mention, next: Mention | undefined): boolean {
  if (next?.sentence !== sentence || next.firstToken - endToken !== 1) return false;
  return pairing.has(note.tokens.hash[endToken]!) && endsSoon(note, next);
}

/** "Enclomiphene 12.5 with Nolvadex 20": a number and a joint stand between two drugs. */
function isNumberedBefore({ tokens }: Note, { endToken, sentence }: Mention, next: Mention | undefined): boolean {
  return next?.sentence === sentence && tokens.kind[endToken] === TokenKind.Number && next.firstToken - endToken === 2;
}

/** Words that lead from the patient to why he is seen. */
const visits = hashesOf(
  "presents presenting seen returns returning comes here today pt patient he is was mr in a an his of the with this visit",
);
const followUps = hashesOf("f fu follow followup");

/** "TRT f/u", "Seen for follow-up of testosterone therapy": a visit for a treatment in use. */
export function isVisitFor(note: Note, mention: Mention): boolean {
  const { tokens, sentences } = note;
  let isFollowUp = isFollowedUp(note, mention);
  for (let token = sentences[mention.sentence]!.firstToken; token < mention.firstToken; token++) {
    const hash = tokens.hash[token]!;
    if (tokens.kind[token] === TokenKind.Word && !leads.has(hash) && !visits.has(hash)) return false;
    isFollowUp ||= followUps.has(hash);
  }
  return isFollowUp;
}

const followUp = /^[ -]{0,2}(?:f\/u|fu\b|follow[ -]?up|check|recheck|review|monitoring|refill|renewal)/;
/** UTF-16 units behind the drug that hold the words of a follow-up. */
const FOLLOW_UP = 14;

function isFollowedUp({ text }: Note, { end }: Mention): boolean {
  return followUp.test(text.slice(end, end + FOLLOW_UP).toLowerCase());
}

function beginsSentence(note: Note, mention: Mention, before: Mention | null): boolean {
  const first = note.sentences[mention.sentence]!.firstToken;
  const clause = clauseStart(note, first, mention, before);
  if (clause > first) return isLead(note, clause, mention.firstToken);
  const from = before?.sentence === mention.sentence ? before.endToken : first;
  if (!isLead(note, from, mention.firstToken)) return false;
  return from === first || mention.firstToken - from <= 2;
}

/** In tokens, with its point: "Mr. J. K." */
const LONGEST_NAME = 6;
const TITLE = hashOf("mr");

/** "Mr K (56) TRT": the token behind the name that begins the sentence, else `from`. */
function behindName({ tokens }: Note, from: number, to: number): number {
  if (tokens.hash[from] !== TITLE) return from;
  for (let token = from + 1; token < Math.min(to, from + LONGEST_NAME); token++)
    if (tokens.kind[token] === TokenKind.Number) return token;
  return from;
}

function isLead(note: Note, from: number, to: number): boolean {
  const { tokens } = note;
  for (let token = behindName(note, from, to); token < to; token++)
    if (tokens.kind[token] === TokenKind.Word && !leads.has(tokens.hash[token]!)) return false;
  return true;
}

/** How far in front of the drug the clause may begin that names it. */
const CLAUSE_REACH = 4;

/**
 * "IPSS 27; Testim daily": the token after the semicolon close in front, or after a comma where a number follows the drug
 * or the sentence is short ("NYHA III HFrEF, Testogel.").
 */
function clauseStart(note: Note, first: number, mention: Mention, before: Mention | null): number {
  const { tokens, text } = note;
  const { firstToken, endToken } = mention;
  const isOpen = tokens.kind[endToken] === TokenKind.Number || isOfShort(note, mention, before);
  for (let token = firstToken - 1; token >= Math.max(first, firstToken - CLAUSE_REACH); token--) {
    const mark = text.charAt(tokens.start[token]!);
    if (mark === ";" || (mark === "," && isOpen)) return token + 1;
  }
  return first;
}

/** The longest sentence in which a comma may stand before a bare drug, in tokens. */
const SHORT = 16;

/** Whether the drug is the first one of a short sentence. */
function isOfShort({ sentences }: Note, mention: Mention, before: Mention | null): boolean {
  const { firstToken, endToken } = sentences[mention.sentence]!;
  return endToken - firstToken <= SHORT && before?.sentence !== mention.sentence;
}

/** How far behind a drug and its colon a number stands that is a result. */
const RESULT_REACH = 8;

/** "Xyosted: CBC Hct 57 %": a heading of results on it. */
function tellsResult({ kind }: Tokens, from: number, to: number): boolean {
  for (let token = from; token < Math.min(to, from + RESULT_REACH); token++)
    if (kind[token] === TokenKind.Number) return token > from;
  return false;
}

/** "Clomid 2019, caused blurry vision": when it was. */
function isPastYear({ start, end, kind }: Tokens, text: string, at: number, to: number): boolean {
  return (
    at < to &&
    kind[at] === TokenKind.Number &&
    end[at]! - start[at]! === 4 &&
    /^(?:19|20)/.test(text.slice(start[at], end[at])) &&
    // "hCG 2000 units"
    (at + 1 === to || kind[at + 1] === TokenKind.Mark)
  );
}

const SINCE = hashOf("since");

/** What acts for months: its date is that of the last one given ("Testopel Feb 2025"). */
const lasting: ReadonlySet<string> = new Set(["testosterone-pellets", "testosterone-undecanoate-injection"]);
const months = hashesOf(
  "jan january feb february mar march apr april may jun june jul july aug august sep sept september oct october nov november dec december",
);

function endsSoon({ tokens, sentences, text }: Note, { concept, endToken, sentence }: Mention): boolean {
  const end = sentences[sentence]!.endToken;
  let left = 0;
  if (lasting.has(concept) && endToken < end && months.has(tokens.hash[endToken]!)) return true;
  if (isPastYear(tokens, text, endToken, end)) return false;
  for (let token = endToken; token < end; token++) {
    if (others.has(tokens.hash[token]!)) return false;
    // "Tamoxifen for gyno 2018", but "since 2018".
    if (tokens.hash[token - 1] !== SINCE && isPastYear(tokens, text, token, end)) return false;
    const mark = tokens.kind[token] === TokenKind.Mark ? text.charAt(tokens.start[token]!) : "";
    if (ENDS.includes(mark) && mark !== "") return true;
    if (mark === ":" && token === endToken) return tellsResult(tokens, token + 1, end);
    if (mark === "?" || mark === ":" || mark === "-") return false;
    if (opens.has(tokens.hash[token]!)) left = LONGEST_TAIL;
    else if (tokens.kind[token] === TokenKind.Word && !followers.has(tokens.hash[token]!) && left-- <= 0) return false;
  }
  return true;
}
