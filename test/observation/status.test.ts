import { describe, expect, it } from "vitest";
import { read } from "./vocabulary.ts";

describe("what is said of a test without a value", () => {
  it.each([
    ["Order CBC and PSA.", ["cbc ordered", "psa ordered"]],
    ["CBC ordered today.", ["cbc ordered"]],
    ["CBC, PSA today.", ["cbc ordered @0d", "psa ordered @0d"]],
    ["Will check E2.", ["estradiol planned"]],
    ["Recheck PSA in 3 months.", ["psa planned @90d"]],
    ["Rpt FBC + testosterone in 3/12.", ["cbc planned @90d", "total-testosterone planned @90d"]],
    ["PSA due.", ["psa planned"]],
    ["Needs CBC before next visit.", ["cbc planned"]],
    ["Monitor Hct.", ["hematocrit planned"]],
    ["Plan\n- CBC, PSA\n- lipid panel", ["cbc planned", "psa planned", "lipid-panel planned"]],
    ["Orders\nCBC\nPSA", ["cbc ordered", "psa ordered"]],
    ["Estradiol pending.", ["estradiol pending"]],
    ["CBC sent, awaiting results.", ["cbc pending"]],
    ["PCP checked CBC last month, normal.", ['cbc outside "normal" N @-30d']],
    ["Per outside labs Hct 51%, PSA 1.1.", ["hematocrit outside 51 %", "psa outside 1.1"]],
    ["Outside labs\nHct 49 %", ["hematocrit outside 49 %"]],
    ["Declined PSA.", ["psa declined"]],
    ["Patient declines PSA and DRE.", ["psa declined"]],
    ["PSA offered and declined.", ["psa declined"]],
    ["No CBC since 2019.", ["cbc not-done @2019"]],
    ["Has never had a PSA.", ["psa not-done"]],
    ["PSA not done.", ["psa not-done"]],
    ["CBC done last month.", ["cbc @-30d"]],
    ["[x] PSA", ["psa ordered"]],
  ])("%s", (note, expected) => {
    expect(read(note)).toEqual(expected);
  });
});

describe("nothing is said", () => {
  it.each([
    ["- [ ] CBC\n- [ ] PSA"],
    ["Continue testosterone."],
    ["Plan\nContinue testosterone, start hCG."],
    ["Plan\nIncrease testosterone dose."],
    ["We discussed PSA."],
    ["On testosterone since the spring."],
    ["If Hct elevated, phlebotomy."],
    ["HPI\nStarted testosterone last year."],
    ["Medications\ntestosterone gel"],
  ])("%s", (note) => {
    expect(read(note)).toEqual([]);
  });
});
