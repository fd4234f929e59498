/** Requests of Leydig's own, beside the protocol's. Parameters are parsed; a bad one is refused with its reason. */
import { type Connection, ErrorCodes, ResponseError } from "vscode-languageserver";
import { z } from "zod";
import type { Engine } from "./analysis.ts";
import { explanationMarkdown } from "./features/explanation.ts";
import { toOffset } from "./features/positions.ts";
import type { NoteStore } from "./note-store.ts";
import { overrideReasons } from "./workspace/accepted.ts";
import type { Workspaces } from "./workspaces.ts";

const Position = z.object({ line: z.number().int().min(0), character: z.number().int().min(0) });
const OfNote = z.object({ uri: z.string() });
const Explain = OfNote.extend({ rule: z.string().optional(), position: Position.optional() });
const Dismiss = OfNote.extend({
  rule: z.string(),
  fingerprint: z.string(),
  reason: z.enum(overrideReasons.map(({ code }) => code)),
  on: z.iso.date(),
});

/** Registers `leydig/protocols`, `leydig/rules`, `leydig/check`, `leydig/explain` and `leydig/dismiss`. */
export function serveRequests(
  connection: Connection,
  { knowledge }: Engine,
  notes: NoteStore,
  workspaces: Workspaces,
  refresh: () => Promise<void>,
): void {
  const noteAt = (uri: string) => {
    const found = notes.analysisOf(uri);
    if (!found) throw refused("This document is not open as a note.");
    return found;
  };
  const rulesFor = (uri: string) => workspaces.optionsFor(uri, notes.settings).engine.knowledge.rules;

  connection.onRequest("leydig/protocols", () =>
    [...knowledge.protocols.values()].map(({ id, title, description, prefix, body }) => ({
      id,
      title,
      description,
      prefix,
      body,
    })),
  );
  connection.onRequest("leydig/rules", (raw) => {
    const { uri } = parse(OfNote, raw);
    return [...rulesFor(uri).values()].map(({ id, title }) => ({ id, title }));
  });
  connection.onRequest("leydig/check", async (raw) => {
    const { uri } = parse(OfNote, raw);
    notes.settled(uri);
    await refresh();
    return { findings: noteAt(uri).analysis.findings.length };
  });
  connection.onRequest("leydig/explain", (raw) => {
    const { uri, rule: asked, position } = parse(Explain, raw);
    const { analysis, options } = noteAt(uri);
    const offset = position ? toOffset(analysis.note, position) : -1;
    const here = analysis.findings.find(({ span }) => offset >= span.start && offset <= span.end);
    const rule = rulesFor(uri).get(asked ?? here?.rule ?? "");
    return rule ? { rule: rule.id, markdown: explanationMarkdown(rule, analysis, knowledge, options) } : null;
  });
  connection.onRequest("leydig/dismiss", async (raw) => {
    const { uri, ...entry } = parse(Dismiss, raw);
    const accepted = workspaces.acceptedFor(uri);
    if (!accepted) throw refused("Only a note in a workspace folder can have findings dismissed.");
    workspaces.dismiss(uri, { note: accepted.path, ...entry });
    await refresh();
    return null;
  });
}

function parse<T>(schema: z.ZodType<T>, raw: unknown): T {
  const parsed = schema.safeParse(raw);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw refused(`${issue?.path.join(".") || "parameters"}: ${issue?.message}`);
}

function refused(message: string): ResponseError<void> {
  return new ResponseError(ErrorCodes.InvalidParams, message);
}
