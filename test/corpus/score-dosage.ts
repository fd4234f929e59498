/**
 * Scores the dosage room on labelled dose strings: `node test/corpus/score-dosage.ts <folder of .jsonl files> [set] [-v]`.
 * Exact: every labelled field agrees. Wrong: a field is read with another value. Abstained: the reading says that it does
 * not know. Missed: a labelled field was not read.
 */
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { argv } from "node:process";
import { readDosageText } from "../../server/src/dosage/read.ts";
import { EXPECTATIONS, type Expected, expectedOf, type Observed, observe } from "./dosage-labels.ts";

type Outcome = "exact" | "wrong" | "abstained" | "missed";

/** Compares the fields that the label has. */
export function compare(expected: Expected, observed: Observed): { outcome: Outcome; fields: string[] } {
  const wrong: string[] = [];
  const missed: string[] = [];
  for (const [field, value] of Object.entries(expected)) {
    const seen = observed.fields[field as keyof Expected];
    if (JSON.stringify(seen) === JSON.stringify(value)) continue;
    if (seen === undefined || seen === null || seen === "") missed.push(field);
    else wrong.push(field);
  }
  if (expected.refused) return { outcome: observed.refused ? "exact" : "wrong", fields: ["refused"] };
  if (wrong.length + missed.length === 0) return { outcome: "exact", fields: [] };
  if (observed.abstained) return { outcome: "abstained", fields: [...wrong, ...missed] };
  return wrong.length > 0 ? { outcome: "wrong", fields: wrong } : { outcome: "missed", fields: missed };
}

function main(folder: string, only: string | undefined, verbose: boolean): void {
  console.log("set                      rows   used  exact  wrong  abst.  missed  exact %");
  const total = { rows: 0, used: 0, exact: 0, wrong: 0, abstained: 0, missed: 0 };
  for (const set of Object.keys(EXPECTATIONS)) {
    const path = join(folder, `${set}.jsonl`);
    if ((only && only !== set) || !existsSync(path)) continue;
    const rows = readFileSync(path, "utf8").split("\n").filter(Boolean);
    const counts = { rows: rows.length, used: 0, exact: 0, wrong: 0, abstained: 0, missed: 0 };
    rows.forEach((line, index) => {
      const row = JSON.parse(line);
      const expected = expectedOf(set, row);
      if (!expected) return;
      counts.used++;
      const observed = observe(readDosageText(row.sig), expected);
      const { outcome, fields } = compare(expected, observed);
      counts[outcome]++;
      if (verbose && outcome !== "exact")
        console.log(
          `  ${set}:${index + 1} ${outcome} [${fields}] ${JSON.stringify(row.sig)}\n      want ${JSON.stringify(expected)}\n      got  ${JSON.stringify(observed.fields)} ${observed.reason}`,
        );
    });
    for (const key of Object.keys(total) as (keyof typeof total)[]) total[key] += counts[key];
    print(set, counts);
  }
  print("all", total);
}

function print(name: string, counts: Record<"rows" | "used" | Outcome, number>): void {
  const cells = [counts.rows, counts.used, counts.exact, counts.wrong, counts.abstained, counts.missed].map((value) =>
    String(value).padStart(6),
  );
  console.log(`${name.padEnd(22)} ${cells.join(" ")}  ${((100 * counts.exact) / Math.max(1, counts.used)).toFixed(1)}`);
}

const [folder, ...rest] = argv.slice(2);
if (folder)
  main(
    folder,
    rest.find((entry) => !entry.startsWith("-")),
    rest.includes("-v"),
  );
