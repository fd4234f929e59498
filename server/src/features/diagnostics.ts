/** Findings as LSP diagnostics. */
import { type Diagnostic, DiagnosticSeverity } from "vscode-languageserver-types";
import type { Analysis } from "../analysis.ts";
import type { Severity } from "../knowledge/rule-schema.ts";
import type { Finding } from "../rules/finding.ts";
import { overrideReasons } from "../workspace/accepted.ts";
import { toRange } from "./positions.ts";

const severities: Record<Severity, DiagnosticSeverity> = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  information: DiagnosticSeverity.Information,
  hint: DiagnosticSeverity.Hint,
};

/** `docs` is the folder of the documentation as a URI, or null where the client gave none. */
export function diagnostics({ note, findings }: Analysis, uri: string, docs: string | null): Diagnostic[] {
  return findings.map((finding) => ({
    range: toRange(note, finding.span),
    severity: severities[finding.severity],
    code: finding.rule,
    ...(docs ? { codeDescription: { href: rulePage(docs, finding.rule) } } : {}),
    source: "Leydig",
    message: `${finding.message}\n${finding.detail}`,
    relatedInformation: finding.related.map(({ span, message }) => ({
      location: { uri, range: toRange(note, span) },
      message,
    })),
    data: cardOf(finding),
  }));
}

/** Address of a rule's page. */
export function rulePage(docs: string, rule: string): string {
  return `${docs}/rules/${rule}.md`;
}

/** The finding in the shape of a CDS Hooks card, for programs. */
function cardOf({ rule, message, detail, severity, sources, fixes }: Finding) {
  return {
    rule,
    summary: message,
    detail,
    indicator: severity === "error" ? "critical" : severity === "warning" ? "warning" : "info",
    source: { label: "Leydig", references: sources },
    suggestions: fixes.map(({ title }) => ({ label: title })),
    overrideReasons,
  };
}
