/**
 * Labelled dose strings. Exact: every labelled field agrees. Wrong: a field is read with another value. Abstained: the
 * reading says that it does not know. Missed: a labelled field was not read.
 */
import { z } from "zod";
import { readDosageText } from "../../dosage/read.ts";
import { type Expected, expectedOf, type Observed, observe } from "./dosage-labels.ts";
import type { DosageCounts, Scored } from "./tally.ts";

/** What is expected differs from set to set; `dosage-labels.ts` knows how. */
export const DosageRow = z.looseObject({ sig: z.string(), expected: z.unknown().optional() });

type Outcome = "exact" | "wrong" | "abstained" | "missed";

/** Scores the dose strings of the set called `name`. */
export function scoreDosages(rows: readonly z.infer<typeof DosageRow>[], { name }: { readonly name: string }): Scored {
  const counts: DosageCounts = { rows: rows.length, used: 0, exact: 0, wrong: 0, abstained: 0, missed: 0 };
  const errors: string[] = [];
  rows.forEach((row, index) => {
    const expected = expectedOf(name, row);
    if (!expected) return;
    counts.used++;
    const observed = observe(readDosageText(row.sig), expected);
    const { outcome, fields } = compare(expected, observed);
    counts[outcome]++;
    if (outcome !== "exact")
      errors.push(
        `${name}:${index + 1} ${outcome} [${fields}] ${JSON.stringify(row.sig)} wants ${JSON.stringify(expected)}, got ${JSON.stringify(observed.fields)} ${observed.reason}`,
      );
  });
  return { dosages: { counts, errors } };
}

/** Compares the fields that the label has. */
function compare(expected: Expected, observed: Observed): { outcome: Outcome; fields: string[] } {
  if (expected.refused) return { outcome: observed.refused ? "exact" : "wrong", fields: ["refused"] };
  const wrong: string[] = [];
  const missed: string[] = [];
  for (const [field, value] of Object.entries(expected)) {
    const seen = observed.fields[field as keyof Expected];
    if (JSON.stringify(seen) === JSON.stringify(value)) continue;
    if (seen === undefined || seen === null || seen === "") missed.push(field);
    else wrong.push(field);
  }
  if (wrong.length + missed.length === 0) return { outcome: "exact", fields: [] };
  if (observed.abstained) return { outcome: "abstained", fields: [...wrong, ...missed] };
  return wrong.length > 0 ? { outcome: "wrong", fields: wrong } : { outcome: "missed", fields: missed };
}
