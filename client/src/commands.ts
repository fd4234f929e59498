import * as vscode from "vscode";
import type { LeydigClient } from "./client.ts";
import type { ExplanationPages } from "./explanations.ts";

/** The extension's commands, as the manifest lists them. */
export function registerCommands(client: LeydigClient, pages: ExplanationPages): vscode.Disposable[] {
  const register = vscode.commands.registerCommand;
  return [
    register("leydig.insertProtocol", () => insertProtocol(client)),
    register("leydig.checkBeforeSigning", () => checkBeforeSigning(client)),
    register("leydig.explain", () => explain(client, pages)),
    register("leydig.dismiss", (finding: unknown) => client.dismiss(finding)),
    register("leydig.restartServer", () => client.restart()),
  ];
}

async function insertProtocol(client: LeydigClient): Promise<void> {
  const editor = openNote("the protocol block goes where the cursor is");
  if (!editor) return;
  const protocols = await client.protocols();
  const items = protocols.map((protocol) => ({
    label: protocol.title,
    description: protocol.prefix[0]!,
    detail: protocol.description,
    protocol,
  }));
  const chosen = await vscode.window.showQuickPick(items, {
    title: "Insert protocol block",
    matchOnDescription: true,
    matchOnDetail: true,
  });
  if (!chosen) return;
  const target = await vscode.window.showTextDocument(editor.document, editor.viewColumn);
  await target.insertSnippet(new vscode.SnippetString(chosen.protocol.body));
}

/** Asks for everything, what is absent included, and shows the list. */
async function checkBeforeSigning(client: LeydigClient): Promise<void> {
  const editor = openNote("it is checked as it stands");
  if (!editor) return;
  const { findings } = await client.check(editor.document.uri);
  if (findings === 0) {
    void vscode.window.showInformationMessage("Leydig finds nothing to ask in this note.");
    return;
  }
  await vscode.commands.executeCommand("workbench.actions.view.problems");
}

/** Why the finding under the cursor is there; elsewhere, why any chosen rule speaks or does not. */
async function explain(client: LeydigClient, pages: ExplanationPages): Promise<void> {
  const editor = openNote("a finding is explained at its place");
  if (!editor) return;
  const { uri } = editor.document;
  const here = await client.explain(uri, { position: editor.selection.active });
  if (here) return pages.show(here);
  const rules = await client.rules(uri);
  const chosen = await vscode.window.showQuickPick(
    rules.map(({ id, title }) => ({ label: title, description: id })),
    { title: "Why, or why not: choose a rule", matchOnDescription: true },
  );
  const explanation = chosen ? await client.explain(uri, { rule: chosen.description }) : null;
  if (explanation) await pages.show(explanation);
}

function openNote(what: string): vscode.TextEditor | undefined {
  const editor = vscode.window.activeTextEditor;
  if (!editor) void vscode.window.showInformationMessage(`Open a note first: ${what}.`);
  return editor;
}
