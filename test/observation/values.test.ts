import { describe, expect, it } from "vitest";
import { read } from "./vocabulary.ts";

type Fixture = readonly [note: string, ...expected: string[]];

const check = (fixtures: readonly Fixture[]) => {
  it.each(fixtures.map(([note, ...expected]) => [note, expected] as const))("%s", (note, expected) => {
    expect(read(note)).toEqual(expected);
  });
};

describe("compact lists", () => {
  check([
    ["T 640, Hct 48, PSA 0.9", "total-testosterone 640", "hematocrit 48", "psa 0.9"],
    ["TT 312ng/dl; E2: 42pg/ml; PSA<0.1", "total-testosterone 312 ng/dL", "estradiol 42 pg/mL", "psa <0.1"],
    ["T=312 E2=28 Hct=46.1", "total-testosterone 312", "estradiol 28", "hematocrit 46.1"],
    ["LH/FSH 2.1/3.4, prolactin 9.8", "lh 2.1", "fsh 3.4", "prolactin 9.8"],
    ["Hgb/Hct 15.2/45.1", "hemoglobin 15.2", "hematocrit 45.1"],
    ["H/H 15/45", "hemoglobin 15", "hematocrit 45"],
    ["H/H 0.45/151", "hematocrit 0.45", "hemoglobin 151"],
    ["LH and FSH were 2.1 and 3.4 IU/L", "lh 2.1 [IU]/L", "fsh 3.4 [IU]/L"],
    ["LH and FSH <0.1", "lh <0.1", "fsh <0.1"],
    ["BP 128/80, repeat 124/78 mmHg", "blood-pressure 128/80 mm[Hg] old", "blood-pressure 124/78 mm[Hg]"],
    ["Hb 172 g/L, Hct 0.56, PSA 1.1 ug/L", "hemoglobin 172 g/L", "hematocrit 0.56", "psa 1.1 ug/L"],
    ["test 8.2 nmol/L, SHBG 28 nmol/l", "total-testosterone 8.2 nmol/L", "shbg 28 nmol/L"],
    ["T 1,050 ng/dL", "total-testosterone 1050 ng/dL"],
    ["Testosterone 12,1 nmol/L", "total-testosterone 12.1 nmol/L"],
    ["T-score -2.6", "t-score -2.6"],
    ["Sperm concentration 0.5 million/mL", "sperm-concentration 0.5 10*6/mL"],
    ["Sperm concentration 12 x10^6/mL", "sperm-concentration 12 10*6/mL"],
    ["Hematocrit (Hct) 52 %", "hematocrit 52 %"],
    ["E2 31 picograms per milliliter", "estradiol 31 pg/mL"],
    ["Hct 52 percent", "hematocrit 52 %"],
    ["HDL 38 L", "hdl 38 L"],
    ["PSA (0.9)", "psa 0.9"],
  ]);
});

describe("prose", () => {
  check([
    ["His hematocrit came back at 52%.", "hematocrit 52 %"],
    ["Total testosterone was 312 ng/dL on 3/2/2025.", "total-testosterone 312 ng/dL @2025-03-02"],
    ["A testosterone level of 250 was noted.", "total-testosterone 250"],
    ["Estradiol is mildly elevated at 55 pg/mL.", "estradiol 55 pg/mL H"],
    ["PSA remains stable at 0.8 ng/mL.", "psa 0.8 ng/mL"],
    ["Testosterone, drawn on 3/2/2025, was 480 ng/dL.", "total-testosterone 480 ng/dL @2025-03-02"],
    ["Hematocrit, checked at the clinic, was 49.5 %.", "hematocrit 49.5 %"],
    ["PSA less than 0.1 ng/mL.", "psa <0.1 ng/mL"],
    ["Testosterone greater than 1500 ng/dL.", "total-testosterone >1500 ng/dL"],
    ["Estradiol ≤5 pg/mL", "estradiol <=5 pg/mL"],
    ["PSA undetectable (<0.1)", 'psa <0.1 "undetectable"'],
    ["PSA was undetectable.", 'psa "undetectable"'],
    ["Testosterone levels 500-600 ng/dL on the current dose.", "total-testosterone 500-600 ng/dL"],
    ["Testosterone ranged from 480 to 560 ng/dL.", "total-testosterone 480-560 ng/dL"],
    ["Trough T 412 ng/dL.", "total-testosterone 412 ng/dL {Trough}"],
    ["T trough 412 ng/dL", "total-testosterone 412 ng/dL {trough}"],
    ["Testosterone 2 h after gel 612 ng/dL", "total-testosterone 612 ng/dL {2 h after gel}"],
    ["CBC 2025-03-02: Hgb 18.1 g/dL, Hct 55.6 %.", "hemoglobin 18.1 g/dL @2025-03-02", "hematocrit 55.6 % @2025-03-02"],
    ["CBC, lipids and PSA normal.", 'cbc "normal" N', 'lipid-panel "normal" N', 'psa "normal" N'],
    ["Assessment: elevated hematocrit, normal PSA.", 'hematocrit "elevated" H', 'psa "normal" N'],
    ["LH low, FSH low-normal.", 'lh "low" L', 'fsh "low-normal" N'],
  ]);
});

