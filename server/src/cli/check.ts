/** `leydig check`: findings of one or more notes, for people or for programs. */
import { relative, resolve, sep } from "node:path";
import { type Analysis, analyse, withOtherRules } from "../analysis.ts";
import { toRange } from "../features/positions.ts";
import { Profile } from "../knowledge/rule-schema.ts";
import { loadEngine } from "../load-engine.ts";
import type { Finding } from "../rules/finding.ts";
import { acceptedEntries, withoutAccepted } from "../workspace/accepted.ts";
import { levelsFor } from "../workspace/config.ts";
import { BASELINE, type Workspace, withRules } from "../workspace/workspace.ts";
import { addAccepted, readWorkspace } from "../workspace-folder.ts";
import { parsed } from "./arguments.ts";
import type { CheckOutput } from "./output.ts";
import { type NoteFile, readNotes, reportUnreadable } from "./read-notes.ts";
import { sarifLog } from "./sarif.ts";
import { print } from "./streams.ts";
import { UsageError } from "./usage.ts";

export const checkUsage = `  leydig check PATH... [--format text|json|sarif] [--profile NAME,...] [--workspace FOLDER] [--update-baseline]
      Findings of each note. FOLDER (default: this folder) may hold .leydig with own rules, levels and accepted findings.
      --profile: ES2018, AUA2018, EAU, BSSM. --update-baseline accepts all present findings into .leydig/baseline.json.
      Exit code 0: none; 1: findings; 2: wrong use or an unreadable file.`;

const formats = ["text", "json", "sarif"];
const defaultProfiles: readonly Profile[] = ["ES2018", "AUA2018"];

interface Checked {
  readonly file: NoteFile;
  readonly analysis: Analysis;
}

/** Returns the exit code: 0 clean, 1 findings, 2 wrong use or a file that could not be read. */
export function check(args: readonly string[]): number {
  const { paths, format, profiles, root, updates } = options(args);
  const { notes, unreadable } = readNotes(paths);
  const builtIn = loadEngine();
  const workspace = readWorkspace(root, builtIn.knowledge);
  for (const { path, line, column, message } of workspace.problems)
    process.stderr.write(`${path}:${line}:${column} ${message}\n`);
  const engine = withOtherRules(builtIn, withRules(builtIn.knowledge, workspace));
  const chosen = profiles ?? workspace.config.profiles ?? defaultProfiles;
  const settings = { profiles: chosen, rules: levelsFor(workspace.config, chosen) };
  const checked = notes.map((file) =>
    withoutKnown({ file, analysis: analyse(engine, file.text, settings) }, workspace, root),
  );
  if (updates) return updateBaseline(checked, root) + reportUnreadable(unreadable);
  if (format === "text") print(asText(checked));
  else if (format === "json") print(asJson(checked));
  else {
    const list = checked.map(({ file: { path }, analysis }) => ({ path, analysis }));
    print(`${JSON.stringify(sarifLog(list, engine.knowledge, LEYDIG_VERSION), null, 2)}\n`);
  }
  const problems = reportUnreadable(unreadable) + (workspace.problems.length > 0 ? 2 : 0);
  if (problems > 0) return 2;
  return checked.some(({ analysis }) => analysis.findings.length > 0) ? 1 : 0;
}

function options(args: readonly string[]) {
  const { values, positionals } = parsed(args, {
    format: { type: "string" },
    profile: { type: "string" },
    workspace: { type: "string" },
    "update-baseline": { type: "boolean" },
  });
  const { format = "text", profile, workspace = ".", "update-baseline": updates = false } = values;
  if (typeof format !== "string" || !formats.includes(format))
    throw new UsageError(`--format takes ${formats.join(", ")}.`);
  if (positionals.length === 0) throw new UsageError("Name at least one note or folder.");
  return {
    paths: positionals,
    format,
    profiles: profilesIn(profile),
    root: String(workspace),
    updates: updates === true,
  };
}

function profilesIn(given: string | boolean | undefined): Profile[] | null {
  if (typeof given !== "string") return null;
  return given.split(",").map((name) => {
    const profile = Profile.safeParse(name.trim());
    if (!profile.success)
      throw new UsageError(`--profile takes ${Profile.options.join(", ")}; "${name}" is none of them.`);
    return profile.data;
  });
}

/** The note's path below the workspace, as accepted findings name it. */
function pathIn(root: string, path: string): string {
  return relative(resolve(root), resolve(path)).split(sep).join("/");
}

function withoutKnown({ file, analysis }: Checked, { accepted }: Workspace, root: string): Checked {
  const findings = withoutAccepted(pathIn(root, file.path), file.text, analysis.findings, accepted);
  return { file, analysis: { ...analysis, findings } };
}

function updateBaseline(checked: readonly Checked[], root: string): number {
  const entries = checked.flatMap(({ file, analysis }) =>
    acceptedEntries(pathIn(root, file.path), file.text, analysis.findings),
  );
  addAccepted(root, BASELINE, entries);
  print(`${plural(entries.length, "finding")} accepted into ${BASELINE}.\n`);
  return 0;
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
  return `${JSON.stringify({ files } satisfies CheckOutput, null, 2)}\n`;
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
