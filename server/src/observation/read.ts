/** Reads the laboratory values and measurements of a note, and what is said of tests without a value. */
import type { Mention } from "../lexicon/mention.ts";
import type { Note, Section, Sentence } from "../text/note.ts";
import { foldText } from "../text/tokens.ts";
import type { Analyte, AnalyteTable } from "./analytes.ts";
import { asksFor, dateAhead, isList, isTitle, isTreatment, listedStatus, stateBefore } from "./bare.ts";
import { readBeforeName } from "./before-name.ts";
import {
  dateAfter,
  followsBlank,
  headingDate,
  isJoined,
  leadingDate,
  lineDate,
  panelDate,
  sharedDate,
} from "./block-dates.ts";
import { withContinuation } from "./continuation.ts";
import { type DateTable, notAhead, readDateTable, settleYear } from "./dates.ts";
import type { Draft } from "./draft.ts";
import { hourOfDraw } from "./draw-hour.ts";
import { levelOfDrug } from "./drug-levels.ts";
import { leavesFamily } from "./family.ts";
import { readOtherPart, totalAndFree } from "./free-after.ts";
import { settleLatest } from "./latest.ts";
import { namedTests } from "./names.ts";
import type { NoteDate, Observation, ObservationStatus } from "./observation.ts";
import { orderPair, readGroup } from "./pairs.ts";
import type { Piece, Sources } from "./piece.ts";
import { scan } from "./pieces.ts";
import { unnamedPressures } from "./pressures.ts";
import type { Reading } from "./reading.ts";
import { unnamedRechecks } from "./rechecks.ts";
import { isUnequal, listBefore, listFrom, type Run, runFrom } from "./runs.ts";
import { shareBefore } from "./share-before.ts";
import { shareUnits } from "./share-units.ts";
import {
  goalHeading,
  isDifference,
  isOutside,
  isQualified,
  isSomeoneElses,
  roleBefore,
  standingOf,
} from "./standing.ts";
import { readStatus } from "./status.ts";
import { readTables } from "./tables.ts";
import { unnamedMeasures } from "./unnamed.ts";
import { readValues } from "./values.ts";

export { type AnalyteTable, compileAnalytes, openAnalytes, type UnitData, unitDataOf } from "./analytes.ts";

/** What is needed to read one sentence. */
interface Place extends Sources {
  readonly sentence: Sentence;
  readonly sentenceIndex: number;
  readonly section: Section | undefined;
  readonly pieces: readonly Piece[];
  /** The date of the block, from a heading or a line such as "Labs 3/2/25:". */
  readonly blockDate: NoteDate | undefined;
}

/**
 * All observations of a note, in order of the text.
 * @param mentions the concepts the note names; those that name no test are passed over
 * @param analytes the tests, from `openAnalytes`
 * @param dates the dates of the note
 * @returns values with UCUM units, and tests ordered, planned, pending, declined or not done. A number is never
 *   guessed: doses, dates, goals, thresholds and reference ranges give no value.
 */
