/** What a rule says about a note, with the reason built in. */
import type { Severity } from "../knowledge/rule-schema.ts";
import type { Span } from "../text/span.ts";
import type { NearMiss } from "./near-misses.ts";

/** One node of the evaluated condition tree. */
export interface Trace {
  /** What was asked, in words: "an aromatase inhibitor in use". */
  readonly asked: string;
  readonly met: boolean;
  /** Where the note answers. Empty when nothing was found. */
  readonly found: readonly Span[];
  /** Where the note names the thing without answering. */
  readonly near?: readonly NearMiss[];
  readonly parts: readonly Trace[];
}

export interface Edit {
  readonly span: Span;
  readonly newText: string;
}

export interface Fix {
  readonly title: string;
  /** `snippet`: text with tab stops for a section; `edits`: exact replacements. */
  readonly snippet?: { readonly offset: number; readonly text: string };
  readonly edits?: readonly Edit[];
  /** An exact replacement that changes notation only: fit for "fix all". */
  readonly safe?: boolean;
}

export interface Finding {
  readonly rule: string;
  readonly severity: Severity;
  /** Under 140 characters: describes the note. */
  readonly message: string;
  /** Why, with guideline and year, then what would settle it. */
  readonly detail: string;
  readonly span: Span;
  /** Other places in the note that the finding rests on, with words for each. */
  readonly related: readonly { readonly span: Span; readonly message: string }[];
  readonly sources: readonly string[];
  readonly fixes: readonly Fix[];
  readonly when: Trace;
  readonly unless: Trace | null;
}
