/** Completion in the YAML of user rules: keys where a key stands, known words and ids where a value stands. */
import { type CompletionItem, CompletionItemKind } from "vscode-languageserver-types";
import { z } from "zod";
import type { Knowledge } from "../knowledge/knowledge.ts";
import { Rule } from "../knowledge/rule-schema.ts";

/** What the schema allows below a key: further keys, or fixed words. */
interface Below {
  readonly keys: Set<string>;
  readonly words: Set<string>;
}

/** By parent and name of the key ("observation of"); " " is the top of the file. */
const schemaBelow: ReadonlyMap<string, Below> = readSchema(
  z.toJSONSchema(Rule, { io: "input", unrepresentable: "any" }),
);

/** Items for `offset` (UTF-16) in a rule file's `text`. */
export function ruleCompletion(text: string, offset: number, knowledge: Knowledge): CompletionItem[] {
  const place = placeAt(text, offset);
  const below = schemaBelow.get(`${place.parent} ${place.key}`);
  if (place.expects === "value") return [...words(below), ...ids(place, knowledge)];
  return [...(below?.keys ?? [])].map((key) => ({
    label: key,
    kind: CompletionItemKind.Property,
    insertText: `${key}: `,
  }));
}

function words(below: Below | undefined): CompletionItem[] {
  return [...(below?.words ?? [])].map((label) => ({ label, kind: CompletionItemKind.EnumMember }));
}

/** Ids that a key takes: concepts, tests, phrase groups, references. */
function ids({ key, parent }: Place, knowledge: Knowledge): CompletionItem[] {
  const item = (label: string, detail: string): CompletionItem => ({
    label,
    detail,
    kind: CompletionItemKind.Reference,
  });
  const concepts = [...knowledge.concepts.values()];
  if (key === "of" && parent === "observation")
    return [...knowledge.labs.values()].map(({ id, name }) => item(id, name));
  if (key === "is" && parent === "medication")
    return concepts.filter(({ drug }) => drug !== undefined).map(({ id, term }) => item(id, term));
  if (key === "is" || key === "of" || key === "about") return concepts.map(({ id, term }) => item(id, term));
  if (key === "groups")
    return knowledge.phraseGroups.map(({ id, phrases }) => item(id, phrases.slice(0, 3).join(", ")));
  if (key === "sources") return [...knowledge.references.values()].map(({ key: id, short }) => item(id, short));
  return [];
}

interface Place {
  /** The key whose value or children stand here; "" at the top. */
  readonly key: string;
  readonly parent: string;
  readonly expects: "key" | "value";
}

/** Reads the place off the line's flow brackets and the indentation of the lines above. */
function placeAt(text: string, offset: number): Place {
  const lineStart = text.lastIndexOf("\n", offset - 1) + 1;
  const line = text.slice(lineStart, offset);
  const open = openKeys(line);
  const above = keysAbove(text.slice(0, lineStart), indentOf(line));
  const chain = [...above, ...open.keys];
  const [parent = "", key = ""] = [chain.at(-2), chain.at(-1)];
  return { key, parent, expects: open.inValue ? "value" : "key" };
}

/** Keys of this line that are still open at its end: before "{" or "[", and the last one if its value is being written. */
function openKeys(line: string): { keys: string[]; inValue: boolean } {
  const keys: string[] = [];
  let last = "";
  let isList = false;
  for (const [, name, bracket] of line.matchAll(/([A-Za-z]+):(?=\s|$)|([{}[\],])/g)) {
    if (name) last = name;
    else if (bracket === "{" || bracket === "[") {
      keys.push(last);
      last = "";
      isList = bracket === "[";
    } else if (bracket === "}" || bracket === "]") {
      keys.pop();
      last = "";
      isList = false;
    } else last = "";
  }
  if (last) return { keys: [...keys, last], inValue: true };
  return { keys, inValue: isList };
}

/** Keys of the lines above that this indentation stands under, outermost first. */
function keysAbove(text: string, indent: number): string[] {
  const keys: string[] = [];
  let limit = indent;
  for (const line of text.split("\n").reverse()) {
    if (line.trim() === "" || limit === 0) continue;
    const own = indentOf(line);
    const key = /^\s*(?:- )?([A-Za-z]+):\s*$/.exec(line)?.[1];
    if (own >= limit || key === undefined) continue;
    keys.unshift(key);
    limit = own;
  }
  return keys;
}

/** Column of the first word; a list dash counts as indentation. */
function indentOf(line: string): number {
  const words = line.search(/[^\s-]/);
  return words < 0 ? line.length : words;
}

type JsonSchema = z.core.JSONSchema.BaseSchema;

function readSchema(root: JsonSchema): Map<string, Below> {
  const found = new Map<string, Below>();
  const belowOf = (parent: string, key: string) => {
    const name = `${parent} ${key}`;
    const known = found.get(name) ?? { keys: new Set<string>(), words: new Set<string>() };
    found.set(name, known);
    return known;
  };
  const seen = new Set<string>();
  const visit = (schema: JsonSchema | boolean | undefined, parent: string, name: string): void => {
    if (typeof schema !== "object") return;
    if (schema.$ref) {
      const target = schema.$ref === "#" ? root : root.$defs?.[schema.$ref.split("/").at(-1)!];
      const place = `${parent} ${name} ${schema.$ref}`;
      if (seen.has(place)) return;
      seen.add(place);
      visit(target as JsonSchema, parent, name);
    }
    for (const word of schema.enum ?? []) if (typeof word === "string") belowOf(parent, name).words.add(word);
    if (typeof schema.const === "string") belowOf(parent, name).words.add(schema.const);
    for (const [key, child] of Object.entries(schema.properties ?? {})) {
      belowOf(parent, name).keys.add(key);
      visit(child as JsonSchema, name, key);
    }
    for (const part of [...(schema.anyOf ?? []), ...(schema.oneOf ?? []), ...(schema.allOf ?? [])])
      visit(part as JsonSchema, parent, name);
    if (schema.items && !Array.isArray(schema.items)) visit(schema.items as JsonSchema, parent, name);
  };
  visit(root, "", "");
  return found;
}
