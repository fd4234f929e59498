/** A concept as Markdown: short first, the long tail after a rule. */
import type { Knowledge } from "../knowledge/knowledge.ts";
import type { AxisEffect, Code, Comparison, Concept, DrugFacts } from "../knowledge/schema.ts";
import { briefLegend, briefProvenance, factLine, factList, provenance } from "./facts.ts";

const axisWords: Record<AxisEffect["marker"], string> = {
  "serum-testosterone": "Serum testosterone",
  lh: "LH",
  fsh: "FSH",
  "intratesticular-testosterone": "Testosterone in the testis",
  spermatogenesis: "Sperm production",
  estradiol: "Estradiol",
};

const arrows: Record<AxisEffect["direction"], string> = {
  raises: "↑ raises",
  lowers: "↓ lowers",
  keeps: "→ keeps",
  varies: "~ varies",
};

/** The whole card of a concept: definition, class, mechanism, axis, status; then use, comparison, codes. */
export function describeConcept(concept: Concept, knowledge: Knowledge): string {
  const drug = concept.drug;
  const head = [
    `**${concept.term}** · ${concept.category.replaceAll("-", " ")}`,
    factLine(concept.definition, knowledge),
    ...(drug ? drugHead(drug, knowledge) : []),
  ];
  const tail = [
    ...(drug ? drugTail(drug, knowledge) : []),
    ...factList("Notes", concept.notes, knowledge),
    ...[...knowledge.comparisons.values()]
      .filter(({ columns, about }) => columns.includes(concept.id) || about.includes(concept.id))
      .map((table) => comparisonTable(table, knowledge)),
    ...codeLine(concept.codes),
  ];
  return [...head, ...(tail.length > 0 ? ["---", ...tail] : [])].join("\n\n");
}

function drugHead(drug: DrugFacts, knowledge: Knowledge): string[] {
  const classes = drug.classes.map((id) => knowledge.concepts.get(id)?.term ?? id);
  return [
    ...(classes.length > 0 ? [`**Class** ${classes.join(", ")}`] : []),
    ...(drug.mechanism ? [`**How it works** ${factLine(drug.mechanism, knowledge)}`] : []),
    ...(drug.axis.length > 0 ? [axisTable(drug.axis, knowledge)] : []),
    ...factList("Status", drug.status, knowledge),
  ];
}

function drugTail(drug: DrugFacts, knowledge: Knowledge): string[] {
  return [
    ...factList("Products", drug.products, knowledge),
    ...factList("Dosing as published", drug.dosing, knowledge),
    ...factList("Usually monitored", drug.monitoring, knowledge),
    ...factList("Cautions", drug.cautions, knowledge),
  ];
}

function axisTable(effects: readonly AxisEffect[], knowledge: Knowledge): string {
  const rows = effects.map(
    (effect) =>
      `| ${axisWords[effect.marker]} | ${arrows[effect.direction]} | ${effect.text} | ${effect.strength} ${provenance(effect, knowledge)} |`,
  );
  return `| Marker | Effect | | Evidence |\n| --- | --- | --- | --- |\n${rows.join("\n")}`;
}

/** A comparison as a table; a dash where nothing was found. */
export function comparisonTable(table: Comparison, knowledge: Knowledge): string {
  const heads = table.columns.map((id) => knowledge.concepts.get(id)?.term ?? id);
  const rows = table.rows.map(({ aspect, cells }) => {
    const shown = cells.map((cell, column) =>
      cell ? `${cell.text} ${briefProvenance(cell, knowledge, [aspect, heads[column] ?? aspect])}` : "–",
    );
    return `| ${aspect} | ${shown.join(" | ")} |`;
  });
  return `**${table.title}**\n\n| | ${heads.join(" | ")} |\n| --- |${" --- |".repeat(heads.length)}\n${rows.join("\n")}\n\n${briefLegend}`;
}

const loincNotice =
  "LOINC® is a registered trademark of Regenstrief Institute, Inc. This material contains content from LOINC (http://loinc.org), copyright © Regenstrief Institute, Inc. and the LOINC Committee, available at no cost under the license at http://loinc.org/license.";

/** Codes in one line, with the notice that LOINC asks for. */
export function codeLine(codes: readonly Code[]): string[] {
  if (codes.length === 0) return [];
  const list = codes
    .map(({ system, code, display }) => `${system} ${code}${display ? ` (${display})` : ""}`)
    .join(" · ");
  return [`**Codes** ${list}`, ...(codes.some(({ system }) => system === "LOINC") ? [`_${loincNotice}_`] : [])];
}
