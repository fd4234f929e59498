/** The open documents: each note's analysis, made once a version, and how far it is written. */
import type { TextDocuments } from "vscode-languageserver";
import type { TextDocument } from "vscode-languageserver-textdocument";
import { type Analysis, type AnalysisOptions, analyse } from "./analysis.ts";
import type { KnowledgeProblem } from "./knowledge/files.ts";
import type { Knowledge } from "./knowledge/knowledge.ts";
import { parseSettings, type Settings } from "./settings.ts";
import { withoutAccepted } from "./workspace/accepted.ts";
import { parseUserRule, RULES } from "./workspace/workspace.ts";
import type { Workspaces } from "./workspaces.ts";

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
  /** Last text and, since the note was opened or saved, where it was last edited. */
  readonly #drafts = new Map<string, { text: string; caret: number | null }>();

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
    const caret = this.#drafts.get(uri)?.caret ?? null;
    const options: AnalysisOptions = caret === null ? shared : { ...shared, draft: { caret } };
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
    this.#drafts.set(document.uri, { text: document.getText(), caret: null });
  }

  /** Notes where the text changed: the end of the last changed stretch. */
  changed(document: TextDocument): void {
    const text = document.getText();
    const before = this.#drafts.get(document.uri);
    if (!before || before.text === text) return;
    this.#drafts.set(document.uri, { text, caret: text.length - commonEnd(before.text, text) });
  }

  /** Saved, or asked to be checked: what is absent now counts. */
  settled(uri: string): void {
    const draft = this.#drafts.get(uri);
    if (draft) this.#drafts.set(uri, { ...draft, caret: null });
    this.#read.delete(uri);
  }

  closed(uri: string): void {
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
