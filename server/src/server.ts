/**
 * The language server: documents in, LSP answers out. Note text stays in memory: it is never logged, and errors carry
 * none of it. `node.ts` is the door that connects it to a client.
 */
import {
  type CancellationToken,
  type CompletionItem,
  type CompletionParams,
  type Connection,
  type InitializeResult,
  LSPErrorCodes,
  ResponseError,
  TextDocumentSyncKind,
  TextDocuments,
} from "vscode-languageserver";
import { TextDocument } from "vscode-languageserver-textdocument";
import { z } from "zod";
import type { Analysis, Engine } from "./analysis.ts";
import { type Client, clientOf } from "./client.ts";
import { DiagnosticsPublisher } from "./diagnostics-publisher.ts";
import { codeActions } from "./features/code-actions.ts";
import { completion, resolveCompletion } from "./features/completion.ts";
import { hover } from "./features/hover.ts";
import { documentSymbols, foldingRanges } from "./features/outline.ts";
import { highlights, references } from "./features/references.ts";
import { ruleCompletion } from "./features/rule-completion.ts";
import { NoteStore } from "./note-store.ts";
import { serveRequests } from "./requests.ts";
import { parseSettings } from "./settings.ts";
import { type Disk, Workspaces } from "./workspaces.ts";

const CompletionData = z.object({ concept: z.string() });

/** Serves `connection` until it closes. `disk` is where workspace folders are read, or null. */
export function startServer(connection: Connection, engine: Engine, disk: Disk | null): void {
  const documents = new TextDocuments(TextDocument);
  const workspaces = new Workspaces(engine, disk);
  const notes = new NoteStore(documents, workspaces);
  let client: Client = clientOf({ processId: null, rootUri: null, capabilities: {} });
  const publisher = new DiagnosticsPublisher({
    connection,
    documents,
    notes,
    workspaces,
    knowledge: engine.knowledge,
    client: () => client,
  });

  const readSettings = async () => {
    if (client.hasConfiguration) {
      const { settings, problems } = parseSettings(await connection.workspace.getConfiguration("leydig"));
      notes.settings = settings;
      for (const problem of problems) connection.window.showWarningMessage(problem);
    }
    await publisher.publishAll();
  };

  connection.onInitialize((params) => {
    client = clientOf(params);
    workspaces.load(client.folders);
    return { capabilities: capabilities(client), serverInfo: { name: "Leydig" } } satisfies InitializeResult;
  });
  connection.onInitialized(readSettings);
  connection.onDidChangeConfiguration(readSettings);
  connection.onDidChangeWatchedFiles(async () => {
    workspaces.reload();
    await publisher.publishAll();
  });
  documents.onDidOpen(({ document }) => notes.opened(document));
  documents.onDidChangeContent(({ document }) => {
    notes.changed(document, () => publisher.refresh(document.uri));
    publisher.publish(document.uri);
  });
  documents.onDidSave(({ document }) => {
    notes.settled(document.uri);
    publisher.refresh(document.uri);
  });
  documents.onDidClose(({ document }) => {
    notes.closed(document.uri);
    publisher.clear(document.uri);
  });
  connection.languages.diagnostics.on(({ textDocument: { uri } }) => ({ kind: "full", items: publisher.of(uri) }));

  serveFeatures(connection, engine, notes, () => client);
  serveRequests(connection, engine, notes, workspaces, () => publisher.publishAll());
  documents.listen(connection);
  connection.listen();
}

/** Answers the editor's requests about one note. */
function serveFeatures(connection: Connection, { knowledge }: Engine, notes: NoteStore, client: () => Client): void {
  /** Answers a request about one document; `otherwise` where it is no open note. */
  const about =
    <P extends { textDocument: { uri: string } }, R>(
      otherwise: R,
      answer: (analysis: Analysis, params: P, document: TextDocument) => R,
    ) =>
    (params: P, token: CancellationToken): R => {
      if (token.isCancellationRequested) throw new ResponseError(LSPErrorCodes.RequestCancelled, "cancelled");
      const found = notes.analysisOf(params.textDocument.uri);
      return found ? answer(found.analysis, params, found.document) : otherwise;
    };
  connection.onHover(about(null, (analysis, { position }) => hover(analysis, knowledge, position)));
  const completeNote = about<CompletionParams, CompletionItem[]>([], (analysis, { position }, document) =>
    completion(analysis, knowledge, position, { protocols: document.languageId !== "clinical-note" }),
  );
  connection.onCompletion((params, token) => {
    const rules = notes.ruleFile(params.textDocument.uri);
    return rules
      ? ruleCompletion(rules.getText(), rules.offsetAt(params.position), knowledge)
      : completeNote(params, token);
  });
  connection.onCompletionResolve((item) => {
    const data = CompletionData.safeParse(item.data);
    return data.success ? resolveCompletion(item, data.data.concept, knowledge) : item;
  });
  connection.onCodeAction(
    about([], (analysis, { range, context, textDocument: { uri } }, document) =>
      codeActions(analysis, range, {
        uri,
        version: document.version,
        docs: client().docs,
        snippetEdits: client().snippetEdits,
        dismisses: client().dismisses && notes.canDismiss(uri),
        only: context.only ?? [],
      }),
    ),
  );
  connection.onDocumentSymbol(about([], (analysis) => documentSymbols(analysis)));
  connection.onFoldingRanges(about([], (analysis) => foldingRanges(analysis)));
  connection.onDocumentHighlight(about([], (analysis, { position }) => highlights(analysis, position)));
  connection.onReferences(
    about([], (analysis, { position, textDocument: { uri } }) => references(analysis, uri, position)),
  );
}

function capabilities({ pullsDiagnostics }: Client): InitializeResult["capabilities"] {
  return {
    textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental, save: true },
    hoverProvider: true,
    completionProvider: { resolveProvider: true },
    codeActionProvider: { codeActionKinds: ["quickfix", "source.fixAll.leydig"] },
    documentSymbolProvider: true,
    foldingRangeProvider: true,
    documentHighlightProvider: true,
    referencesProvider: true,
    ...(pullsDiagnostics ? { diagnosticProvider: { interFileDependencies: false, workspaceDiagnostics: false } } : {}),
  };
}
