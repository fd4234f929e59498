import type { PhraseGroup, Rule } from "./rule-schema.ts";
import type { Ambiguity, Comparison, Concept, Cue, Lab, Protocol, Reference, SectionHeadings } from "./schema.ts";

/** The parsed contents of all files, each list in order of path, with the file each entry came from. */
export interface KnowledgeParts {
  readonly concepts: Sourced<Concept>[];
  readonly labs: Sourced<Lab>[];
  readonly protocols: Sourced<Protocol>[];
  readonly rules: Sourced<Rule>[];
  readonly references: Sourced<Reference>[];
  readonly comparisons: Sourced<Comparison>[];
  readonly ambiguities: Sourced<Ambiguity>[];
  readonly headings: Sourced<SectionHeadings>[];
  readonly cues: Sourced<Cue>[];
  readonly phraseGroups: Sourced<PhraseGroup>[];
  readonly lookAlikes: Sourced<string>[];
}

/** An entry with the file it came from. */
export interface Sourced<T> {
  readonly path: string;
  readonly entry: T;
}
