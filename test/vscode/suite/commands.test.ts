import { strict as assert } from "node:assert";
import * as vscode from "vscode";
import { eventually, hoverAt, openNote } from "./note.ts";

describe("commands", () => {
  it("are there", async () => {
    const commands = await vscode.commands.getCommands(true);
    assert.ok(commands.includes("leydig.insertProtocol"));
    assert.ok(commands.includes("leydig.restartServer"));
  });

  it("restart the server, which works on", async () => {
    const { document } = await openNote("Continue testosterone cypionate.\n");
    await vscode.commands.executeCommand("leydig.restartServer");
    await eventually("a hover", () => hoverAt(document, "testosterone cypionate"));
  });
});
