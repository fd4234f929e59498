import { describe, expect, it } from "vitest";
import type { Assertion } from "../../server/src/context/assertion.ts";
import { readAll, readOne, unmark } from "./read-marked.ts";

/** Notes by what they say of the words in «guillemets»; each note tests one axis. */
function reads<Axis extends keyof Assertion>(
  axis: Axis,
  cases: Partial<Record<Assertion[Axis] & string, readonly string[]>>,
): void {
  describe(axis, () => {
    for (const [value, notes] of Object.entries(cases) as [string, readonly string[]][]) {
      for (const note of notes)
        it(`${value}: ${note}`, () =>
          expect(readAll(note).map((assertion) => assertion[axis])).toEqual(readAll(note).map(() => value)));
    }
  });
}

reads("polarity", {
  negated: [
    "Denies «chest pain», «dyspnea» or «edema».",
    "No «DVT», «PE» or «stroke».",
    "No history of «prostate cancer».",
    "nil «chest pain», «SOB»",
    "«Gynecomastia»: none.",
    "«PE» was ruled out.",
    "«Sleep apnea» - ruled out.",
    "Lungs clear, no «wheeze».",
    "Negative for «polycythemia».",
    "-ve for «haematuria»",
    "He does not have «diabetes».",
    "Never had a «stroke».",
    "Without evidence of «recurrence».",
    "No «acne», «gynecomastia», «mood changes», «edema», «urinary symptoms» or «sleep apnea symptoms».",
    "Denies any symptoms of «heart failure».",
    "DRE: no «nodules».",
    "He is not «anemic».",
    "«Urinalysis» negative.",
    "Fever: no, «cough»: no",
    "denies n/v, «f/c»",
    "Denies «testosterone» or «steroid» use.",
    "Negative: «headache», visual change, «seizures»",
    "+ve fatigue, -ve «weight loss»",
    "«DVT» Y/N: N",
    "«Breast cancer»: N",
    "(-) «fever»",
    "He hasn't noticed any «hair loss».",
    "Not currently «suicidal».",
    "«Chest pain»? No.",
    "«Any lumps»? Nil.",
    "Nil FHx «VTE»",
    "Not on «testosterone».",
    "No «personal history of breast cancer».",
  ],
  affirmed: [
    "He has «gynecomastia».",
    "+ve «fatigue», -ve weight loss",
    "«SOB»? Yes.",
    "Never sought help for his «ED».",
    "Not sleeping well, «snoring» loudly.",
    "No treatment for his «depression» so far.",
    "«ED» not due to «hypogonadism».",
    "«Rash»: No tenderness.",
    "No fever but has «cough».",
    "Denies chest pain; reports «fatigue».",
    "No relief with «sildenafil».",
    "No change in «libido».",
    "Not only «fatigue» but low mood.",
    "Denies fever and reports «fatigue».",
    "No rash, positive for «acne».",
    "No gynecomastia on «anastrozole».",
    "No acne since starting «testosterone».",
    "«Loose stools», no fever.",
    "«Testosterone» 100 mg weekly, no side effects.",
    "No allergy to «testosterone».",
    "No contraindications to «testosterone».",
    "Denies missed doses of «testosterone».",
    "Not sleeping well, continues «testosterone».",
    "«Fatigue» with no fever.",
    "No issues with «injections».",
    "Denied by insurance: «Jatenzo».",
    "Not sure whether «hCG» helped.",
    "No more than 4 g of «acetaminophen» a day.",
    "No fever, however «cough» persists.",
    "There is a «nodule» with negative margins.",
    "Gram-negative «sepsis».",
    "He reports «nausea», no vomiting.",
    "No increase in «PSA».",
    "without change to «testosterone»",
  ],
});

reads("certainty", {
  uncertain: [
    "Possible «OSA».",
    "?«DVT»",
    "r/o «PE».",
    "Suspected «prolactinoma».",
    "Likely «secondary hypogonadism».",
    "Concern for «prostate cancer».",
    "«Klinefelter syndrome» is suspected.",
    "Cannot exclude «pituitary adenoma».",
    "May have «sleep apnea».",
    "«OSA» vs «COPD».",
    "query «varicocele»",
  ],
  certain: [
    "He has «OSA».",
    "Stopped in May, «OSA» on CPAP.",
    "«Hypogonadism», likely due to opioids.",
    "Return as soon as possible if «priapism».",
    "«Fatigue» for 3 months.",
    "Seen in May for «gynecomastia».",
  ],
});

