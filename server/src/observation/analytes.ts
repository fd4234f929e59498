/** The laboratory tests of the knowledge, prepared for reading. */
import type { Lab } from "../knowledge/schema.ts";
import { columnsOf, indexPhrases, type Lexicon, type PhraseColumns } from "../lexicon/lexicon.ts";
import { frequencies, type LabUnit, otherUnits, unitPhrases } from "./units.ts";

export interface Analyte {
  readonly lab: Lab;
  readonly units: ReadonlySet<string>;
  /** A name for several tests, without a value of its own (CBC). */
  readonly isPanel: boolean;
  /** Highest plausible value in the first unit, for telling the two halves of a pair apart. */
  readonly ceiling: number;
}

export interface AnalyteTable {
  /** Tests by the concept that names them; several where one name stands for a pair ("BP", "H/H"). */
  readonly byConcept: ReadonlyMap<string, readonly Analyte[]>;
  /** Tests by the drug whose "level" they are. */
  readonly byDrug: ReadonlyMap<string, Analyte>;
  /** Phrase value below `units.length`: that unit; `otherUnit`: a unit of something else; `frequency`: how often. */
  readonly unitLexicon: Lexicon;
  readonly units: readonly LabUnit[];
  /** What a test is reported in, by its id: equal for tests that are reported alike (LH and FSH). */
  readonly unitsOf: ReadonlyMap<string, string>;
  readonly otherUnit: number;
  readonly frequency: number;
}

/** "2 h" is a time, "55 H" a flag; "37 C" a temperature. */
const keptCase: ReadonlySet<string> = new Set(["h", "C", "F"]);

/** The units of all tests, as the build stores them. */
export interface UnitData {
  readonly lexicon: PhraseColumns;
  readonly units: readonly LabUnit[];
}

/** Every way of writing the units of `labs`. */
export function unitDataOf(labs: Iterable<Lab>): UnitData {
  const { phrases, units } = unitPhrases([...labs]);
  const otherUnit = units.length;
  const lexicon = columnsOf([
    ...phrases,
    ...otherUnits.map((text) => ({ text, exactCase: keptCase.has(text), value: otherUnit })),
    ...frequencies.map((text) => ({ text, exactCase: false, value: otherUnit + 1 })),
  ]);
  return { lexicon, units };
}

/** Prepares the tests for `readObservations`. `data` is of the same tests. */
export function openAnalytes(labs: Iterable<Lab>, { lexicon, units }: UnitData): AnalyteTable {
  const byConcept = new Map<string, Analyte[]>();
  const byDrug = new Map<string, Analyte>();
  const unitsOf = new Map<string, string>();
  for (const lab of labs) {
    unitsOf.set(lab.id, lab.units.map(({ ucum }) => ucum).join(" "));
    const analyte = {
      lab,
      units: new Set(lab.units.map(({ ucum }) => ucum)),
      isPanel: lab.plausible.length === 0 && lab.units.every(({ ucum }) => ucum === "1"),
      ceiling: lab.plausible[0]?.high ?? 0,
    };
    for (const drug of lab.levelOf) byDrug.set(drug, analyte);
    for (const concept of lab.concepts) {
      const known = byConcept.get(concept);
      if (known) known.push(analyte);
      else byConcept.set(concept, [analyte]);
    }
  }
  return {
    byConcept,
    byDrug,
    unitsOf,
    unitLexicon: indexPhrases(lexicon),
    units,
    otherUnit: units.length,
    frequency: units.length + 1,
  };
}

/** Both steps at once, for tests that are not the built-in ones. */
export function compileAnalytes(labs: readonly Lab[]): AnalyteTable {
  return openAnalytes(labs, unitDataOf(labs));
}

/** Whether `value` is plausible for the analyte in the unit given, or in any where none is given. */
export function isPlausible({ lab }: Analyte, value: number, unit?: string): boolean {
  const limits = unit === undefined ? lab.plausible : lab.plausible.filter((limit) => limit.unit === unit);
  return limits.length === 0 || limits.some(({ low, high }) => value >= low && value <= high);
}

/** Whether `value` is plausible in the unit that the test is most often reported in. */
export function isUsual(analyte: Analyte, value: number): boolean {
  return isPlausible(analyte, value, analyte.lab.units[0]!.ucum);
}
