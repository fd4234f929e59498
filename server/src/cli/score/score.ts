/** `leydig score`: how well the readers do on labelled sets. */
import { readdirSync, readFileSync, statSync } from "node:fs";
import { basename, join } from "node:path";
import { loadEngine } from "../../load-engine.ts";
import { parsed } from "../arguments.ts";
import { print } from "../streams.ts";
import { UsageError } from "../usage.ts";
import { BadRow, scoreSet } from "./sets.ts";
import { type DosageCounts, dosageHead, dosageLine, type Scored, tallyHead } from "./tally.ts";

export const scoreUsage = `  leydig score SET... [--errors]
      Scores labelled sets (.jsonl files, or folders of them): precision, recall, F1, confusion by class. Which set a file
      is shows from its rows; --errors lists what was read wrongly. Exit code 0; 2: a set is unknown or has a bad row.`;

/** Returns the exit code: 0, or 2 where a set could not be read or is none that is known. */
export function score(args: readonly string[]): number {
  const { values, positionals } = parsed(args, { errors: { type: "boolean" } });
  if (positionals.length === 0) throw new UsageError("Name at least one labelled set.");
  const engine = loadEngine();
  const dosages: NamedDosages[] = [];
  let code = 0;
  for (const path of positionals.flatMap(filesOf)) {
    const name = basename(path, ".jsonl");
    try {
      const scored = scoreSet(rowsOf(path), { engine, path, name });
      if (!scored) throw new BadRow(1, "this is no labelled set that is known here.");
      if (scored.dosages?.counts.used === 0) process.stderr.write(`${path}: no label in it is read here.\n`);
      else if (scored.dosages) dosages.push({ ...scored.dosages, name });
      else print(`${report(name, scored, values.errors === true)}\n`);
    } catch (error) {
      if (!(error instanceof BadRow)) throw error;
      process.stderr.write(`${path}:${error.row}: ${error.message} The set is left out.\n`);
      code = 2;
    }
  }
  if (dosages.length > 0) print(`${dosageReport(dosages, values.errors === true)}\n`);
  return code;
}

/** The sets of a folder, or the file itself. */
function filesOf(path: string): string[] {
  const stats = statSync(path, { throwIfNoEntry: false });
  if (!stats) throw new UsageError(`${path}: no such file or folder.`);
  if (!stats.isDirectory()) return [path];
  return readdirSync(path)
    .filter((name) => name.endsWith(".jsonl") && !leftOut.has(name))
    .sort()
    .map((name) => join(path, name));
}

/** Sets in the same folders that label something else than what is read here. */
const leftOut: ReadonlySet<string> = new Set([
  "unit_tests.jsonl",
  "mts_dialog_sections.jsonl",
  "sectionizer_text_section_patterns.jsonl",
  "hormone_clinic_sigs.jsonl",
  "phee_dosage_sentences.jsonl",
]);

function rowsOf(path: string): unknown[] {
  const rows: unknown[] = [];
  readFileSync(path, "utf8")
    .split("\n")
    .forEach((line, index) => {
      if (line.trim() === "") return;
      try {
        rows.push(JSON.parse(line));
      } catch {
        throw new BadRow(index + 1, "this is not JSON: a labelled set has one object a line.");
      }
    });
  return rows;
}

function report(name: string, { tallies = [], confusions = [] }: Scored, showErrors: boolean): string {
  return [
    `${name}\n${tallyHead}`,
    ...tallies.map((tally) => tally.row()),
    ...confusions.flatMap((confusion) => confusion.lines()),
    ...(showErrors ? tallies.flatMap(({ errors }) => errors) : []),
    "",
  ].join("\n");
}

type NamedDosages = NonNullable<Scored["dosages"]> & { readonly name: string };

function dosageReport(sets: readonly NamedDosages[], showErrors: boolean): string {
  const total: DosageCounts = { rows: 0, used: 0, exact: 0, wrong: 0, abstained: 0, missed: 0 };
  for (const { counts } of sets)
    for (const key of Object.keys(total) as (keyof DosageCounts)[]) total[key] += counts[key];
  return [
    dosageHead,
    ...sets.map(({ name, counts }) => dosageLine(name, counts)),
    dosageLine("all dosages", total),
    ...(showErrors ? sets.flatMap(({ errors }) => errors) : []),
    "",
  ].join("\n");
}
