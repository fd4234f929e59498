/** Knowledge as one JSON text, so that the product starts without reading YAML. */
import type { Knowledge } from "./knowledge.ts";
import type { Form } from "./schema.ts";

/** The JSON that the build writes. */
export function serialiseKnowledge(knowledge: Knowledge): string {
  return JSON.stringify(knowledge, (key, value) => {
    if (value instanceof Map) return [...value.values()];
    // The examples of built-in rules are their tests; the product does not need them.
    if (key === "examples") return { reports: [], silent: [] };
    return key === "forms" ? value.map(shortForm) : value;
  });
}

/** A form that is like most is its text alone. */
function shortForm(form: Form): Form | string {
  return form.kind === "synonym" && form.case === "fold" && form.plural ? form.text : form;
}

function fullForm(form: Form | string): Form {
  return typeof form === "string" ? { text: form, kind: "synonym", case: "fold", plural: true } : form;
}

/** Reads what `serialiseKnowledge` wrote. The build has checked it; it is not checked again. */
export function loadKnowledge(json: string): Knowledge {
  const data = JSON.parse(json);
  // biome-ignore lint/suspicious/noExplicitAny: written by serialiseKnowledge from typed values
  const byId = (list: any[], key = "id") => new Map(list.map((entry) => [entry[key], entry]));
  for (const concept of data.concepts) concept.forms = concept.forms.map(fullForm);
  return {
    ...data,
    concepts: byId(data.concepts),
    labs: byId(data.labs),
    protocols: byId(data.protocols),
    rules: byId(data.rules),
    comparisons: byId(data.comparisons),
    references: byId(data.references, "key"),
  };
}
