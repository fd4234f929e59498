/** Who the note is about, from how notes begin and from what they mention. */
import { describe, expect, it } from "vitest";
import { analyse } from "../../server/src/analysis.ts";
import { builtInEngine } from "../support/engine.ts";

type Expected = { sex?: "male" | "female" | "unknown"; age?: number | null; contexts?: readonly string[] };

const notes: readonly (readonly [note: string, expected: Expected])[] = [
  ["Mr. Hale is a 52-year-old man on testosterone.", { sex: "male", age: 52, contexts: [] }],
  ["52M on TRT, doing well.", { sex: "male", age: 52 }],
  ["52 M on TRT, doing well.", { sex: "male", age: 52 }],
  ["52yo M with low libido.", { sex: "male", age: 52 }],
  ["52 y.o. male here for follow-up.", { sex: "male", age: 52 }],
  ["52 yr old gentleman, on Nebido.", { sex: "male", age: 52 }],
  ["This is a pleasant 61 year old male with hypogonadism.", { sex: "male", age: 61 }],
  ["Patient: 46 y male", { sex: "male", age: 46 }],
  ["Mrs. J accompanies her husband, 70M, on warfarin.", { sex: "male", age: 70 }],
  ["Ms. Green (NP) saw Mr. Brown, 59 y.o., for TRT.", { sex: "male", age: 59 }],
  ["M52, TRT review", { sex: "male", age: 52 }],
  ["F 34, PCOS", { sex: "female", age: 34 }],
  ["Age: 47. Sex: Male. Here for TRT refill.", { sex: "male", age: 47 }],
  ["Sex: F. Age 34. PCOS.", { sex: "female", age: 34 }],
  ["He is doing well on testosterone. His energy is better. He sleeps well.", { sex: "male", age: null }],
  [
    "pt is a 29 yo woman on letrozole for ovulation induction",
    { sex: "female", age: 29, contexts: ["ovulation-induction"] },
  ],
  ["38-year-old lady with hirsutism.", { sex: "female", age: 38 }],
  [
    "Mrs Ito, 58, postmenopausal, on anastrozole for ER+ breast cancer.",
    { sex: "female", contexts: ["female-oncology"] },
  ],
  ["Aged 45, works as a builder. He has low libido. His wife is supportive.", { sex: "male", age: 45 }],
  ["45 years of age, male, requesting testosterone.", { sex: "male", age: 45 }],
  ["A 45-year-old with fatigue. He reports poor sleep.", { sex: "male", age: 45 }],
  ["24-year-old trans man on testosterone cypionate 50 mg weekly.", { age: 24, contexts: ["trans-man"] }],
  ["24 yo transgender male, started T in 2021.", { contexts: ["trans-man"] }],
  ["FTM, on testosterone gel.", { contexts: ["trans-man"] }],
  ["Assigned female at birth, uses he/him, on testosterone 40 mg weekly.", { contexts: ["trans-man"] }],
  ["31 yo trans woman on estradiol and spironolactone.", { contexts: ["trans-woman"] }],
  ["31 y/o MTF on estradiol patches.", { contexts: ["trans-woman"] }],
  ["Prostate cancer on ADT with leuprolide.", { contexts: ["adt"] }],
  ["72M with prostate cancer on androgen deprivation therapy.", { sex: "male", age: 72, contexts: ["adt"] }],
  ["71-year-old man with metastatic castration-resistant prostate cancer.", { contexts: ["adt"] }],
  ["15-year-old boy with delayed puberty.", { sex: "male", age: 15, contexts: ["minor"] }],
  ["16M, constitutional delay, testosterone 50 mg monthly.", { sex: "male", age: 16, contexts: ["minor"] }],
  ["His father is 70 and on testosterone. He is 42.", { sex: "male" }],
  ["Diagnosed with Klinefelter at age 14. 39-year-old man on Nebido.", { sex: "male", age: 39, contexts: [] }],
  ["42M. Wife is 38 and has PCOS.", { sex: "male", age: 42, contexts: [] }],
  ["Pt: John D, 55/M, TRT f/u", { sex: "male", age: 55 }],
  ["55 y/o m on TRT", { sex: "male", age: 55 }],
  ["47yoM c/o ED", { sex: "male", age: 47 }],
  ["47 year-old white male", { sex: "male", age: 47 }],
  ["Patient is a 47-year-old, married father of two. He has low libido.", { sex: "male", age: 47 }],
  ["testosterone 100 mg weekly", { sex: "unknown", age: null, contexts: [] }],
  ["28F G2P1 with irregular menses, on clomiphene.", { sex: "female", age: 28 }],
  ["33 yo female, PCOS, anovulation, clomiphene 50 mg days 3-7.", { sex: "female", contexts: ["ovulation-induction"] }],
  ["Partner has PCOS; he is on clomiphene for sperm count. 34M.", { sex: "male", age: 34 }],
  ["No personal or family history of prostate cancer. Not on ADT. 60M on TRT.", { contexts: [] }],
  ["On TRT. Mammogram normal.", { sex: "unknown" }],
  ["T 98.6 F. He is on TRT.", { sex: "male" }],
  ["He uses gel. Avoid skin contact with a pregnant woman or a child.", { sex: "male", contexts: [] }],
  ["He is on TRT. He feels well. Handout for women given to the wife.", { sex: "male", contexts: [] }],
  ["42M, azoospermia. IUI and ovulation induction planned after his results.", { sex: "male", contexts: [] }],
  ["10 yr hx of low libido. On TRT.", { age: null, contexts: [] }],
  ["Started testosterone at 15 yo. Now 34 yo man.", { age: 34, contexts: [] }],
  ["Testosterone in the castrate range after a nandrolone cycle. 30M.", { contexts: [] }],
  ["70M. Completed ADT in 2019, PSA undetectable.", { contexts: [] }],
  ["70M with mCRPC.", { contexts: ["adt"] }],
  ["29 yo transman on testosterone gel.", { contexts: ["trans-man"] }],
];

describe("the patient", () => {
  for (const [note, expected] of notes)
    it(note, () => {
      const { patient } = analyse(builtInEngine(), note).chart;
      if (expected.sex) expect(patient.sex).toBe(expected.sex);
      if (expected.age !== undefined) expect(patient.ageYears).toBe(expected.age);
      if (expected.contexts) expect([...patient.contexts].sort()).toEqual([...expected.contexts].sort());
    });
});
