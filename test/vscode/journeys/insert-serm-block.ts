import type { Workbench } from "./workbench.ts";

export const name = "inserts a SERM block by its prefix";

export async function run(workbench: Workbench): Promise<void> {
  await workbench.openFile("serm.note");
  await workbench.press("ControlOrMeta+End", "Enter", "Enter");
  await workbench.typeText("serm-clom");
  await workbench.waitForSuggestion();
  await workbench.screenshot("serm-prefix");
  await workbench.press("Enter");
  await workbench.waitForText("Plan: clomiphene");
  await workbench.typeText("3.1");
  await workbench.press("Tab");
  await workbench.typeText("3.4");
  await workbench.press("Tab");
  await workbench.typeText("240");
  await workbench.waitForText("LH 3.1 mIU/mL, FSH 3.4 mIU/mL, morning total testosterone 240 ng/dL");
  await workbench.screenshot("serm-block");
}
