/**
 * Scores section headings against gold offsets: `node test/corpus/score-sections.ts <corpus>`, where the corpus folder holds
 * `sections/mtsamples_headers.jsonl` (rows of note, headers with start and end) and `notes/`.
 * Recall is over all gold headers that have a word: the gold counts bold list numbers too. Precision is over our top
 * headings, in the notes that have gold.
 */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fileSchemas, parseKnowledgeFile } from "../../server/src/knowledge/files.ts";
import { compileHeadings, readNote } from "../../server/src/text/read.ts";

interface GoldNote {
  readonly note: string;
  readonly headers: readonly { start: number; end: number; text: string }[];
}

const corpus = process.argv[2];
if (!corpus) throw new Error("Say where the corpus is: node test/corpus/score-sections.ts <corpus>");
const path = "language/headings.yaml";
const yaml = readFileSync(join(import.meta.dirname, "../../server/knowledge", path), "utf8");
const table = compileHeadings(parseKnowledgeFile({ path, text: yaml }, fileSchemas[path]).value ?? []);
const gold: GoldNote[] = readFileSync(join(corpus, "sections/mtsamples_headers.jsonl"), "utf8")
  .split("\n")
  .filter(Boolean)
  .map((row) => JSON.parse(row))
  .map((row: GoldNote) => ({ ...row, headers: row.headers.filter(({ text }) => Number.isNaN(Number(text))) }));

const missed = new Map<string, number>();
const invented = new Map<string, number>();
let headers = 0;
let found = 0;
let top = 0;
let right = 0;
for (const { note: file, headers: expected } of gold) {
  if (expected.length === 0) continue;
  const text = readFileSync(join(corpus, "notes", file), "utf8");
  const sections = readNote(text, table).sections.filter((section) => section.heading !== null);
  // A list number before the words may or may not be bold: the words decide.
  const ours = new Set(sections.flatMap(({ heading, title }) => [heading!.start, text.indexOf(title, heading!.start)]));
  const theirs = new Set(expected.map(({ start }) => start));
  for (const header of expected) {
    headers++;
    if (ours.has(header.start)) found++;
    else count(missed, `${header.text} | ${text.slice(header.end, header.end + 24).replaceAll("\n", "⏎")}`);
  }
  for (const { heading, title, level } of sections) {
    if (level !== 1) continue;
    top++;
    if (theirs.has(heading!.start) || theirs.has(text.indexOf(title, heading!.start))) right++;
    else count(invented, `${text.slice(heading!.start, heading!.end + 16).replaceAll("\n", "⏎")} (${file})`);
  }
}

const recall = found / headers;
const precision = right / top;
const f1 = (2 * precision * recall) / (precision + recall);
console.log(`headers ${headers}  recall ${recall.toFixed(4)}  precision ${precision.toFixed(4)}  F1 ${f1.toFixed(4)}`);
print("missed", missed);
print("invented", invented);

function count(into: Map<string, number>, key: string): void {
  into.set(key, (into.get(key) ?? 0) + 1);
}

function print(title: string, counts: ReadonlyMap<string, number>): void {
  const rows = [...counts].sort((a, b) => b[1] - a[1]);
  console.log(`\n${title}: ${rows.reduce((sum, [, times]) => sum + times, 0)}`);
  for (const [key, times] of rows.slice(0, Number(process.argv[3] ?? 30)))
    console.log(`${String(times).padStart(5)}  ${key}`);
}
