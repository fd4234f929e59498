/** Quick fixes: insert the missing line, rewrite a notation, silence the rule on its line. */
import {
  type CodeAction,
  CodeActionKind,
  type Diagnostic,
  type Range,
  type TextEdit,
  type WorkspaceEdit,
} from "vscode-languageserver-types";
import type { Analysis } from "../analysis.ts";
import type { Finding, Fix } from "../rules/finding.ts";
import { DISABLE_LINE, DISABLE_NOTE, DISABLE_SECTION } from "../rules/suppressions.ts";
import { lineOf } from "../text/lines.ts";
import type { Note } from "../text/note.ts";
import { fingerprints } from "../workspace/fingerprint.ts";
import { diagnostics } from "./diagnostics.ts";
import { toOffset, toPosition, toRange, touches } from "./positions.ts";
import { plainText } from "./snippet-text.ts";

export interface ActionContext {
  readonly uri: string;
  readonly version: number | null;
  readonly docs: string | null;
  /** The client applies snippets in workspace edits (LSP 3.18). */
  readonly snippetEdits: boolean;
  /** The client can ask for a reason and dismiss a finding of this note. */
  readonly dismisses: boolean;
  /** Kinds asked for; empty means all. */
  readonly only: readonly string[];
}

/** Actions for the findings that touch `range`, and the safe ones of the whole note as `source.fixAll.leydig`. */
export function codeActions(analysis: Analysis, range: Range, context: ActionContext): CodeAction[] {
  const { note, findings } = analysis;
  const place = { start: toOffset(note, range.start), end: toOffset(note, range.end) };
  const reported = diagnostics(analysis, context.uri, context.docs);
  const prints = fingerprints(note.text, findings);
  const actions = findings.flatMap((finding, index) =>
    touches(finding.span, place)
      ? actionsFor({ finding, diagnostic: reported[index]!, fingerprint: prints[index]! }, note, context)
      : [],
  );
  const all = fixAll(findings, note, context);
  return [...actions, ...(all ? [all] : [])].filter(({ kind }) => wanted(kind!, context.only));
}

function wanted(kind: string, only: readonly string[]): boolean {
  if (only.length === 0) return kind !== fixAllKind;
  return only.some((asked) => kind === asked || kind.startsWith(`${asked}.`));
}

const fixAllKind = `${CodeActionKind.SourceFixAll}.leydig`;

/** A finding as the editor shows it, and how it is known again. */
interface Reported {
  readonly finding: Finding;
  readonly diagnostic: Diagnostic;
  readonly fingerprint: string;
}

function actionsFor({ finding, diagnostic, fingerprint }: Reported, note: Note, context: ActionContext): CodeAction[] {
  const { rule, fixes } = finding;
  const shared = { kind: CodeActionKind.QuickFix, diagnostics: [diagnostic] };
  const inComment = (title: string, edit: TextEdit): CodeAction => ({
    ...shared,
    title,
    edit: inDocument([edit], context),
  });
  return [
    ...fixes.map((fix, index) => ({
      ...shared,
      title: fix.title,
      isPreferred: index === 0,
      edit: editOf(fix, note, context),
    })),
    ...(context.dismisses ? [{ ...shared, ...dismissal(rule, fingerprint, context.uri) }] : []),
    inComment(`Disable ${rule} on this line`, silenceLine(finding, note)),
    inComment(`Disable ${rule} in this section`, silenceSection(finding, note)),
    inComment(`Disable ${rule} in this note`, silenceNote(finding, note)),
  ];
}

/** The client asks for the reason and tells the server. */
function dismissal(rule: string, fingerprint: string, uri: string): Pick<CodeAction, "title" | "command"> {
  const title = `Dismiss ${rule} with a reason…`;
  return { title, command: { title, command: "leydig.dismiss", arguments: [{ uri, rule, fingerprint }] } };
}

function editOf({ edits, snippet }: Fix, note: Note, context: ActionContext): WorkspaceEdit {
  if (edits)
    return inDocument(
      edits.map(({ span, newText }) => ({ range: toRange(note, span), newText })),
      context,
    );
  const position = toPosition(note, snippet!.offset);
  const range = { start: position, end: position };
  if (!context.snippetEdits) return inDocument([{ range, newText: plainText(snippet!.text) }], context);
  return {
    documentChanges: [
      {
        textDocument: { uri: context.uri, version: context.version },
        edits: [{ range, snippet: { kind: "snippet", value: snippet!.text } }],
      },
    ],
  };
}

/** A comment at the end of the finding's line, or one more id in the comment that is there. */
function silenceLine({ rule, span }: Finding, note: Note): TextEdit {
  const line = lineOf(note.lineStarts, span.start);
  let end = line + 1 < note.lineStarts.length ? note.lineStarts[line + 1]! - 1 : note.text.length;
  if (note.text.charAt(end - 1) === "\r") end--;
  const text = note.text.slice(note.lineStarts[line], end);
  const comment = text.indexOf(`<!-- ${DISABLE_LINE}`);
  const close = comment < 0 ? -1 : text.indexOf("-->", comment);
  const offset = close < 0 ? end : note.lineStarts[line]! + close;
  const position = toPosition(note, offset);
  return {
    range: { start: position, end: position },
    newText: close < 0 ? ` <!-- ${DISABLE_LINE} ${rule} -->` : `${rule} `,
  };
}

/** A comment on a line of its own at the end of the finding's section. */
function silenceSection({ rule, span }: Finding, note: Note): TextEdit {
  const section = note.sections.findLast(({ body }) => span.start >= body.start && span.start < body.end);
  const end = note.text.slice(0, section?.body.end ?? note.text.length).trimEnd().length;
  const position = toPosition(note, end);
  return { range: { start: position, end: position }, newText: `\n<!-- ${DISABLE_SECTION} ${rule} -->` };
}

/** A comment at the end of the note. */
function silenceNote({ rule }: Finding, note: Note): TextEdit {
  const position = toPosition(note, note.text.trimEnd().length);
  return { range: { start: position, end: position }, newText: `\n\n<!-- ${DISABLE_NOTE} ${rule} -->` };
}

/** All exact rewrites at once; nothing that needs a person to fill in. */
function fixAll(findings: readonly Finding[], note: Note, context: ActionContext): CodeAction | null {
  const edits = findings.flatMap((finding) => finding.fixes.flatMap((fix) => (fix.safe ? (fix.edits ?? []) : [])));
  if (edits.length === 0) return null;
  return {
    title: "Fix all safe notation problems",
    kind: fixAllKind,
    edit: inDocument(
      edits.map(({ span, newText }) => ({ range: toRange(note, span), newText })),
      context,
    ),
  };
}

function inDocument(edits: readonly TextEdit[], { uri, version }: ActionContext): WorkspaceEdit {
  return { documentChanges: [{ textDocument: { uri, version }, edits: [...edits] }] };
}
