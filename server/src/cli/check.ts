/** `leydig check`: findings of one or more notes, for people or for programs. */
import { parseArgs } from "node:util";
import { z } from "zod";
import { type Analysis, analyse } from "../analysis.ts";
import { toRange } from "../features/positions.ts";
import { loadEngine } from "../load-engine.ts";
import type { Finding } from "../rules/finding.ts";
import { type NoteFile, readNotes } from "./read-notes.ts";
import { UsageError } from "./usage.ts";

export const checkUsage = `  leydig check PATH... [--format text|json]
      Findings of each note. Exit code 0: none; 1: findings; 2: wrong use or an unreadable file.`;

const Options = z.strictObject({ format: z.enum(["text", "json"], "--format takes text or json.").default("text") });

interface Checked {
  readonly file: NoteFile;
  readonly analysis: Analysis;
}

/** Returns the exit code: 0 clean, 1 findings, 2 wrong use or a file that could not be read. */
export function check(args: readonly string[]): number {
  const { paths, format } = parse(args);
  const { notes, unreadable } = readNotes(paths);
  for (const { path, problem } of unreadable) process.stderr.write(`${path}: ${problem}.\n`);
  const engine = loadEngine();
  const checked = notes.map((file) => ({ file, analysis: analyse(engine, file.text) }));
  process.stdout.write(format === "json" ? asJson(checked) : asText(checked));
  if (unreadable.length > 0) return 2;
  return checked.some(({ analysis }) => analysis.findings.length > 0) ? 1 : 0;
}

function parse(args: readonly string[]): { paths: string[]; format: "text" | "json" } {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      options: { format: { type: "string" } },
      allowPositionals: true,
    });
    const options = Options.safeParse(values);
    if (!options.success) throw new UsageError(options.error.issues.map((issue) => issue.message).join(" "));
    if (positionals.length === 0) throw new UsageError("Name at least one note or folder.");
    return { paths: positionals, format: options.data.format };
  } catch (error) {
    if (error instanceof UsageError) throw error;
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}

function asJson(checked: readonly Checked[]): string {
  const files = checked.map(({ file, analysis }) => ({
    path: file.path,
    findings: analysis.findings.map((finding) => ({
      rule: finding.rule,
      severity: finding.severity,
      message: finding.message,
      range: toRange(analysis.note, finding.span),
    })),
  }));
  return `${JSON.stringify({ files }, null, 2)}\n`;
}

function asText(checked: readonly Checked[]): string {
  const lines = checked.flatMap(({ file, analysis }) =>
    analysis.findings.map((finding) => findingLine(file.path, analysis, finding)),
  );
  const count = lines.length;
  const withFindings = checked.filter(({ analysis }) => analysis.findings.length > 0).length;
  const summary =
    count === 0
      ? `${plural(checked.length, "note")} checked, no findings.`
      : `${plural(checked.length, "note")} checked, ${plural(count, "finding")} in ${plural(withFindings, "note")}.`;
  return `${[...lines, summary].join("\n")}\n`;
}

function findingLine(path: string, { note }: Analysis, finding: Finding): string {
  const { line, character } = toRange(note, finding.span).start;
  return `${path}:${line + 1}:${character + 1} ${finding.severity} ${finding.message} (${finding.rule})`;
}

function plural(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}