export function readObservations(
  note: Note,
  mentions: readonly Mention[],
  analytes: AnalyteTable,
  dates: DateTable = readDateTable(note),
): readonly Observation[] {
  const { names, sentences: named, drugs } = namedTests(note, mentions, analytes);
  const sources: Sources = { note, analytes, dates, names };
  const tables = readTables(sources, named);
  const drafts: Draft[] = [...tables.drafts];
  let blockDate: NoteDate | undefined;
  let section = -1;
  /** Results were read under the date of a line: a blank line ends it. */
  let isUsed = false;
  /** "Goals: T 500-700; Hct <54": the heading is of the next sentence too. */
  let goals = false;
  let nextDate = 0;
  /** The date that the sentence before began with. */
  let carried: NoteDate | undefined;
  note.sentences.forEach((sentence, sentenceIndex) => {
    if (sentence.section !== section) {
      section = sentence.section;
      blockDate = headingDate(note, note.sections[section], dates);
      isUsed = false;
    } else if (isUsed && blockDate && followsBlank(note, sentenceIndex)) {
      blockDate = headingDate(note, note.sections[section], dates);
      isUsed = false;
    }
    if (!named.has(sentenceIndex)) {
      while (dates.order[nextDate]! < sentence.firstToken) nextDate++;
      if (dates.order[nextDate]! < sentence.endToken) blockDate = lineDate(sources, sentence) ?? blockDate;
      goals =
        note.text[sentence.end - 1] === ";" &&
        (goals || goalHeading(scan(sources, sentence.firstToken, sentence.endToken)) >= 0);
      return;
    }
    if (tables.sentences.has(sentenceIndex) || sentence.box === "unchecked") return;
    const pieces = scan(sources, sentence.firstToken, sentence.endToken);
    const isGoal = goals;
    goals = pieces.at(-1)?.sign === ";" && (goals || goalHeading(pieces) >= 0);
    const own = leadingDate(sources, pieces);
    if (own && pieces.findIndex(({ kind }) => kind === "name") > 0) blockDate = own.header ? own.date : blockDate;
    else blockDate = panelDate(pieces) ?? blockDate;
    // "SA 5/2025: conc 31; motility 52 %", "(4/4/25) TT 612 • FT 14"
    if (own || !isJoined(note, sentenceIndex)) carried = own?.date;
    const place: Place = {
      ...sources,
      sentence,
      sentenceIndex,
      section: note.sections[section],
      pieces: withContinuation(sources, pieces, sentenceIndex, named),
      blockDate: own?.date ?? sharedDate(sources, pieces) ?? carried ?? blockDate,
    };
    const { length } = drafts;
    readSentence(place, isGoal, drafts);
    const drug = drugs.get(sentenceIndex);
    const level = drug && !isGoal ? levelOfDrug(sources, place.pieces, drug) : null;
    if (level) push(place, drafts, level.analyte, level.name, level.reading, true);
    drafts.push(...unnamedMeasures(sources, place.pieces, sentenceIndex, drafts.slice(length), place.blockDate));
    shareUnits(sources, drafts, length);
    isUsed ||= drafts.length > length;
  });
  drafts.push(...unnamedPressures(sources, drafts));
  drafts.push(...unnamedRechecks(sources, drafts));
  return settleLatest(
    note,
    drafts.map((draft) => withHour(note, inItsYear(note, draft, dates.noteDate))),
    dates.noteDate,
  );
}

function withHour(note: Note, draft: Draft): Draft {
  const isResult = draft.status === "resulted" || draft.status === "outside";
  const hour = isResult ? hourOfDraw(draft, note) : undefined;
  return hour === undefined ? draft : { ...draft, hour };
}

/**
 * A result is not of the future, and what is planned not of the past: "in February" without a year is settled so, and
 * whether 12/06 is June or December.
 */
function inItsYear(note: Note, draft: Draft, noteDate: NoteDate | null): Draft {
  if (draft.date?.ambiguous && draft.status === "resulted" && isYearFirst(note, noteDate))
    return { ...draft, date: notAhead(draft.date, noteDate) };
  if (!draft.date?.yearInferred) return draft;
  const isAhead = draft.status === "planned" || draft.status === "ordered" || draft.status === "pending";
  return { ...draft, date: settleYear(draft.date, noteDate, isAhead ? 1 : -1) };
}

/** "2025-06-30": it does not tell whether the note writes the day or the month first. */
function isYearFirst({ text }: Note, date: NoteDate | null): boolean {
  return date !== null && /^\d{4}-/.test(text.slice(date.start, date.start + 5));
}

// ---- one sentence

function readSentence(place: Place, isGoal: boolean, drafts: Draft[]): void {
  const { pieces, section, note, sentenceIndex } = place;
  if (section?.kind === "education") return;
  if (section?.kind === "family-history" && !leavesFamily(note, section, sentenceIndex, pieces)) return;
  const goalHead = goalHeading(pieces);
  let index = 0;
  while (index < pieces.length) {
    if (pieces[index]!.kind !== "name") {
      index++;
      continue;
    }
    if (repeatsInBrackets(pieces, index)) {
      index += 2;
      continue;
    }
    const own = !isSomeoneElses(pieces, index);
    const inGoals = isGoal || (goalHead >= 0 && goalHead < index);
    const list = own && !inGoals ? listFrom(pieces, index) : null;
    if (list && readList(place, list, drafts)) {
      index = list.end;
      continue;
    }
    const run = runFrom(place.note, pieces, index);
    if (own) {
      readRun(place, run, zoneEnd(pieces, run), inGoals, drafts);
      const free = inGoals ? null : readOtherPart(place, pieces, run.names.at(-1)!, zoneEnd(pieces, run));
      if (free) push(place, drafts, free.analyte, free.name, free.reading, true);
    }
    index = run.end;
  }
}

/** Where the words about a run end: at the next name. */
function zoneEnd(pieces: readonly Piece[], { end }: Run): number {
  let index = end;
  while (index < pieces.length && pieces[index]!.kind !== "name") index++;
  return index;
}

