/** The medications of the note: what each mention of a drug states, with its dose. */
import type { Assertion, TreatmentStatus } from "../context/assertion.ts";
import { isInUse } from "../context/treatment.ts";
import type { DosageReading } from "../dosage/dosage.ts";
import type { DosageHint } from "../dosage/read.ts";
import { endsOf } from "../dosage/weekly.ts";
import type { Knowledge } from "../knowledge/knowledge.ts";
import type { SectionKind } from "../knowledge/schema.ts";
import type { Mention } from "../lexicon/mention.ts";
import type { Observation } from "../observation/observation.ts";
import type { Note } from "../text/note.ts";
import { foldText, hashesOf, TokenKind } from "../text/tokens.ts";
import { isVisitFor, standsAlone } from "./alone.ts";
import type { Medication, Statement } from "./chart.ts";
import { readDoseAround } from "./dose.ts";
import { type DrugStatement, joinStatements } from "./join.ts";
import { joinGeneralWords, supplyEnds } from "./same-drug.ts";

/** Joins the statements about each drug. `observations` tell which mentions of a hormone are a test, not a treatment. */
export function readMedications(
  note: Note,
  knowledge: Knowledge,
  statements: readonly Statement[],
  observations: readonly Observation[],
): Medication[] {
  const analytes = new Set([...knowledge.labs.values()].flatMap((lab) => lab.concepts));
  const measured = new Set(observations.map((observation) => observation.name.start));
  const valued = new Set(
    observations.filter(({ value, word }) => value !== undefined || word !== undefined).map(({ name }) => name.start),
  );
  const byConcept = new Map<string, DrugStatement[]>();
  const drugs = statements.flatMap((statement) => drugOf(statement, knowledge) ?? []);
  const mentions = drugs.map(({ mention }) => mention);
  const add = (statement: DrugStatement) => {
    const list = byConcept.get(statement.mention.concept);
    if (list) list.push(statement);
    else byConcept.set(statement.mention.concept, [statement]);
  };
  /** The mention just before, where it names a drug in use. */
  let inUseBefore: Mention | null = null;
  /** The drug just before, of which nothing is said by itself. */
  let bare: DrugStatement | null = null;
  drugs.forEach((statement, index) => {
    const { mention, assertion } = statement;
    const sentence = note.sentences[mention.sentence]!;
    if (assertion.experiencer !== "patient" || sentence.quoted || sentence.box === "unchecked") return;
    const dosage = readDoseAround(note, mentions, index, productOf(mention.concept, knowledge));
    // A letter for a hormone ("T") is its test unless a dose says otherwise.
    const isLetter = mention.end - mention.start <= LETTER;
    if (isLetter && analytes.has(mention.concept) && !isGiven(dosage)) return;
    // "T 512, continue": a test with its result is no treatment, whatever is continued.
    if (valued.has(mention.start) && !isGiven(dosage) && !namesDose(note, mention)) return;
    if (isForTest(note, mention)) return;
    const isTest = measured.has(mention.start) || analytes.has(mention.concept);
    const isListedAfter = isScheduled(dosage) && isBehindPastEvent(note, statement, mentions[index - 1]);
    const told = isListedAfter
      ? { ...statement, assertion: { ...assertion, temporality: "current" as const } }
      : statement;
    const status = statusOf(note, told, dosage, isTest);
    const joined =
      status ?? (!isTest && isNamedInUse(note, statement, inUseBefore, mentions[index + 1]) ? "active" : null);
    inUseBefore = joined !== null && isTakenOrPlanned(joined) ? mention : null;
    const decided = isDecision(note, mention);
    const isListed = assertion.status === null && joined === "active";
    const own = { ...statement, status: joined ?? "active", actor: assertion.actor, dosage, decided, isListed };
    if (isListed && bare && isPaired(note, bare, mention)) add(bare);
    bare = joined || isTest ? null : own;
    if (joined) add(own);
  });
  supplyEnds(byConcept, knowledge);
  joinGeneralWords(byConcept, knowledge);
  return [...byConcept].map(([concept, list]) => joinStatements(concept, classesOf(knowledge, concept), list));
}

/** What the name of a drug tells of its dose: "Testim 5 g" are grams of gel. */
function productOf(concept: string, { concepts }: Knowledge): DosageHint {
  return concepts.get(concept)?.drug?.classes.includes("topical-testosterone") ? preparation : unknownProduct;
}

const preparation: DosageHint = { preparation: true };
const unknownProduct: DosageHint = {};

