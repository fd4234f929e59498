/** Forms that two concepts claim without a rule to decide between them. The build refuses any. */
import type { Knowledge } from "../knowledge/knowledge.ts";
import { formKey } from "./ambiguity.ts";

export interface Collision {
  readonly form: string;
  readonly concepts: readonly string[];
}

/** All of them, in order of the form. Two forms are the same when only case, spaces and hyphens part them. */
export function findCollisions(knowledge: Knowledge): Collision[] {
  const decided = new Set(knowledge.ambiguities.map(({ form }) => formKey(form)));
  const entries = new Map<string, number>();
  for (const { form } of knowledge.ambiguities) entries.set(formKey(form), (entries.get(formKey(form)) ?? 0) + 1);
  const claims = new Map<string, Set<string>>();
  for (const concept of knowledge.concepts.values()) {
    const forms = concept.forms.map(({ text }) => text);
    for (const form of concept.recognise ? [concept.term, ...forms] : forms) {
      const key = formKey(form);
      claims.set(key, (claims.get(key) ?? new Set()).add(concept.id));
    }
  }
  const twice = [...entries]
    .filter(([, count]) => count > 1)
    .map(([form]) => ({ form, concepts: ["two entries of language/ambiguities.yaml"] }));
  return [...claims]
    .filter(([key, concepts]) => concepts.size > 1 && !decided.has(key))
    .map(([form, concepts]) => ({ form, concepts: [...concepts].sort() }))
    .concat(twice)
    .sort((a, b) => (a.form < b.form ? -1 : 1));
}
