/** A note as the readers see it: its text cut into tokens, lines, sections and sentences. */
import type { SectionKind } from "../knowledge/schema.ts";
import type { Span } from "./span.ts";
import type { Tokens } from "./tokens.ts";

export interface Section {
  readonly kind: SectionKind;
  /** The heading's words without marks ("Plan" in "## Plan:"); empty for text before any heading. */
  readonly title: string;
  /** The heading as written, its colon included; null for text before any heading. */
  readonly heading: Span | null;
  /** Whether the knowledge names the heading. The words of any other (a problem, an organ) also stand in a sentence. */
  readonly named: boolean;
  /** From the heading (or first character) to the next heading of the same or a higher level. */
  readonly span: Span;
  /** The text of this section itself: after the heading, up to the next heading of any level. */
  readonly body: Span;
  /** 1 for a top heading, more for nested ones, 0 for text before any heading. */
  readonly level: number;
  /** Index of the enclosing section, -1 for none. */
  readonly parent: number;
}

/**
 * One sentence, list item or table row. Sentences do not cross lines that are list items, headings or table rows. Every
 * token stands in exactly one, but for the words of named headings, which stand in none.
 */
export interface Sentence extends Span {
  /** Tokens `firstToken` to `endToken` (exclusive). */
  readonly firstToken: number;
  readonly endToken: number;
  /** Index into `Note.sections` of the innermost section. */
  readonly section: number;
  /** A template box in front of the item: "[ ] CBC" is unchecked, "[x] CBC" checked. */
  readonly box: "none" | "unchecked" | "checked";
  /** Quoted, imported, code or front matter: read, but nobody's statement today. */
  readonly quoted: boolean;
}

export interface Note {
  readonly text: string;
  readonly tokens: Tokens;
  /** Offset of the first character of each line. */
  readonly lineStarts: Int32Array;
  readonly sections: readonly Section[];
  readonly sentences: readonly Sentence[];
}
