/** Who the note is about: sex, age, and circumstances that change how the rest is read. */
import { findPhrases } from "../lexicon/lexicon.ts";
import type { Note, Sentence } from "../text/note.ts";
import type { Span } from "../text/span.ts";
import { foldText, TokenKind } from "../text/tokens.ts";
import type { Condition, Medication, Patient } from "./chart.ts";
import { isTakenOrPlanned } from "./medications.ts";
import { patientLexicon, patientWords } from "./patient-words.ts";
import { spelledBefore } from "./spelled-number.ts";

interface Cue extends Span {
  readonly meaning: string;
  readonly firstToken: number;
  readonly sentence: number;
}

/** Meanings that change how the rest of the note is read. */
const circumstances: ReadonlySet<string> = new Set([
  "trans-man",
  "trans-woman",
  "ovulation-induction",
  "pregnancy",
  "female-oncology",
  "adt",
]);
/** A man's note may name these of his partner. */
const ofWomen: ReadonlySet<string> = new Set(["ovulation-induction", "pregnancy"]);
const denials: ReadonlySet<string> = new Set(["no", "not", "nil", "never", "denies", "without"]);

/** Before "ADT" these say that it is over, or only thought of. */
const notNow: ReadonlySet<string> = new Set(
  ["completed", "finished", "stopped", "off", "prior", "previous", "previously", "former", "past"].concat([
    "discussed",
    "consider",
    "considering",
    "considered",
    "declined",
    "declines",
  ]),
);

/** Whether one of `words` stands just before: "not on ADT", "completed ADT". */
function follows(
  { text, tokens, sentences }: Note,
  sentence: number,
  firstToken: number,
  words: ReadonlySet<string>,
): boolean {
  const from = Math.max(sentences[sentence]!.firstToken, firstToken - 3);
  for (let token = from; token < firstToken; token++)
    if (words.has(foldText(text, tokens.start[token], tokens.end[token]))) return true;
  return false;
}

/** Reads the patient from words, and from drugs and conditions that only fit certain patients. */
export function readPatient(note: Note, medications: readonly Medication[], conditions: readonly Condition[]): Patient {
  const cues = findCues(note);
  const relatives = sentencesOfRelatives(cues);
  const age = readAge(note, cues, relatives);
  const sex = readSex(cues, relatives, age);
  const contexts = new Set<string>();
  const isOff = medications.some(({ concept, status }) => concept === "adt" && !isTakenOrPlanned(status));
  for (const { meaning, sentence, firstToken } of cues) {
    if (!circumstances.has(meaning) || relatives.has(sentence) || follows(note, sentence, firstToken, denials))
      continue;
    // A man's note that names ovulation or a pregnancy is about his partner's.
    if (ofWomen.has(meaning) && sex === "male") continue;
    if (meaning === "adt" && (isOff || follows(note, sentence, firstToken, notNow))) continue;
    contexts.add(meaning);
  }
  const has = (concept: string) =>
    conditions.some((condition) => condition.concept === concept && condition.status === "present");
  if (
    medications.some(
      ({ classes, status }) =>
        (classes.includes("gnrh-analog") || classes.includes("antiandrogen")) && isTakenOrPlanned(status),
    ) &&
    has("prostate-cancer")
  )
    contexts.add("adt");
  if (medications.some((medication) => medication.concept === "adt" && isTakenOrPlanned(medication.status)))
    contexts.add("adt");
  if (age !== null && age.years < 18) contexts.add("minor");
  return {
    sex,
    ageYears: age?.years ?? null,
    contexts: [...contexts],
    evidence: [...(age ? [age.span] : []), ...cues.filter((cue) => contexts.has(cue.meaning))],
  };
}

function findCues(note: Note): Cue[] {
  return note.sentences.flatMap((sentence, index) => {
    if (sentence.quoted || note.sections[sentence.section]!.kind === "family-history") return [];
    const matches = findPhrases(patientLexicon(), note.text, note.tokens, sentence.firstToken, sentence.endToken);
    return matches.flatMap((match) =>
      (isShorthand(note, match.firstToken) ? [] : match.values).map((value) => ({
        meaning: patientWords[value]![0],
        start: note.tokens.start[match.firstToken]!,
        end: note.tokens.end[match.endToken - 1]!,
        firstToken: match.firstToken,
        sentence: index,
      })),
    );
  });
}

const others: ReadonlySet<string> = new Set(["pregnant", "any", "every", "other", "another"]);

/**
 * "F/u", "M/C", "M/F" for Monday and Friday, "98.6 F": a letter of a short form, not of a sex; "a pregnant woman": anyone.
 */
