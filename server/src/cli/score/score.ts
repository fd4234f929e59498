/** `leydig score`: how well the readers do on labelled sets. */
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import type { Engine } from "../../analysis.ts";
import { loadEngine } from "../../load-engine.ts";
import { parsed } from "../arguments.ts";
import { print } from "../print.ts";
import { UsageError } from "../usage.ts";
import { type Scored, scoreAxes, scoreCtakes, scoreE3c, scoreMedcat, scoreNegex } from "./context-sets.ts";
import { EXPECTATIONS } from "./dosage-labels.ts";
import { type DosageCounts, dosageHead, dosageRow, scoreDosages } from "./dosage-sets.ts";
import { scoreHeadings } from "./heading-set.ts";
import { type Tally, tallyHead } from "./tally.ts";
import { scoreDates, scoreExtraction, scoreVitals } from "./value-sets.ts";

export const scoreUsage = `  leydig score SET... [--errors]
      Scores labelled sets (.jsonl files or folders of them): precision, recall, F1, confusion by class. Which set a file
      is shows from its rows; --errors lists what was read wrongly.`;

// biome-ignore lint/suspicious/noExplicitAny: rows of foreign files
type Row = any;

/** Returns the exit code: 0, or 2 where a set could not be read or is none that is known. */
export function score(args: readonly string[]): number {
  const { values, positionals } = parsed(args, { errors: { type: "boolean" } });
  if (positionals.length === 0) throw new UsageError("Name at least one labelled set.");
  const engine = loadEngine();
  const showErrors = values.errors === true;
  const total: DosageCounts = { rows: 0, used: 0, exact: 0, wrong: 0, abstained: 0, missed: 0 };
  let unknown = 0;
  for (const path of positionals.flatMap(filesOf)) {
    const rows = rowsOf(path);
    const name = basename(path, ".jsonl");
    if (rows[0]?.sig !== undefined) {
      if (EXPECTATIONS[name]) scoreSigs(name, rows, total, showErrors);
      continue;
    }
    const scored = scoreSet(path, rows, engine);
    if (scored) print(`${report(name, scored, showErrors)}\n`);
    else {
      unknown++;
      process.stderr.write(`${path}: no labelled set that is known here; it is left out.\n`);
    }
  }
  if (total.used > 0) print(`${dosageRow("all dosages", total)}\n`);
  return unknown > 0 ? 2 : 0;
}

/** The sets below a folder, or the file itself. */
function filesOf(path: string): string[] {
  if (!existsSync(path)) throw new UsageError(`${path}: no such file or folder.`);
  if (!statSync(path).isDirectory()) return [path];
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

function rowsOf(path: string): Row[] {
  return readFileSync(path, "utf8")
    .split("\n")
    .filter(Boolean)
    .map((line, index) => {
      try {
        return JSON.parse(line);
      } catch {
        throw new UsageError(`${path}:${index + 1} is not JSON: a labelled set has one object a line.`);
      }
    });
}

/** The figures of a set by the shape of its rows, or null for a shape that is not known. */
function scoreSet(path: string, rows: readonly Row[], engine: Engine): Scored | null {
  const [row = {}] = rows;
  const only = (...tallies: Tally[]): Scored => ({ tallies, confusions: [] });
  if ("negation" in row && "concept" in row) return scoreNegex(rows, engine);
  if ("clin_entity" in row) return scoreE3c(rows, engine);
  if ("meta" in row && "concept" in row) return scoreMedcat(rows, engine);
  if ("props" in row && "type" in row) return scoreCtakes(rows, engine);
  if ("start" in row && typeof row.expected === "object") return scoreAxes(rows, engine);
  if ("headers" in row) return only(scoreHeadings(rows, join(dirname(path), "..", "notes"), engine.headings));
  if (!("expected" in row && "sentence" in row)) return null;
  if (basename(path).includes("date")) return only(scoreDates(rows));
  return only(basename(path).includes("lab") ? scoreVitals(rows) : scoreExtraction(rows));
}

function report(name: string, { tallies, confusions }: Scored, showErrors: boolean): string {
  return [
    `${name}\n${tallyHead}`,
    ...tallies.map((tally) => tally.row()),
    ...confusions.flatMap((confusion) => confusion.lines()),
    ...(showErrors ? tallies.flatMap(({ errors }) => errors) : []),
    "",
  ].join("\n");
}

function scoreSigs(name: string, rows: readonly Row[], total: DosageCounts, showErrors: boolean): void {
  const { counts, errors } = scoreDosages(name, rows);
  if (total.used === 0) print(`${dosageHead}\n`);
  for (const key of Object.keys(total) as (keyof DosageCounts)[]) total[key] += counts[key];
  print(`${dosageRow(name, counts)}\n${showErrors ? errors.map((error) => `  ${error}\n`).join("") : ""}`);
}
