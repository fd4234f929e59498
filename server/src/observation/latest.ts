/** Which of several values of one test is the latest that the note gives. */
import type { Note } from "../text/note.ts";
import { addDays, compareDates, daysBetween } from "./calendar.ts";
import type { Draft } from "./draft.ts";
import type { NoteDate, Observation } from "./observation.ts";

const narrative: ReadonlySet<string> = new Set([
  "subjective",
  "hpi",
  "pmh",
  "chief-complaint",
  "prior-medications",
  "quoted",
]);
const resultSections: ReadonlySet<string> = new Set(["labs", "objective", "vitals", "assessment", "assessment-plan"]);

/** Older than this, a value is not today's. */
const today = 21;

/** Observations in order of the text, with `latest` settled test by test. Equal values do not replace each other. */
export function settleLatest(note: Note, drafts: readonly Draft[], noteDate: NoteDate | null): Observation[] {
  const sorted = drafts.toSorted((a, b) => a.start - b.start || a.end - b.end);
  const groups = new Map<string, Draft[]>();
  for (const draft of sorted) {
    if (draft.value === undefined && draft.word === undefined) continue;
    const group = groups.get(draft.analyte);
    if (group) group.push(draft);
    else groups.set(draft.analyte, [draft]);
  }
  const summaries = new Map([...groups].map(([analyte, group]) => [analyte, summarise(note, group, noteDate)]));
  return sorted.map((draft) => {
    const { role: _role, ...observation } = draft;
    const summary = summaries.get(draft.analyte);
    return summary && (draft.value !== undefined || draft.word !== undefined)
      ? { ...observation, latest: isLatest(note, draft, summary, noteDate) }
      : observation;
  });
}

interface Summary {
  /** See `headOf`. */
  readonly head: NoteDate | null;
  /** The latest date that a value of the test has. */
  readonly newest: string | undefined;
  readonly newestOffset: number | undefined;
  /** A value that is neither dated nor called old. */
  readonly hasCurrent: boolean;
  /** Start of the last number that is neither dated nor called old. */
  readonly lastCurrent: number;
  /** A value that is not called the first or an old one. */
  readonly hasNewer: boolean;
  /** Start of the last value that is called new. */
  readonly lastLater: number;
  /** The same of values without a date. */
  readonly lastRepeat: number;
  /** A value dated by the head. */
  readonly headed: Draft | undefined;
  /** The last value whose date has no year, as in a note without a date. */
  readonly lastYearless: Draft | undefined;
  /** Start of the last value in a section of results. */
  readonly lastResult: number;
}

function summarise(note: Note, group: readonly Draft[], noteDate: NoteDate | null): Summary {
  const head = headOf(group, noteDate);
  let newest: string | undefined;
  let newestOffset: number | undefined;
  let hasCurrent = false;
  let hasNewer = false;
  let lastCurrent = -1;
  let lastLater = -1;
  let lastRepeat = -1;
  let lastResult = -1;
  let lastYearless: Draft | undefined;
  const headed = group.find(({ date, role }) => date && date.start === head?.start && !role);
  for (const draft of group) {
    const date = dateOf(draft, head);
    const iso = isoOf(date, noteDate);
    if (draft.role !== "earlier" && draft.role !== "baseline") {
      hasNewer = true;
      if (iso && (!newest || compareDates(newest, iso) < 0)) newest = iso;
      const offset = date?.offsetDays;
      if (date && !date.iso && offset === undefined) lastYearless = draft;
      if (offset !== undefined) newestOffset = Math.max(newestOffset ?? offset, offset);
      if (!date || offset === 0) {
        hasCurrent = true;
        if (draft.value !== undefined) lastCurrent = Math.max(lastCurrent, draft.start);
      }
      if (draft.role === "later") lastLater = Math.max(lastLater, draft.start);
      if (draft.role === "later" && !date) lastRepeat = Math.max(lastRepeat, draft.start);
    }
    const kind = note.sections[note.sentences[draft.sentence]?.section ?? -1]?.kind ?? "other";
    if (resultSections.has(kind) && draft.role !== "earlier" && draft.role !== "baseline" && draft.value !== undefined)
      lastResult = Math.max(lastResult, draft.start);
  }
  return {
    head,
    newest,
    newestOffset,
    hasCurrent,
    lastCurrent,
    hasNewer,
    lastLater,
    lastRepeat,
    headed,
    lastYearless,
    lastResult,
  };
}

