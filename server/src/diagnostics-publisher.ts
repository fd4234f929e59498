/** Brings findings, and mistakes in rule files, to the editor: pushed, or kept ready for a client that asks for them. */
import type { Connection, Diagnostic, TextDocuments } from "vscode-languageserver";
import type { TextDocument } from "vscode-languageserver-textdocument";
import type { Client } from "./client.ts";
import { diagnostics } from "./features/diagnostics.ts";
import { problemDiagnostics } from "./features/rule-file.ts";
import type { Knowledge } from "./knowledge/knowledge.ts";
import type { NoteStore } from "./note-store.ts";
import type { Workspaces } from "./workspaces.ts";

interface Parties {
  readonly connection: Connection;
  readonly documents: TextDocuments<TextDocument>;
  readonly notes: NoteStore;
  readonly workspaces: Workspaces;
  readonly knowledge: Knowledge;
  /** Asked each time: it is known only after `initialize`. */
  readonly client: () => Client;
}

export class DiagnosticsPublisher {
  readonly #parties: Parties;
  /** Closed files whose mistakes the editor shows. */
  #reported: readonly string[] = [];

  constructor(parties: Parties) {
    this.#parties = parties;
  }

  /** What is to be shown in an open document. */
  of(uri: string): Diagnostic[] {
    const { notes, knowledge, client } = this.#parties;
    const problems = notes.ruleFileProblems(uri, knowledge);
    if (problems) return problemDiagnostics(problems);
    const found = notes.analysisOf(uri);
    return found ? diagnostics(found.analysis, uri, client().docs) : [];
  }

  /** Pushes one document; nothing for a client that asks by itself after an edit. */
  publish(uri: string): void {
    const { connection, documents, client } = this.#parties;
    const document = documents.get(uri);
    if (!document || client().pullsDiagnostics) return;
    void connection.sendDiagnostics({ uri, version: document.version, diagnostics: this.of(uri) });
  }

  /** Shows anew what changed without an edit. */
  refresh(uri: string): void {
    const { connection, client } = this.#parties;
    if (client().pullsDiagnostics) void connection.languages.diagnostics.refresh();
    else this.publish(uri);
  }

  /** Takes a closed document's diagnostics back. */
  clear(uri: string): void {
    const { connection, client } = this.#parties;
    if (!client().pullsDiagnostics) void connection.sendDiagnostics({ uri, diagnostics: [] });
  }

  /** Reads every open document anew, after a change of settings, rules or dismissals. */
  async publishAll(): Promise<void> {
    const { connection, documents, notes, client } = this.#parties;
    notes.forget();
    if (client().pullsDiagnostics) await connection.languages.diagnostics.refresh();
    else for (const document of documents.all()) this.publish(document.uri);
    this.#publishWorkspaceProblems();
  }

  /** Mistakes in files of `.leydig` that nobody has open. */
  #publishWorkspaceProblems(): void {
    const { connection, documents, workspaces } = this.#parties;
    const problems = workspaces.problems();
    const closed = [...problems.keys()].filter((uri) => !documents.get(uri));
    for (const uri of new Set([...this.#reported, ...closed]))
      void connection.sendDiagnostics({
        uri,
        diagnostics: problemDiagnostics(closed.includes(uri) ? problems.get(uri)! : []),
      });
    this.#reported = closed;
  }
}
