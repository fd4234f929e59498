/** The cue words of the language room, ready to be found. */
import type { Cue, CueEffect, CueRole } from "../knowledge/schema.ts";
import { columnsOf, indexPhrases, type Lexicon, type PhraseColumns } from "../lexicon/lexicon.ts";
import { foldText, TokenKind, tokenize } from "../text/tokens.ts";
import { actorEffects, Direction, dateEffects, effectBit, Flag, maskOf } from "./effects.ts";
import { operatorEffects, rankOf, treatmentEffects } from "./treatment.ts";

const ALL_EFFECTS = -1;
const DEFAULT_REACH = 10;
const directions = { forward: Direction.Forward, backward: Direction.Backward, both: Direction.Both };
const roles: Readonly<Record<CueRole, number>> = {
  linking: Flag.Linking,
  adjunct: Flag.Adjunct,
  joining: Flag.Joining,
  bearer: Flag.Bearer,
  passive: Flag.Passive,
  episode: Flag.Episode,
  cell: Flag.Cell,
  pseudo: 0,
  terminator: 0,
};

/** One thing that a phrase says. */
export interface CompiledCue {
  readonly effect: CueEffect | CueRole;
  /** The effect's bit, 0 for a role. */
  readonly bit: number;
  readonly direction: number;
  /** In tokens; 0 for a pseudo cue that only claims its own words. */
  readonly reach: number;
  /** What a pseudo cue or terminator concerns. */
  readonly of: number;
}

/** All that a phrase says: it may stand under several effects. */
export interface Meaning {
  readonly cues: readonly CompiledCue[];
  /** Its effects. */
  readonly mask: number;
  /** What its words are to the sentence (`Flag`). */
  readonly flags: number;
  /** Effects that end at it. */
  readonly barrier: number;
  /** The strongest treatment effect, with all the directions in which the phrase has it. */
  readonly verb: CompiledCue | null;
  /** By what it changes a verb after it. */
  readonly operator: CompiledCue | null;
  /** It switches off cues near it. */
  readonly hides: boolean;
}

/** A phrase with a number in it ("in # weeks"), as token hashes around its first number. */
export interface NumberPhrase {
  /** Hashes of the tokens; null for a number. */
  readonly tokens: readonly (number | null)[];
  /** Index of the first number in `tokens`. */
  readonly number: number;
  /** For each token whether it is a year ("####"). */
  readonly years: readonly boolean[];
  /** Number of its meaning. */
  readonly meaning: number;
}

export interface CueTable {
  readonly lexicon: Lexicon;
  readonly meanings: Meanings;
  /** By the hash of the token before their number (`FIRST` where they begin with it); longest first. */
  readonly numberPhrases: ReadonlyMap<number, readonly NumberPhrase[]>;
}

/** What a phrase says, as the build stores it: indexes into the cues. */
interface MeaningData {
  readonly cues: readonly number[];
  /** "As planned" closes a clause as "as" alone does. */
  readonly adjunct: boolean;
}

/** The cues as the build stores them. */
export interface CueData {
  /** The cues without their phrases. */
  readonly cues: readonly Omit<Cue, "phrases">[];
  readonly meanings: readonly MeaningData[];
  readonly lexicon: PhraseColumns;
  /** By the lexicon's values: index into `meanings`. */
  readonly meaningOf: Int32Array;
  /** Longest first. */
  readonly numbered: readonly NumberPhrase[];
}

/** Gathers what each phrase says. Pure; the order of the list does not matter. */
export function cueDataOf(cues: readonly Cue[]): CueData {
  const byPhrase = new Map<string, { text: string; exactCase: boolean; cues: Set<number> }>();
  for (const [index, cue] of cues.entries()) {
    for (const text of cue.phrases) {
      const key = keyOf(text, cue.case === "exact");
      const entry = byPhrase.get(key);
      if (entry) entry.cues.add(index);
      else byPhrase.set(key, { text, exactCase: cue.case === "exact", cues: new Set([index]) });
    }
  }
  const entries = [...byPhrase.values()];
  const plain = entries.filter((entry) => !entry.text.includes("#"));
  const isAdjunct = (index: number) => cues[index]!.effect === "adjunct";
  const adjuncts = new Set(plain.filter((entry) => [...entry.cues].some(isAdjunct)).map(({ text }) => text));
  const meanings = new Map<string, number>();
  const indexOf = (meaning: MeaningData) => {
    const key = JSON.stringify(meaning);
    if (!meanings.has(key)) meanings.set(key, meanings.size);
    return meanings.get(key)!;
  };
  const meaningOf = plain.map((entry) =>
    indexOf({ cues: [...entry.cues], adjunct: adjuncts.has(entry.text.split(" ", 1)[0]!) }),
  );
  const numbered = entries
    .filter((entry) => entry.text.includes("#"))
    .map((entry) => ({ ...numberPhraseOf(entry.text), meaning: indexOf({ cues: [...entry.cues], adjunct: false }) }))
    .sort((a, b) => b.tokens.length - a.tokens.length);
  return {
    cues: cues.map(({ phrases: _, ...cue }) => cue),
    meanings: [...meanings.keys()].map((key) => JSON.parse(key)),
    lexicon: columnsOf(plain.map(({ text, exactCase }, value) => ({ text, exactCase, value }))),
    meaningOf: Int32Array.from(meaningOf),
    numbered,
  };
}

/** Makes stored cues ready to be found. */
export function openCues(data: CueData): CueTable {
  return {
    lexicon: indexPhrases(data.lexicon),
    meanings: new Meanings(data),
    numberPhrases: byTokenBefore(data.numbered),
  };
}

