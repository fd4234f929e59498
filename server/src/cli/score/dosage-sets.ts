/**
 * Labelled dose strings. Exact: every labelled field agrees. Wrong: a field is read with another value. Abstained: the
 * reading says that it does not know. Missed: a labelled field was not read.
 */
import { readDosageText } from "../../dosage/read.ts";
import { type Expected, expectedOf, type Observed, observe } from "./dosage-labels.ts";

type Outcome = "exact" | "wrong" | "abstained" | "missed";
export type DosageCounts = Record<"rows" | "used" | Outcome, number>;

/** Counts for the rows of `set`, and what was not exact. */
// biome-ignore lint/suspicious/noExplicitAny: rows of foreign files
export function scoreDosages(set: string, rows: readonly any[]): { counts: DosageCounts; errors: string[] } {
  const counts: DosageCounts = { rows: rows.length, used: 0, exact: 0, wrong: 0, abstained: 0, missed: 0 };
  const errors: string[] = [];
  rows.forEach((row, index) => {
    const expected = expectedOf(set, row);
    if (!expected) return;
    counts.used++;
    const observed = observe(readDosageText(row.sig), expected);
    const { outcome, fields } = compare(expected, observed);
    counts[outcome]++;
    if (outcome !== "exact")
      errors.push(
        `${set}:${index + 1} ${outcome} [${fields}] ${JSON.stringify(row.sig)} wants ${JSON.stringify(expected)}, got ${JSON.stringify(observed.fields)} ${observed.reason}`,
      );
  });
  return { counts, errors };
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

export const dosageHead = "                         rows   used  exact  wrong  abst.  missed  exact %";

export function dosageRow(name: string, counts: DosageCounts): string {
  const cells = [counts.rows, counts.used, counts.exact, counts.wrong, counts.abstained, counts.missed];
  const share = ((100 * counts.exact) / Math.max(1, counts.used)).toFixed(1);
  return `${name.padEnd(22)} ${cells.map((value) => String(value).padStart(6)).join(" ")}  ${share}`;
}
