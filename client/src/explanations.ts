/** Read-only pages that say why a rule spoke or did not. They live in memory only. */
import * as vscode from "vscode";

const SCHEME = "leydig-why";

export interface Explanation {
  readonly rule: string;
  readonly markdown: string;
}

export class ExplanationPages implements vscode.TextDocumentContentProvider {
  private readonly pages = new Map<string, string>();
  private readonly changed = new vscode.EventEmitter<vscode.Uri>();
  readonly onDidChange = this.changed.event;

  register(): vscode.Disposable {
    return vscode.Disposable.from(vscode.workspace.registerTextDocumentContentProvider(SCHEME, this), this.changed);
  }

  provideTextDocumentContent({ path }: vscode.Uri): string {
    return this.pages.get(path) ?? "";
  }

  /** Shows the page beside the note, rendered. */
  async show({ rule, markdown }: Explanation): Promise<void> {
    const uri = vscode.Uri.from({ scheme: SCHEME, path: `/${rule}.md` });
    this.pages.set(uri.path, markdown);
    this.changed.fire(uri);
    await vscode.commands.executeCommand("markdown.showPreviewToSide", uri);
  }
}
