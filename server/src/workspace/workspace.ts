/** A workspace's own rules and decisions, parsed: what stands in its `.leydig` folder. Pure; the callers read the files. */
import { unknownIds } from "../knowledge/cross-check.ts";
import { type KnowledgeFile, type KnowledgeProblem, parseKnowledgeFile } from "../knowledge/files.ts";
import type { Knowledge } from "../knowledge/knowledge.ts";
import { Rule } from "../knowledge/rule-schema.ts";
import { type AcceptedEntry, AcceptedFile } from "./accepted.ts";
import { WorkspaceConfig } from "./config.ts";

export const FOLDER = ".leydig";
export const RULES = `${FOLDER}/rules/`;
export const CONFIG = `${FOLDER}/config.yaml`;
export const DISMISSED = `${FOLDER}/dismissed.json`;
export const BASELINE = `${FOLDER}/baseline.json`;

export interface Workspace {
  readonly config: WorkspaceConfig;
  /** User rules by id, in order of their files. */
  readonly rules: ReadonlyMap<string, Rule>;
  readonly accepted: readonly AcceptedEntry[];
  /** What is wrong in these files, each at its place; the rest works. */
  readonly problems: readonly KnowledgeProblem[];
}

export const emptyWorkspace: Workspace = {
  config: WorkspaceConfig.parse({}),
  rules: new Map(),
  accepted: [],
  problems: [],
};

/** Parses the files of a `.leydig` folder. `path` of each is below the workspace folder: `.leydig/rules/x.yaml`. */
export function parseWorkspace(files: readonly KnowledgeFile[], knowledge: Knowledge): Workspace {
  const problems: KnowledgeProblem[] = [];
  const rules = new Map<string, Rule>();
  const accepted: AcceptedEntry[] = [];
  let config = emptyWorkspace.config;
  for (const file of [...files].sort((a, b) => (a.path < b.path ? -1 : 1))) {
    if (file.path.startsWith(RULES)) {
      const parsed = parseUserRule(file, knowledge);
      problems.push(...parsed.problems);
      if (!parsed.rule) continue;
      if (rules.has(parsed.rule.id)) {
        problems.push(problemAt(file, `The rule "${parsed.rule.id}" is in another file of this folder too: keep one.`));
      } else rules.set(parsed.rule.id, parsed.rule);
    } else if (file.path === CONFIG) {
      const parsed = parseKnowledgeFile(file, WorkspaceConfig);
      problems.push(...parsed.problems);
      config = parsed.value ?? config;
    } else if (file.path === DISMISSED || file.path === BASELINE) {
      const parsed = parseKnowledgeFile(file, AcceptedFile);
      problems.push(...parsed.problems);
      accepted.push(...(parsed.value?.findings ?? []));
    }
  }
  for (const id of [
    ...Object.keys(config.rules),
    ...Object.values(config.byProfile).flatMap((levels) => Object.keys(levels)),
  ]) {
    if (!knowledge.rules.has(id) && !rules.has(id))
      problems.push({
        path: CONFIG,
        line: 1,
        column: 1,
        message: `No rule is called "${id}": mend the id or take the line out.`,
      });
  }
  return { config, rules, accepted, problems };
}

/** One user rule with its problems: shape, ids that point nowhere, a built-in id taken. */
export function parseUserRule(
  file: KnowledgeFile,
  knowledge: Knowledge,
): { rule: Rule | null; problems: readonly KnowledgeProblem[] } {
  const { value, problems } = parseKnowledgeFile(file, Rule);
  if (!value) return { rule: null, problems };
  const groups = new Set(knowledge.phraseGroups.map(({ id }) => id));
  const found = unknownIds(value, { ...knowledge, groups }).map((message) => problemAt(file, message));
  if (knowledge.rules.has(value.id))
    found.push(problemAt(file, `"${value.id}" is a built-in rule: choose another id. Severity is set in ${CONFIG}.`));
  return { rule: found.length > 0 ? null : value, problems: found };
}

function problemAt({ path }: KnowledgeFile, message: string): KnowledgeProblem {
  return { path, line: 1, column: 1, message };
}

/** The built-in knowledge with the workspace's rules added. */
export function withRules(knowledge: Knowledge, { rules }: Workspace): Knowledge {
  return rules.size === 0 ? knowledge : { ...knowledge, rules: new Map([...knowledge.rules, ...rules]) };
}
