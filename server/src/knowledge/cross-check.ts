/** What no single file can show: ids that point nowhere, ids given twice, facts without a source. */

import { conditionsOf, leavesOf } from "./conditions.ts";
import type { KnowledgeProblem } from "./files.ts";
import type { KnowledgeParts, Sourced } from "./parts.ts";
import type { Rule, RuleLeaf } from "./rule-schema.ts";
import type { Fact } from "./schema.ts";

/** All problems that concern more than one entry. Messages name the entry and the remedy. */
export function crossCheck(parts: KnowledgeParts): KnowledgeProblem[] {
  const problems: KnowledgeProblem[] = [];
  const report = (path: string, message: string) => problems.push({ path, line: 1, column: 1, message });
  const concepts = uniqueIds(parts.concepts, "concept", report);
  const labs = uniqueIds(parts.labs, "lab", report);
  uniqueIds(parts.protocols, "protocol", report);
  uniqueIds(parts.rules, "rule", report);
  const groups = uniqueIds(parts.phraseGroups, "phrase group", report);
  const references = new Set(parts.references.map(({ entry }) => entry.key));

  const needConcept = (path: string, owner: string, id: string) => {
    if (!concepts.has(id))
      report(path, `${owner} names the concept "${id}", which no file defines: add it or mend the id.`);
  };
  for (const { path, entry } of parts.concepts) {
    if (entry.gives) needConcept(path, `"${entry.id}"`, entry.gives);
    for (const drugClass of entry.drug?.classes ?? []) needConcept(path, `"${entry.id}"`, drugClass);
    checkFacts(entry, path, `"${entry.id}"`, references, report);
  }
  for (const { path, entry } of parts.labs) {
    for (const concept of [...entry.concepts, ...entry.levelOf]) needConcept(path, `Lab "${entry.id}"`, concept);
    checkFacts(entry, path, `Lab "${entry.id}"`, references, report);
  }
  for (const { path, entry } of parts.protocols) checkFacts(entry, path, `Protocol "${entry.id}"`, references, report);
  for (const { path, entry } of parts.comparisons) {
    const owner = `Comparison "${entry.id}"`;
    for (const concept of entry.about) needConcept(path, owner, concept);
    // A table that names no subject is about its columns.
    for (const column of entry.about.length === 0 ? entry.columns : []) needConcept(path, owner, column);
    for (const { aspect, cells } of entry.rows) {
      if (cells.length !== entry.columns.length)
        report(path, `${owner} has ${cells.length} cells in the row "${aspect}": write ${entry.columns.length}.`);
    }
    checkFacts(entry, path, owner, references, report);
  }
  for (const { path, entry } of parts.ambiguities) {
    for (const sense of entry.senses) needConcept(path, `The form "${entry.form}"`, sense.concept);
  }
  for (const { path, entry } of parts.rules) {
    for (const source of entry.sources) {
      if (!references.has(source))
        report(path, `Rule "${entry.id}" cites "${source}", which references.yaml lacks: add it or mend the key.`);
    }
    for (const message of unknownIds(entry, { concepts, labs, groups })) report(path, message);
  }
  return problems;
}

/** What is defined, by kind. */
interface Defined {
  readonly concepts: { has(id: string): boolean };
  readonly labs: { has(id: string): boolean };
  readonly groups: { has(id: string): boolean };
}

/** A sentence for each id that a rule asks for and nothing defines. */
export function unknownIds(rule: Rule, { concepts, labs, groups }: Defined): string[] {
  const known = { concept: concepts, lab: labs, "phrase group": groups };
  return conditionsOf(rule)
    .flatMap(leavesOf)
    .flatMap(idsIn)
    .filter(({ id, kind }) => !kind.some((one) => known[one].has(id)))
    .map(({ id, kind }) => `Rule "${rule.id}" asks for "${id}", which is no ${kind.join(" or ")}: mend the id.`);
}

function uniqueIds<T extends { id: string }>(
  list: readonly Sourced<T>[],
  what: string,
  report: (path: string, message: string) => void,
) {
  const seen = new Map<string, string>();
  for (const { path, entry } of list) {
    const before = seen.get(entry.id);
    if (before) report(path, `The ${what} "${entry.id}" is defined in ${before} too: keep one.`);
    seen.set(entry.id, path);
  }
  return seen;
}

function checkFacts(
  value: unknown,
  path: string,
  owner: string,
  references: ReadonlySet<string>,
  report: (path: string, message: string) => void,
): void {
  for (const fact of factsIn(value)) {
    if (fact.mark !== "K" && fact.sources.length === 0) {
      report(
        path,
        `${owner} has a fact marked ${fact.mark} without a source ("${fact.text.slice(0, 40)}"): name one or mark it K.`,
      );
    }
    for (const source of fact.sources) {
      if (!references.has(source))
        report(path, `${owner} cites "${source}", which references.yaml lacks: add it or mend the key.`);
    }
  }
}

/** Every fact inside a value, however deep. */
export function factsIn(value: unknown): Fact[] {
  if (Array.isArray(value)) return value.flatMap(factsIn);
  if (typeof value !== "object" || value === null) return [];
  if ("text" in value && "mark" in value && "sources" in value) return [value as Fact];
  return Object.values(value).flatMap(factsIn);
}

interface NamedId {
  readonly id: string;
  readonly kind: readonly ("concept" | "lab" | "phrase group")[];
}

/** Every concept, lab and phrase group that the end of a condition names. */
function idsIn(leaf: RuleLeaf): NamedId[] {
  const named = (ids: readonly string[], ...kind: NamedId["kind"]) => ids.map((id) => ({ id, kind }));
  if ("medication" in leaf) return named(leaf.medication.is, "concept");
  if ("condition" in leaf) return named(leaf.condition.is, "concept");
  if ("mention" in leaf) return named(leaf.mention.of, "concept");
  if ("observation" in leaf) return named(leaf.observation.of, "lab");
  if ("plan" in leaf) return named(leaf.plan.about, "concept", "lab");
  if ("phrase" in leaf) return named(leaf.phrase.groups, "phrase group");
  return [];
}