reads("conditionality", {
  conditional: [
    "If «hematocrit» rises above 54, hold.",
    "Reassess if «gynecomastia» develops.",
    "Hold «testosterone» if Hct > 54.",
    "If Hct > 54%, hold «testosterone» and repeat CBC.",
    "Should he develop «chest pain», stop.",
  ],
  hypothetical: [
    "Return for «chest pain», «dyspnea» or «leg swelling».",
    "At risk of «erythrocytosis».",
    "Consider «anastrozole».",
    "Discussed starting «testosterone».",
    "Seek care for «priapism».",
    "Safety netted re «chest pain»",
    "to prevent «testicular atrophy»",
    "Interested in «hCG».",
  ],
  education: [
    "Risks include «erythrocytosis», «acne» and «infertility».",
    "Men on «testosterone» should avoid skin contact.",
    "Counseled on «infertility».",
    "Testosterone can cause «polycythemia».",
    "Patient Education:\n«Testosterone» may be transferred to others.",
  ],
  actual: [
    "«Ibuprofen» as needed.",
    "Continue «testosterone» and hold if Hct > 54.",
    "Continue «testosterone», call if chest pain.",
    "«Sildenafil» 50 mg if needed.",
    "He asked if he could stop; on «testosterone» 100 mg weekly.",
    "«Testosterone» 100 mg once weekly.",
    "Hold «testosterone» until Hct < 50.",
    "He is on «testosterone». Return if chest pain.",
    "«Hematocrit» 54%.",
    "He has «insomnia».",
  ],
});

reads("temporality", {
  historical: [
    "History of «DVT».",
    "h/o «stroke»",
    "s/p «vasectomy».",
    "«Hip fracture» in 2015.",
    "«MI» 6 years ago.",
    "Previous «PE».",
    "«Asthma» in childhood.",
    "Past medical history:\n«DVT», hypogonadism",
    "Past surgical history:\n«Vasectomy»",
    "«Mumps orchitis» as a child.",
    "Previously on «testosterone».",
    "hx of «cryptorchidism»",
    "«Nausea» has resolved.",
  ],
  current: [
    "Three-day history of «cough».",
    "History of Present Illness:\n«Fatigue» and low libido.",
    "Past medical history:\n«Hypogonadism», hypertension",
    "Past medical history:\nDVT, on «testosterone»",
    "Assessment:\n«DVT»",
    "On «testosterone» since 2019.",
    "Diagnosed with «hypogonadism» in 2019.",
    "45-year-old with «fatigue».",
    "45 yo with «low libido».",
    "2/52 hx of «cough»",
    "«Fatigue» for the past 3 months.",
    "History of DVT who presents with «fatigue».",
    "Started «testosterone» in 2019.",
    "«Testosterone» started 3 years ago.",
    "Since the previous visit «libido» is better.",
  ],
  planned: [
    "Will check «PSA».",
    "«CBC» in 3 months.",
    "Recheck «hematocrit» in 6 weeks.",
    "Will start «testosterone».",
    "Plan to start «hCG» next month.",
    "«DEXA» scheduled.",
  ],
});

reads("experiencer", {
  family: [
    "Father had «prostate cancer».",
    "Family history of «breast cancer», «DVT».",
    "No family history of «prostate cancer».",
    "«Prostate cancer» in his father.",
    "Mother with «factor V Leiden».",
    "His brother is on «TRT».",
    "Family history:\n«Prostate cancer» - father\n",
    "FHx: «DM», «HTN»",
    "FH of «VTE»",
    "Sister and mother have «breast cancer».",
  ],
  other: [
    "Wife takes «letrozole».",
    "His partner has «PCOS».",
    "His wife is on «clomiphene».",
    "My friend uses «trenbolone».",
  ],
  patient: [
    "Lives with father, has «OSA».",
    "Accompanied by wife. «Fatigue» improved.",
    "Wife reports «snoring».",
    "Per wife, loud «snoring».",
    "Family doctor started «testosterone».",
    "Father had MI; patient has «hypertension».",
    "Planning to start a family, stopped «testosterone».",
    "Here with his wife to discuss «hCG».",
    "Avoid transfer to wife; uses «Androgel».",
    "Wife injects «testosterone» for him.",
    "Discussed with his mother: «depression» worse.",
  ],
});

describe("sections", () => {
  it("a medication list says what is taken", () =>
    expect(readOne("Medications:\n«Anastrozole» 0.5 mg").status).toBe("active"));
  it("an old medication list says what was taken", () => {
    const { status, temporality } = readOne("Prior medications:\n«Anastrozole» 0.5 mg");
    expect({ status, temporality }).toEqual({ status: "discontinued", temporality: "historical" });
  });
  it("an allergy list says what must not be given", () =>
    expect(readOne("Allergies:\n«Penicillin» (rash)").status).toBe("allergy"));
  it("instructions that name a treatment are not education", () =>
    expect(readOne("Instructions:\nContinue «testosterone» 100 mg weekly.").conditionality).toBe("actual"));
});

describe("the cues shown", () => {
  const shown = (marked: string) =>
    readOne(marked).cues.map((cue) => `${unmark(marked).text.slice(cue.start, cue.end)}: ${cue.effect}`);
  it("are the words that decided", () => {
    expect(shown("Denies chest pain or «edema».")).toEqual(expect.arrayContaining(["Denies: negated"]));
    expect(shown("He does not want to start «testosterone».")).toEqual(
      expect.arrayContaining(["does not want to: declined", "start: started"]),
    );
    expect(shown("«Testosterone» was stopped in May.")).toEqual(["stopped: stopped"]);
  });
  it("are none where nothing decided", () => expect(shown("He has «hypogonadism».")).toEqual([]));
});
