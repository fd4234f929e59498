/** The YAML of user rules: its mistakes at their places. */
import { type Diagnostic, DiagnosticSeverity } from "vscode-languageserver-types";
import type { KnowledgeProblem } from "../knowledge/files.ts";

/** Problems of a file as diagnostics, each from its place to the end of the line. */
export function problemDiagnostics(problems: readonly KnowledgeProblem[]): Diagnostic[] {
  return problems.map(({ line, column, message }) => ({
    range: { start: { line: line - 1, character: column - 1 }, end: { line: line - 1, character: 10_000 } },
    severity: DiagnosticSeverity.Error,
    source: "Leydig",
    message,
  }));
}