/** What the phrases say, each put together when a note first uses it. */
class Meanings {
  private readonly data: CueData;
  private readonly cues: CompiledCue[] = [];
  private readonly made: Meaning[] = [];

  constructor(data: CueData) {
    this.data = data;
  }

  /** What the phrase with this value in the lexicon says. */
  of(value: number): Meaning {
    return this.at(this.data.meaningOf[value]!);
  }

  /** The meaning with this number. */
  at(index: number): Meaning {
    this.made[index] ??= this.make(this.data.meanings[index]!);
    return this.made[index]!;
  }

  private make({ cues, adjunct }: MeaningData): Meaning {
    return withAdjunct(meaningFrom(cues.map((cue) => this.cueAt(cue))), adjunct);
  }

  private cueAt(index: number): CompiledCue {
    this.cues[index] ??= compileCue(this.data.cues[index]!);
    return this.cues[index]!;
  }
}

/** Both steps at once. */
export function compileCues(cues: readonly Cue[]): CueTable {
  return openCues(cueDataOf(cues));
}

/** Phrases that the lexicon finds in the same words ("self-ceased", "self ceased") have one key. */
function keyOf(phrase: string, exactCase: boolean): string {
  if (exactCase || phrase.includes("#")) return `exact ${phrase}`;
  const tokens = tokenize(phrase);
  const words: string[] = [];
  for (let index = 0; index < tokens.count; index++) {
    const word = foldText(phrase, tokens.start[index]!, tokens.end[index]!);
    if (word !== "-" || index === 0) words.push(word);
  }
  return words.join(" ");
}

function compileCue(cue: Omit<Cue, "phrases">): CompiledCue {
  const isRole = cue.effect in roles;
  return {
    effect: cue.effect,
    bit: isRole ? 0 : effectBit[cue.effect as CueEffect],
    direction: directions[cue.direction],
    reach: cue.reach ?? (isRole ? 0 : DEFAULT_REACH),
    of: cue.of.length === 0 ? ALL_EFFECTS : maskOf(cue.of),
  };
}

/** "next week" after a verb dates it and is no event of its own. */
export function isDate(cue: CompiledCue): boolean {
  return mayDate(cue) && cue.direction === Direction.Backward;
}

/** Whether the words may follow a verb without being its object: "in 2019" dates what stands on either side. */
function mayDate(cue: CompiledCue): boolean {
  return (cue.bit & dateEffects) !== 0 && (cue.direction & Direction.Backward) !== 0;
}

/** "In 2015": a date of the past, which may stand on either side of what it dates. */
export function datesPast(cue: CompiledCue): boolean {
  return cue.bit === effectBit.historical && cue.direction === Direction.Both;
}

function meaningFrom(cues: readonly CompiledCue[]): Meaning {
  const operators = cues.filter(
    (cue) => cue.bit & operatorEffects && cue.direction & Direction.Forward && !datesPast(cue),
  );
  return {
    cues,
    mask: cues.reduce((mask, cue) => mask | cue.bit, 0),
    flags: cues.reduce(
      (flags, cue) => flags | (roles[cue.effect as CueRole] ?? 0) | (mayDate(cue) ? Flag.Adjunct : 0),
      0,
    ),
    barrier: cues.reduce((barrier, cue) => (cue.effect === "terminator" ? barrier | cue.of : barrier), 0),
    verb: verbOf(cues.filter((cue) => cue.bit & treatmentEffects && !isDate(cue))),
    operator: operators.find((cue) => cue.effect === "negated") ?? operators.at(-1) ?? null,
    hides: cues.some((cue) => cue.effect === "pseudo" && cue.reach > 0),
  };
}

/** "As planned" and "on his own" close a clause as "as" and "on" alone do. */
function withAdjunct(meaning: Meaning, begins: boolean): Meaning {
  return begins && (meaning.mask & ~actorEffects) === 0 ? { ...meaning, flags: meaning.flags | Flag.Adjunct } : meaning;
}

/** Key of the number phrases that begin with their number. */
export const FIRST = 0.5;

function byTokenBefore(phrases: readonly NumberPhrase[]): Map<number, NumberPhrase[]> {
  const groups = new Map<number, NumberPhrase[]>();
  for (const phrase of phrases) {
    const key = phrase.number > 0 ? phrase.tokens[phrase.number - 1]! : FIRST;
    const group = groups.get(key);
    if (group) group.push(phrase);
    else groups.set(key, [phrase]);
  }
  return groups;
}

function verbOf(cues: readonly CompiledCue[]): CompiledCue | null {
  if (cues.length === 0) return null;
  const strongest = cues.reduce((best, next) => (rankOf(next.effect) >= rankOf(best.effect) ? next : best));
  const same = cues.filter((cue) => cue.effect === strongest.effect);
  return {
    ...strongest,
    direction: same.reduce((all, cue) => all | cue.direction, 0),
    reach: Math.max(...same.map((cue) => cue.reach)),
  };
}

function numberPhraseOf(text: string): Omit<NumberPhrase, "meaning"> {
  const tokens = tokenize(text.replaceAll("####", "2000").replaceAll("#", "0"));
  const places = Array.from({ length: tokens.count }, (_, index) => index);
  const hashes = places.map((index) => (tokens.kind[index] === TokenKind.Number ? null : tokens.hash[index]!));
  return {
    tokens: hashes,
    number: hashes.indexOf(null),
    years: places.map((index) => hashes[index] === null && tokens.end[index]! - tokens.start[index]! === 4),
  };
}
