/**
 * Section headings against gold offsets. Recall is over all gold headers that have a word: the gold counts bold list
 * numbers too. Precision is over our top headings, in the notes that have gold.
 */
import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { z } from "zod";
import { readNote } from "../../text/read.ts";
import type { Setting } from "./setting.ts";
import { type Scored, Tally } from "./tally.ts";

export const HeadingRow = z.object({
  /** The note's path in the folder `notes` beside the set's own. */
  note: z.string(),
  headers: z.array(z.object({ start: z.int(), text: z.string() })),
});

/** Scores where the headings of notes are found. */
export function scoreHeadings(rows: readonly z.infer<typeof HeadingRow>[], { engine, path }: Setting): Scored {
  const notes = join(dirname(path), "..", "notes");
  const tally = new Tally("section headings");
  let invented = 0;
  for (const { note: file, headers } of rows) {
    const expected = headers.filter(({ text }) => Number.isNaN(Number(text)));
    if (expected.length === 0) continue;
    const text = readFileSync(join(notes, file), "utf8");
    const sections = readNote(text, engine.headings).sections.filter((section) => section.heading !== null);
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
  return { tallies: [tally] };
}
