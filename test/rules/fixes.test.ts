import { describe, expect, it } from "vitest";
import { insertionInto } from "../../server/src/rules/fixes.ts";
import { readNote } from "../../server/src/text/read.ts";
import { builtInEngine } from "../support/engine.ts";

const { headings } = builtInEngine();
const insert = (text: string) => {
  const { offset, text: inserted } = insertionInto(readNote(text, headings), "plan", "LINE");
  return text.slice(0, offset) + inserted + text.slice(offset);
};

describe("a missing line goes", () => {
  it.each([
    ["under the last bullet", "Plan:\n- Continue TRT.\n", "Plan:\n- Continue TRT.\n- LINE\n"],
    [
      "under the last number",
      "Plan:\n1. Continue TRT.\n2. See in May.\n",
      "Plan:\n1. Continue TRT.\n2. See in May.\n3. LINE\n",
    ],
    ["with the same indentation", "Plan:\n  * Continue TRT.", "Plan:\n  * Continue TRT.\n  * LINE"],
    ["after prose, before the signature", "Plan: Continue TRT.\n\nSigned", "Plan: Continue TRT.\nLINE\n\nSigned"],
    [
      "before the next section",
      "## Plan\nContinue TRT.\n\n## Billing\n99213\n",
      "## Plan\nContinue TRT.\nLINE\n\n## Billing\n99213\n",
    ],
    ["into a joint assessment and plan", "A/P:\nContinue TRT.\n", "A/P:\nContinue TRT.\nLINE\n"],
    ["into a new plan where there is none", "On TRT.\n", "On TRT.\n\nPlan:\nLINE\n"],
    ["into an empty note", "", "Plan:\nLINE"],
  ])("%s", (_where, before, after) => {
    expect(insert(before)).toBe(after);
  });
});
