import { strict as assert } from "node:assert";
import type { Workbench } from "./workbench.ts";

export const name = "types an aromatase inhibitor into the plan, sees the warning, fixes it";

export async function run(workbench: Workbench): Promise<void> {
  await workbench.openFile("follow-up.note");
  await workbench.press("ControlOrMeta+End", "Enter");
  await workbench.waitForSquiggles("warning", 0);
  await workbench.typeText("anastrozole 0.5 mg twice weekly");
  await workbench.waitForSquiggles("warning", 1);
  await workbench.screenshot("warning");
  const card = await workbench.hoverWord("anastrozole 0.5 mg");
  assert.match(card, /no estradiol result, order or plan is found in this note/);
  await workbench.screenshot("warning-hover");
  await workbench.clickWord("anastrozole 0.5 mg");
  await workbench.quickFix("estradiol");
  await workbench.waitForText("Estradiol (LC/MS)");
  await workbench.typeText("24");
  await workbench.press("Tab");
  await workbench.typeText("2026-03-01");
  await workbench.waitForSquiggles("warning", 0);
  await workbench.waitForText("Estradiol (LC/MS) 24 pg/mL on 2026-03-01");
  await workbench.screenshot("fixed");
}
