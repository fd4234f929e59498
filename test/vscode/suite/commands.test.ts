import { strict as assert } from "node:assert";
import * as vscode from "vscode";
import { eventually, findingsIn, hoverAt, inside, openNote, ruleOf } from "./note.ts";

describe("commands", () => {
  it("are there", async () => {
    const commands = await vscode.commands.getCommands(true);
    for (const name of ["insertProtocol", "checkBeforeSigning", "explain", "dismiss", "restartServer"])
      assert.ok(commands.includes(`leydig.${name}`), name);
  });

  it("check a note that is being written before it is signed", async () => {
    const { document } = await openNote("");
    const edit = new vscode.WorkspaceEdit();
    edit.insert(document.uri, new vscode.Position(0, 0), "Plan: start testosterone cypionate 100 mg SC weekly");
    await vscode.workspace.applyEdit(edit);
    await eventually("a hover", () => hoverAt(document, "testosterone cypionate"));
    const rules = () => findingsIn(document).map(ruleOf);
    assert.ok(!rules().includes("trt-no-hematocrit"));
    await vscode.commands.executeCommand("leydig.checkBeforeSigning");
    await eventually("the missing blood count", () => rules().includes("trt-no-hematocrit"));
  });

  it("explain the finding under the cursor on a page beside the note", async () => {
    const editor = await openNote("Plan:\n- Continue testosterone cypionate 100 mg IM weekly.\n- See in 6 months.\n");
    await eventually("the finding", () =>
      findingsIn(editor.document).some((one) => ruleOf(one) === "trt-no-hematocrit"),
    );
    const place = inside(editor.document, "testosterone cypionate");
    editor.selection = new vscode.Selection(place, place);
    await vscode.commands.executeCommand("leydig.explain");
    const page = await eventually("the page", () =>
      vscode.workspace.textDocuments.find(({ uri }) => uri.scheme === "leydig-why"),
    );
    assert.match(page.getText(), /Reported: everything it needs is in the note/);
    assert.match(page.getText(), /not found in this note: a hematocrit/);
  });

  it("restart the server, which works on", async () => {
    const { document } = await openNote("Continue testosterone cypionate.\n");
    await vscode.commands.executeCommand("leydig.restartServer");
    await eventually("a hover", () => hoverAt(document, "testosterone cypionate"));
  });
});
