/**
 * Section headings against gold offsets. Recall is over all gold headers that have a word: the gold counts bold list
 * numbers too. Precision is over our top headings, in the notes that have gold.
 */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { HeadingTable } from "../../text/headings.ts";
import { readNote } from "../../text/read.ts";
import { Tally } from "./tally.ts";

interface Row {
  readonly note: string;
  readonly headers: readonly { readonly start: number; readonly end: number; readonly text: string }[];
}

/** `notes` is the folder that the rows' paths start from. */
export function scoreHeadings(rows: readonly Row[], notes: string, table: HeadingTable): Tally {
  const tally = new Tally("section headings");
  let invented = 0;
  for (const { note: file, headers } of rows) {
    const expected = headers.filter(({ text }) => Number.isNaN(Number(text)));
    if (expected.length === 0) continue;
    const text = readFileSync(join(notes, file), "utf8");
    const sections = readNote(text, table).sections.filter((section) => section.heading !== null);
    // A list number before the words may or may not be bold: the words decide.
    const startsOf = ({ heading, title }: (typeof sections)[number]) => [
      heading!.start,
      text.indexOf(title, heading!.start),
    ];
    const ours = new Set(sections.flatMap(startsOf));
    const theirs = new Set(expected.map(({ start }) => start));
    for (const header of expected) tally.add(true, ours.has(header.start), `${file} ${header.text}`);
    for (const section of sections) {
      if (section.level !== 1 || startsOf(section).some((start) => theirs.has(start))) continue;
      tally.add(false, true, `${file} ${section.title}`);
      invented++;
    }
  }
  tally.extra = invented;
  return tally;
}
