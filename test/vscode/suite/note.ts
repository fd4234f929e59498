/** Notes opened in the editor under test. */
import * as vscode from "vscode";

/** Opens a clinical note with this text; the document is untitled and never saved. */
export async function openNote(content: string, language = "clinical-note"): Promise<vscode.TextEditor> {
  const document = await vscode.workspace.openTextDocument({ language, content });
  return vscode.window.showTextDocument(document);
}

/** Position just inside the first occurrence of `words`. */
export function inside(document: vscode.TextDocument, words: string): vscode.Position {
  const offset = document.getText().indexOf(words);
  if (offset < 0) throw new Error(`"${words}" is not in the note`);
  return document.positionAt(offset + 1);
}

/** Waits until `probe` gives something. Throws with `what` after ten seconds. */
export async function eventually<T>(
  what: string,
  probe: () => T | undefined | null | false | Promise<T | undefined | null | false>,
): Promise<T> {
  const deadline = Date.now() + 10_000;
  while (Date.now() < deadline) {
    const value = await probe();
    if (value) return value;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`not within 10 s: ${what}`);
}

/** The text of all hovers at `words`. */
export async function hoverAt(document: vscode.TextDocument, words: string): Promise<string> {
  const hovers = await vscode.commands.executeCommand<vscode.Hover[]>(
    "vscode.executeHoverProvider",
    document.uri,
    inside(document, words),
  );
  return hovers
    .flatMap((hover) => hover.contents.map((part) => (typeof part === "string" ? part : part.value)))
    .join("\n");
}

export function findingsIn(document: vscode.TextDocument): vscode.Diagnostic[] {
  return vscode.languages.getDiagnostics(document.uri).filter((diagnostic) => diagnostic.source === "Leydig");
}

/** The rule id of a diagnostic. */
export function ruleOf(diagnostic: vscode.Diagnostic): string {
  return typeof diagnostic.code === "object" ? String(diagnostic.code.value) : String(diagnostic.code);
}
