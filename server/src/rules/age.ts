/** The patient's age where rules ask for it: as stated, else by the date of birth. */
import { daysBetween } from "../observation/calendar.ts";
import { lineOf } from "../text/lines.ts";
import type { Note } from "../text/note.ts";
import type { Facts } from "./facts.ts";

/** Full years, or null where the note tells neither an age nor both a date of birth and its own date. */
export function ageOf(facts: Facts): number | null {
  return facts.chart.patient.ageYears ?? ageByBirth(facts)?.years ?? null;
}

/** The age on the note's date by the date of birth, with the offsets (UTF-16) of that date; null where either is missing. */
export function ageByBirth({ note, dates }: Facts): { years: number; start: number; end: number } | null {
  const visit = dates.visit?.iso;
  if (!visit) return null;
  const birth = dates.all.find(({ iso, start }) => iso?.length === 10 && isBirth(note, start));
  if (!birth?.iso) return null;
  return { years: Math.floor(daysBetween(birth.iso, visit) / 365.2425), start: birth.start, end: birth.end };
}

function isBirth(note: Note, offset: number): boolean {
  const lineStart = note.lineStarts[lineOf(note.lineStarts, offset)]!;
  const before = note.text.slice(Math.max(lineStart, offset - 24), offset).toLowerCase();
  return /(?:dob|d\.o\.b\.?|date of birth)\W{0,4}$/.test(before);
}
