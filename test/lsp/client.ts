/** A client for the real server process: `dist/server.cjs` over stdio, as any editor would start it. */
import { type ChildProcess, spawn } from "node:child_process";
import { join } from "node:path";
import type { ClientCapabilities, Diagnostic, InitializeResult } from "vscode-languageserver-protocol";
import {
  createMessageConnection,
  type MessageConnection,
  StreamMessageReader,
  StreamMessageWriter,
} from "vscode-languageserver-protocol/node";

const server = join(import.meta.dirname, "..", "..", "dist", "server.cjs");

export class TestClient {
  readonly connection: MessageConnection;
  readonly published = new Map<string, { version: number | undefined; diagnostics: Diagnostic[] }>();
  readonly warnings: string[] = [];
  settings: unknown = {};
  result!: InitializeResult;
  private readonly process: ChildProcess;
  private waiting: (() => void)[] = [];

  constructor() {
    this.process = spawn(process.execPath, [server, "--stdio"], { stdio: ["pipe", "pipe", "inherit"] });
    this.connection = createMessageConnection(
      new StreamMessageReader(this.process.stdout!),
      new StreamMessageWriter(this.process.stdin!),
    );
    this.connection.onNotification("textDocument/publishDiagnostics", ({ uri, version, diagnostics }) => {
      this.published.set(uri, { version, diagnostics });
      for (const wake of this.waiting.splice(0)) wake();
    });
    this.connection.onNotification("window/showMessage", ({ message }) => {
      this.warnings.push(message);
    });
    this.connection.onRequest("window/showMessageRequest", ({ message }) => {
      this.warnings.push(message);
      return null;
    });
    this.connection.onRequest("workspace/configuration", ({ items }) => items.map(() => this.settings));
    this.connection.onRequest("client/registerCapability", () => null);
    this.connection.listen();
  }

  async start(
    capabilities: ClientCapabilities = { workspace: { configuration: true } },
    folder: string | null = null,
  ): Promise<InitializeResult> {
    this.result = await this.connection.sendRequest("initialize", {
      processId: process.pid,
      rootUri: null,
      capabilities,
      initializationOptions: { docs: "file:///docs", dismisses: true },
      workspaceFolders: folder ? [{ uri: folder, name: "clinic" }] : null,
    });
    await this.connection.sendNotification("initialized", {});
    return this.result;
  }

  async open(uri: string, text: string, languageId = "clinical-note"): Promise<void> {
    await this.connection.sendNotification("textDocument/didOpen", {
      textDocument: { uri, languageId, version: 1, text },
    });
  }

  /** Diagnostics for this version, once published. */
  async diagnostics(uri: string, version = 1): Promise<Diagnostic[]> {
    for (;;) {
      const published = this.published.get(uri);
      if (published && (published.version ?? 0) >= version) return published.diagnostics;
      await new Promise<void>((resolve) => this.waiting.push(resolve));
    }
  }

  /** Replaces the whole text, as version `version`. */
  async change(uri: string, version: number, text: string): Promise<void> {
    await this.connection.sendNotification("textDocument/didChange", {
      textDocument: { uri, version },
      contentChanges: [{ text }],
    });
  }

  /** Diagnostics for `uri` once they are as wanted. */
  async diagnosticsWhen(uri: string, wanted: (found: Diagnostic[]) => boolean): Promise<Diagnostic[]> {
    for (;;) {
      const found = this.published.get(uri)?.diagnostics;
      if (found && wanted(found)) return found;
      await new Promise<void>((resolve) => this.waiting.push(resolve));
    }
  }

  request<R>(method: string, params: unknown): Promise<R> {
    return this.connection.sendRequest(method, params);
  }

  /** Shuts the server down as the protocol asks, and gives its exit code. */
  async stop(): Promise<number | null> {
    const ended = new Promise<number | null>((resolve) => this.process.on("exit", resolve));
    await this.connection.sendRequest("shutdown");
    await this.connection.sendNotification("exit");
    const code = await ended;
    this.connection.dispose();
    return code;
  }
}