describe("what belongs to what", () => {
  check([
    [
      "Labs from 3/2/2025 show total testosterone of 812 ng/dL and PSA of 0.9.",
      "total-testosterone 812 ng/dL @2025-03-02",
      "psa 0.9 @2025-03-02",
    ],
    ["T up to 980 from 340, weight up to 104.", "total-testosterone 980", "total-testosterone 340 old"],
    ["White count is 21 with a hemoglobin of 10.", "hemoglobin 10"],
    ["CBC: Hematocrit of 35.5, low.", "hematocrit 35.5 L"],
    ["CBC: WBC 6.1, Hct 52.3 (H), plt 210.", "hematocrit 52.3 H"],
    ["Hct 50 %, elevated bilirubin.", "hematocrit 50 %"],
    ["Hct 36 ↑risk of clots.", "hematocrit 36"],
    ["T 812 ng/dL; (264-916)", "total-testosterone 812 ng/dL [264-916]"],
    ["PSA bumped to 2.9 from 1.8, repeat 2.1.", "psa 2.9 old", "psa 1.8 old", "psa 2.1"],
    [
      "Hct 0.48 (Jan), 0.51 (Apr), 0.54 (Jul).",
      "hematocrit 0.48 @Jan old",
      "hematocrit 0.51 @Apr old",
      "hematocrit 0.54 @Jul",
    ],
    ["Free T3 of 12.5"],
    ["free T8.5 pg/mL", "free-testosterone 8.5 pg/mL"],
  ]);
});

describe("pasted blocks and tables", () => {
  check([
    ["Hematocrit 41.6 % 37.5 - 51.0 01", "hematocrit 41.6 % [37.5 - 51.0]"],
    ["TESTOSTERONE, TOTAL, MS  612  250-1100 ng/dL", "total-testosterone 612 ng/dL [250-1100]"],
    ["Estradiol, Sensitive 32.1 High pg/mL 8.0-35.0", "estradiol 32.1 pg/mL H [8.0-35.0]"],
    [
      "Hematocrit 01 55.6 High 53.1 05/01/2024 % 37.5-51.0",
      "hematocrit 55.6 % H",
      "hematocrit 53.1 % [37.5-51.0] @2024-05-01 old",
    ],
    ["PSA (0.0-4.0): 0.9", "psa 0.9 [0.0-4.0]"],
    ["PSA 0.9 ng/mL (<4.0)", "psa 0.9 ng/mL [<4.0]"],
    ["Testosterone 312 ng/dL (L) (ref 264-916)", "total-testosterone 312 ng/dL L [264-916]"],
    ["Haematocrit 0.561 L/L (0.40-0.50) Above high reference limit", "hematocrit 0.561 L/L H [0.40-0.50]"],
    ["Testosterone *7.9 nmol/L (8.0-30.0)", "total-testosterone 7.9 nmol/L * [8.0-30.0]"],
    ["HCT 52.1 (H) 03/02/2025 0812", "hematocrit 52.1 H @2025-03-02"],
    ["Hct (%): 52.1", "hematocrit 52.1 %"],
    ["TESTOSTERONE, TOTAL\n612 ng/dL\nRange: 250-1100 ng/dL", "total-testosterone 612 ng/dL [250-1100]"],
    ["HEMATOCRIT\nYour value: 52.1 % High\nStandard range: 38.5 - 50.0 %", "hematocrit 52.1 % H [38.5 - 50.0]"],
    [
      "| Date | TT | Hct |\n|---|---|---|\n| 3/1/2025 | 312 | 44 |\n| 6/1/2025 | 640 | 51 |",
      "total-testosterone 312 @2025-03-01 old",
      "hematocrit 44 @2025-03-01 old",
      "total-testosterone 640 @2025-06-01",
      "hematocrit 51 @2025-06-01",
    ],
    ["| Test | 3/1/2025 | 6/1/2025 |\n| Hct | 44 | 51 |", "hematocrit 44 @2025-03-01 old", "hematocrit 51 @2025-06-01"],
    [
      "Labs 3/2/2025:\n- T 640 ng/dL\n- Hct 49.1%",
      "total-testosterone 640 ng/dL @2025-03-02",
      "hematocrit 49.1 % @2025-03-02",
    ],
  ]);
});

