/** Dates of treatments that cannot be: stopped before it was started, started after the note. */
import { daysBetween } from "../../observation/calendar.ts";
import type { NoteDate } from "../../observation/observation.ts";
import { hashesOf, tokenAt } from "../../text/tokens.ts";
import type { CheckHit } from "../check.ts";
import type { Facts } from "../facts.ts";

const starts = hashesOf("started began begun initiated commenced");
const stops = hashesOf("stopped discontinued ended ceased finished");
/** In tokens, between the verb and its date: "started in", "stopped on". */
const REACH = 3;

interface Dated {
  readonly date: NoteDate;
  readonly iso: string;
  readonly isStart: boolean;
  /** Of the sentence. */
  readonly from: number;
}

/** One hit for each date of a start or stop that conflicts with another or with the note's own. */
export function treatmentDates(facts: Facts): CheckHit[] {
  const { note, dates } = facts;
  const told = datedVerbs(facts);
  return told.flatMap(({ date, iso, isStart, from }, index) => {
    const before = told[index - 1];
    const span = { start: date.start, end: date.end };
    const written = note.text.slice(date.start, date.end);
    if (
      !isStart &&
      !date.ambiguous &&
      before?.isStart &&
      !before.date.ambiguous &&
      before.from === from &&
      isEarlier(iso, before.iso)
    )
      return namesDrug(facts, before.date.end, date.start)
        ? []
        : {
            span,
            message: `Stopped ${written}, before the start ${note.text.slice(before.date.start, before.date.end)}.`,
          };
    const visit = dates.visit;
    if (!isStart || visit?.iso?.length !== 10 || iso.length !== 10 || !isAfter(date, visit)) return [];
    return {
      span,
      message: `A start is dated ${written} in a note dated ${note.text.slice(visit.start, visit.end)}.`,
    };
  });
}

/** The dates that stand behind a verb of starting or stopping, in order. */
function datedVerbs({ note, dates }: Facts): Dated[] {
  const { tokens, sentences } = note;
  const found: Dated[] = [];
  let sentence = 0;
  for (const date of dates.all.toSorted((a, b) => a.start - b.start)) {
    while (sentence < sentences.length && sentences[sentence]!.end <= date.start) sentence++;
    const place = sentences[sentence];
    if (!place || date.start < place.start || place.quoted || !date.iso || date.iso.length < 7) continue;
    if (date.offsetDays !== undefined || date.yearInferred) continue;
    const first = tokenAt(tokens, date.start);
    for (let token = first - 1; token >= Math.max(place.firstToken, first - REACH); token--) {
      const isStart = starts.has(tokens.hash[token]!);
      if (!isStart && !stops.has(tokens.hash[token]!)) continue;
      found.push({ date, iso: date.iso, isStart, from: place.start });
      break;
    }
  }
  return found;
}

/** By more than a day; where day and month may be the other way round, in that order too ("3/4/2025" and "5/9/2025"). */
function isAfter(date: NoteDate, visit: NoteDate): boolean {
  if (date.iso?.length !== 10 || visit.iso?.length !== 10 || daysBetween(visit.iso, date.iso) <= 1) return false;
  return !date.ambiguous || (visit.ambiguous === true && daysBetween(swapped(visit.iso), swapped(date.iso)) > 1);
}

/** The day for the month: "2025-03-04" is "2025-04-03". */
function swapped(iso: string): string {
  return `${iso.slice(0, 5)}${iso.slice(8)}-${iso.slice(5, 7)}`;
}

/** As precisely as the less precise of the two is written. */
function isEarlier(iso: string, than: string): boolean {
  const precision = Math.min(iso.length, than.length);
  return iso.slice(0, precision) < than.slice(0, precision);
}

function namesDrug({ chart, knowledge }: Facts, from: number, to: number): boolean {
  return chart.statements.some(
    ({ mention }) => mention.start >= from && mention.end <= to && knowledge.concepts.get(mention.concept)?.drug,
  );
}
