import { strict as assert } from "node:assert";
import * as vscode from "vscode";
import { eventually } from "./note.ts";

describe("the extension", () => {
  it("activates when a .note file is opened, and gives it its language", async () => {
    const [folder] = vscode.workspace.workspaceFolders ?? [];
    assert.ok(folder, "a workspace is open");
    const extension = vscode.extensions.getExtension("leydig.leydig");
    assert.ok(extension, "the extension is installed");
    const document = await vscode.workspace.openTextDocument(vscode.Uri.joinPath(folder.uri, "follow-up.note"));
    await vscode.window.showTextDocument(document);
    assert.equal(document.languageId, "clinical-note");
    await eventually("activation", () => extension.isActive);
  });
});
