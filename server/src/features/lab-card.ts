/** A laboratory test as Markdown: the value at hand in its other units, ranges, thresholds by society, when to check. */
import type { Knowledge } from "../knowledge/knowledge.ts";
import type { Lab } from "../knowledge/schema.ts";
import type { Observation } from "../observation/observation.ts";
import { convert } from "../observation/units.ts";
import { codeLine } from "./concept-card.ts";
import { briefLegend, briefProvenance, factLine, factList } from "./facts.ts";

/** The card of a test. `observation` is the value under the pointer, if there is one. */
export function describeLab(lab: Lab, observation: Observation | null, knowledge: Knowledge): string {
  return [
    ...(observation ? valueLine(lab, observation) : []),
    ...unitLine(lab),
    ...lab.ranges.map((range) => `**Range** ${factLine(range, knowledge)}`),
    ...thresholdTable(lab, knowledge),
    ...factList("When it is measured", lab.monitoring, knowledge),
    ...factList("Reading it", lab.cautions, knowledge),
    ...codeLine(lab.codes),
  ].join("\n\n");
}

function valueLine(lab: Lab, { value, unit, comparator }: Observation): string[] {
  if (value === undefined || !unit) return [];
  const others = lab.units
    .filter(({ ucum }) => ucum !== unit)
    .map(({ ucum }) => ({ ucum, converted: convert(value, unit, ucum, lab) }))
    .filter(({ converted }) => converted !== null)
    .map(({ ucum, converted }) => `${amount(converted!)} ${ucum}`);
  if (others.length === 0) return [];
  return [
    `**This value** ${comparator && comparator !== "=" ? comparator : ""}${value} ${unit} = ${others.join(" = ")}`,
  ];
}

function unitLine(lab: Lab): string[] {
  const [first, ...others] = lab.units;
  if (!first || others.length === 0) return [];
  const equations = others.map(({ ucum, factor, offset }) =>
    offset === 0
      ? `1 ${ucum} = ${amount(factor)} ${first.ucum}`
      : `${first.ucum} = ${amount(factor)} × ${ucum} + ${amount(offset)}`,
  );
  return [`**Units** ${equations.join("; ")}`];
}

function thresholdTable(lab: Lab, knowledge: Knowledge): string[] {
  if (lab.thresholds.length === 0) return [];
  const rows = lab.thresholds.map((threshold) => {
    const { society, meaning, above, below, unit } = threshold;
    const line = [above !== undefined ? `> ${above}` : "", below !== undefined ? `< ${below}` : ""]
      .filter(Boolean)
      .join(", ");
    const shown = [line, unit === "1" ? undefined : unit].filter(Boolean).join(" ");
    return `| ${society} | ${shown} | ${meaning} | ${briefProvenance(threshold, knowledge, [society])} |`;
  });
  return [`| Society | Line | Meaning | Source |\n| --- | --- | --- | --- |\n${rows.join("\n")}\n\n${briefLegend}`];
}

/** Four significant digits are enough to read. */
function amount(value: number): string {
  return String(Number(value.toPrecision(4)));
}