/** "T, E2 and Hct were 640, 31 and 48": true where the numbers were read, or are not one for each name. */
function readList(place: Place, list: Run, drafts: Draft[]): boolean {
  const { pieces } = place;
  const analytes = list.names.flatMap((name) => pieces[name]!.analytes!);
  if (analytes.length !== list.names.length || standingOf(pieces, list.names[0]!) !== "") return false;
  const end = zoneEnd(pieces, list);
  const group = readGroup(place, pieces, list.end, end, analytes);
  group?.readings.forEach((reading, at) => {
    push(place, drafts, analytes[at]!, list.names[at]!, reading, true);
  });
  if (group) return true;
  const last = readValues(place, pieces, list.end, end, analytes.at(-1)!, false);
  return !last.blocked && last.readings.length > 1 && isUnequal(list, pieces, last.readings);
}

/** "Hematocrit (Hct) 52": one name, written twice. */
function repeatsInBrackets(pieces: readonly Piece[], name: number): boolean {
  const [bracket, again] = pieces.slice(name + 1, name + 3);
  return bracket?.sign === "(" && again?.kind === "name" && again.analytes![0] === pieces[name]!.analytes![0];
}

function readRun(place: Place, run: Run, zoneEnd: number, goalHead: boolean, drafts: Draft[]): void {
  const { pieces } = place;
  const analytes = run.names.flatMap((name) => pieces[name]!.analytes!);
  const standing = goalHead ? "goal" : standingOf(pieces, run.names[0]!);
  if (
    run.isRatio ||
    pieces[run.end]?.uses?.has("ratio") ||
    standing === "condition" ||
    isQualified(place.note, pieces, run.names[0]!) ||
    isDifference(place.note, pieces, run.names[0]!, run.end)
  )
    return;
  const parted = run.names.length === 1 && standing !== "goal" ? totalAndFree(place, pieces, run.names[0]!) : null;
  const halves = parted ? readGroup(place, pieces, parted.end, zoneEnd, parted.analytes) : null;
  if (halves) {
    for (const [at, reading] of halves.readings.entries())
      push(place, drafts, parted!.analytes[at]!, run.names[0]!, reading, true);
    return;
  }
  if (analytes.length > 1 && standing !== "goal") {
    const group = readGroup(place, pieces, run.end, zoneEnd, analytes);
    if (group) {
      const single = run.names.length === 1;
      const ordered = single ? orderPair(analytes, group.readings[0]!.value!, group.readings[1]?.value ?? 0) : analytes;
      const date = dateAfter(pieces, group.end);
      group.readings.forEach((reading, at) => {
        const name = run.names[Math.min(at, run.names.length - 1)]!;
        push(place, drafts, ordered[at]!, name, date ? { ...reading, date } : reading, true);
      });
      return;
    }
  }
  const lastName = run.names.at(-1)!;
  const own = pieces[lastName]!.analytes!;
  const share = own.length === 1 && standing === "" ? shareBefore(place, pieces, lastName, own[0]!) : null;
  if (share) {
    push(place, drafts, own[0]!, lastName, share, true);
    return;
  }
  const reading = readValues(place, pieces, run.end, zoneEnd, own[0]!, standing === "goal");
  // A panel has results, but no value of its own.
  const readings = own[0]!.isPanel ? reading.readings.filter(({ value }) => value === undefined) : reading.readings;
  if (reading.blocked || isThreshold(place, run, readings) || isNormalRange(place, run, readings)) return;
  if (isUnequal(run, pieces, readings)) return;
  const isWord = readings.length > 0 && readings[0]!.value === undefined;
  if (own.length === 1 && readings.length > 0 && !isWord) {
    readings.forEach((reading, at) => {
      // The only value of a name that is called old may yet be the only one of the note.
      const isOnly = readings.length === 1 && reading.role === "earlier" && !reading.ofDiagnosis;
      push(
        place,
        drafts,
        own[0]!,
        lastName,
        isOnly ? { ...reading, role: "baseline" } : reading,
        (at === 0 && !reading.detached) || reading.chained,
      );
    });
    const shares = readings.length === 1 && readings[0]!.comparator !== undefined;
    for (const name of run.names.slice(0, -1)) {
      if (shares) push(place, drafts, pieces[name]!.analytes![0]!, name, readings[0]!, true);
      else readBare(place, name, run.end, drafts);
    }
    return;
  }
  if (isWord && !readings[0]!.pending) {
    for (const name of listBefore(pieces, run.names[0]!).concat(run.names)) {
      for (const analyte of pieces[name]!.analytes!) push(place, drafts, analyte, name, readings[0]!, true);
    }
    return;
  }
  for (const name of run.names) readBare(place, name, run.end, drafts);
}

