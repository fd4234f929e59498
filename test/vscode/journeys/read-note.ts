import { strict as assert } from "node:assert";
import type { Workbench } from "./workbench.ts";

export const name = "reads a note: findings and hovers with their source";

export async function run(workbench: Workbench): Promise<void> {
  await workbench.openFile("with-findings.note");
  await workbench.waitForSquiggles("error", 2);
  await workbench.screenshot("note-with-findings");
  const card = await workbench.hoverWord("anastrozole", /seen in|widely known/);
  assert.match(card, /aromatase inhibitor/i);
  assert.match(card, /seen in|widely known/);
  await workbench.screenshot("hover-anastrozole");
  assert.match(await workbench.hoverWord("LH"), /luteinizing hormone/i);
}
