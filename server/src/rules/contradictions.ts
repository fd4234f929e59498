/** A drug that one place of the note has in use and another has ended, without words of the change. */
import type { Medication, MedicationStatement } from "../chart/chart.ts";
import type { TreatmentStatus } from "../context/assertion.ts";
import { daysBetween } from "../observation/calendar.ts";
import type { NoteDate } from "../observation/observation.ts";
import type { Span } from "../text/span.ts";
import { foldText } from "../text/tokens.ts";
import type { Facts } from "./facts.ts";

const listed: ReadonlySet<TreatmentStatus> = new Set(["active", "continued"]);
const ended: ReadonlySet<TreatmentStatus> = new Set(["discontinued", "completed", "not-taking"]);
/** Words of a change: whoever says them has told the sequence. */
const changed: ReadonlySet<TreatmentStatus> = new Set(["started", "restarted", "planned", "held", "tapering"]);

const orders: ReadonlySet<string> = new Set(["stop", "d/c", "dc", "discontinue", "cease", "stopping", "hold"]);

/** Where the drug is in use although the note ends it elsewhere; null where the note agrees with itself. */
export function contradictedAt(drug: Medication, facts: Facts): Span | null {
  const statements = facts.chart.medications
    .filter((other) => isSameDrug(drug, other))
    .flatMap(({ concept, evidence }) =>
      // "No need for an AI" beside anastrozole denies another one; "off testosterone" beside a gel denies the gel.
      concept === drug.concept || hormones.has(concept) ? evidence : evidence.filter(isStopped),
    );
  if (statements.some(({ status }) => changed.has(status))) return null;
  const inUse = drug.evidence.find((statement) => listed.has(statement.status) && isInUseNow(statement));
  const isEnded = statements.some((statement) => ended.has(statement.status) && !isTodaysDecision(statement, facts));
  return inUse && isEnded ? inUse.mention : null;
}

const hormones: ReadonlySet<string> = new Set(["testosterone", "trt"]);

/** Stopped in words, not denied. */
function isStopped({ status, assertion }: MedicationStatement): boolean {
  return ended.has(status) && assertion.polarity === "affirmed";
}

/** Itself, or the name of what it is a product of: "testosterone" beside "testosterone cypionate". */
function isSameDrug({ concept, classes }: Medication, other: Medication): boolean {
  return other.concept === concept || classes.includes(other.concept) || concept.startsWith(`${other.concept}-`);
}

function isInUseNow({ assertion: { polarity, temporality, conditionality } }: MedicationStatement): boolean {
  return polarity === "affirmed" && temporality === "current" && conditionality === "actual";
}

/** An ending of so many days ago or less should have reached the list of today. */
const RECENT = 366;

/** "Stopped in 2019", or on the day of the note; "in July" of this year is news that the list should have. */
function isApart(iso: string, visit: NoteDate | null): boolean {
  if (iso.length < 7 || visit?.iso?.length !== 10) return true;
  const days = daysBetween(`${iso}-15`.slice(0, 10), visit.iso);
  return days > RECENT || (iso.length === 10 && days <= 1);
}

/**
 * "Stop it" is today's decision, and so is an ending in the plan unless it is dated back ("stopped last visit"). An
 * ending of a stated year is history.
 */
function isTodaysDecision({ mention, assertion }: MedicationStatement, { note, dates }: Facts): boolean {
  // An exchange tells the change by itself.
  if (
    assertion.cues.some(
      ({ effect, start, end }) => effect === "switched" || orders.has(foldText(note.text, start, end)),
    )
  )
    return true;
  const sentence = note.sentences[mention.sentence]!;
  const here = dates.all.filter(({ start, end }) => start >= sentence.start && end <= sentence.end);
  if (here.some((date) => date.offsetDays === undefined && date.iso !== undefined && isApart(date.iso, dates.visit)))
    return true;
  const { kind } = note.sections[sentence.section]!;
  if (kind !== "plan" && kind !== "assessment-plan") return false;
  return (
    !here.some(({ offsetDays }) => offsetDays !== undefined && offsetDays < 0) &&
    !/\b(?:last|previous|prior) (?:visit|time|appointment|review|consult|consultation|clinic|encounter)\b/i.test(
      note.text.slice(sentence.start, sentence.end),
    )
  );
}
