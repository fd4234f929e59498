/** Forms that two concepts claim without a rule to decide between them. The build refuses any. */
import type { Knowledge } from "../knowledge/knowledge.ts";
import { formKey } from "./ambiguity.ts";
import { spellingsOf } from "./plural.ts";

export interface Collision {
  readonly form: string;
  readonly concepts: readonly string[];
}

/**
 * All of them, in order of the form. Two forms are the same when only case, spaces and hyphens part them; a plural counts
 * as a form, unless its singular has a rule.
 */
export function findCollisions(knowledge: Knowledge): Collision[] {
  const decided = new Set(knowledge.ambiguities.map(({ form }) => formKey(form)));
  const entries = new Map<string, number>();
  for (const { form } of knowledge.ambiguities) entries.set(formKey(form), (entries.get(formKey(form)) ?? 0) + 1);
  const claims = new Map<string, Set<string>>();
  const claim = (form: string, concept: string) => {
    const key = formKey(form);
    claims.set(key, (claims.get(key) ?? new Set()).add(concept));
  };
  for (const { id, term, termForm, recognise, forms } of knowledge.concepts.values()) {
    const own = { text: term, kind: "synonym", plural: termForm?.plural ?? true } as const;
    for (const form of recognise ? [own, ...forms] : forms) {
      if (decided.has(formKey(form.text))) claim(form.text, id);
      else for (const text of spellingsOf(form)) claim(text, id);
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
