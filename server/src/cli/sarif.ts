/** Findings as SARIF 2.1.0, for code-scanning tools. https://docs.oasis-open.org/sarif/sarif/v2.1.0/ */
import type { Analysis } from "../analysis.ts";
import { toRange } from "../features/positions.ts";
import type { Knowledge } from "../knowledge/knowledge.ts";
import type { Severity } from "../knowledge/rule-schema.ts";
import { fingerprints } from "../workspace/fingerprint.ts";

const levels: Readonly<Record<Severity, "error" | "warning" | "note">> = {
  error: "error",
  warning: "warning",
  information: "note",
  hint: "note",
};

/** One run over `checked` notes. The log holds messages, which quote the words under each squiggle. */
export function sarifLog(
  checked: readonly { path: string; analysis: Analysis }[],
  { rules }: Knowledge,
  version: string,
) {
  const list = [...rules.values()];
  const results = checked.flatMap(({ path, analysis: { note, findings } }) => {
    const prints = fingerprints(note.text, findings);
    return findings.map(({ rule, severity, message, span }, index) => {
      const { start, end } = toRange(note, span);
      return {
        ruleId: rule,
        ruleIndex: list.findIndex(({ id }) => id === rule),
        level: levels[severity],
        message: { text: message },
        locations: [
          {
            physicalLocation: {
              artifactLocation: { uri: path.replaceAll("\\", "/") },
              region: {
                startLine: start.line + 1,
                startColumn: start.character + 1,
                endLine: end.line + 1,
                endColumn: end.character + 1,
              },
            },
          },
        ],
        partialFingerprints: { "leydig/v1": prints[index]! },
      };
    });
  });
  return {
    $schema: "https://json.schemastore.org/sarif-2.1.0.json",
    version: "2.1.0",
    runs: [
      {
        tool: {
          driver: {
            name: "Leydig",
            version,
            rules: list.map(({ id, title, severity, rationale, settledBy }) => ({
              id,
              shortDescription: { text: title },
              fullDescription: { text: rationale },
              help: { text: settledBy },
              defaultConfiguration: { level: levels[severity] },
            })),
          },
        },
        columnKind: "utf16CodeUnits",
        results,
      },
    ],
  };
}
