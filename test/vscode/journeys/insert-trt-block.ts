import type { Workbench } from "./workbench.ts";

export const name = "inserts a testosterone block by command and walks its tab stops";

export async function run(workbench: Workbench): Promise<void> {
  await workbench.openFile("serm.note");
  await workbench.press("ControlOrMeta+End", "Enter", "Enter");
  await workbench.runCommand("Leydig: Insert Protocol");
  await workbench.pick("Testosterone cypionate");
  await workbench.waitForText("Plan: testosterone cypionate");
  await workbench.screenshot("trt-block-inserted");
  await workbench.typeText("212");
  await workbench.press("Tab");
  await workbench.typeText("2026-02-01");
  await workbench.press("Tab");
  await workbench.typeText("240");
  await workbench.press("Tab");
  await workbench.typeText("2026-02-15");
  await workbench.waitForText("212 ng/dL on 2026-02-01 and 240 ng/dL on 2026-02-15");
  await workbench.press("Tab");
  await workbench.screenshot("trt-block-tab-stops");
}
