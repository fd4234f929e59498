/** Who the note is about: sex, age, and circumstances that change how the rest is read. */
import { once } from "../knowledge/once.ts";
import { buildLexicon, findPhrases } from "../lexicon/lexicon.ts";
import type { Note, Sentence } from "../text/note.ts";
import type { Span } from "../text/span.ts";
import { foldText, TokenKind } from "../text/tokens.ts";
import type { Condition, Medication, Patient } from "./chart.ts";

/** What a word says of the patient: a noun settles the sex, pronouns are counted. */
const words: readonly (readonly [meaning: string, phrases: readonly string[]])[] = [
  ["male", ["man", "male", "gentleman", "boy", "Mr", "AMAB", "M", "yom", "yo m", "y/o m"]],
  ["female", ["woman", "female", "lady", "girl", "Mrs", "Ms", "F", "yof", "yo f", "y/o f"]],
  ["he", ["he", "his", "him", "himself"]],
  ["she", ["she", "her", "hers", "herself"]],
  [
    "relative",
    [
      "wife",
      "partner",
      "husband",
      "girlfriend",
      "boyfriend",
      "spouse",
      "mother",
      "mom",
      "mum",
      "father",
      "dad",
      "sister",
      "brother",
      "daughter",
      "son",
      "aunt",
      "uncle",
      "grandmother",
      "grandfather",
      "friend",
      "child",
      "children",
      "kid",
      "kids",
      "baby",
      "toddler",
      "infant",
      "twins",
      "grandson",
      "granddaughter",
      "grandchildren",
      "Dr",
      "nurse",
      "NP",
    ],
  ],
  [
    "age-unit",
    [
      "y/o",
      "yo",
      "y.o.",
      "yom",
      "yof",
      "yo m",
      "yo f",
      "y/o m",
      "y/o f",
      "yr old",
      "yrs old",
      "year old",
      "years old",
      "year-old",
      "years of age",
      "yr",
      "yrs",
      "y",
      "M",
      "F",
      "male",
      "female",
    ],
  ],
  [
    "trans-man",
    [
      "trans man",
      "transgender man",
      "trans male",
      "transgender male",
      "transmasculine",
      "FTM",
      "female to male",
      "AFAB",
      "assigned female at birth",
    ],
  ],
  [
    "trans-woman",
    [
      "trans woman",
      "transgender woman",
      "trans female",
      "transgender female",
      "transfeminine",
      "MTF",
      "male to female",
    ],
  ],
  [
    "female-oncology",
    [
      "ER+",
      "ER positive",
      "ER-positive",
      "HR+",
      "HR positive",
      "postmenopausal",
      "post-menopausal",
      "adjuvant endocrine therapy",
      "DCIS",
    ],
  ],
  [
    "ovulation-induction",
    [
      "ovulation induction",
      "ovulation",
      "anovulation",
      "anovulatory",
      "PCOS",
      "polycystic",
      "IUI",
      "follicle scan",
      "oocyte",
      "LMP",
    ],
  ],
  ["pregnancy", ["gravida", "G1P0", "prenatal", "antenatal", "weeks pregnant", "gestation"]],
  [
    "female-body",
    [
      "menopause",
      "menopausal",
      "perimenopausal",
      "hysterectomy",
      "mammogram",
      "LMP",
      "menses",
      "vaginal",
      "uterus",
      "ovary",
      "ovaries",
      "cervical smear",
    ],
  ],
  ["adt", ["ADT", "androgen deprivation", "androgen-deprivation therapy", "castrate", "castration-resistant"]],
];

/** Capitals that would be other words in small letters. */
const keepCase: ReadonlySet<string> = new Set([
  "M",
  "F",
  "Ms",
  "Mr",
  "Dr",
  "NP",
  "ADT",
  "IUI",
  "LMP",
  "FTM",
  "MTF",
  "ER+",
  "HR+",
  "AMAB",
  "AFAB",
]);

const lexicon = once(() =>
  buildLexicon(
    words.flatMap(([, phrases], value) => phrases.map((text) => ({ text, value, exactCase: keepCase.has(text) }))),
  ),
);

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
const denials: ReadonlySet<string> = new Set(["no", "not", "nil", "never", "denies", "without"]);

/** "Not on ADT", "never on ADT". */
function isDenied({ text, tokens, sentences }: Note, cue: Cue): boolean {
  const from = Math.max(sentences[cue.sentence]!.firstToken, cue.firstToken - 3);
  for (let token = from; token < cue.firstToken; token++)
    if (denials.has(foldText(text, tokens.start[token], tokens.end[token]))) return true;
  return false;
}

