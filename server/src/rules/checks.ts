/** Checks about characters rather than facts. Rule files refer to them by name. */
import type { Check } from "./check.ts";
import { ambiguousAbbreviation } from "./checks/ambiguous-abbreviation.ts";
import { dateInconsistency } from "./checks/date-inconsistency.ts";
import { nakedDecimal, trailingZero } from "./checks/decimals.ts";
import { doNotUse } from "./checks/do-not-use.ts";

export const checks: Readonly<Record<string, Check>> = {
  "naked-decimal": nakedDecimal,
  "trailing-zero": trailingZero,
  "do-not-use": doNotUse,
  "date-inconsistency": dateInconsistency,
  "ambiguous-abbreviation": ambiguousAbbreviation,
};
