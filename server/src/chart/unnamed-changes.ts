/**
 * Changes of treatment that name no drug: "Hypogonadism: increase to 120 mg weekly", or only its form: "hold gel", "stop
 * patches", "skip the next injection".
 */
import type { TreatmentStatus } from "../context/assertion.ts";
import { isInUse } from "../context/treatment.ts";
import type { Dosage, DosageReading, Quantity } from "../dosage/dosage.ts";
import { readDosage } from "../dosage/read.ts";
import { weeklyOf } from "../dosage/weekly.ts";
import type { Knowledge } from "../knowledge/knowledge.ts";
import type { Note, Sentence } from "../text/note.ts";
import type { Span } from "../text/span.ts";
import { hashesOf, hashOf, TokenKind } from "../text/tokens.ts";
import type { Medication, Statement } from "./chart.ts";

/** What the plan makes of a drug in use. `span` is that of the verb. */
export interface UnnamedChange {
  readonly concept: string;
  readonly status: TreatmentStatus;
  /** The new dose, or null where it stays. */
  readonly dosage: DosageReading | null;
  readonly span: Span;
}

/** Drugs of the field: only they are told apart well enough to go without a name. */
const classes = ["trt", "serm", "aromatase-inhibitor", "gonadotropin-class"] as const;
const up = hashesOf("increase increased increasing raise raised uptitrate titrate bump ↑");
const down = hashesOf(
  "decrease decreased decreasing reduce reduced reducing lower lowered lowering drop dropped cut down ↓",
);
const either = hashesOf("move moving switch switching change changed changing adjust adjusted adjusting go");
const small = hashesOf("dose dosage dosing the his current to down up back injection injections weekly");
const thoughts = hashesOf(
  "not no if when once unless may might could consider considered considering would declined after",
);
const conditions = hashesOf("if when unless once");
const orders = hashesOf(
  "increase raise decrease reduce lower drop change cut go down ↑ ↓ stop stopped hold held holding skip pause paused interrupt reduced lowered discontinue halve wean taper come continue cont resume",
);
/** What may lead from the beginning of a clause to its order: "advised to stop it". */
const orderLeads = hashesOf("advised told instructed asked to will we i please therefore so then now");
/** Verbs that may take the form of a drug for its name. */
const verbs = new Map<number, TreatmentStatus>(
  (
    [
      ["discontinued", "stop stopped discontinue discontinued cease ceased"],
      ["held", "hold held holding skip skipped pause paused suspend withhold interrupt"],
      ["decreased", "halve halved reduced lowered"],
      ["tapering", "wean taper"],
      ["continued", "continue continued cont"],
      ["restarted", "resume resumed restart"],
    ] as const
  ).flatMap(([status, words]) => [...hashesOf(words)].map((hash) => [hash, status] as const)),
);
/** What each form may stand for; null for any drug of the field. */
const forms = new Map<number, readonly string[] | null>(
  (
    [
      ["gel gels", ["testosterone-gel"]],
      ["patch patches", ["testosterone-patch"]],
      ["pellet pellets", ["testosterone-pellets"]],
      ["cream", ["testosterone-compounded"]],
      [
        "injection injections inj shot shots",
        [
          "testosterone-cypionate",
          "testosterone-enanthate",
          "testosterone-propionate",
          "testosterone-undecanoate-injection",
          "injectable-testosterone",
          "xyosted",
          "testosterone",
          "trt",
        ],
      ],
      ["dose doses it therapy treatment", null],
    ] as const
  ).flatMap(([words, concepts]) => [...hashesOf(words)].map((hash) => [hash, concepts] as const)),
);
const beforeForms = hashesOf("the his next all current with weekly this today s");
const TO = hashOf("to");
/** In tokens, between the verb and its number. */
const REACH = 5;
/** A dose more than this many times another is another drug's. */
const WIDEST = 5;

/** The changes, in order of the text; none where two drugs could be meant. */
export function readUnnamedChanges(
  note: Note,
  knowledge: Knowledge,
  statements: readonly Statement[],
  medications: readonly Medication[],
): UnnamedChange[] {
  const ofField = medications.filter((drug) => classes.some((name) => drug.classes.includes(name)));
  if (ofField.length === 0) return [];
  const inUse = ofField.filter(({ status }) => isInUse(status));
  const paused = ofField.filter(({ status }) => status === "held" || status === "discontinued");
  const taken = sentencesOfOthers(knowledge, statements);
  return note.sentences.flatMap((sentence, index) => {
    if (sentence.quoted || taken.has(index) || !isDecision(note, sentence) || tellsHabit(note, index)) return [];
    return changeIn(note, sentence, inUse) ?? orderIn(note, sentence, inUse, paused) ?? [];
  });
}