/** Reads the patient from words, and from drugs and conditions that only fit certain patients. */
export function readPatient(note: Note, medications: readonly Medication[], conditions: readonly Condition[]): Patient {
  const cues = findCues(note);
  const relatives = sentencesOfRelatives(cues);
  const age = readAge(note, cues, relatives);
  const sex = readSex(cues, relatives, age);
  const contexts = new Set<string>();
  for (const cue of cues) {
    if (circumstances.has(cue.meaning) && !relatives.has(cue.sentence) && !isDenied(note, cue))
      contexts.add(cue.meaning);
  }
  const has = (concept: string) =>
    conditions.some((condition) => condition.concept === concept && condition.status === "present");
  if (
    medications.some(
      (medication) => medication.classes.includes("gnrh-analog") && medication.status !== "discontinued",
    ) &&
    has("prostate-cancer")
  )
    contexts.add("adt");
  if (medications.some((medication) => medication.concept === "adt" && medication.status !== "discontinued"))
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
    const matches = findPhrases(lexicon(), note.text, note.tokens, sentence.firstToken, sentence.endToken);
    return matches.flatMap((match) =>
      (isShorthand(note, match.firstToken) ? [] : match.values).map((value) => ({
        meaning: words[value]![0],
        start: note.tokens.start[match.firstToken]!,
        end: note.tokens.end[match.endToken - 1]!,
        firstToken: match.firstToken,
        sentence: index,
      })),
    );
  });
}

/** "F/u", "M/C", "M/F" for Monday and Friday: a letter of a short form, not of a sex. */
function isShorthand(note: Note, token: number): boolean {
  const { tokens, text } = note;
  if (!isSexLetter(note, token)) return false;
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
        followsAgeWord(note, sentence, token) ||
        followsName(note, sentence, token)
      ) {
        return { years, span: { start: tokens.start[token]!, end: tokens.end[token]! }, sentence: index };
      }
    }
  }
  return null;
}

const bareYears: ReadonlySet<string> = new Set(["yr", "yrs", "y"]);

/** "Finasteride 5 mg 2 yrs", "for 2 y": years without "old", not where a sentence begins with its subject's age. */
function isDuration({ tokens, text }: Note, { firstToken }: Sentence, token: number): boolean {
  const word = (index: number) => foldText(text, tokens.start[index], tokens.end[index]);
  if (!bareYears.has(word(token + 1)) || token === firstToken) return false;
  const isSpaced = word(token + 2) === "o" || (word(token + 2) === "." && word(token + 3) === "o");
  return word(token + 2) !== "old" && !isSpaced && !/^[mf]$/.test(word(token + 2)) && word(token + 2) !== "/";
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

const titles: ReadonlySet<string> = new Set(["mr", "mrs", "ms"]);

/** "Mr. K., 66, on Testopel": between commas behind the name that begins the sentence. */
function followsName({ tokens, text }: Note, { firstToken, endToken }: Sentence, token: number): boolean {
  if (token - firstToken > ageReach || token + 1 >= endToken) return false;
  if (!titles.has(foldText(text, tokens.start[firstToken], tokens.end[firstToken]))) return false;
  return text.charAt(tokens.start[token - 1]!) === "," && text.charAt(tokens.start[token + 1]!) === ",";
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

/** A noun in a sentence that gives the age, or is not about a relative, decides; else pronouns do, three to one. */
function readSex(cues: readonly Cue[], relatives: ReadonlySet<number>, age: Age | null): Patient["sex"] {
  const nouns = cues.filter(
    ({ meaning, sentence }) => (meaning === "male" || meaning === "female") && !relatives.has(sentence),
  );
  const noun = nouns.find((cue) => cue.sentence === age?.sentence) ?? nouns[0];
  if (noun) return noun.meaning as "male" | "female";
  const withRelative = new Set(cues.filter(({ meaning }) => meaning === "relative").map(({ sentence }) => sentence));
  const count = (wanted: string) =>
    cues.filter(({ meaning, sentence }) => meaning === wanted && !withRelative.has(sentence)).length;
  const [he, she] = [count("he"), count("she")];
  if (he > 0 && he >= 3 * she) return "male";
  if (she > 0 && she >= 3 * he) return "female";
  if (he + she === 0 && count("female-body") > 0) return "female";
  return "unknown";
}
