/** The TextMate grammar: headings, drugs, laboratory tests, doses, results, boxes and comments. */
import type { KnowledgeSource } from "../../src/knowledge/knowledge.ts";
import type { Category, Concept } from "../../src/knowledge/schema.ts";
import { formKey } from "../../src/lexicon/ambiguity.ts";
import type { GeneratedFile } from "./generated-file.ts";
import { alternation } from "./word-pattern.ts";

const doseUnit = "(?:mg|mcg|g|mL|ml|units?|tablets?|tabs?|capsules?|caps?|pumps?|pellets?|patch(?:es)?)";
const labUnit = "(?:(?:ng|pg|µg|ug|mcg|mg|g|nmol|pmol|mmol|mIU|µIU|uIU|IU|U)/(?:dL|dl|mL|ml|L|l)|%|mmHg|x10\\^6/mL)";

export function generateGrammar(knowledge: KnowledgeSource): GeneratedFile {
  // A form with a usual meaning ("PSA") is coloured by it.
  const undecided = knowledge.ambiguities.filter(({ senses }) => senses.every(({ need }) => need !== "none"));
  const ambiguous = new Set(undecided.map(({ form }) => formKey(form)));
  const words = (...categories: Category[]) => {
    const concepts = [...knowledge.concepts.values()].filter((concept) => categories.includes(concept.category));
    return alternation(concepts.flatMap(formsOf).filter((form) => form.length > 2 && !ambiguous.has(formKey(form))));
  };
  /** Short forms that are plain in just this case: "Hct" and "LH", but not "HCT". */
  const shortForms = (...categories: Category[]) => {
    const taken = new Set(undecided.map(({ form }) => form));
    const forms = [...knowledge.concepts.values()]
      .filter((concept) => categories.includes(concept.category))
      .flatMap(formsOf);
    return [...new Set(forms)]
      .filter((form) => /^[A-Z][A-Za-z]{1,2}$/.test(form) && !taken.has(form))
      .sort()
      .join("|");
  };
  const headings = alternation(
    knowledge.headings.flatMap(({ headings }) => headings).filter((heading) => heading.length > 1),
  );
  const grammar = {
    $schema: "https://raw.githubusercontent.com/martinring/tmlanguage/master/tmlanguage.json",
    name: "Clinical Note",
    scopeName: "text.clinical-note",
    patterns: [
      { include: "#comment" },
      { include: "#heading" },
      { include: "#quote" },
      { include: "#box" },
      { include: "#dose" },
      { include: "#result" },
      { include: "#drug" },
      { include: "#lab" },
    ],
    repository: {
      comment: { name: "comment.block.clinical-note", begin: "<!--", end: "-->" },
      heading: {
        patterns: [
          { name: "markup.heading.clinical-note", match: "^\\s*#{1,6}\\s+.*$" },
          {
            match: `^\\s*(?i:(${headings}|[SOAP]))\\s*(:)`,
            captures: {
              1: { name: "markup.heading.clinical-note" },
              2: { name: "punctuation.separator.clinical-note" },
            },
          },
          { name: "markup.heading.clinical-note", match: `^\\s*(?i:${headings})\\s*$` },
        ],
      },
      quote: { name: "markup.quote.clinical-note", match: "^\\s*>.*$" },
      box: { match: "^\\s*[-*]?\\s*(\\[[ xX]\\])", captures: { 1: { name: "constant.language.box.clinical-note" } } },
      dose: {
        match: `(?<![\\w.])(\\d+(?:[.,]\\d+)*|\\.\\d+)\\s?(${doseUnit})(?![\\w/])`,
        captures: {
          1: { name: "constant.numeric.dose.clinical-note" },
          2: { name: "keyword.other.unit.clinical-note" },
        },
      },
      result: {
        match: `(?<![\\w.])([<>≤≥]?\\s?\\d+(?:[.,]\\d+)*)\\s?(${labUnit})(?!\\w)`,
        captures: {
          1: { name: "constant.numeric.result.clinical-note" },
          2: { name: "keyword.other.unit.clinical-note" },
        },
      },
      drug: { name: "support.class.drug.clinical-note", match: `\\b(?i:${words("drug", "drug-class")})\\b` },
      lab: {
        name: "support.variable.lab.clinical-note",
        match: `\\b(?:(?i:${words("lab", "hormone")})|${shortForms("lab", "hormone")})\\b`,
      },
    },
  };
  return { path: "syntaxes/clinical-note.tmLanguage.json", text: `${JSON.stringify(grammar, null, 2)}\n` };
}

function formsOf(concept: Concept): string[] {
  return [...(concept.recognise ? [concept.term] : []), ...concept.forms.map((form) => form.text)];
}