function isScheduled(dosage: DosageReading | null): boolean {
  return (
    dosage?.steps.some(({ dose, timing, asNeeded }) => dose !== undefined && (timing !== undefined || asNeeded)) ??
    false
  );
}

/** "S/p CABG 2015, isosorbide 60 mg daily": behind a comma, the past is of the event and not of the drug. */
function isBehindPastEvent({ text }: Note, { mention, assertion }: Statement, before: Mention | undefined): boolean {
  if (assertion.temporality !== "historical" || assertion.status !== null) return false;
  const cue = assertion.cues.findLast(({ effect, end }) => effect === "historical" && end <= mention.start);
  if (!cue || (before && before.start > cue.start)) return false;
  return text.slice(cue.end, mention.start).includes(",");
}

/** A statement about a drug, or about what is given by a procedure that is named: "pellet insertion". */
function drugOf(statement: Statement, { concepts }: Knowledge): Statement | null {
  const { mention, assertion } = statement;
  const concept = concepts.get(mention.concept);
  if (concept?.drug) return statement;
  if (!concept?.gives) return null;
  const isDone =
    assertion.status === null && assertion.temporality === "current" && assertion.conditionality === "actual";
  return {
    mention: { ...mention, concept: concept.gives },
    assertion: isDone && assertion.polarity === "affirmed" ? { ...assertion, status: "active" } : assertion,
  };
}

/** A drug's classes and their classes, itself first. */
export function classesOf(knowledge: Knowledge, concept: string): string[] {
  const classes = [concept];
  for (const current of classes) {
    for (const parent of knowledge.concepts.get(current)?.drug?.classes ?? [])
      if (!classes.includes(parent)) classes.push(parent);
  }
  return classes;
}

/**
 * The state that one mention states, or null where it only names the drug. `isTest`: a hormone that is both measured and
 * given ("testosterone"), where only words or a dose make a mention a treatment.
 */
function statusOf(
  note: Note,
  { mention, assertion }: Statement,
  dosage: DosageReading | null,
  isTest: boolean,
): TreatmentStatus | null {
  const hasDose = hasAmount(dosage);
  const hasCourse =
    (dosage?.steps.some((step) => step.timing !== undefined || step.asNeeded) ?? false) ||
    statesDuration(note, mention);
  if (isTest && !hasDose && (assertion.status === null || (assertion.status === "planned" && !namesStart(assertion))))
    return null;
  const stated = assertion.status;
  if (assertion.polarity === "negated") return stated && !isInUse(stated) ? stated : "not-taking";
  if (hasDose && endsOnlyIf(mention, assertion)) return "active";
  if (assertion.conditionality !== "actual")
    return stated && !isTakenOrPlanned(stated)
      ? stated
      : assertion.conditionality === "education"
        ? null
        : "considered";
  if (assertion.temporality === "historical") return stated && !isInUse(stated) ? stated : "discontinued";
  if ((assertion.certainty === "uncertain" && stated === null) || isQuestion(note, mention)) return "considered";
  if (stated) return stated;
  const kind = note.sections[note.sentences[mention.sentence]!.section]!.kind;
  // "T cyp 140/wk split Mon/Thu": how much is doubtful, not that it is taken.
  const isDosed = hasDose || (!isTest && dosage?.abstained === true);
  if (isDosed || (!isTest && hasCourse) || kind === "medications")
    return assertion.temporality === "planned" ? "planned" : "active";
  return null;
}

const endings: ReadonlySet<string> = new Set(["stopped", "held", "decreased", "tapering"]);

/** "T cyp 100 mg weekly; stop if Hct >54": it is taken until then. */
function endsOnlyIf({ end }: Mention, { conditionality, status, cues }: Assertion): boolean {
  if (conditionality !== "conditional" || status !== "considered") return false;
  return cues.some(({ effect, start }) => endings.has(effect) && start >= end);
}

/** The longest form that is but a letter: "T", "E2". */
const LETTER = 2;

/** Named with a drug in use, or by itself where treatment is told. */
function isNamedInUse(note: Note, statement: Statement, before: Mention | null, next: Mention | undefined): boolean {
  const { mention, assertion } = statement;
  if (assertion.polarity === "negated" || assertion.certainty === "uncertain") return false;
  if (assertion.conditionality !== "actual" || assertion.temporality !== "current") return false;
  if (joinsDrugInUse(note, mention, before)) return true;
  const { kind } = note.sections[note.sentences[mention.sentence]!.section]!;
  if (elsewhere.has(kind)) return false;
  // "CC: TRT" may be what he asks for.
  return isVisitFor(note, mention) || (kind !== "chief-complaint" && standsAlone(note, mention, before, next));
}

