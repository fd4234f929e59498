/** The effects of cues as sets of bits, and what a token can be to the structure of its sentence. */
import { cueEffects } from "../knowledge/cue-effects.ts";
import type { CueEffect } from "../knowledge/schema.ts";

/** Sets of effects are bit masks; this is the bit of each. */
export const effectBit = Object.fromEntries(cueEffects.map((effect, index) => [effect, 1 << index])) as Readonly<
  Record<CueEffect, number>
>;

/** The mask of some effects. */
export function maskOf(effects: readonly CueEffect[]): number {
  return effects.reduce((mask, effect) => mask | effectBit[effect], 0);
}

/** Effects that name a doer; they say nothing about a mention by themselves. */
export const actorEffects = maskOf(["patient-acts", "other-acts", "clinician-acts"]);
/** "in 2019", "next week": these follow a verb without being its object. */
export const dateEffects = maskOf(["historical", "planned"]);

/** Which way a cue reaches. */
export const Direction = { Forward: 1, Backward: 2, Both: 3 } as const;

/** What a token is to the structure of its sentence. Words of a cue role have the flag of that name. */
export const Flag = {
  Linking: 1,
  Adjunct: 2,
  Joining: 4,
  Bearer: 8,
  Passive: 16,
  Comma: 32,
  Hard: 64,
  Label: 128,
  Number: 256,
  Close: 512,
  Episode: 1024,
  Cell: 2048,
} as const;