function isShorthand(note: Note, token: number): boolean {
  const { tokens, text } = note;
  if (others.has(foldText(text, tokens.start[token - 1], tokens.end[token - 1]))) return true;
  if (!isSexLetter(note, token)) return false;
  if (
    token > 0 &&
    tokens.kind[token - 1] === TokenKind.Number &&
    text.slice(tokens.start[token - 1], tokens.end[token - 1]).length > 2
  )
    return true;
  const leads =
    text.charAt(tokens.end[token]!) === "/" &&
    tokens.kind[token + 2] === TokenKind.Word &&
    tokens.start[token + 2] === tokens.end[token]! + 1;
  const follows =
    text.charAt(tokens.start[token]! - 1) === "/" &&
    tokens.kind[token - 2] === TokenKind.Word &&
    tokens.end[token - 2] === tokens.start[token]! - 1;
  return leads || follows;
}

interface Age {
  readonly years: number;
  readonly span: Span;
  readonly sentence: number;
}

/** "34 y/o", "58-year-old", "42M", "age 63", "aged 45": the first one that is not a relative's. */
function readAge(note: Note, cues: readonly Cue[], relatives: ReadonlySet<number>): Age | null {
  const { tokens, text } = note;
  const relativeStarts = new Set(cues.filter((cue) => cue.meaning === "relative").map((cue) => cue.start));
  // "His 3-year-old daughter": the age of the word that follows.
  const isRelatives = ({ end }: Span) => relativeStarts.has(end + 1);
  const unitStarts = new Set(
    cues.filter((cue) => cue.meaning === "age-unit" && !isRelatives(cue)).map((cue) => cue.firstToken),
  );
  for (const [index, sentence] of note.sentences.entries()) {
    if (sentence.quoted || note.sections[sentence.section]!.kind === "family-history" || relatives.has(index)) continue;
    for (let token = sentence.firstToken; token < sentence.endToken; token++) {
      if (tokens.kind[token] !== TokenKind.Number) continue;
      const years = Number(text.slice(tokens.start[token], tokens.end[token]));
      if (!Number.isInteger(years) || years < 1 || years > 110) continue;
      const joint = token + 1 < sentence.endToken ? text.charAt(tokens.start[token + 1]!) : "";
      const joined = joint === "-" || (joint === "/" && isSexLetter(note, token + 2));
      if (
        (unitStarts.has(token + 1) && !isDuration(note, sentence, token)) ||
        (joined && unitStarts.has(token + 2)) ||
        (token - 1 === sentence.firstToken && isSexLetter(note, token - 1)) ||
        (token - 2 === sentence.firstToken &&
          isSexLetter(note, token - 2) &&
          years >= ADULT &&
          text.charAt(tokens.start[token - 1]!) === ",") ||
        followsAgeWord(note, sentence, token) ||
        followsName(note, sentence, token) ||
        (years >= ADULT && followsSubject(note, sentence, token))
      ) {
        return { years, span: { start: tokens.start[token]!, end: tokens.end[token]! }, sentence: index };
      }
    }
  }
  return readSpelledAge(
    note,
    cues.filter((cue) => cue.meaning === "age-unit" && !isRelatives(cue) && !relatives.has(cue.sentence)),
  );
}

/** "Sixty-two year old man": the first age in words, before one of the `units`. */
function readSpelledAge(note: Note, units: readonly Cue[]): Age | null {
  const { tokens } = note;
  for (const { firstToken, sentence } of units) {
    const spelled = spelledBefore(note, firstToken);
    if (!spelled || isDuration(note, note.sentences[sentence]!, firstToken - 1)) continue;
    const span = { start: tokens.start[spelled.firstToken]!, end: tokens.end[firstToken - 1]! };
    return { years: spelled.value, span, sentence };
  }
  return null;
}

const bareYears: ReadonlySet<string> = new Set(["yr", "yrs", "y"]);

const sexWords: ReadonlySet<string> = new Set(["m", "f", "male", "female", "man", "woman"]);
const history: ReadonlySet<string> = new Set(["hx", "history", "h", "of", "duration", "ago", "use", "user"]);
const sometime: ReadonlySet<string> = new Set(["at", "since", "from", "until", "before", "after"]);

/**
 * "Finasteride 5 mg 2 yrs", "for 2 y", "10 yr hx of": years without "old", not where a sentence begins with its subject's
 * age. "At 15 yo" is not today's age either.
 */
function isDuration({ tokens, text }: Note, { firstToken }: Sentence, token: number): boolean {
  const word = (index: number) => foldText(text, tokens.start[index], tokens.end[index]);
  if (token > firstToken && sometime.has(word(token - 1))) return true;
  if (!bareYears.has(word(token + 1)) || (token === firstToken && !history.has(word(token + 2)))) return false;
  const isSpaced = word(token + 2) === "o" || (word(token + 2) === "." && word(token + 3) === "o");
  return word(token + 2) !== "old" && !isSpaced && !sexWords.has(word(token + 2)) && word(token + 2) !== "/";
}

