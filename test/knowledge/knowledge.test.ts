import { describe, expect, it } from "vitest";
import { builtInKnowledge } from "../../server/build/knowledge-folder.ts";
import { analyse, createEngine } from "../../server/src/analysis.ts";
import { compileKnowledge } from "../../server/src/knowledge/compile.ts";
import { factsIn } from "../../server/src/knowledge/cross-check.ts";
import { findMentions } from "../../server/src/lexicon/terms.ts";
import { loadStoredEngine, storeEngine } from "../../server/src/stored-engine.ts";
import { readNote } from "../../server/src/text/read.ts";

const knowledge = builtInKnowledge();

/** What `loaded` answers for the keys of `whole`. */
function asked<T extends object>(loaded: T, whole: T): T {
  return Object.fromEntries(Object.keys(whole).map((key) => [key, loaded[key as keyof T]])) as T;
}

describe("the built-in knowledge", () => {
  it("has a source for every fact that claims to be seen", () => {
    const unsourced = factsIn([...knowledge.concepts.values(), ...knowledge.labs.values()]).filter(
      (fact) => fact.mark !== "K" && fact.sources.length === 0,
    );
    expect(unsourced).toEqual([]);
  });

  it("is the same after being stored and loaded", () => {
    const files = storeEngine(knowledge);
    const engine = loadStoredEngine((name) => files[name]);
    const { headings: _, cues: __, lookAlikes: ___, ...read } = knowledge;
    // The examples of rules are their tests and stay behind.
    const rules = [...knowledge.rules.values()].map((rule) => ({ ...rule, examples: { reports: [], silent: [] } }));
    const concepts = [...knowledge.concepts.values()].map((concept) => [concept.id, concept.drug, concept] as const);
    for (const [id, drug, concept] of concepts) {
      const loaded = engine.knowledge.concepts.get(id)!;
      expect({ ...asked(loaded, concept), drug: loaded.drug && asked(loaded.drug, drug!) }, id).toEqual({
        ...concept,
        drug,
      });
    }
    expect({ ...engine.knowledge, concepts: [] }).toEqual({
      ...read,
      concepts: [],
      rules: new Map(rules.map((rule) => [rule.id, rule])),
    });
    const { knowledge: _loaded, ...tables } = engine;
    const { knowledge: _made, ...made } = createEngine(knowledge);
    expect(tables).toEqual(made);
  });

  it("opens the rules when the first is asked for", () => {
    const files = storeEngine(knowledge);
    const opened: string[] = [];
    const engine = loadStoredEngine((name) => {
      opened.push(name);
      return files[name];
    });
    expect(findMentions(readNote("On AndroGel.", engine.headings), engine.terms)).toHaveLength(1);
    expect(opened).not.toContain("rules.json");
    expect(engine.knowledge.rules.size).toBe(knowledge.rules.size);
    expect(opened).toContain("rules.json");
  });

  it("parses no fact before one is asked for", () => {
    const files = storeEngine(knowledge);
    const opened: string[] = [];
    const engine = loadStoredEngine((name) => {
      opened.push(name);
      return files[name];
    });
    analyse(engine, "On testosterone cypionate 100 mg IM weekly. Hct 56 %. Plan: continue.");
    expect(opened).not.toContain("facts.json");
    expect(engine.knowledge.concepts.get("testosterone")!.definition.text).not.toBe("");
    expect(opened).toContain("facts.json");
  });

  it("has a definition that ends in a stop for every concept", () => {
    for (const concept of knowledge.concepts.values()) expect(concept.definition.text, concept.id).toMatch(/[.)]$/);
  });
});

describe("a mistake in a knowledge file", () => {
  const problemsOf = (path: string, text: string) => compileKnowledge([{ path, text }]).problems;

  it.each([
    [
      "names file, line and what is wrong",
      "drugs/x.yaml",
      "id: Bad Id\nterm: x\ncategory: drug\ndefinition: { text: X., mark: K }\n",
      1,
      "lower-case",
    ],
    ["in YAML itself is placed", "drugs/x.yaml", "id: x\nterm: [\n", 3, "Mend the YAML"],
    [
      "of an unknown key is named",
      "drugs/x.yaml",
      "id: x\nterm: x\ncategory: drug\ncolour: red\ndefinition: { text: X., mark: K }\n",
      1,
      "colour",
    ],
    [
      "of an unsure fact is refused",
      "drugs/x.yaml",
      "id: x\nterm: x\ncategory: drug\ndefinition: { text: X., mark: U }\n",
      4,
      "definition.mark",
    ],
    ["of place is told where it belongs", "pills/x.yaml", "id: x\n", 1, "drugs/"],
  ])("%s", (_what, path, text, line, words) => {
    const [problem] = problemsOf(path, text);
    expect(problem).toMatchObject({ path, line });
    expect(problem!.message).toContain(words);
  });

  it.each([
    [
      "an unknown class",
      "id: x\nterm: x\ncategory: drug\ndefinition: { text: X., mark: K }\ndrug: { classes: [wonder] }\n",
      '"wonder"',
    ],
    [
      "an unknown source",
      "id: x\nterm: x\ncategory: drug\ndefinition: { text: X., mark: V, sources: [NOWHERE] }\n",
      '"NOWHERE"',
    ],
    [
      "a seen fact without a source",
      "id: x\nterm: x\ncategory: drug\ndefinition: { text: X., mark: V }\n",
      "without a source",
    ],
  ])("across files is found: %s", (_what, text, words) => {
    expect(
      problemsOf("drugs/x.yaml", text)
        .map(({ message }) => message)
        .join("\n"),
    ).toContain(words);
  });

  it("leaves the other files working", () => {
    const good = {
      path: "drugs/good.yaml",
      text: "id: good\nterm: good\ncategory: drug\ndefinition: { text: Good., mark: K }\n",
    };
    const { knowledge, problems } = compileKnowledge([good, { path: "drugs/bad.yaml", text: "id: 3\n" }]);
    expect([...knowledge.concepts.keys()]).toEqual(["good"]);
    expect(problems.every(({ path }) => path === "drugs/bad.yaml")).toBe(true);
  });
});
