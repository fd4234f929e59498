/** A check about characters rather than facts, and what it finds. */
import type { Span } from "../text/span.ts";
import type { Facts } from "./facts.ts";
import type { Edit } from "./finding.ts";

export interface CheckHit {
  /** The words squiggled. */
  readonly span: Span;
  /** In place of the rule's message, where the check knows more. */
  readonly message?: string;
  /** What they should be, where that is certain. */
  readonly edit?: Edit;
  /** False where the edit wants a look before it is applied; default true. */
  readonly safe?: boolean;
}

export type Check = (facts: Facts) => CheckHit[];
