/** What the head of a list says of its items: "STOP:", "Discontinued:", "New medications". */
import { findPhrases } from "../lexicon/lexicon.ts";
import type { Note, Sentence } from "../text/note.ts";
import { hashOf, TokenKind, tokenAt } from "../text/tokens.ts";
import type { TreatmentStatus } from "./assertion.ts";
import type { CueTable } from "./cues.ts";
import { effectBit } from "./effects.ts";
import { statusFor } from "./treatment.ts";

/** A head is no longer, in tokens. */
const LONGEST_LEAD = 6;

/** What may stand in a head beside its verb. */
const fillers: ReadonlySet<number> = new Set(
  [
    "medications",
    "medication",
    "medicines",
    "meds",
    "drugs",
    "treatments",
    "prescriptions",
    "rx",
    "today",
    "taking",
    "the",
  ]
    .concat(["following", "these", "recently", "by", "patient", "pt", "new", "now", "this", "at", "visit", "changes"])
    .map(hashOf),
);
const NEW = hashOf("new");

const leading: ReadonlySet<TreatmentStatus> = new Set([
  "started",
  "continued",
  "increased",
  "decreased",
  "held",
  "tapering",
  "discontinued",
  "completed",
  "restarted",
  "declined",
  "not-taking",
  "contraindicated",
]);

/** The status that the head of a list gives each sentence (same index), null for none. One pass over the note. */
export function readLeads(note: Note, table: CueTable): (TreatmentStatus | null)[] {
  let lead: TreatmentStatus | null = null;
  let needsBullet = false;
  let section = -1;
  let end = 0;
  return note.sentences.map((sentence) => {
    if (sentence.section !== section) {
      section = sentence.section;
      lead = leadOfHeading(note, section, table);
      needsBullet = false;
    } else if (lead && hasBlankLine(note.text, end, sentence.start)) lead = null;
    end = sentence.end;
    const own = leadOfLine(note, sentence, table);
    if (own) {
      lead = own;
      needsBullet = note.text.charCodeAt(sentence.end - 1) !== 0x3a && !isUpper(note.text, sentence);
      return null;
    }
    if (!lead) return null;
    const { heading, body } = note.sections[section]!;
    if (heading && !hasNewline(note.text, body.start, sentence.start)) return lead;
    const place = placeInLine(note.text, sentence.start);
    return place === "bullet" || (place === "start" && !needsBullet) ? lead : null;
  });
}

function leadOfHeading(note: Note, index: number, table: CueTable): TreatmentStatus | null {
  const section = note.sections[index];
  if (!section?.named || !section.heading) return null;
  return leadAt(note, tokenAt(note.tokens, section.heading.start), tokenAt(note.tokens, section.heading.end), table);
}

/** A sentence that fills its line and is nothing but a head. */
function leadOfLine(note: Note, sentence: Sentence, table: CueTable): TreatmentStatus | null {
  const { text, tokens } = note;
  if (sentence.endToken - sentence.firstToken > LONGEST_LEAD) return null;
  const next = tokens.start[sentence.endToken];
  if (next !== undefined && !hasNewline(text, sentence.end, next)) return null;
  if (placeInLine(text, sentence.start) === "inside") return null;
  return leadAt(note, sentence.firstToken, sentence.endToken, table);
}

function leadAt({ text, tokens }: Note, from: number, to: number, table: CueTable): TreatmentStatus | null {
  if (to - from > LONGEST_LEAD) return null;
  let status: TreatmentStatus | null = null;
  let token = from;
  for (const { firstToken, endToken, values } of findPhrases(table.lexicon, text, tokens, from, to)) {
    const { verb } = table.meanings.of(values[0]!);
    if (!verb || verb.bit === effectBit.switched || fillers.has(tokens.hash[firstToken]!)) continue;
    if (status || !isFilled(token, firstToken)) return null;
    status = statusFor(verb.effect);
    token = endToken;
  }
  if (!isFilled(token, to)) return null;
  if (!status && to - from > 1 && tokens.hash[from] === NEW) return "started";
  return status && leading.has(status) ? status : null;

  function isFilled(first: number, end: number): boolean {
    for (let at = first; at < end; at++)
      if (tokens.kind[at] !== TokenKind.Mark && !fillers.has(tokens.hash[at]!)) return false;
    return true;
  }
}

/** "STOP" in a line of its own is a head as "Stop:" is. */
function isUpper(text: string, { start, end }: Sentence): boolean {
  for (let offset = start; offset < end; offset++) {
    const unit = text.charCodeAt(offset);
    if (unit === 0x2e || (unit >= 0x61 && unit <= 0x7a)) return false;
  }
  return true;
}

function hasNewline(text: string, from: number, to: number): boolean {
  for (let offset = from; offset < to; offset++) if (text.charCodeAt(offset) === 0x0a) return true;
  return false;
}

function hasBlankLine(text: string, from: number, to: number): boolean {
  let lines = 0;
  for (let offset = from; offset < to; offset++) if (text.charCodeAt(offset) === 0x0a) lines++;
  return lines > 1;
}

/** Whether a line's words begin at `start`, after a bullet or number, or something stands before them. */
function placeInLine(text: string, start: number): "start" | "bullet" | "inside" {
  let bullet = false;
  for (let offset = start - 1; offset >= 0; offset--) {
    const unit = text.charCodeAt(offset);
    if (unit === 0x0a) break;
    if (unit === 0x20 || unit === 0x09 || unit === 0x0d) continue;
    const isMark = unit === 0x2d || unit === 0x2a || unit === 0x2022 || unit === 0x2e || unit === 0x29 || unit === 0x2b;
    if (!isMark && (unit < 0x30 || unit > 0x39)) return "inside";
    if (start - offset > 6) return "inside";
    bullet = true;
  }
  const first = text.charCodeAt(start);
  return bullet || first === 0x2d || first === 0x2a || first === 0x2022 ? "bullet" : "start";
}
