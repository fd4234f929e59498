/** Ways of writing that clinicians use, each in its sentence, in guillemets. */
import { describe, expect, it } from "vitest";
import { analyse } from "../../server/src/analysis.ts";
import { builtInEngine } from "../support/engine.ts";

const engine = builtInEngine();

function conceptAt(marked: string): string | undefined {
  const text = marked.replace(/[«»]/g, "");
  const start = marked.indexOf("«");
  return analyse(engine, text).mentions.find((mention) => mention.start <= start && start < mention.end)?.concept;
}

describe("one concept in its spellings", () => {
  it.each([
    ["daily", "Clomiphene 25 mg «q.a.m.», then review.", "Clomiphene 25 mg «each morning».", "Clomiphene 25 mg «qd»."],
    ["every-other-day", "Clomiphene 25 mg «q2 days».", "Clomiphene 25 mg «qod».", "Clomiphene 25 mg «alt days»."],
    ["twice-daily", "Kyzatrex 200 mg «q 12 h» with food.", "Kyzatrex 200 mg «2x per day» with food."],
    ["weekly", "T cyp 100 mg «q 7 days».", "T cyp 100 mg «1x per week».", "T cyp 100 mg «qwk»."],
    ["twice-weekly", "T cyp 50 mg «2x a week».", "T cyp 50 mg «Mon & Thurs».", "T cyp 50 mg «every 3½ days»."],
    ["three-times-weekly", "hCG 500 units «M-W-F».", "hCG 500 units «3x per week».", "hCG 500 units «Mon, Wed, Fri»."],
    ["every-two-weeks", "T cyp 200 mg «q2 wks».", "T cyp 200 mg «once a fortnight».", "T cyp 200 mg «q14 days»."],
    ["ambiguous-monthly", "Triptorelin 3.75 mg «q4 weeks».", "Triptorelin 3.75 mg «every 28 days»."],
    ["lcms", "Estradiol measured by «mass spec».", "Estradiol measured by «LCMS»."],
    ["topical-scrotal", "Testosterone cream «applied scrotally» nightly."],
    ["luts", "PMH: «LUTS», IPSS 14.", "PMH: «lower urinary tract symptoms», IPSS 14."],
    ["liver-disease", "PMH: «cirrhosis» of the liver.", "Known «chronic liver disease»."],
    ["loss-morning-erections", "Reports «decreased AM erections».", "«Lack of morning wood» for a year."],
    ["testicular-shrinkage", "On TRT his «testes have gotten smaller».", "Notes «shrinking testicles»."],
    ["secondary-exposure", "Gel: advised on «transfer to children».", "Gel: «risk of transference» discussed."],
    ["side-effects-section", "Testosterone: «reviewed side effects».", "Testosterone: «adverse effects discussed»."],
    ["telehealth", "Seen by «telehealth» for his TRT.", "Seen by «Zoom visit» for his TRT."],
    [
      "lab-estradiol-lcms",
      "«Estradiol, LC-MS/MS» 28 pg/mL.",
      "«E2 (mass spec)» 28 pg/mL.",
      "«Estradiol, high sensitivity» 28 pg/mL.",
    ],
    [
      "lab-total-t",
      "«T, total» 287 ng/dL.",
      "«Testosterone, Total, LC/MS/MS» 310 ng/dL.",
      "«Testosterone total serum» 310 ng/dL.",
    ],
    [
      "lab-free-t",
      "«T, free» 6.2 pg/mL.",
      "«Free testosterone (direct)» 6.2 pg/mL.",
      "«Testosterone, free, dialysis» 6.2 ng/dL.",
    ],
    ["twice-weekly", "Cypionate 50 mg «2 x/week».", "Cypionate 50 mg «2 x / week»."],
    ["three-times-weekly", "hCG 500 units «3 x/wk»."],
    ["secondary-hypogonadism", "«Secondary hypogonadisim», LH 2.", "«Central hypogondism», LH 2."],
    ["ed", "«Trouble getting erections».", "«Erectial dysfunction».", "«Erectile dysfunciton»."],
    ["vasectomy", "«Vascectomy» in 2015."],
    ["phlebotomy", "«Flebotomy» 500 mL for hematocrit 55 %."],
    ["low-libido", "«Low libdo» since May."],
    ["bph", "«Enlarged prostrate» on examination."],
    ["oral-testosterone", "Asks about «oral testosterone»."],
    ["hcg", "«Choriogonadotropin» 1,500 units twice weekly."],
    ["ascvd", "«CAD», on testosterone."],
    ["unapproved", "Enclomiphene is «not yet FDA-approved».", "Enclomiphene has «no FDA approval»."],
  ])("%s", (concept, ...notes) => {
    for (const note of notes) expect(conceptAt(note), note).toBe(concept);
  });
});

describe("words of general medicine", () => {
  it.each([
    "Weight loss of 10 kg, unexplained.",
    "Capillary refill brisk.",
    "A 25 gauge needle was used for the biopsy.",
    "Gender dysphoria clinic.",
    "Hours 10 to 4, M-Th.",
    "Sooner if needed.",
  ])("name nothing of ours: %s", (note) => {
    expect(analyse(engine, note).mentions.map(({ concept }) => concept)).toEqual([]);
  });
});
