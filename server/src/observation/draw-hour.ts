/** The hour at which blood was drawn, as the note tells it. */
import type { Note } from "../text/note.ts";
import { hashesOf, hashOf, TokenKind } from "../text/tokens.ts";
import type { Observation } from "./observation.ts";

/** Tokens behind a value within which its hour stands, and in front of the end of its name. */
const REACH_BEHIND = 8;
const REACH_BEFORE = 7;

const hoursOf: ReadonlyMap<number, number> = new Map(
  Object.entries({
    am: 8,
    morning: 8,
    fasting: 8,
    noon: 12,
    midday: 12,
    lunchtime: 13,
    afternoon: 14,
    pm: 15,
    evening: 19,
  }).map(([word, hour]) => [hashOf(word), hour]),
);
/** What makes four digits an hour: "@ 1530", "(0750)", "1530 hrs". */
const clockLeads = hashesOf("@ at ( drawn collected taken");
const hourWords = hashesOf("h hr hrs");
const halves: ReadonlyMap<number, "a" | "p"> = new Map([
  [hashOf("am"), "a"],
  [hashOf("a"), "a"],
  [hashOf("a.m"), "a"],
  [hashOf("pm"), "p"],
  [hashOf("p"), "p"],
  [hashOf("p.m"), "p"],
]);
const wholeHalves = hashesOf("am pm a.m p.m");

/**
 * Hours after midnight (15.5 for "3:30 pm", 14 for "afternoon") told behind the value or in front of its name, in the
 * same sentence; undefined where none is told.
 */
export function hourOfDraw(
  { start, end, name, sentence }: Pick<Observation, "start" | "end" | "name" | "sentence">,
  note: Note,
): number | undefined {
  const { firstToken, endToken } = note.sentences[sentence]!;
  const { tokens } = note;
  const value = Math.max(end, name.end);
  const named = start < name.start ? start : name.end;
  let [behind, before] = [firstToken, firstToken];
  while (behind < endToken && tokens.start[behind]! < value) {
    if (tokens.start[behind]! < named) before = behind + 1;
    behind++;
  }
  for (let token = behind; token < endToken && token < behind + REACH_BEHIND; token++) {
    const hour = hourAt(note, token, endToken);
    if (hour !== undefined) return hour;
  }
  for (let token = before - 1; token >= firstToken && token >= before - REACH_BEFORE; token--) {
    const half = wholeHalves.has(tokens.hash[token]!) && token > firstToken;
    const hour = (half ? hourAt(note, token - 1, before) : undefined) ?? hourAt(note, token, before);
    if (hour !== undefined) return hour;
  }
  return undefined;
}

function hourAt({ tokens, text }: Note, token: number, end: number): number | undefined {
  if (tokens.kind[token] !== TokenKind.Number) return hoursOf.get(tokens.hash[token]!);
  const digits = tokens.end[token]! - tokens.start[token]!;
  if (digits > 5) return undefined;
  const hash = (index: number) => (index >= 0 && index < end ? tokens.hash[index]! : 0);
  const isColon =
    token + 2 < end &&
    text.charCodeAt(tokens.start[token + 1]!) === 0x3a &&
    tokens.kind[token + 2] === TokenKind.Number;
  const half = halves.get(hash(token + (isColon ? 3 : 1)));
  const isHour = digits === 4 && (clockLeads.has(hash(token - 1)) || hourWords.has(hash(token + 1)));
  if (!isHour && !isColon && !wholeHalves.has(hash(token + 1))) return undefined;
  const written = text.slice(tokens.start[token]!, tokens.end[token]!);
  if (isHour && !written.includes(".")) return clock(Number(written.slice(0, 2)), Number(written.slice(2)));
  if (isColon)
    return clock(Number(written), Number(text.slice(tokens.start[token + 2]!, tokens.end[token + 2]!)), half);
  const [whole, minutes = "0"] = written.split(".");
  return half && clock(Number(whole), Number(minutes), half);
}

function clock(hour: number, minute: number, half?: "a" | "p"): number | undefined {
  if (!(hour < 24 && minute < 60)) return undefined;
  const full = half === "p" && hour < 12 ? hour + 12 : half === "a" && hour === 12 ? 0 : hour;
  return full + minute / 60;
}
