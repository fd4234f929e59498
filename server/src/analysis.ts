/**
 * Text in, everything the program knows about the note out. The only way in: pure, deterministic, total; any string
 * gives an Analysis, never an exception.
 */
import type { Chart } from "./chart/chart.ts";
import { readChart } from "./chart/read.ts";
import type { Assertion } from "./context/assertion.ts";
import { type CueData, type CueTable, cueDataOf, openCues } from "./context/cues.ts";
import { readAssertions } from "./context/read.ts";
import type { Knowledge, KnowledgeSource } from "./knowledge/knowledge.ts";
import { once } from "./knowledge/once.ts";
import type { Profile } from "./knowledge/rule-schema.ts";
import type { Mention } from "./lexicon/mention.ts";
import { findMentions, openTerms, type TermData, type TermTable, termDataOf } from "./lexicon/terms.ts";
import { datesIn, readDateTable } from "./observation/dates.ts";
import { type AnalyteTable, openAnalytes, readObservations, type UnitData, unitDataOf } from "./observation/read.ts";
import type { Draft } from "./rules/draft.ts";
import { type Facts, NotePhrases } from "./rules/facts.ts";
import type { Finding } from "./rules/finding.ts";
import {
  matchPhrases,
  openPhrases,
  type PhraseData,
  type PhraseStatement,
  type PhraseTable,
  phraseDataOf,
  phrasesInHeadings,
} from "./rules/phrases.ts";
import { type RuleSettings, runRules } from "./rules/run.ts";
import type { Note } from "./text/note.ts";
import { type HeadingData, type HeadingTable, headingDataOf, openHeadings, readNote } from "./text/read.ts";

export interface AnalysisOptions {
  /** Severity by rule id; "off" silences it. */
  readonly rules?: RuleSettings;
  /** The societies whose lines count; by default the Endocrine Society's and the AUA's. */
  readonly profiles?: readonly Profile[];
  /** Given while the note is being written: rules about what is absent wait for the plan. */
  readonly draft?: Draft;
}

const defaultProfiles: readonly Profile[] = ["ES2018", "AUA2018"];

export interface Analysis {
  readonly note: Note;
  /** In order of the text; they do not overlap. */
  readonly mentions: readonly Mention[];
  /** One for each mention, same index. */
  readonly assertions: readonly Assertion[];
  readonly chart: Chart;
  /** What the rules looked at: lets a finding, or its absence, be explained. */
  readonly facts: Facts;
  /** In order of the text. */
  readonly findings: readonly Finding[];
}

/** Knowledge prepared for reading: made once, used for every note. */
export interface Engine {
  readonly knowledge: Knowledge;
  readonly headings: HeadingTable;
  readonly terms: TermTable;
  readonly cues: CueTable;
  readonly analytes: AnalyteTable;
  readonly phrases: PhraseTable;
}

/** What the build makes of the knowledge, so that an engine is ready at once: plain data and columns of numbers. */
export interface EngineData {
  readonly headings: HeadingData;
  readonly terms: TermData;
  readonly cues: CueData;
  readonly units: UnitData;
  readonly phrases: PhraseData;
}

/** Prepares knowledge for reading. Pure; takes some tenths of a second, which is why the build stores the result. */
export function compileEngine(knowledge: KnowledgeSource): EngineData {
  return {
    headings: headingDataOf(knowledge.headings),
    terms: termDataOf(knowledge),
    cues: cueDataOf(knowledge.cues),
    units: unitDataOf(knowledge.labs.values()),
    phrases: phraseDataOf(knowledge),
  };
}

/** An engine over `knowledge`, from what `compileEngine` made of it; each table is set up when the first note needs it. */
export function openEngine(knowledge: Knowledge, data: EngineData): Engine {
  const headings = once(() => openHeadings(data.headings));
  const terms = once(() => openTerms(data.terms, knowledge));
  const cues = once(() => openCues(data.cues));
  const analytes = once(() => openAnalytes(knowledge.labs.values(), data.units));
  const phrases = once(() => openPhrases(data.phrases, knowledge));
  return {
    knowledge,
    get headings() {
      return headings();
    },
    get terms() {
      return terms();
    },
    get cues() {
      return cues();
    },
    get analytes() {
      return analytes();
    },
    get phrases() {
      return phrases();
    },
  };
}

/** Both steps at once. */
export function createEngine(knowledge: KnowledgeSource): Engine {
  return openEngine(knowledge, compileEngine(knowledge));
}

/** The same engine with other rules: only what the rules look for is prepared anew. */
export function withOtherRules(engine: Engine, knowledge: Knowledge): Engine {
  return { ...engine, knowledge, phrases: openPhrases(phraseDataOf(knowledge), knowledge) };
}

/** Reads a note. Offsets in the result are UTF-16 offsets into `text`. */
export function analyse(engine: Engine, text: string, options: AnalysisOptions = {}): Analysis {
  const { knowledge } = engine;
  const note = readNote(text, engine.headings);
  const mentions = findMentions(note, engine.terms);
  const assertions = assertionsOf(note, mentions, engine);
  const dates = readDateTable(note);
  const observations = readObservations(note, mentions, engine.analytes, dates);
  const chart = readChart(note, knowledge, mentions, assertions, observations);
  const facts: Facts = {
    note,
    chart,
    phrases: new NotePhrases(() => readPhrases(note, engine)),
    phraseTable: engine.phrases,
    knowledge,
    profiles: options.profiles ?? defaultProfiles,
    dates: { visit: dates.noteDate, all: datesIn(dates) },
  };
  const findings = runRules(facts, { rules: options.rules ?? {}, ...(options.draft ? { draft: options.draft } : {}) });
  return { note, mentions, assertions, chart, facts, findings };
}

function readPhrases(note: Note, { phrases, cues }: Engine): PhraseStatement[] {
  const matches = matchPhrases(note, phrases);
  const assertions = readAssertions(note, matches, cues);
  return [
    ...matches.map((match, index) => ({ match, assertion: assertions[index]! })),
    ...phrasesInHeadings(note, phrases),
  ];
}

/**
 * What the note claims of each mention. Drugs are read apart from the rest: "stopped it" is about the drug before it,
 * whatever dose words, tests and symptoms stand between.
 */
function assertionsOf(note: Note, mentions: readonly Mention[], { knowledge, cues }: Engine): Assertion[] {
  const isDrug = ({ concept }: Mention) => knowledge.concepts.get(concept)?.drug !== undefined;
  const drugs = readAssertions(note, mentions.filter(isDrug), cues);
  const others = readAssertions(
    note,
    mentions.filter((mention) => !isDrug(mention)),
    cues,
  );
  let [drug, other] = [0, 0];
  return mentions.map((mention) => (isDrug(mention) ? drugs[drug++]! : others[other++]!));
}
