/**
 * Knowledge as the build stores it, in three parts: what reading a note needs, the rules, and the facts that a person
 * reads. The last two are not parsed before something in them is asked for.
 */
import type { Knowledge } from "./knowledge.ts";
import { once } from "./once.ts";
import type { Rule } from "./rule-schema.ts";
import type { Category, Comparison, Concept, DrugFacts, Form, Lab, Protocol, Reference } from "./schema.ts";

/** A concept without its facts; `classes` where it is a drug. */
interface StoredConcept {
  readonly id: string;
  readonly term: string;
  readonly category: Category;
  readonly couple?: true;
  readonly gives?: string;
  readonly classes?: readonly string[];
}

/** What reading a note needs. */
export interface ReadingPart extends Pick<Knowledge, "ambiguities"> {
  readonly concepts: readonly StoredConcept[];
  readonly labs: readonly StoredLab[];
}

/** What the rules need. */
export interface RulesPart extends Pick<Knowledge, "phraseGroups"> {
  readonly rules: readonly Rule[];
}

/** What of a test only a person reads. */
const labFacts = ["ranges", "thresholds", "monitoring", "cautions", "codes"] as const;
type LabFacts = Pick<Lab, (typeof labFacts)[number]>;
type StoredLab = Omit<Lab, keyof LabFacts>;

type ConceptFacts = Omit<Concept, "id" | "term" | "category" | "couple" | "gives" | "forms"> & {
  readonly forms: readonly (string | Partial<Form>)[];
};

/** What a person reads. */
export interface FactsPart {
  readonly concepts: Readonly<Record<string, ConceptFacts>>;
  readonly labs: Readonly<Record<string, LabFacts>>;
  readonly protocols: readonly Protocol[];
  readonly references: readonly Reference[];
  readonly comparisons: readonly Comparison[];
}

/** The three parts of `knowledge`. */
export function storeKnowledge(knowledge: Knowledge): {
  readonly reading: ReadingPart;
  readonly rules: RulesPart;
  readonly facts: FactsPart;
} {
  const concepts = [...knowledge.concepts.values()];
  const labs = [...knowledge.labs.values()];
  return {
    reading: {
      concepts: concepts.map(({ id, term, category, couple, gives, drug }) => ({
        id,
        term,
        category,
        ...(couple ? { couple } : {}),
        ...(gives ? { gives } : {}),
        ...(drug ? { classes: drug.classes } : {}),
      })),
      labs: labs.map((lab) => without(lab, labFacts)),
      ambiguities: knowledge.ambiguities,
    },
    rules: {
      // The examples of built-in rules are their tests; the product does not need them.
      rules: [...knowledge.rules.values()].map((rule) => ({ ...rule, examples: { reports: [], silent: [] } })),
      phraseGroups: knowledge.phraseGroups,
    },
    facts: {
      concepts: Object.fromEntries(
        concepts.map((concept) => [
          concept.id,
          { ...without(concept, ["id", "term", "category", "couple", "gives"]), forms: concept.forms.map(shortForm) },
        ]),
      ),
      labs: Object.fromEntries(labs.map((lab) => [lab.id, only(lab, labFacts)])),
      protocols: [...knowledge.protocols.values()],
      references: [...knowledge.references.values()],
      comparisons: [...knowledge.comparisons.values()],
    },
  };
}

function only<T, K extends keyof T>(whole: T, keys: readonly K[]): Pick<T, K> {
  return Object.fromEntries(keys.map((key) => [key, whole[key]])) as Pick<T, K>;
}

function without<T extends object, K extends keyof T>(whole: T, keys: readonly K[]): Omit<T, K> {
  const left = Object.entries(whole).filter(([key]) => !keys.includes(key as K));
  return Object.fromEntries(left) as Omit<T, K>;
}

/** What most forms are. */
const usualForm: Omit<Form, "text"> = { kind: "synonym", case: "fold", plural: true };

