/** Walks over the conditions of rules. Apart from their schema: reading a note needs no zod. */
import type { Rule, RuleCondition, RuleLeaf } from "./rule-schema.ts";

/** Every condition that a rule evaluates. */
export function conditionsOf({ when, unless, variants }: Rule): RuleCondition[] {
  return [when, ...(unless ? [unless] : []), ...variants.map((variant) => variant.when)];
}

/** The questions at the ends of a condition, in order. */
export function leavesOf(condition: RuleCondition): RuleLeaf[] {
  if ("all" in condition) return condition.all.flatMap(leavesOf);
  if ("any" in condition) return condition.any.flatMap(leavesOf);
  if ("sameSentence" in condition) return condition.sameSentence.flatMap(leavesOf);
  return "not" in condition ? leavesOf(condition.not) : [condition];
}
