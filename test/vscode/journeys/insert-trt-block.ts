import type { Workbench } from "./workbench.ts";

export const name = "inserts a testosterone block by command and walks its tab stops";

export async function run(workbench: Workbench): Promise<void> {
  await workbench.openFile("serm.note");
  await workbench.press("ControlOrMeta+End", "Enter", "Enter");
  await workbench.runCommand("Leydig: Insert Protocol");
  await workbench.pick("Testosterone cypionate");
  await workbench.waitForText("Plan - testosterone cypionate");
  await workbench.screenshot("trt-block-choice");
  await workbench.press("Escape");
  for (let stop = 0; stop < 4; stop++) await workbench.press("Tab");
  await workbench.screenshot("trt-block-tab-stops");
}