/** "Hct >54 %: hold" in a plan, "AUA: T <300", "discussed that PSA above 4": what to do when, or a lesson; no finding. */
function isThreshold({ section, pieces }: Place, run: Run, readings: readonly Reading[]): boolean {
  const comparator = readings[0]?.comparator;
  if (!comparator || comparator === "=") return false;
  const first = run.names[0]!;
  if (pieces.slice(Math.max(0, first - 10), first).some(({ uses }) => uses?.has("society"))) return true;
  if (pieces.slice(Math.max(0, first - 4), first).some(({ uses }) => uses?.has("told"))) return true;
  // "Hold T for Hct >54"
  const isReason = comparator.startsWith(">") && pieces[first - 1]?.uses?.has("for") === true;
  if (isReason && pieces.slice(Math.max(0, first - 6), first).some(({ uses }) => uses?.has("treat"))) return true;
  if (!["plan", "instructions"].includes(section?.kind ?? "") || pieces[run.end]?.uses?.has("was")) return false;
  return comparator.startsWith(">");
}

/** "normal PSA for age is <2.5": a limit, and no result. */
function isNormalRange({ note, pieces }: Place, run: Run, [reading]: readonly Reading[]): boolean {
  if (reading?.value === undefined || (reading.comparator === undefined && reading.high === undefined)) return false;
  return readBeforeName(note, pieces, run.names[0]!).flag === "normal";
}

// ---- observations

function push(
  place: Place,
  drafts: Draft[],
  analyte: Analyte,
  name: number,
  reading: Reading,
  fromName: boolean,
): void {
  const { note, pieces, sentenceIndex } = place;
  const piece = pieces[name]!;
  const said = fromName ? readBeforeName(note, pieces, name) : {};
  const nameSpan = { start: note.tokens.start[piece.first]!, end: note.tokens.end[piece.end - 1]! };
  const {
    pending,
    role = roleBefore(note, place.pieces, place.section, name),
    chained: _chained,
    isTimed: _timed,
    detached: _detached,
    ofDiagnosis: _ofDiagnosis,
    start,
    end,
    date = reading.role === "earlier" ? undefined : place.blockDate,
    ...rest
  } = reading;
  const status: ObservationStatus = pending
    ? "pending"
    : isOutside(place.pieces, place.section, name)
      ? "outside"
      : "resulted";
  drafts.push({
    start: fromName ? Math.min(nameSpan.start, start) : start,
    end,
    analyte: analyte.lab.id,
    name: nameSpan,
    status,
    ...(reading.value === undefined ? {} : said),
    ...rest,
    ...(date ? { date } : {}),
    ...(role ? { role } : {}),
    latest: true,
    sentence: sentenceIndex,
  });
}

const planKinds: ReadonlySet<string> = new Set(["plan", "assessment-plan", "instructions"]);

/** A name without a value: its status, from words before and after it or from the section. */
function readBare(place: Place, name: number, after: number, drafts: Draft[]): void {
  const { note, pieces, section, sentence, sentenceIndex } = place;
  const piece = pieces[name]!;
  const words = ({ first, end }: Piece) => foldText(note.text, note.tokens.start[first], note.tokens.end[end - 1]);
  const before = name > 0 ? pieces[name - 1]! : undefined;
  // "Repeat SA: conc 9.4": a heading of its results.
  if (isTitle(pieces, name) || isTreatment(pieces, name)) return;
  const stated = stateBefore(before);
  const read = stated ? { status: "resulted" as const } : readStatus(pieces, name, after, words);
  const isPlanned = sentence.box === "checked" || planKinds.has(section?.kind ?? "") || asksFor(section, pieces);
  const given = read?.status ?? (isPlanned && isList(pieces) ? listedStatus(section!, sentence) : null);
  if (!given) return;
  const status = given === "resulted" && isOutside(pieces, section, name) ? "outside" : given;
  const span = { start: note.tokens.start[piece.first]!, end: note.tokens.end[piece.end - 1]! };
  const own = read && "date" in read ? read.date : undefined;
  const date = own ?? (status === "planned" || status === "ordered" ? dateAhead(pieces, name) : undefined);
  for (const analyte of piece.analytes!) {
    drafts.push({
      ...span,
      analyte: analyte.lab.id,
      name: span,
      status,
      ...(stated ? { word: words(before!), ...(stated === "stable" ? {} : { flag: stated }) } : {}),
      ...(date ? { date } : {}),
      latest: true,
      sentence: sentenceIndex,
    });
  }
}
