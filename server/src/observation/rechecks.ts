/** A test asked for again without its name: "PSA 4.8; recheck in 6 weeks". */
import type { Note, Sentence } from "../text/note.ts";
import { hashesOf, TokenKind, tokenAt } from "../text/tokens.ts";
import type { Draft } from "./draft.ts";
import type { Sources } from "./piece.ts";
import { timeUnits } from "./units.ts";

const verbs = hashesOf("recheck rechk repeat rpt retest redo");
/** What may follow in place of a name: when, or a word for what was measured. */
const followers = hashesOf(
  "in at within next now today tomorrow then before after again it this both these all same level levels w mid monday tuesday wednesday thursday friday",
);
const periods = hashesOf([...timeUnits].join(" "));
const denials = hashesOf("no not never without defer deferred declined declines if");
/** In tokens: how far into the next sentence the verb may stand, how far before it a denial is looked for, the date after it. */
const LEAD = 4;
const DENIAL = 4;
const WHEN = 6;
/** Of one sentence, so that a pasted block is not asked for again as a whole. */
const MOST = 6;

/** The tests that the verb asks for again: the values just before it. `drafts` are in the order they were read. */
export function unnamedRechecks(sources: Sources, drafts: readonly Draft[]): Draft[] {
  const { note } = sources;
  const bySentence = new Map<number, Draft[]>();
  for (const draft of drafts) {
    if (draft.status !== "resulted" || draft.value === undefined) continue;
    const list = bySentence.get(draft.sentence);
    if (list) list.push(draft);
    else bySentence.set(draft.sentence, [draft]);
  }
  const found: Draft[] = [];
  for (const [index, results] of bySentence) {
    const sentence = note.sentences[index]!;
    const from = tokenAt(
      note.tokens,
      results.reduce((end, draft) => Math.max(end, draft.end), 0),
    );
    const inside = verbAt(note, from, sentence.endToken, sentence);
    const next = note.sentences[index + 1];
    const follows = next && !bySentence.has(index + 1) && next.section === sentence.section && next.box !== "unchecked";
    // "; repeat 7/1/25 50.4" was read.
    const isOpen = follows && from <= next.firstToken;
    const after = inside < 0 && isOpen ? verbAt(note, next.firstToken, next.firstToken + LEAD, next) : -1;
    if (inside >= 0) found.push(...askedAgain(sources, closest(note, results, inside), inside, index));
    else if (after >= 0) found.push(...askedAgain(sources, results, after, index + 1));
  }
  return found;
}

/** The verb among the tokens from `from` to `to` that asks for what has no name; -1 for none. */
function verbAt(note: Note, from: number, to: number, { endToken, firstToken }: Sentence): number {
  const { tokens } = note;
  for (let token = from; token < Math.min(to, endToken); token++) {
    if (!verbs.has(tokens.hash[token]!)) continue;
    for (let before = token - 1; before >= Math.max(firstToken, token - DENIAL); before--)
      if (denials.has(tokens.hash[before]!)) return -1;
    return isUnnamed(note, token + 1, endToken) && !isAside(note, token) ? token : -1;
  }
  return -1;
}

const onWhich = hashesOf("on upon at");

/** "138/86 (sitting) 132/84 (repeat)", "136/84 on recheck.": which of two it was. */
function isAside({ text, tokens }: Note, token: number): boolean {
  const isLast = token + 1 >= tokens.count || ".,;)".includes(text.charAt(tokens.start[token + 1]!));
  if (onWhich.has(tokens.hash[token - 1]!) && isLast) return true;
  return text.charAt(tokens.start[token - 1]!) === "(" && text.charAt(tokens.start[token + 1]!) === ")";
}

/** Whether the words at `token` say when and not what: the end, "in 6 weeks", "3 mo", "6/52". */
function isUnnamed({ text, tokens }: Note, token: number, end: number): boolean {
  if (token >= end || followers.has(tokens.hash[token]!)) return true;
  if (tokens.kind[token] === TokenKind.Mark) return ".;),".includes(text.charAt(tokens.start[token]!));
  if (tokens.kind[token] !== TokenKind.Number) return false;
  const isRange = token + 2 < end && tokens.kind[token + 1] === TokenKind.Mark;
  return periods.has(tokens.hash[token + 1]!) || (isRange && tokens.kind[token + 2] === TokenKind.Number);
}

/** Behind a comma or nothing, the verb is about the value next to it; behind a stop or a dash, about all. */
function closest({ text, tokens }: Note, results: readonly Draft[], verb: number): readonly Draft[] {
  const isBroken = "-–—".includes(text.charAt(tokens.start[verb - 1]!));
  return isBroken ? results : results.slice(-1);
}

function askedAgain({ note, dates }: Sources, results: readonly Draft[], verb: number, sentence: number): Draft[] {
  const start = note.tokens.start[verb]!;
  const end = note.tokens.end[verb]!;
  let date: Draft["date"];
  for (let token = verb + 1; token <= verb + WHEN && !date; token++) date = dates.at.get(token)?.date;
  const analytes = [...new Set(results.map(({ analyte }) => analyte))].slice(-MOST);
  return analytes.map((analyte) => ({
    start,
    end,
    analyte,
    name: { start, end },
    status: "planned",
    ...(date ? { date } : {}),
    latest: true,
    sentence,
  }));
}
