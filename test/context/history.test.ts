/** What is past and what is not, beyond the words "history of". */
import { describe, expect, it } from "vitest";
import { readAll } from "./read-marked.ts";

const past: readonly string[] = [
  "Appendicectomy in 1998, «DVT» in 2015.",
  "In 2015 he had a «pulmonary embolism».",
  "Ten years ago he had «mumps orchitis».",
  "«Torsion» at age 14, repaired.",
  "h/o «kidney stones».",
  "S/p «vasectomy» in March 2016.",
  "Status post «varicocelectomy».",
  "Remote «head injury».",
  "Prior «PE» on warfarin.",
  "He used to have «migraines».",
  "He had previously had «epididymitis».",
  "«Gynecomastia» as a teenager, resolved.",
  "Childhood «asthma».",
  "«Pneumonia» in the past.",
  "He has had «pancreatitis» in the past.",
  "«Concussion» in high school.",
  "Former «opioid use disorder».",
  "«Hepatitis C», treated and cured in 2017.",
  "«Erythrocytosis» has resolved since the dose was lowered.",
  "His «acne» cleared up.",
  "prev «DVT» L leg",
  "hx «testicular torsion»",
  "PSH: «orchidopexy», hernia repair",
  "PMHx: «NSTEMI», HTN",
  "«MI» (2018), stented.",
  "«TRT» 2015-2018.",
  "«Stroke» on 3/4/2019.",
  "«PE» 2017, HTN",
  "«DVT» in March 2015, none since.",
  "«CHF exacerbation» 2016",
  "«TIA» x2 (2014, 2018)",
  "«Nephrolithiasis» June 2020",
  "«Heart attack» '15",
  "«UTI» 3/52 ago, treated",
  "«Fracture» L wrist 6/52 ago",
  "«Orchidopexy» aged 4",
  "«Mumps orchitis» age 12",
  "He was hospitalized in 2018 for «pneumonia».",
  "At one point he had «gynecomastia».",
  "Prior to that he had «alcohol dependence».",
  "«Gynaecomastia» in puberty.",
  "His surgery was complicated by «wound infection».",
  "Multiple admissions for «pancreatitis».",
  "«Colonoscopy» 2019",
  "TIA in June 2019 and «stroke» in 2020.",
  "He suffered a «stroke» several years ago.",
  "Years ago he was told he had «sleep apnea».",
  "In college he had «depression».",
  "As a child he had «cryptorchidism».",
  "history significant for «prostatitis»",
];

const present: readonly string[] = [
  "Appendicectomy in 1998; «hypertension».",
  "MI in 2015, now has «heart failure».",
  "Diagnosed with «hypogonadism» in 2015.",
  "He has had «fatigue» since 2019.",
  "«Erectile dysfunction» for two years.",
  "«Sleep apnea», diagnosed 5 years ago, on CPAP.",
  "Six-month history of «low libido».",
  "«TRT» visit 2025-09-10.",
  "«Hypogonadism» 2015",
  "Mat GF «MI» 50s, dec.",
  "«Calf pain», DVT 2015",
  "Started testosterone in 2020 for «hypogonadism».",
  "He continues to have «hot flushes».",
  "«Hypertension», previously well controlled, now 160/95.",
  "2/7 hx «sore throat»",
  "«Fatigue» 2 weeks, hernia repair 2012",
  "«Testosterone» level 2025-09-10: 512 ng/dL.",
  "12/12 hx of «ED»",
  "Known «hypertension».",
  "Long-standing «infertility».",
  "«Klinefelter syndrome» diagnosed in adolescence.",
  "History of present illness: «hot flashes» daily.",
  "Last year he gained weight and now has «gynecomastia».",
  "Compared with prior, «varicocele» is unchanged.",
  "As previously discussed, «osteoporosis» needs treatment.",
  "PMH: «hypertension», «diabetes», hypogonadism",
  "«Fatigue» prior to starting treatment persists.",
  "Reports «acne» since the last visit.",
  "45M with «low libido»",
  "Admitted in 2019 with PE; today he has «calf pain».",
];

describe("is past", () => {
  for (const note of past)
    it(note, () =>
      expect(readAll(note).map(({ temporality }) => temporality)).toEqual(readAll(note).map(() => "historical")),
    );
});

describe("is not past", () => {
  for (const note of present)
    it(note, () => expect(readAll(note).map(({ temporality }) => temporality)).not.toContain("historical"));
});
