import { strict as assert } from "node:assert";
import type { Workbench } from "./workbench.ts";

export const name = "opens a note";

export async function run(workbench: Workbench): Promise<void> {
  await workbench.openFile("follow-up.note");
  await workbench.waitForText("Subjective:");
  await workbench.press("Shift+End");
  assert.equal(await workbench.currentSelectionText(), "Date: 2026-03-02");
  await workbench.screenshot("open-note");
}