describe("several values of one test", () => {
  check([
    ["Hct 48 -> 55.2 %", "hematocrit 48 % old", "hematocrit 55.2 %"],
    ["PSA 0.9→2.6 over 10 months", "psa 0.9 old", "psa 2.6"],
    ["Hct 46 > 49 > 53", "hematocrit 46 old", "hematocrit 49 old", "hematocrit 53"],
    ["PSA was 2.1 last year, now 2.6", "psa 2.1 @-365d old", "psa 2.6"],
    ["Hematocrit has climbed from 46 to 51.5 over 6 months.", "hematocrit 46 old", "hematocrit 51.5"],
    ["Hct fell from 55 to 49.", "hematocrit 55 old", "hematocrit 49"],
    ["Hct 52 %, up from 48 %.", "hematocrit 52 %", "hematocrit 48 % old"],
    ["T 812 (was 410 on gel).", "total-testosterone 812", "total-testosterone 410 old"],
    ["Testosterone 212 and 240 ng/dL", "total-testosterone 212 ng/dL", "total-testosterone 240 ng/dL"],
    ["PSA 0.6 (2022), 0.8 (2023), 1.1 (2024)", "psa 0.6 @2022 old", "psa 0.8 @2023 old", "psa 1.1 @2024"],
    ["Hct peaked at 56 % in 2019; today 47 %.", "hematocrit 56 % @2019 old", "hematocrit 47 % @0d"],
    ["Hct 52%. Was 48 in January.", "hematocrit 52 %", "hematocrit 48 % @January old"],
    [
      "Date: 2025-06-10\nHct 55 % on 3/2/2025. Hct 47 % today.",
      "hematocrit 55 % @2025-03-02 old",
      "hematocrit 47 % @2025-06-10",
    ],
    [
      "Labs 3/2/2025:\n- Hct 49.1%\n\nLabs 6/2/2025:\n- Hct 52.4%",
      "hematocrit 49.1 % @2025-03-02 old",
      "hematocrit 52.4 % @2025-06-02",
    ],
  ]);
});

describe("values called old, first or new", () => {
  check([
    ["Previous Hct 48 %. Hct 52 %.", "hematocrit 48 % old", "hematocrit 52 %"],
    ["Baseline PSA 0.6. PSA 1.1.", "psa 0.6 old", "psa 1.1"],
    ["Baseline Hct 46 %.", "hematocrit 46 %"],
    ["Prior T 210; current T 640.", "total-testosterone 210 old", "total-testosterone 640"],
    ["HPI\nHct was 54.5 in spring.\n\nLabs\nHct 49.1", "hematocrit 54.5 old", "hematocrit 49.1"],
    [
      "T 284 ng/dL (8:05 AM), repeat 251 ng/dL at 7:50 AM.",
      "total-testosterone 284 ng/dL {8:05 AM} old",
      "total-testosterone 251 ng/dL {7:50 AM}",
    ],
    ["Hct 55.6 % (3/2/2025). Assessment: Hct 55.6 %.", "hematocrit 55.6 % @2025-03-02", "hematocrit 55.6 %"],
  ]);
});

describe("a goal, a threshold or a lesson is no result, but a value beside it is", () => {
  check([
    ["Goal Hct below 54 %."],
    ["Hct goal <54%."],
    ["Goals: T 500-700, Hct <54, PSA <4"],
    ["Target T 350-600 ng/dL."],
    ["Keep PSA below 4."],
    ["Hold if Hct > 54."],
    ["If Hct rises above 54 % we will hold testosterone."],
    ["Plan\nHct >54%: hold and phlebotomy"],
    ["Normal testosterone is 300-1000."],
    ["The normal range for testosterone is 264-916 ng/dL."],
    ["PSA reference range 0-4."],
    ["Men with testosterone below 300 are considered low."],
    ["Hematocrit above 54% raises the risk of clots."],
    ["Education\nTestosterone 300-1000 ng/dL is normal; Hct 54 is the limit."],
    ["Goal Hct below 54 %; today 47 %.", "hematocrit 47 % @0d"],
    ["T 640 (goal 500-700)", "total-testosterone 640"],
    ["Hct 50 %, goal below 54 %.", "hematocrit 50 %"],
  ]);
});

describe("a number of something else is no result", () => {
  check([
    ["Testosterone 100 mg weekly."],
    ["Testosterone 100 weekly."],
    ["Testosterone 200 mg/mL, 0.5 mL every week."],
    ["Testosterone 1% gel 5 g daily."],
    ["Testosterone for 3 months."],
    ["Testosterone since 2019."],
    ["Testosterone every 2 weeks."],
    ["Testosterone at 8 am."],
    ["Testosterone therapy at age 45."],
    ["Estradiol 2 mg daily."],
    ["E2 and weight 92 kg."],
    ["T10 level just above the diaphragm."],
    ["PSA, then call 555-123-4567."],
    ["PSA in 3-6 months.", "psa planned @135d"],
    ["PSA x 2."],
    ["T:E2 ratio 14."],
    ["T/E2 ratio of 12."],
    ["PSA velocity 0.3 per year."],
    ["non-HDL 120"],
    ["Father had a PSA of 12."],
    ["His wife's FSH was 6."],
    ["Family history\nFather: PSA 12"],
    ["1.2 PSA"],
    ["CBC with WBC 6.1"],
    ["Testosterone and smoking 20 cigarettes."],
    ["Hct 48, 2 pumps daily.", "hematocrit 48"],
    ["T 640 on 140 mg weekly, now 100 mg weekly.", "total-testosterone 640"],
    ["PSA 0.9, 52 years old.", "psa 0.9"],
    ["PSA 0.9, repeat in 6 months.", "psa 0.9", "psa planned @180d"],
  ]);
});