const habits = hashesOf(
  "smoking smokes smoker vaping vapes vape tobacco cigarettes nicotine alcohol drinking drinks etoh cannabis marijuana thc weed supplement supplements protein creatine caffeine coffee energy exercise gym running diet soda",
);

/** "Vaping daily; advised to stop it.": a habit is named in the sentence or the one before. */
function tellsHabit({ tokens, sentences }: Note, index: number): boolean {
  const from = (sentences[index - 1] ?? sentences[index]!).firstToken;
  for (let token = from; token < sentences[index]!.endToken; token++) if (habits.has(tokens.hash[token]!)) return true;
  return false;
}

/** A sentence of the plan, or one without a heading with a clause that begins with the order. */
function isDecision(note: Note, { section, firstToken, endToken }: Sentence): boolean {
  const { kind } = note.sections[section]!;
  if (kind === "plan" || kind === "assessment-plan") return true;
  if (kind !== "other" && kind !== "assessment") return false;
  for (let token = firstToken; token < endToken; token++)
    if (orders.has(note.tokens.hash[token]!) && beginsClause(note, token, firstToken)) return true;
  return false;
}

/** Whether nothing but small words stands between `token` and the beginning of its sentence, or a comma or colon. */
function beginsClause({ tokens, text }: Note, token: number, first: number): boolean {
  for (let before = token - 1; before >= first; before--) {
    if (tokens.kind[before] === TokenKind.Mark) return ",;:.".includes(text.charAt(tokens.start[before]!));
    if (!orderLeads.has(tokens.hash[before]!)) return false;
  }
  return true;
}

/** Sentences that name a drug, or a problem that another drug may be for. */
function sentencesOfOthers(knowledge: Knowledge, statements: readonly Statement[]): Set<number> {
  const found = new Set<number>();
  for (const { mention } of statements) {
    const concept = knowledge.concepts.get(mention.concept);
    const isProblem = concept?.category === "diagnosis" && !concept.id.includes("hypogonadism");
    if (concept?.drug || isProblem) found.add(mention.sentence);
  }
  return found;
}

function changeIn(note: Note, sentence: Sentence, inUse: readonly Medication[]): UnnamedChange | null {
  const { tokens, text } = note;
  for (let verb = sentence.firstToken; verb < sentence.endToken; verb++) {
    const hash = tokens.hash[verb]!;
    if (thoughts.has(hash)) return null;
    if (!up.has(hash) && !down.has(hash) && !either.has(hash)) continue;
    const number = numberAfter(note, verb, sentence.endToken);
    const reading = number < 0 ? null : readDosage(text, tokens, number, sentence.endToken);
    const step = reading?.abstained ? undefined : reading?.steps.at(-1);
    const amount = step && amountOf(step);
    if (!amount || says(note, thoughts, verb, sentence.endToken)) continue;
    const drug = drugOf(amount, inUse);
    const before = drug?.dosage?.steps.at(-1);
    if (!drug || !before) continue;
    const dosage = withTimeOf(before, step);
    const status = up.has(hash) ? "increased" : down.has(hash) ? "decreased" : compared(drug.dosage!, dosage);
    if (status)
      return { concept: drug.concept, status, dosage, span: { start: tokens.start[verb]!, end: tokens.end[verb]! } };
  }
  return null;
}

/** "Hold gel", "skip next injection", "resume gel": an order about the one drug of that form, in use or paused. */
function orderIn(
  note: Note,
  sentence: Sentence,
  inUse: readonly Medication[],
  paused: readonly Medication[],
): UnnamedChange | null {
  const { tokens } = note;
  for (let verb = sentence.firstToken; verb < sentence.endToken; verb++) {
    const hash = tokens.hash[verb]!;
    if (thoughts.has(hash)) return null;
    const status = verbs.get(hash) ?? phrasalAt(note, verb);
    if (!status) continue;
    let token = verb + 1;
    while (token < Math.min(sentence.endToken, verb + REACH) && beforeForms.has(tokens.hash[token]!)) token++;
    const isBare = isAlone(note, verb, sentence);
    const of = isBare ? null : token < sentence.endToken ? forms.get(tokens.hash[token]!) : undefined;
    if (of === undefined || says(note, conditions, token, sentence.endToken)) continue;
    const pool = status === "restarted" ? paused : inUse;
    const meant = of === null ? pool : pool.filter(({ concept }) => of.includes(concept));
    const [drug] = meant;
    // "Continue current dose" of one of two drugs: nobody can say of which.
    if (drug && meant.length === 1)
      return {
        concept: drug.concept,
        status,
        dosage: null,
        span: { start: tokens.start[verb]!, end: tokens.end[verb]! },
      };
  }
  return null;
}