/** "M" or "F", as in "M52" and "52/F". */
function isSexLetter({ text, tokens }: Note, token: number): boolean {
  const word = text.slice(tokens.start[token], tokens.end[token]);
  return word === "M" || word === "F";
}

/** How far into a sentence its subject's age stands. */
const ageReach = 6;

/** "Age 63 on TRT", "male, aged 45": near the start of the sentence, not "at age 14" nor in brackets. */
function followsAgeWord({ tokens, text }: Note, sentence: Sentence, token: number): boolean {
  const words = Array.from({ length: token - sentence.firstToken }, (_, index) =>
    foldText(text, tokens.start[sentence.firstToken + index], tokens.end[sentence.firstToken + index]),
  );
  const at = words.findLastIndex((word) => word === "age" || word === "aged");
  if (at < 0 || at > ageReach || words.length - at > 2) return false;
  return words[at - 1] !== "at" && !words.slice(0, at).includes("(");
}

/** The youngest that "he is 44" is believed of. */
const ADULT = 18;
const subjects: ReadonlySet<string> = new Set(["pt", "patient", "he", "who"]);

/** "Pt is 44.", "who is 63 and": a subject, "is", and the number with nothing counted. */
function followsSubject({ tokens, text }: Note, { firstToken, endToken }: Sentence, token: number): boolean {
  if (token - firstToken < 2) return false;
  const word = (index: number) => foldText(text, tokens.start[index], tokens.end[index]);
  if (word(token - 1) !== "is" || !subjects.has(word(token - 2))) return false;
  return token + 1 >= endToken || tokens.kind[token + 1] === TokenKind.Mark
    ? !"%/-".includes(word(token + 1)[0] ?? " ")
    : word(token + 1) === "and";
}

const titles: ReadonlySet<string> = new Set(["mr", "mrs", "ms"]);

/** "Mr. K., 66, on Testopel", "Mr K (66)": between commas or in brackets behind the name that begins the sentence. */
function followsName({ tokens, text }: Note, { firstToken, endToken }: Sentence, token: number): boolean {
  if (token - firstToken > ageReach || token + 1 >= endToken) return false;
  if (!titles.has(foldText(text, tokens.start[firstToken], tokens.end[firstToken]))) return false;
  const around = text.charAt(tokens.start[token - 1]!) + text.charAt(tokens.start[token + 1]!);
  return around === ",," || around === "()";
}

/** Sentences whose first person is a relative. */
function sentencesOfRelatives(cues: readonly Cue[]): ReadonlySet<number> {
  const firstOf = new Map<number, string>();
  for (const { sentence, meaning } of cues) {
    if (!firstOf.has(sentence) && ["relative", "male", "female", "age-unit"].includes(meaning))
      firstOf.set(sentence, meaning);
  }
  return new Set([...firstOf].filter(([, meaning]) => meaning === "relative").map(([sentence]) => sentence));
}

/**
 * A noun in the sentence that gives the age, or a title, decides; else pronouns, three to one; else another noun; else what
 * only a woman's body has, where nothing of a man's is named.
 */
/** "Mrs. J accompanies her husband, 70M": the word that stands closest to the age is the patient's. */
function nearestTo(age: Age | null, nouns: readonly Cue[]): Cue | undefined {
  if (!age) return undefined;
  const apart = ({ start, end }: Cue) => Math.max(start - age.span.end, age.span.start - end);
  return nouns.reduce<Cue | undefined>((best, cue) => (best && apart(best) <= apart(cue) ? best : cue), undefined);
}

function readSex(cues: readonly Cue[], relatives: ReadonlySet<number>, age: Age | null): Patient["sex"] {
  const nouns = cues.filter(
    ({ meaning, sentence }) => (meaning === "male" || meaning === "female") && !relatives.has(sentence),
  );
  const noun =
    nearestTo(
      age,
      nouns.filter((cue) => cue.sentence === age?.sentence),
    ) ?? nouns[0];
  const withRelative = new Set(cues.filter(({ meaning }) => meaning === "relative").map(({ sentence }) => sentence));
  const count = (wanted: string) =>
    cues.filter(({ meaning, sentence }) => meaning === wanted && !withRelative.has(sentence)).length;
  const [he, she] = [count("he"), count("she")];
  const isSettled = noun !== undefined && (noun.sentence === age?.sentence || nouns.length > 1);
  if (noun && (isSettled || he + she === 0)) return noun.meaning as "male" | "female";
  if (he > 0 && he >= 3 * she) return "male";
  if (she > 0 && she >= 3 * he) return "female";
  if (noun) return noun.meaning as "male" | "female";
  return he + she === 0 && count("female-body") > 0 && count("male-body") === 0 ? "female" : "unknown";
}
