/** What the note names of the thing a question asks for, where it does not answer: a stopped drug, a value below the line. */
import type { RuleLeaf } from "../knowledge/rule-schema.ts";
import type { Span } from "../text/span.ts";
import { chartIndexOf } from "./chart-index.ts";
import type { Facts } from "./facts.ts";

export interface NearMiss {
  readonly span: Span;
  /** How the note has it: "discontinued", "absent", "planned". */
  readonly as: string;
}

/** The near misses of one question, in the order of the chart. */
export function nearMisses(leaf: RuleLeaf, { chart }: Facts): readonly NearMiss[] {
  if ("medication" in leaf)
    return chartIndexOf(chart)
      .medications.of(leaf.medication.is)
      .map(({ span, status }) => ({ span, as: status }));
  if ("observation" in leaf)
    return chartIndexOf(chart)
      .observations.of(leaf.observation.of)
      .map(({ start, end, status }) => ({ span: { start, end }, as: status }));
  if ("condition" in leaf)
    return chartIndexOf(chart)
      .conditions.of(leaf.condition.is)
      .map(({ span, status }) => ({ span, as: status }));
  return [];
}
