/** `leydig terms`: the concepts that notes name. */
import { type Analysis, analyse } from "../analysis.ts";
import { toRange } from "../features/positions.ts";
import { loadEngine } from "../load-engine.ts";
import { pathsAndFormat } from "./arguments.ts";
import type { TermsOutput } from "./output.ts";
import { readNotes, reportUnreadable } from "./read-notes.ts";
import { print } from "./streams.ts";

export const termsUsage = `  leydig terms [--format json|text] FILE...
      The terms that each note names, with the concept they stand for, and why where the form was ambiguous or misspelt.
      FILE may be a folder, or - for standard input. Exit code 0; 2: wrong use, or a file could not be read.`;

/** Returns the exit code: 0, or 2 where a file could not be read. */
export function terms(args: readonly string[]): number {
  const { paths, format } = pathsAndFormat(args, ["json", "text"]);
  const { notes, unreadable } = readNotes(paths);
  const engine = loadEngine();
  const files = notes.map(({ path, text }) => ({ path, mentions: mentionsOf(analyse(engine, text)) }));
  print(format === "json" ? `${JSON.stringify({ files } satisfies TermsOutput, null, 2)}\n` : asText({ files }));
  return reportUnreadable(unreadable);
}

function mentionsOf({ note, mentions }: Analysis): TermsOutput["files"][number]["mentions"] {
  return mentions.map((mention) => {
    const range = toRange(note, mention);
    const text = note.text.slice(mention.start, mention.end);
    return { concept: mention.concept, text, line: range.start.line + 1, range, reason: mention.reason ?? null };
  });
}

function asText({ files }: TermsOutput): string {
  return files
    .flatMap(({ path, mentions }) =>
      mentions.map(({ concept, text, line, range, reason }) => {
        const why = reason ? ` (${reason})` : "";
        return `${path}:${line}:${range.start.character + 1} ${concept} "${text.replace(/\s+/g, " ")}"${why}\n`;
      }),
    )
    .join("");
}
