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
import type { Explanation } from "./explanations.ts";
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

const Checked = z.object({ findings: z.number() });
const Explained = z.object({ rule: z.string(), markdown: z.string() }).nullable();
const Rules = z.array(z.object({ id: z.string(), title: z.string() }));
const Dismissable = z.object({ uri: z.string(), rule: z.string(), fingerprint: z.string() });

const reasons = [
  ["documented-elsewhere", "It is documented elsewhere"],
  ["clinical-judgement", "A deliberate clinical decision"],
  ["not-applicable", "It does not apply to this patient"],
  ["misread", "The note was read wrongly"],
] as const;

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
      initializationOptions: {
        docs: vscode.Uri.joinPath(this.context.extensionUri, "docs").toString(),
        dismisses: true,
      },
      synchronize: {
        configurationSection: "leydig",
        fileEvents: vscode.workspace.createFileSystemWatcher("**/.leydig/**"),
      },
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

  /** Number of findings with everything counted, what is absent too. */
  async check(uri: vscode.Uri): Promise<{ findings: number }> {
    return Checked.parse(await this.client?.sendRequest("leydig/check", { uri: uri.toString() }));
  }

  /** Why a rule spoke or not; by the finding at a position, or by its id. Null: no finding there, no such rule. */
  async explain(uri: vscode.Uri, what: { position?: vscode.Position; rule?: string }): Promise<Explanation | null> {
    return Explained.parse(await this.client?.sendRequest("leydig/explain", { uri: uri.toString(), ...what }));
  }

  /** The rules that may speak about a note. */
  async rules(uri: vscode.Uri): Promise<readonly { id: string; title: string }[]> {
    return Rules.parse(await this.client?.sendRequest("leydig/rules", { uri: uri.toString() }));
  }

  /** Asks for the reason and dismisses the finding that a quick fix names. */
  async dismiss(raw: unknown): Promise<void> {
    const finding = Dismissable.parse(raw);
    const chosen = await vscode.window.showQuickPick(
      reasons.map(([code, label]) => ({ label, code })),
      { title: `Dismiss ${finding.rule}`, placeHolder: "Why? The note itself is not changed." },
    );
    if (!chosen) return;
    const on = new Date().toISOString().slice(0, 10);
    await this.client?.sendRequest("leydig/dismiss", { ...finding, reason: chosen.code, on });
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
