import * as vscode from "vscode";
import type { LeydigClient } from "./client.ts";

/** "Leydig: Insert Protocol" and "Leydig: Restart Server". */
export function registerCommands(client: LeydigClient): vscode.Disposable[] {
  return [
    vscode.commands.registerCommand("leydig.insertProtocol", () => insertProtocol(client)),
    vscode.commands.registerCommand("leydig.restartServer", () => client.restart()),
  ];
}

async function insertProtocol(client: LeydigClient): Promise<void> {
  const editor = vscode.window.activeTextEditor;
  if (!editor) {
    void vscode.window.showInformationMessage("Open a note first: the protocol block goes where the cursor is.");
    return;
  }
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
