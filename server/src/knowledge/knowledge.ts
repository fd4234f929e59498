/** Everything the program knows, checked, cross-referenced and typed. */
import type { PhraseGroup, Rule } from "./rule-schema.ts";
import type { Ambiguity, Comparison, Concept, Cue, Lab, Protocol, Reference, SectionHeadings } from "./schema.ts";

export interface Knowledge {
  readonly concepts: ReadonlyMap<string, Concept>;
  readonly labs: ReadonlyMap<string, Lab>;
  readonly protocols: ReadonlyMap<string, Protocol>;
  readonly references: ReadonlyMap<string, Reference>;
  readonly rules: ReadonlyMap<string, Rule>;
  readonly comparisons: ReadonlyMap<string, Comparison>;
  readonly ambiguities: readonly Ambiguity[];
  readonly phraseGroups: readonly PhraseGroup[];
}

/** Knowledge with what the build makes the readers' tables from. */
export interface KnowledgeSource extends Knowledge {
  readonly headings: readonly SectionHeadings[];
  readonly cues: readonly Cue[];
  /** Words one letter away from a name, which mean something else. */
  readonly lookAlikes: readonly string[];
}
