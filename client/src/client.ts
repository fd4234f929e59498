/** The language client: which files the server reads, and its life. */
import { join } from "node:path";
import * as vscode from "vscode";
import {
  LanguageClient,
  type LanguageClientOptions,
  type ServerOptions,
  TransportKind,
} from "vscode-languageclient/node";
import { z } from "zod";
import { documentSelector } from "./include.ts";

const Protocols = z.array(
  z.object({
    id: z.string(),
    title: z.string(),
    description: z.string(),
    prefix: z.array(z.string()),
    body: z.string(),
  }),
);
export type Protocol = z.infer<typeof Protocols>[number];

export class LeydigClient {
  private readonly context: vscode.ExtensionContext;
  private client: LanguageClient | undefined;

  constructor(context: vscode.ExtensionContext) {
    this.context = context;
  }

  async start(): Promise<void> {
    const module = join(this.context.extensionPath, "dist", "server.cjs");
    const server: ServerOptions = { module, transport: TransportKind.ipc };
    const options: LanguageClientOptions = {
      documentSelector: documentSelector(),
      initializationOptions: { docs: vscode.Uri.joinPath(this.context.extensionUri, "docs").toString() },
      synchronize: { configurationSection: "leydig" },
      // A trace would hold note text, so it goes nowhere.
      traceOutputChannel: silentChannel("Leydig trace"),
    };
    this.client = new LanguageClient("leydig", "Leydig", server, options);
    await this.client.start();
  }

  async stop(): Promise<void> {
    await this.client?.stop();
    this.client = undefined;
  }

  async restart(): Promise<void> {
    await this.stop();
    await this.start();
  }

  restartWhenIncludeChanges(): vscode.Disposable {
    return vscode.workspace.onDidChangeConfiguration((change) => {
      if (change.affectsConfiguration("leydig.include")) void this.restart();
    });
  }

  /** The protocol blocks that the server knows. */
  async protocols(): Promise<readonly Protocol[]> {
    return Protocols.parse(await this.client?.sendRequest("leydig/protocols"));
  }
}

/** An output channel that drops everything. */
function silentChannel(name: string): vscode.LogOutputChannel {
  const nothing = () => {};
  return {
    name,
    logLevel: vscode.LogLevel.Off,
    onDidChangeLogLevel: new vscode.EventEmitter<vscode.LogLevel>().event,
    append: nothing,
    appendLine: nothing,
    replace: nothing,
    clear: nothing,
    show: nothing,
    hide: nothing,
    dispose: nothing,
    trace: nothing,
    debug: nothing,
    info: nothing,
    warn: nothing,
    error: nothing,
  };
}