/** Sections that name drugs without giving them. */
const elsewhere: ReadonlySet<SectionKind> = new Set([
  "allergies",
  "family-history",
  "social-history",
  "labs",
  "education",
  "instructions",
  "administrative",
  "quoted",
  "procedure",
  "imaging",
]);

const joints: ReadonlySet<string> = new Set(["with", "+", "&", "plus", "and", "/"]);

/** "Exemestane 12.5 mg weekly with TRT": named in one breath with a drug in use. */
function joinsDrugInUse({ tokens, text }: Note, mention: Mention, before: Mention | null): boolean {
  if (before?.sentence !== mention.sentence) return false;
  const joint = mention.firstToken - 1;
  return joints.has(foldText(text, tokens.start[joint], tokens.end[joint]));
}

/** "Clomid + AI for 6 months": what is said of `next` is said of both. */
function isPaired(note: Note, { mention, assertion }: Statement, next: Mention): boolean {
  if (assertion.polarity === "negated" || assertion.conditionality !== "actual") return false;
  return next.firstToken === mention.endToken + 1 && joinsDrugInUse(note, next, mention);
}

function hasAmount(dosage: DosageReading | null): boolean {
  return dosage?.steps.some((step) => step.dose !== undefined || step.volume !== undefined) ?? false;
}

/** As `hasAmount`, but for "T 160, 172 am": a number with nothing but an hour is a result and when it was drawn. */
function isGiven(dosage: DosageReading | null): boolean {
  return (
    dosage?.steps.some(
      ({ dose, volume, timing }) =>
        volume !== undefined || (dose !== undefined && (endsOf(dose).unit !== "" || timing?.when === undefined)),
    ) ?? false
  );
}

const testWords = hashesOf("stimulation stim challenge provocation suppression");
const tests = hashesOf("test testing tests");

/** "Gonadorelin stimulation test 100 mcg IV": given once, to test. */
function isForTest({ tokens }: Note, { endToken }: Mention): boolean {
  return testWords.has(tokens.hash[endToken]!) && tests.has(tokens.hash[endToken + 1]!);
}

const startEffects: ReadonlySet<string> = new Set(["started", "restarted", "switched"]);

/** "Will start testosterone" plans a treatment, "will need testosterone" may plan a test. */
function namesStart({ cues }: Assertion): boolean {
  return cues.some(({ effect }) => startEffects.has(effect));
}

const durationUnits: ReadonlySet<string> = new Set([
  "y",
  "yr",
  "yrs",
  "year",
  "years",
  "mo",
  "mos",
  "month",
  "months",
  "wk",
  "wks",
  "week",
  "weeks",
]);
const durationWords: ReadonlySet<string> = new Set([
  ">",
  "x",
  "for",
  "times",
  "since",
  ",",
  ":",
  "(",
  "about",
  "~",
  "over",
  "the",
  "past",
  "last",
]);

/** "TRT 14 months", "on it x 2 years", "since 2019": the drug has been taken for a time. */
function statesDuration({ tokens, text, sentences }: Note, { endToken, sentence }: Mention): boolean {
  const end = sentences[sentence]!.endToken;
  for (let token = endToken; token < Math.min(end - 1, endToken + 4); token++) {
    const word = foldText(text, tokens.start[token], tokens.end[token]);
    if (word === "since") return true;
    if (tokens.kind[token] !== TokenKind.Number) {
      if (!durationWords.has(word)) return false;
    } else return durationUnits.has(foldText(text, tokens.start[token + 1], tokens.end[token + 1]));
  }
  return false;
}

/** "Testosterone dose was raised from 80 to 100": no result, whatever the numbers are. */
function namesDose({ tokens, text }: Note, { endToken }: Mention): boolean {
  return endToken < tokens.count && foldText(text, tokens.start[endToken], tokens.end[endToken]) === "dose";
}

/** "Start TRT today?" asks; it does not state. */
function isQuestion({ text, sentences }: Note, { sentence, end }: Mention): boolean {
  const last = sentences[sentence]!.end;
  // "Sustanon 250 mg (own supply?": what the brackets ask is not whether he takes it.
  return text.charAt(last - 1) === "?" && !text.slice(end, last).includes("(");
}

function isDecision(note: Note, mention: Mention): boolean {
  const kind = note.sections[note.sentences[mention.sentence]!.section]!.kind;
  return kind === "plan" || kind === "assessment-plan";
}

/** Whether the status means that the patient takes, or will certainly take, the drug. */
export function isTakenOrPlanned(status: TreatmentStatus): boolean {
  return isInUse(status) || status === "planned";
}
