/** The cue words of the language room, ready to be found. */
import { type Cue, CueEffect, type CueRole } from "../knowledge/schema.ts";
import { buildLexicon, type Lexicon, type Phrase } from "../lexicon/lexicon.ts";
import { TokenKind, tokenize } from "../text/tokens.ts";

/** Sets of effects and of roles are bit masks; this is the bit of each. */
export const effectBit = Object.fromEntries(CueEffect.options.map((effect, index) => [effect, 1 << index])) as Readonly<Record<CueEffect, number>>;
export const roleBit: Readonly<Record<CueRole, number>> = { pseudo: 1, terminator: 2, linking: 4, adjunct: 8, joining: 16, bearer: 32 };

const ALL_EFFECTS = -1;
const DEFAULT_REACH = 10;

export const Direction = { Forward: 1, Backward: 2, Both: 3 } as const;
const directions = { forward: Direction.Forward, backward: Direction.Backward, both: Direction.Both };

/** One thing that a phrase says. */
export interface CompiledCue {
  readonly effect: CueEffect | CueRole;
  /** The effect's bit, 0 for a role. */
  readonly bit: number;
  /** The role's bit, 0 for an effect. */
  readonly role: number;
  readonly direction: number;
  /** In tokens; 0 for a pseudo cue that only claims its own words. */
  readonly reach: number;
  /** What a pseudo cue or terminator concerns. */
  readonly of: number;
}

/** A phrase with a number in it ("in # weeks"), as token hashes around its first number. */
export interface NumberPhrase {
  /** Hashes of the tokens; null for a number. */
  readonly tokens: readonly (number | null)[];
  /** Index of the first number in `tokens`. */
  readonly number: number;
  /** The number is a year ("####"). */
  readonly year: boolean;
  readonly meanings: readonly CompiledCue[];
}

export interface CueTable {
  readonly lexicon: Lexicon;
  /** What each phrase says, by the lexicon's values: a phrase may stand under several effects. */
  readonly meanings: readonly (readonly CompiledCue[])[];
  /** Longest first. */
  readonly numberPhrases: readonly NumberPhrase[];
}

/** Builds the table of cues. Pure; the order of the list does not matter. */
export function compileCues(cues: readonly Cue[]): CueTable {
  const byPhrase = new Map<string, { phrase: Omit<Phrase, "value">; meanings: CompiledCue[] }>();
  for (const cue of cues) {
    const compiled = compileCue(cue);
    for (const text of cue.phrases) {
      const key = `${cue.case} ${text}`;
      const entry = byPhrase.get(key);
      if (entry) entry.meanings.push(compiled);
      else byPhrase.set(key, { phrase: { text, exactCase: cue.case === "exact" }, meanings: [compiled] });
    }
  }
  const entries = [...byPhrase.values()].filter((entry) => !entry.phrase.text.includes("#"));
  const numberPhrases = [...byPhrase.values()].filter((entry) => entry.phrase.text.includes("#")).map(compileNumberPhrase);
  return {
    numberPhrases: numberPhrases.sort((a, b) => b.tokens.length - a.tokens.length),
    lexicon: buildLexicon(entries.map((entry, value) => ({ ...entry.phrase, value }))),
    meanings: entries.map((entry) => entry.meanings),
  };
}

function compileCue(cue: Cue): CompiledCue {
  const role = cue.effect in roleBit ? roleBit[cue.effect as CueRole] : 0;
  return {
    effect: cue.effect,
    bit: role ? 0 : effectBit[cue.effect as CueEffect],
    role,
    direction: directions[cue.direction],
    reach: cue.reach ?? (role ? 0 : DEFAULT_REACH),
    of: cue.of.length === 0 ? ALL_EFFECTS : maskOf(cue.of),
  };
}

function compileNumberPhrase({ phrase, meanings }: { phrase: { text: string }; meanings: readonly CompiledCue[] }): NumberPhrase {
  const tokens = tokenize(phrase.text.replaceAll("####", "0").replaceAll("#", "0"));
  const hashes: (number | null)[] = [];
  for (let index = 0; index < tokens.count; index++) hashes.push(tokens.kind[index] === TokenKind.Number ? null : tokens.hash[index]!);
  return { tokens: hashes, number: hashes.indexOf(null), year: phrase.text.includes("####"), meanings };
}

/** The mask of some effects. */
export function maskOf(effects: readonly CueEffect[]): number {
  return effects.reduce((mask, effect) => mask | effectBit[effect], 0);
}
