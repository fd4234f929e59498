import { strict as assert } from "node:assert";
import type { Workbench } from "./workbench.ts";

export const name = "hovers twenty terms of the clinic";

/** A sentence for each term that makes its meaning plain, and the words to hover. */
const terms: readonly (readonly [sentence: string, words: string])[] = [
  ["take testosterone cypionate here", "testosterone cypionate"],
  ["take anastrozole here", "anastrozole"],
  ["take Clomid here", "Clomid"],
  ["take enclomiphene here", "enclomiphene"],
  ["take gonadorelin here", "gonadorelin"],
  ["hCG 500 units twice weekly", "hCG"],
  ["take TRT here", "TRT"],
  ["take SERM here", "SERM"],
  ["take hematocrit here", "hematocrit"],
  ["take PSA here", "PSA"],
  ["take LH here", "LH"],
  ["take FSH here", "FSH"],
  ["take estradiol here", "estradiol"],
  ["take hypogonadism here", "hypogonadism"],
  ["take gynecomastia here", "gynecomastia"],
  ["take HPG axis here", "HPG axis"],
  ["take Leydig cells here", "Leydig cells"],
  ["take aromatase here", "aromatase"],
  ["take spermatogenesis here", "spermatogenesis"],
  ["take libido here", "libido"],
];

export async function run(workbench: Workbench): Promise<void> {
  await workbench.openFile("follow-up.note");
  await workbench.press("ControlOrMeta+A", "Delete");
  await workbench.pasteText(`Terms used in clinic:\n${terms.map(([sentence]) => sentence).join("\n")}`);
  await workbench.waitForText("Terms used in clinic:");
  for (const [, words] of terms) {
    const card = await workbench.hoverWord(words, /seen in|widely known/);
    assert.match(card, /seen in|widely known/, `the card of ${words}: ${card.slice(0, 200)}`);
  }
  await workbench.hoverWord("SERM");
  await workbench.screenshot("hover-serm");
}