/** A form that is like most is its text alone; any other says what is different. */
function shortForm(form: Form): string | Partial<Form> {
  const keys = Object.keys(form) as (keyof Form)[];
  const different = keys.filter((key) => key === "text" || form[key] !== usualForm[key]);
  return different.length === 1 ? form.text : Object.fromEntries(different.map((key) => [key, form[key]]));
}

function fullForm(form: string | Partial<Form>): Form {
  return { ...usualForm, ...(typeof form === "string" ? { text: form } : form) } as Form;
}

/** Knowledge from what `storeKnowledge` gave. The build has checked it; it is not checked again. */
export function loadKnowledge(reading: ReadingPart, readRules: () => RulesPart, readFacts: () => FactsPart): Knowledge {
  const facts = once(readFacts);
  const rules = once(() => byId(readRules().rules));
  return {
    concepts: new Map(reading.concepts.map((stored) => [stored.id, new LoadedConcept(stored, facts)])),
    labs: new Map(reading.labs.map((stored) => [stored.id, withLabFacts(stored, () => facts().labs[stored.id]!)])),
    ambiguities: reading.ambiguities,
    get rules() {
      return rules();
    },
    get phraseGroups() {
      return readRules().phraseGroups;
    },
    get protocols() {
      return byId(facts().protocols);
    },
    get comparisons() {
      return byId(facts().comparisons);
    },
    get references() {
      return new Map(facts().references.map((reference) => [reference.key, reference]));
    },
  };
}

function byId<T extends { readonly id: string }>(list: readonly T[]): Map<string, T> {
  return new Map(list.map((entry) => [entry.id, entry]));
}

/** A test whose facts are looked up when asked for. */
function withLabFacts(stored: StoredLab, facts: () => LabFacts): Lab {
  return {
    ...stored,
    get ranges() {
      return facts().ranges;
    },
    get thresholds() {
      return facts().thresholds;
    },
    get monitoring() {
      return facts().monitoring;
    },
    get cautions() {
      return facts().cautions;
    },
    get codes() {
      return facts().codes;
    },
  };
}

/** A concept whose facts are looked up when asked for. */
class LoadedConcept implements Concept {
  readonly id: string;
  readonly term: string;
  readonly category: Category;
  readonly couple: boolean;
  readonly gives?: string;
  readonly drug?: DrugFacts;
  private readonly all: () => FactsPart;

  constructor({ id, term, category, couple, gives, classes }: StoredConcept, facts: () => FactsPart) {
    this.id = id;
    this.term = term;
    this.category = category;
    this.couple = couple ?? false;
    if (gives) this.gives = gives;
    this.all = facts;
    if (classes) this.drug = new LoadedDrug(classes, () => this.facts.drug!);
  }

  private get facts(): ConceptFacts {
    return this.all().concepts[this.id]!;
  }
  get recognise() {
    return this.facts.recognise;
  }
  get termForm() {
    return this.facts.termForm;
  }
  get forms() {
    return this.facts.forms.map(fullForm);
  }
  get definition() {
    return this.facts.definition;
  }
  get codes() {
    return this.facts.codes;
  }
  get notes() {
    return this.facts.notes;
  }
}

/** A drug whose facts are looked up when asked for; what class it is of is known at once. */
class LoadedDrug implements DrugFacts {
  readonly classes: string[];
  private readonly facts: () => DrugFacts;

  constructor(classes: readonly string[], facts: () => DrugFacts) {
    this.classes = [...classes];
    this.facts = facts;
  }

  get mechanism() {
    return this.facts().mechanism;
  }
  get axis() {
    return this.facts().axis;
  }
  get status() {
    return this.facts().status;
  }
  get products() {
    return this.facts().products;
  }
  get dosing() {
    return this.facts().dosing;
  }
  get monitoring() {
    return this.facts().monitoring;
  }
  get cautions() {
    return this.facts().cautions;
  }
  get doseUnits() {
    return this.facts().doseUnits;
  }
  get routes() {
    return this.facts().routes;
  }
  get limits() {
    return this.facts().limits;
  }
}