/** Its date, unless that is only the `head` of the note, under which older results are told too. */
const dateOf = ({ date }: Draft, head: NoteDate | null): NoteDate | undefined =>
  date && date.start === head?.start ? undefined : date;

/** The date of the note where it is the newest of all: else it is the first of a row of results. */
function headOf(group: readonly Draft[], noteDate: NoteDate | null): NoteDate | null {
  const day = noteDate?.iso;
  return day && group.every(({ date }) => !date?.iso || compareDates(date.iso, day) <= 0) ? noteDate : null;
}

/** A date as ISO; a relative date without a note date has none. */
const isoOf = (date: NoteDate | undefined, noteDate: NoteDate | null): string | undefined =>
  date?.iso ?? (date?.offsetDays !== undefined && noteDate?.iso ? addDays(noteDate.iso, date.offsetDays) : undefined);

function isLatest(note: Note, draft: Draft, summary: Summary, noteDate: NoteDate | null): boolean {
  if (draft.role === "earlier" || (draft.role === "baseline" && summary.hasNewer)) return false;
  const date = dateOf(draft, summary.head);
  const iso = isoOf(date, noteDate);
  const offset = date?.offsetDays;
  if (offset !== undefined && offset <= -300) return false;
  // "55 in March, 47 today" in a note without a date.
  if (
    date &&
    iso === undefined &&
    offset === undefined &&
    (summary.newestOffset === 0 || summary.lastCurrent > draft.start)
  )
    return false;
  if (date && iso === undefined && offset === undefined && isPassed(note, draft, summary.lastYearless)) return false;
  // "322 on 11/4/24; 298 on 10/20/24" at the head of a note: its date is of the first value, and no date of the visit.
  const { head, headed } = summary;
  if (iso && head?.iso && headed?.sentence === draft.sentence && compareDates(iso, head.iso) < 0) return false;
  if (iso && summary.newest && compareDates(iso, summary.newest) < 0) return false;
  if (offset !== undefined && summary.newestOffset !== undefined && offset < summary.newestOffset) return false;
  // "55 two weeks ago, repeat 51"
  if (offset !== undefined && offset < 0 && summary.lastRepeat > draft.start) return false;
  const isOld = offset !== undefined ? offset < -today : iso !== undefined && isBefore(iso, noteDate, summary);
  if (isOld && summary.hasCurrent) return false;
  if (iso && noteDate?.iso && daysBetween(iso, noteDate.iso) > 365) return false;
  const kind = note.sections[note.sentences[draft.sentence]?.section ?? -1]?.kind ?? "other";
  if (!date && draft.role !== "later" && narrative.has(kind) && summary.lastResult > draft.start) return false;
  return iso !== undefined || offset !== undefined || summary.lastLater <= draft.start;
}

/** "54 on 3/3, phlebotomy, Hct 50 on 4/2": a later month follows in the same sentence. */
function isPassed({ text }: Note, { date, sentence }: Draft, last: Draft | undefined): boolean {
  if (!last?.date || last.sentence !== sentence) return false;
  const [own, other] = [date!, last.date].map(({ start, end }) => Number.parseInt(text.slice(start, end), 10));
  return own! < other!;
}

/** Whether a date is plainly before the visit: weeks before it, or known only as a year or month. */
function isBefore(iso: string, noteDate: NoteDate | null, summary: Summary): boolean {
  if (noteDate?.iso) return compareDates(iso, noteDate.iso) < 0 && daysBetween(iso, noteDate.iso) > today;
  return iso.length < 10 && summary.hasCurrent;
}
