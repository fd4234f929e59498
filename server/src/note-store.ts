/** The open documents: each note's analysis, made once a version, and how far it is written. */
import type { TextDocuments } from "vscode-languageserver";
import type { TextDocument } from "vscode-languageserver-textdocument";
import { type Analysis, type AnalysisOptions, analyse } from "./analysis.ts";
import type { KnowledgeProblem } from "./knowledge/files.ts";
import type { Knowledge } from "./knowledge/knowledge.ts";
import type { Draft } from "./rules/draft.ts";
import { parseSettings, type Settings } from "./settings.ts";
import { withoutAccepted } from "./workspace/accepted.ts";
import { parseUserRule, RULES } from "./workspace/workspace.ts";
import type { Workspaces } from "./workspaces.ts";

/** Milliseconds without a keystroke after which a writer has paused. */
const PAUSE = 2000;

interface Read {
  readonly version: number;
  readonly analysis: Analysis;
  readonly options: AnalysisOptions;
}

export class NoteStore {
  settings: Settings = parseSettings(undefined).settings;
  readonly #documents: TextDocuments<TextDocument>;
  readonly #workspaces: Workspaces;
  readonly #read = new Map<string, Read>();
  readonly #drafts = new Map<string, { readonly text: string; readonly draft: Draft | null }>();
  readonly #pauses = new Map<string, NodeJS.Timeout>();

  constructor(documents: TextDocuments<TextDocument>, workspaces: Workspaces) {
    this.#documents = documents;
    this.#workspaces = workspaces;
  }

  /** The note's analysis for its present text, accepted findings left out; null where `uri` is no open note. */
  analysisOf(uri: string): (Read & { document: TextDocument }) | null {
    const document = this.#documents.get(uri);
    if (!document || isRuleFile(uri)) return null;
    const known = this.#read.get(uri);
    if (known?.version === document.version) return { ...known, document };
    const text = document.getText();
    const { engine, options: shared } = this.#workspaces.optionsFor(uri, this.settings);
    const draft = this.#drafts.get(uri)?.draft;
    const options: AnalysisOptions = draft ? { ...shared, draft } : shared;
    const analysis = analyse(engine, text, options);
    const accepted = this.#workspaces.acceptedFor(uri);
    const findings = accepted
      ? withoutAccepted(accepted.path, text, analysis.findings, accepted.entries)
      : analysis.findings;
    const read = { version: document.version, analysis: { ...analysis, findings }, options };
    this.#read.set(uri, read);
    return { ...read, document };
  }

  /** The open document where it is a user's rule file. */
  ruleFile(uri: string): TextDocument | null {
    return isRuleFile(uri) ? (this.#documents.get(uri) ?? null) : null;
  }

  /** The mistakes of an open rule file as it is typed; null where `uri` is none. */
  ruleFileProblems(uri: string, knowledge: Knowledge): readonly KnowledgeProblem[] | null {
    const document = this.ruleFile(uri);
    if (!document) return null;
    return parseUserRule({ path: uri.slice(uri.indexOf(RULES)), text: document.getText() }, knowledge).problems;
  }

  canDismiss(uri: string): boolean {
    return this.#workspaces.acceptedFor(uri) !== null;
  }

  opened(document: TextDocument): void {
    this.#drafts.set(document.uri, { text: document.getText(), draft: null });
  }

  /** Notes where the text changed: the end of the last changed stretch. Calls `paused` once the writer pauses. */
  changed(document: TextDocument, paused: () => void): void {
    const { uri } = document;
    const text = document.getText();
    const before = this.#drafts.get(uri);
    if (!before || before.text === text) return;
    const caret = text.length - commonEnd(before.text, text);
    this.#drafts.set(uri, { text, draft: { caret, paused: false } });
    clearTimeout(this.#pauses.get(uri));
    const pause = setTimeout(() => {
      if (!this.#drafts.get(uri)?.draft) return;
      this.#drafts.set(uri, { text, draft: { caret, paused: true } });
      this.#read.delete(uri);
      paused();
    }, PAUSE);
    this.#pauses.set(uri, pause);
  }

  /** Saved, or asked to be checked: what is absent now counts. */
  settled(uri: string): void {
    const known = this.#drafts.get(uri);
    if (known) this.#drafts.set(uri, { ...known, draft: null });
    this.#read.delete(uri);
  }

  closed(uri: string): void {
    clearTimeout(this.#pauses.get(uri));
    this.#pauses.delete(uri);
    this.#drafts.delete(uri);
    this.#read.delete(uri);
  }

  /** Settings or workspace files changed. */
  forget(): void {
    this.#read.clear();
  }
}

function isRuleFile(uri: string): boolean {
  return uri.includes(`/${RULES}`);
}

function commonEnd(a: string, b: string): number {
  const most = Math.min(a.length, b.length);
  let length = 0;
  while (length < most && a.charCodeAt(a.length - 1 - length) === b.charCodeAt(b.length - 1 - length)) length++;
  return length;
}
