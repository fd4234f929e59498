/** Checks about characters rather than facts. Rule files refer to them by name. */
import type { Span } from "../text/span.ts";
import { ambiguousAbbreviation } from "./checks/ambiguous-abbreviation.ts";
import { dateInconsistency } from "./checks/date-inconsistency.ts";
import { nakedDecimal, trailingZero } from "./checks/decimals.ts";
import { doNotUse } from "./checks/do-not-use.ts";
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

export const checks: Readonly<Record<string, Check>> = {
  "naked-decimal": nakedDecimal,
  "trailing-zero": trailingZero,
  "do-not-use": doNotUse,
  "date-inconsistency": dateInconsistency,
  "ambiguous-abbreviation": ambiguousAbbreviation,
};
