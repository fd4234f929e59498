/** JSON Schemas of everything that people write in YAML or JSON, so that an editor completes and checks it. */
import { z } from "zod";
import { CheckOutput, ContextLine, DosageLine, ReadOutput, TermsOutput } from "../../src/cli/output.ts";
import { fileSchemas } from "../../src/knowledge/files.ts";
import { AcceptedFile } from "../../src/workspace/accepted.ts";
import { WorkspaceConfig } from "../../src/workspace/config.ts";
import type { GeneratedFile } from "./generated-file.ts";

export function generateSchemas(): GeneratedFile[] {
  const knowledge = Object.entries(fileSchemas).map(([kind, schema]) => file(nameOf(kind), schema, kind));
  return [
    ...knowledge,
    file("config", WorkspaceConfig, ".leydig/config.yaml"),
    file("cli-check", CheckOutput, "what `leydig check --format json` prints"),
    file("cli-terms", TermsOutput, "what `leydig terms` prints"),
    file("cli-read", ReadOutput, "what `leydig read` prints"),
    file("cli-context", ContextLine, "a line that `leydig context` prints"),
    file("cli-dosage", DosageLine, "a line that `leydig dosage` prints"),
    file("accepted", AcceptedFile, ".leydig/dismissed.json and .leydig/baseline.json"),
  ];
}

/** "language/cues.yaml" is `cues`, "drugs/" is `drugs`. */
function nameOf(kind: string): string {
  return kind.replace(/\.yaml$|\/$/g, "").replace(/^.*\//, "");
}

function file(name: string, schema: z.ZodType, describes: string): GeneratedFile {
  const { $schema, ...rest } = z.toJSONSchema(schema, { io: "input", unrepresentable: "any" });
  const text = JSON.stringify({ $schema, title: `Leydig: ${describes}`, ...rest }, null, 2);
  return { path: `docs/schemas/${name}.schema.json`, text: `${text}\n` };
}