const [COME, OFF, CUT, HALF] = ["come", "off", "cut", "half"].map(hashOf);

/** "Come off it", "cut in half", "cut it in half". */
function phrasalAt({ tokens: { hash } }: Note, verb: number): TreatmentStatus | undefined {
  if (hash[verb] === COME && hash[verb + 1] === OFF) return "discontinued";
  return hash[verb] === CUT && (hash[verb + 2] === HALF || hash[verb + 3] === HALF) ? "decreased" : undefined;
}

const bareTails = hashesOf(
  "it off in half now today altogether for the time being completely then x days week weeks wk wks month months mo",
);
const UNTIL = hashOf("until");

/** "E2 5 pg/mL, stop.", "cut in half", "come off it": an order by itself at the beginning of its clause. */
function isAlone(note: Note, verb: number, { firstToken, endToken }: Sentence): boolean {
  const { tokens } = note;
  if (goingOn.has(tokens.hash[verb]!) || !beginsClause(note, verb, firstToken)) return false;
  if (ofResults.has(tokens.hash[verb]!) && verb > firstToken) return false;
  for (let token = verb + 1; token < endToken; token++) {
    if (tokens.kind[token] === TokenKind.Mark || tokens.hash[token] === UNTIL) return true;
    if (tokens.kind[token] === TokenKind.Word && !bareTails.has(tokens.hash[token]!)) return false;
  }
  return true;
}

/** "Hct 36, reduced": behind a result these are said of it. */
const ofResults = hashesOf("reduced lowered");
/** These say nothing new of the one drug. */
const goingOn = hashesOf("continue continued cont resume resumed restart");

/** The number that the verb leads to over "dose" and "to"; -1 for none. */
function numberAfter({ tokens }: Note, verb: number, end: number): number {
  let isTo = false;
  for (let token = verb + 1; token < Math.min(end, verb + 1 + REACH); token++) {
    if (tokens.kind[token] === TokenKind.Number) return isTo ? token : -1;
    if (!small.has(tokens.hash[token]!)) return -1;
    isTo ||= tokens.hash[token] === TO;
  }
  return -1;
}

function says({ tokens }: Note, words: ReadonlySet<number>, from: number, end: number): boolean {
  for (let token = from; token < end; token++) if (words.has(tokens.hash[token]!)) return true;
  return false;
}

function amountOf({ dose, volume }: Dosage): Quantity | null {
  const amount = dose ?? volume;
  return amount && "value" in amount ? amount : null;
}

/** The one drug in use whose dose is of the same unit and size. */
function drugOf(amount: Quantity, inUse: readonly Medication[]): Medication | null {
  const alike = inUse.filter(({ dosage }) => {
    const before = dosage?.steps.map(amountOf).at(-1);
    if (before?.unit !== amount.unit) return false;
    return amount.value <= before.value * WIDEST && before.value <= amount.value * WIDEST;
  });
  return alike.length === 1 ? alike[0]! : null;
}

/** The new dose, given as often as the old one where nothing else is said. */
function withTimeOf({ timing, route }: Dosage, step: Dosage): DosageReading {
  const merged = { ...(timing ? { timing } : {}), ...(route ? { route } : {}), ...step, sequence: 1 };
  const weekly = weeklyOf([merged], false);
  return typeof weekly === "string"
    ? { steps: [merged], weekly: null, abstained: false, reason: weekly }
    : { steps: [merged], weekly, abstained: false };
}

/** "Change to 50 mg weekly" after 200 mg every two weeks is less. */
function compared(before: DosageReading, after: DosageReading): TreatmentStatus | null {
  if (!before.weekly || !after.weekly || before.weekly.unit !== after.weekly.unit) return null;
  if (after.weekly.low === before.weekly.low) return "continued";
  return after.weekly.low > before.weekly.low ? "increased" : "decreased";
}
