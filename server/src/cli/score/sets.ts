/** The labelled sets that are known: each shows from the shape of its rows. */
import type { z } from "zod";
import { problemOf } from "../lines.ts";
import {
  AxesRow,
  CtakesRow,
  E3cRow,
  MedcatRow,
  NegexRow,
  scoreAxes,
  scoreCtakes,
  scoreE3c,
  scoreMedcat,
  scoreNegex,
} from "./context-sets.ts";
import { DosageRow, scoreDosages } from "./dosage-sets.ts";
import { HeadingRow, scoreHeadings } from "./heading-set.ts";
import type { Setting } from "./setting.ts";
import type { Scored } from "./tally.ts";
import { DateRow, ExtractionRow, scoreDates, scoreExtraction, scoreVitals, VitalsRow } from "./value-sets.ts";

interface LabelledSet {
  readonly fits: (row: unknown) => boolean;
  readonly score: (rows: readonly unknown[], setting: Setting) => Scored;
}

/** A row that is not as the others, counted from 1. */
export class BadRow extends Error {
  readonly row: number;

  constructor(row: number, problem: string) {
    super(problem);
    this.row = row;
  }
}

function set<Row>(schema: z.ZodType<Row>, score: (rows: readonly Row[], setting: Setting) => Scored): LabelledSet {
  const read = (row: unknown, index: number) => {
    const result = schema.safeParse(row);
    if (!result.success) throw new BadRow(index + 1, problemOf(result.error));
    return result.data;
  };
  return {
    fits: (row) => schema.safeParse(row).success,
    score: (rows, setting) => score(rows.map(read), setting),
  };
}

const sets: readonly LabelledSet[] = [
  set(NegexRow, scoreNegex),
  set(E3cRow, scoreE3c),
  set(MedcatRow, scoreMedcat),
  set(CtakesRow, scoreCtakes),
  set(AxesRow, scoreAxes),
  set(HeadingRow, scoreHeadings),
  set(ExtractionRow, scoreExtraction),
  set(VitalsRow, scoreVitals),
  set(DateRow, scoreDates),
  set(DosageRow, scoreDosages),
];

/** The figures of a set, or null for one that is not known here. Throws a BadRow. */
export function scoreSet(rows: readonly unknown[], setting: Setting): Scored | null {
  return sets.find(({ fits }) => fits(rows[0]))?.score(rows, setting) ?? null;
}
