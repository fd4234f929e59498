/** Dates that cannot be: no such day, a result drawn after the note, a stop before the start, an age that does not fit the date of birth. */
import { daysBetween } from "../../observation/calendar.ts";
import type { NoteDate } from "../../observation/observation.ts";
import { lineOf } from "../../text/lines.ts";
import type { Note } from "../../text/note.ts";
import { hashOf, TokenKind } from "../../text/tokens.ts";
import { ageByBirth } from "../age.ts";
import type { Check, CheckHit } from "../check.ts";
import type { Facts } from "../facts.ts";
import { isOfField } from "./dose-places.ts";
import { treatmentDates } from "./treatment-dates.ts";

/** One hit for each date that conflicts. */
export const dateInconsistency: Check = (facts) =>
  isOfField(facts)
    ? [
        ...impossibleDays(facts),
        ...impossibleSlashed(facts),
        ...drawnAfterNote(facts),
        ...ageAgainstBirth(facts),
        ...treatmentDates(facts),
      ]
    : [];

/** "2026-02-30" written in full with a year of this age. */
function impossibleDays({ note }: Facts): CheckHit[] {
  const { tokens, text } = note;
  const hits: CheckHit[] = [];
  for (const { firstToken, endToken, quoted } of note.sentences) {
    if (quoted) continue;
    for (let index = firstToken; index + 4 < endToken; index++) {
      if (tokens.end[index]! - tokens.start[index]! !== 4 || tokens.kind[index] !== TokenKind.Number) continue;
      const start = tokens.start[index]!;
      const iso = text.slice(start, start + 10);
      if (!/^(?:19|20)\d\d-\d\d-\d\d$/.test(iso) || tokens.end[index + 4] !== start + 10) continue;
      if (/[-\w/]/.test(text.charAt(start + 10))) continue;
      const [year = 0, month = 0, day = 0] = iso.split("-").map(Number);
      if (isDay(year, month, day)) continue;
      hits.push({ span: { start, end: start + 10 }, message: `"${iso}" is no day of the calendar.` });
    }
  }
  return hits;
}

/** "2/30/2026": no day whichever of the two is the month. */
function impossibleSlashed({ note }: Facts): CheckHit[] {
  const { tokens, text } = note;
  const hits: CheckHit[] = [];
  for (const { firstToken, endToken, quoted } of note.sentences) {
    for (let index = firstToken; !quoted && index + 4 < endToken; index++) {
      if (tokens.kind[index] !== TokenKind.Number || text.charAt(tokens.end[index]!) !== "/") continue;
      const start = tokens.start[index]!;
      const end = tokens.end[index + 4]!;
      const parts = end - start <= LONGEST_DATE && /^(\d\d?)\/(\d\d?)\/((?:19|20)\d\d)$/.exec(text.slice(start, end));
      if (!parts || /[-\w/]/.test(text.charAt(end)) || /[-\w/]/.test(text.charAt(start - 1))) continue;
      const [first = 0, second = 0, year = 0] = parts.slice(1).map(Number);
      if (isDay(year, first, second) || isDay(year, second, first)) continue;
      hits.push({ span: { start, end }, message: `"${parts[0]}" is no day of the calendar.` });
    }
  }
  return hits;
}

/** "12/31/2026" */
const LONGEST_DATE = 10;

function isDay(year: number, month: number, day: number): boolean {
  return month >= 1 && month <= 12 && day >= 1 && day <= new Date(Date.UTC(year, month, 0)).getUTCDate();
}

/** A resulted value dated after the note itself. A day's grace for time zones and late entries. */
function drawnAfterNote(facts: Facts): CheckHit[] {
  const { chart, note, dates } = facts;
  if (isRowOfResults(facts)) return [];
  const hits = new Map<number, CheckHit>();
  for (const { status, value, date } of chart.observations) {
    if (status !== "resulted" || value === undefined || date?.iso?.length !== 10) continue;
    const visit = dates.visit;
    if (!visit?.iso || visit.start === date.start || daysBetween(visit.iso, date.iso) <= 1) continue;
    if (date.ambiguous && !provesOrder(visit, note)) continue;
    if (date.offsetDays !== undefined) continue;
    const written = note.text.slice(date.start, date.end);
    hits.set(date.start, {
      span: { start: date.start, end: date.end },
      message: `A result is dated ${written} in a note dated ${note.text.slice(visit.start, visit.end)}.`,
    });
  }
  // A summary of a stay is dated by its beginning; what came later is in order.
  if (hits.size > 0 && note.tokens.hash.some((hash) => stayWords.has(hash))) return [];
  return [...hits.values()];
}

/** Whether what is taken for the note's date only begins a row of results, with no word before it. */
function isRowOfResults({ chart, note, dates: { visit } }: Facts): boolean {
  if (!visit) return false;
  const line = lineOf(note.lineStarts, visit.start);
  if (/\p{L}/u.test(note.text.slice(note.lineStarts[line]!, visit.start))) return false;
  return chart.observations.some(
    ({ date, start }) => date?.start === visit.start && lineOf(note.lineStarts, start) === line,
  );
}

/** "03/14/2025" tells how this note orders day and month. */
function provesOrder({ start, end, ambiguous }: NoteDate, { text }: Note): boolean {
  return !ambiguous && text.slice(start, end).includes("/");
}

const stayWords: ReadonlySet<number> = new Set(
  ["admission", "admitted", "admit", "discharge", "discharged", "hospital", "inpatient", "operative"].map(hashOf),
);

/** The stated age and the age by date of birth differ by more than two years. */
function ageAgainstBirth(facts: Facts): CheckHit[] {
  const age = facts.chart.patient.ageYears;
  const birth = age === null ? null : ageByBirth(facts);
  if (age === null || !birth || Math.abs(birth.years - age) <= 2) return [];
  const { start, end, years } = birth;
  return [
    {
      span: { start, end },
      message: `The note says ${age} years; this date of birth makes it ${years} on the note's date.`,
    },
  ];
}
