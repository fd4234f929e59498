/** Dates of treatments that cannot be: stopped before it was started, started after the note. */
import { daysBetween } from "../../observation/calendar.ts";
import type { NoteDate } from "../../observation/observation.ts";
import { hashesOf, tokenAt } from "../../text/tokens.ts";
import type { CheckHit } from "../checks.ts";
import type { Facts } from "../facts.ts";

const starts = hashesOf("started began initiated commenced");
const stops = hashesOf("stopped discontinued ended ceased");
/** In tokens, between the verb and its date: "started in", "stopped on". */
const REACH = 3;

interface Dated {
  readonly date: NoteDate;
  readonly iso: string;
  readonly isStart: boolean;
}

/** One hit for each date of a start or stop that conflicts with another or with the note's own. */
export function treatmentDates(facts: Facts): CheckHit[] {
  const { note, dates } = facts;
  const hits: CheckHit[] = [];
  for (const sentence of note.sentences) {
    if (sentence.quoted) continue;
    const told = datedVerbs(facts, sentence.start, sentence.end);
    for (const [index, { date, iso, isStart }] of told.entries()) {
      const before = told[index - 1];
      const span = { start: date.start, end: date.end };
      const written = note.text.slice(date.start, date.end);
      if (!isStart && before?.isStart && isEarlier(iso, before.iso) && !namesDrug(facts, before.date.end, date.start))
        hits.push({
          span,
          message: `Stopped ${written}, before the start ${note.text.slice(before.date.start, before.date.end)}.`,
        });
      else if (isStart && dates.visit?.iso?.length === 10 && iso.length === 10 && daysBetween(dates.visit.iso, iso) > 1)
        hits.push({
          span,
          message: `A start is dated ${written} in a note dated ${note.text.slice(dates.visit.start, dates.visit.end)}.`,
        });
    }
  }
  return hits;
}

/** The dates between `from` and `to` that stand behind a verb of starting or stopping, in order. */
function datedVerbs({ note, dates }: Facts, from: number, to: number): Dated[] {
  const { tokens } = note;
  return dates.all.flatMap((date) => {
    if (date.start < from || date.end > to || !date.iso || date.iso.length < 7) return [];
    if (date.offsetDays !== undefined || date.ambiguous || date.yearInferred) return [];
    const first = tokenAt(tokens, date.start);
    for (let token = first - 1; token >= Math.max(0, first - REACH); token--) {
      const isStart = starts.has(tokens.hash[token]!);
      if (isStart || stops.has(tokens.hash[token]!)) return [{ date, iso: date.iso, isStart }];
    }
    return [];
  });
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
