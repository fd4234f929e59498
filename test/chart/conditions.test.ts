/** Which problems the note says there are, were, are not, or are somebody else's. */
import { describe, expect, it } from "vitest";
import { analyse } from "../../server/src/analysis.ts";
import { builtInEngine } from "../support/engine.ts";

const notes: readonly (readonly [note: string, concept: string, status: string | null])[] = [
  ["He has gynecomastia.", "gynecomastia", "present"],
  ["Denies gynecomastia.", "gynecomastia", "absent"],
  ["nil gynaecomastia", "gynecomastia", "absent"],
  ["Assessment:\n1. Hypogonadism\n2. Gynecomastia", "gynecomastia", "present"],
  ["A: erythrocytosis on TRT", "erythrocytosis", "present"],
  ["Erythrocytosis has resolved.", "erythrocytosis", "resolved"],
  ["?erythrocytosis", "erythrocytosis", "suspected"],
  ["If erythrocytosis develops, hold TRT.", "erythrocytosis", null],
  ["Counseled on the risk of erythrocytosis.", "erythrocytosis", null],
  ["Risks include erythrocytosis, acne and infertility.", "erythrocytosis", null],
  ["h/o prostate cancer s/p prostatectomy in 2015.", "prostate-cancer", "historical"],
  ["History of prostate cancer, treated with radiation in 2012.", "prostate-cancer", "historical"],
  ["No history of prostate cancer.", "prostate-cancer", "absent"],
  ["Screening for prostate cancer declined; on TRT.", "prostate-cancer", null],
  ["History of Klinefelter syndrome.", "klinefelter", "present"],
  ["Hx of factor V Leiden.", "thrombophilia", "present"],
  ["History of cystic acne.", "acne", "historical"],
  ["PE 2019 after COVID? Unprovoked per hematology.", "vte", "historical"],
  ["PE?", "vte", null],
  ["DVT 2019?", "vte", "suspected"],
  ["Remote DVT hx, Testim daily.", "vte", "historical"],
  ["Off-label use discussed incl. visual side effects.", "visual-disturbance", null],
  ["No personal or family history of prostate cancer.", "prostate-cancer", "absent"],
  ["Father had prostate cancer.", "prostate-cancer", "family"],
  ["Family history: prostate cancer (father)", "prostate-cancer", "family"],
  ["FHx: prostate ca - dad", "prostate-cancer", "family"],
  ["FHx: nil prostate cancer", "prostate-cancer", null],
  ["No family history of prostate cancer.", "prostate-cancer", null],
  ["PSA 8, r/o prostate cancer.", "prostate-cancer", "suspected"],
  ["Prostate cancer was ruled out by biopsy.", "prostate-cancer", "absent"],
  ["Metastatic prostate cancer on leuprolide.", "prostate-cancer", "present"],
  ["PMH: HTN, OSA on CPAP, GERD", "sleep-apnea", "present"],
  ["Past medical history:\n- Sleep apnea\n- Hypertension", "sleep-apnea", "present"],
  ["Denies symptoms of sleep apnea.", "sleep-apnea", "absent"],
  ["Possible OSA, refer for sleep study.", "sleep-apnea", "suspected"],
  ["His wife has sleep apnea.", "sleep-apnea", null],
  ["Does not have sleep apnea.", "sleep-apnea", "absent"],
  ["DVT in 2015, completed anticoagulation.", "vte", "historical"],
  ["PMHx: DVT 2016", "vte", "historical"],
  ["No DVT or PE.", "vte", "absent"],
  ["?DVT", "vte", "suspected"],
  ["Mother with DVT.", "vte", "family"],
  ["Acute DVT of the left leg.", "vte", "present"],
  ["Vasectomy 2018.", "vasectomy", "historical"],
  ["s/p vasectomy", "vasectomy", "historical"],
  ["Considering vasectomy.", "vasectomy", null],
  ["No vasectomy.", "vasectomy", "absent"],
];

describe("a condition", () => {
  const engine = builtInEngine();
  for (const [note, concept, status] of notes) {
    if (!engine.knowledge.concepts.has(concept)) continue;
    it(`${note} -> ${concept} ${status ?? "not stated"}`, () => {
      const found = analyse(engine, note).chart.conditions.find((condition) => condition.concept === concept);
      expect(found?.status ?? null).toBe(status);
    });
  }
});
