/** The hour at which blood was drawn, as the note tells it. */
import type { Observation } from "../observation/observation.ts";
import type { Note } from "../text/note.ts";
import { foldText, TokenKind } from "../text/tokens.ts";

/** Tokens behind a value within which its hour stands, and in front of its name. */
const REACH_BEHIND = 8;
const REACH_BEFORE = 6;

const hoursOf: Readonly<Record<string, number>> = {
  am: 8,
  morning: 8,
  fasting: 8,
  noon: 12,
  midday: 12,
  lunchtime: 13,
  afternoon: 14,
  pm: 15,
  evening: 19,
};
/** What makes four digits an hour: "@ 1530", "(0750)". */
const clockLeads: ReadonlySet<string> = new Set(["@", "at", "(", "drawn", "collected", "taken"]);

/** Hours after midnight (15.5 for "3:30 pm", 14 for "afternoon"), or null where the sentence tells none. */
export function hourOfDraw({ start, end, name, sentence }: Observation, note: Note): number | null {
  const { firstToken, endToken } = note.sentences[sentence]!;
  const { tokens } = note;
  let behind = firstToken;
  while (behind < endToken && tokens.start[behind]! < Math.max(end, name.end)) behind++;
  for (let token = behind; token < Math.min(endToken, behind + REACH_BEHIND); token++) {
    const hour = hourAt(note, token, endToken);
    if (hour !== null) return hour;
  }
  let before = firstToken;
  while (before < endToken && tokens.start[before]! < Math.min(start, name.start)) before++;
  for (let token = before - 1; token >= Math.max(firstToken, before - REACH_BEFORE); token--) {
    const hour = hourAt(note, token, before);
    if (hour !== null) return hour;
  }
  return null;
}

function hourAt({ tokens, text }: Note, token: number, end: number): number | null {
  const word = (index: number) => (index < end ? foldText(text, tokens.start[index], tokens.end[index]) : "");
  if (tokens.kind[token] !== TokenKind.Number) return hoursOf[word(token)] ?? null;
  const digits = text.slice(tokens.start[token], tokens.end[token]);
  const [whole = "", fraction] = digits.split(".");
  if (/^\d{4}$/.test(digits) && (clockLeads.has(word(token - 1)) || /^h(?:rs?)?$/.test(word(token + 1))))
    return clock(Number(digits.slice(0, 2)), Number(digits.slice(2)), "");
  const isColon = word(token + 1) === ":" && tokens.kind[token + 2] === TokenKind.Number;
  const half = word(token + (isColon ? 3 : 1)).charAt(0);
  const isHalf = /^[ap]\.?m?/.test(word(token + (isColon ? 3 : 1))) && "ap".includes(half);
  if (isColon) return clock(Number(digits), Number(word(token + 2)), isHalf ? half : "");
  return isHalf && /^(?:am|pm|a\.m|p\.m)/.test(word(token + 1))
    ? clock(Number(whole), Number(fraction ?? 0), half)
    : null;
}

function clock(hour: number, minute: number, half: string): number | null {
  if (!(hour < 24 && minute < 60)) return null;
  const full = half === "p" && hour < 12 ? hour + 12 : half === "a" && hour === 12 ? 0 : hour;
  return full + minute / 60;
}
