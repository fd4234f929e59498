/** The cue words of the language room, ready to be found. */
import type { Cue, CueEffect, CueRole } from "../knowledge/schema.ts";
import { buildLexicon, type Lexicon } from "../lexicon/lexicon.ts";
import { foldText, TokenKind, tokenize } from "../text/tokens.ts";
import { Direction, dateEffects, effectBit, Flag, maskOf } from "./effects.ts";
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
  readonly meaning: Meaning;
}

export interface CueTable {
  readonly lexicon: Lexicon;
  /** By the lexicon's values. */
  readonly meanings: readonly Meaning[];
  /** By the hash of the token before their number (`FIRST` where they begin with it); longest first. */
  readonly numberPhrases: ReadonlyMap<number, readonly NumberPhrase[]>;
}

/** Builds the table of cues. Pure; the order of the list does not matter. */
export function compileCues(cues: readonly Cue[]): CueTable {
  const byPhrase = new Map<string, { text: string; exactCase: boolean; cues: CompiledCue[] }>();
  for (const cue of cues) {
    const compiled = compileCue(cue);
    for (const text of cue.phrases) {
      const key = keyOf(text, cue.case === "exact");
      const entry = byPhrase.get(key);
      if (!entry) byPhrase.set(key, { text, exactCase: cue.case === "exact", cues: [compiled] });
      else if (!entry.cues.includes(compiled)) entry.cues.push(compiled);
    }
  }
  const entries = [...byPhrase.values()];
  const plain = entries.filter((entry) => !entry.text.includes("#"));
  const adjuncts = new Set(
    plain.filter(({ cues }) => cues.some(({ effect }) => effect === "adjunct")).map(({ text }) => text),
  );
  const numbered = entries
    .filter((entry) => entry.text.includes("#"))
    .map((entry) => compileNumberPhrase(entry.text, meaningOf(entry.cues)));
  return {
    lexicon: buildLexicon(plain.map(({ text, exactCase }, value) => ({ text, exactCase, value }))),
    meanings: plain.map(({ text, cues }) => withAdjunct(meaningOf(cues), adjuncts.has(text.split(" ", 1)[0]!))),
    numberPhrases: byTokenBefore(numbered.sort((a, b) => b.tokens.length - a.tokens.length)),
  };
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

function compileCue(cue: Cue): CompiledCue {
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

function meaningOf(cues: readonly CompiledCue[]): Meaning {
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

/** "As planned" closes a clause as "as" alone does. */
function withAdjunct(meaning: Meaning, begins: boolean): Meaning {
  return begins && meaning.mask === 0 ? { ...meaning, flags: meaning.flags | Flag.Adjunct } : meaning;
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

function compileNumberPhrase(text: string, meaning: Meaning): NumberPhrase {
  const tokens = tokenize(text.replaceAll("####", "2000").replaceAll("#", "0"));
  const hashes: (number | null)[] = [];
  const years: boolean[] = [];
  for (let index = 0; index < tokens.count; index++) {
    hashes.push(tokens.kind[index] === TokenKind.Number ? null : tokens.hash[index]!);
    years.push(hashes[index] === null && tokens.end[index]! - tokens.start[index]! === 4);
  }
  return { tokens: hashes, number: hashes.indexOf(null), years, meaning };
}
