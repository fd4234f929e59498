/** A laboratory test as Markdown: the value at hand in its other units, ranges, thresholds by society. */
import { markInWords } from "../knowledge/marks.ts";
import type { Lab } from "../knowledge/schema.ts";
import type { Observation } from "../observation/observation.ts";
import { convert } from "../observation/units.ts";
import { codeLine } from "./concept-card.ts";

/** The card of a test. `observation` is the value under the pointer, if there is one. */
export function describeLab(lab: Lab, observation: Observation | null): string {
  const units = lab.units.filter(({ ucum }) => ucum !== "1");
  return [
    ...(observation ? valueLine(lab, observation) : []),
    ...(units.length > 1
      ? [
          `**Units** ${units
            .map((unit) => `1 ${unit.ucum} = ${amount(unit.factor)} ${units[0]!.ucum}`)
            .slice(1)
            .join("; ")}`,
        ]
      : []),
    ...lab.ranges.map((range) => `**Range (lab-specific)** ${range.text} _(${markInWords(range.mark)})_`),
    ...thresholdTable(lab),
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

function thresholdTable(lab: Lab): string[] {
  if (lab.thresholds.length === 0) return [];
  const rows = lab.thresholds.map(({ society, meaning, above, below, unit, mark }) => {
    const line = [above !== undefined ? `> ${above}` : "", below !== undefined ? `< ${below}` : ""]
      .filter(Boolean)
      .join(", ");
    return `| ${society} | ${line} ${unit ?? ""} | ${meaning} | ${markInWords(mark)} |`;
  });
  return [`| Society | Line | Meaning | Verified |\n| --- | --- | --- | --- |\n${rows.join("\n")}`];
}

/** Four significant digits are enough to read. */
function amount(value: number): string {
  return String(Number(value.toPrecision(4)));
}
