/**
 * The language server: documents in, LSP answers out. Note text stays in memory: it is never logged, and errors carry
 * none of it. `node.ts` is the door that connects it to a client.
 */
import {
  type CancellationToken,
  type Connection,
  type InitializeParams,
  type InitializeResult,
  LSPErrorCodes,
  ResponseError,
  TextDocumentSyncKind,
  TextDocuments,
} from "vscode-languageserver";
import { TextDocument } from "vscode-languageserver-textdocument";
import { z } from "zod";
import { type Analysis, analyse, type Engine } from "./analysis.ts";
import { codeActions } from "./features/code-actions.ts";
import { completion, resolveCompletion } from "./features/completion.ts";
import { diagnostics } from "./features/diagnostics.ts";
import { hover } from "./features/hover.ts";
import { documentSymbols, foldingRanges } from "./features/outline.ts";
import { highlights, references } from "./features/references.ts";
import { InitializationOptions, parseSettings, type Settings } from "./settings.ts";

const CompletionData = z.object({ concept: z.string() });

/** What the client can do and wants, known after `initialize`. */
interface Client {
  readonly docs: string | null;
  readonly snippetEdits: boolean;
  readonly pullsDiagnostics: boolean;
  readonly hasConfiguration: boolean;
}

/** Serves `connection` until it closes. */
export function startServer(connection: Connection, engine: Engine): void {
  const documents = new TextDocuments(TextDocument);
  const analyses = new Map<string, { version: number; analysis: Analysis }>();
  let settings: Settings = parseSettings(undefined).settings;
  let client: Client = { docs: null, snippetEdits: false, pullsDiagnostics: false, hasConfiguration: false };

  const analysisOf = (uri: string): { document: TextDocument; analysis: Analysis } | null => {
    const document = documents.get(uri);
    if (!document) return null;
    const cached = analyses.get(uri);
    if (cached?.version === document.version) return { document, analysis: cached.analysis };
    const analysis = analyse(engine, document.getText(), { rules: settings.rules });
    analyses.set(uri, { version: document.version, analysis });
    return { document, analysis };
  };

  /** Answers a request about one document; `otherwise` where it is not open. */
  const about =
    <P extends { textDocument: { uri: string } }, R>(
      otherwise: R,
      answer: (analysis: Analysis, params: P, document: TextDocument) => R,
    ) =>
    (params: P, token: CancellationToken): R => {
      if (token.isCancellationRequested) throw new ResponseError(LSPErrorCodes.RequestCancelled, "cancelled");
      const found = analysisOf(params.textDocument.uri);
      return found ? answer(found.analysis, params, found.document) : otherwise;
    };

  const publish = (uri: string) => {
    const found = analysisOf(uri);
    if (!found || client.pullsDiagnostics) return;
    void connection.sendDiagnostics({
      uri,
      version: found.document.version,
      diagnostics: diagnostics(found.analysis, uri, client.docs),
    });
  };

  const readSettings = async () => {
    if (!client.hasConfiguration) return;
    const { settings: read, problems } = parseSettings(await connection.workspace.getConfiguration("leydig"));
    settings = read;
    for (const problem of problems) connection.window.showWarningMessage(problem);
    analyses.clear();
    if (client.pullsDiagnostics) await connection.languages.diagnostics.refresh();
    else for (const document of documents.all()) publish(document.uri);
  };

  connection.onInitialize((params) => {
    client = clientOf(params);
    return { capabilities: capabilities(client), serverInfo: { name: "Leydig" } } satisfies InitializeResult;
  });
  connection.onInitialized(readSettings);
  connection.onDidChangeConfiguration(readSettings);
  documents.onDidChangeContent(({ document }) => publish(document.uri));
  documents.onDidClose(({ document }) => {
    analyses.delete(document.uri);
    if (!client.pullsDiagnostics) void connection.sendDiagnostics({ uri: document.uri, diagnostics: [] });
  });

  connection.languages.diagnostics.on((params) => {
    const found = analysisOf(params.textDocument.uri);
    return { kind: "full", items: found ? diagnostics(found.analysis, params.textDocument.uri, client.docs) : [] };
  });
  connection.onHover(about(null, (analysis, { position }) => hover(analysis, engine.knowledge, position)));
  connection.onCompletion(
    about([], (analysis, { position }, document) =>
      completion(analysis, engine.knowledge, position, { protocols: document.languageId !== "clinical-note" }),
    ),
  );
  connection.onCompletionResolve((item) => {
    const data = CompletionData.safeParse(item.data);
    return data.success ? resolveCompletion(item, data.data.concept, engine.knowledge) : item;
  });
  connection.onCodeAction(
    about([], (analysis, { range, context, textDocument: { uri } }, document) =>
      codeActions(analysis, range, {
        uri,
        version: document.version,
        docs: client.docs,
        snippetEdits: client.snippetEdits,
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
  connection.onRequest("leydig/protocols", () =>
    [...engine.knowledge.protocols.values()].map(({ id, title, description, prefix, body }) => ({
      id,
      title,
      description,
      prefix,
      body,
    })),
  );

  documents.listen(connection);
  connection.listen();
}

function clientOf({ capabilities, initializationOptions }: InitializeParams): Client {
  const options = InitializationOptions.safeParse(initializationOptions ?? {});
  return {
    docs: (options.success && options.data.docs) || null,
    snippetEdits: capabilities.workspace?.workspaceEdit?.snippetEditSupport ?? false,
    pullsDiagnostics: capabilities.textDocument?.diagnostic !== undefined,
    hasConfiguration: capabilities.workspace?.configuration ?? false,
  };
}

function capabilities({ pullsDiagnostics }: Client): InitializeResult["capabilities"] {
  return {
    textDocumentSync: TextDocumentSyncKind.Incremental,
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
