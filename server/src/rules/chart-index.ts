/** The lists of a chart by what rules ask for: most questions are about things that the note does not name. */
import type { Chart, Condition, Medication } from "../chart/chart.ts";
import type { Rule, RuleCondition } from "../knowledge/rule-schema.ts";
import type { Observation } from "../observation/observation.ts";

/** Items by the names they answer to. */
class Lookup<Item> {
  readonly #items: readonly Item[];
  readonly #byName = new Map<string, Item[]>();

  constructor(items: readonly Item[], namesOf: (item: Item) => readonly string[]) {
    this.#items = items;
    for (const item of items) {
      for (const name of namesOf(item)) {
        const list = this.#byName.get(name);
        if (list) list.push(item);
        else this.#byName.set(name, [item]);
      }
    }
  }

  has(name: string): boolean {
    return this.#byName.has(name);
  }

  /** The items that answer to one of `names`, once each, in the order of the chart. */
  of(names: readonly string[]): readonly Item[] {
    let found: readonly Item[] = [];
    let lists = 0;
    for (const name of names) {
      const list = this.#byName.get(name);
      if (!list || list === found) continue;
      found = list;
      lists++;
    }
    if (lists <= 1) return found;
    const any = new Set(names.flatMap((name) => this.#byName.get(name) ?? []));
    return this.#items.filter((item) => any.has(item));
  }
}

/** What a chart names, by what rules ask for. */
export interface ChartIndex {
  /** By concept and class. */
  readonly medications: Lookup<Medication>;
  /** By analyte. */
  readonly observations: Lookup<Observation>;
  /** By concept. */
  readonly conditions: Lookup<Condition>;
}

const made = new WeakMap<Chart, ChartIndex>();

/** The index of a chart, made when it is first asked for. */
export function chartIndexOf(chart: Chart): ChartIndex {
  let index = made.get(chart);
  if (!index) {
    index = {
      medications: new Lookup(chart.medications, ({ classes }) => classes),
      observations: new Lookup(chart.observations, ({ analyte }) => [analyte]),
      conditions: new Lookup(chart.conditions, ({ concept }) => [concept]),
    };
    made.set(chart, index);
  }
  return index;
}

type Need = { readonly list: keyof ChartIndex; readonly name: string };

const needs = new WeakMap<Rule, readonly Need[] | null>();

/** Whether the chart names anything of what the rule cannot hold without. */
export function mayHold(rule: Rule, index: ChartIndex): boolean {
  let needed = needs.get(rule);
  if (needed === undefined) {
    needed = needsOf(rule.when);
    needs.set(rule, needed);
  }
  return needed === null || needed.some(({ list, name }) => index[list].has(name));
}

/** One of these must be in the chart for the condition to hold; null where nothing of the kind can be said. */
function needsOf(condition: RuleCondition): readonly Need[] | null {
  if ("all" in condition || "sameSentence" in condition) {
    const parts = "all" in condition ? condition.all : condition.sameSentence;
    const told = parts.map(needsOf).filter((part) => part !== null);
    return told.sort((a, b) => a.length - b.length)[0] ?? null;
  }
  if ("any" in condition) {
    const parts = condition.any.map(needsOf);
    return parts.every((part) => part !== null) ? parts.flat() : null;
  }
  if ("medication" in condition) return condition.medication.is.map((name) => ({ list: "medications", name }));
  if ("condition" in condition) return condition.condition.is.map((name) => ({ list: "conditions", name }));
  if ("observation" in condition) return condition.observation.of.map((name) => ({ list: "observations", name }));
  return null;
}
