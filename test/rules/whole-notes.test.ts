/** Short notes in both dialects, and which of six much-used rules each is reported for. */
import { expect, it } from "vitest";
import { analyse } from "../../server/src/analysis.ts";
import { builtInEngine } from "../support/engine.ts";

const A = "ai-without-estradiol";
const H = "trt-no-hematocrit";
const F = "trt-fertility-conflict";
const S = "serm-primary-hypogonadism";
const X = "hct-high-on-testosterone";
const N = "naked-decimal-dose";

const six: ReadonlySet<string> = new Set([A, H, F, S, X, N]);

const notes: readonly (readonly [note: string, rules: readonly string[]])[] = [
  ["Pt on test cyp 100mg q wk, adex .25mg 2x/wk. Labs: TT 812, Hct 49.", [A, N]],
  [
    "SUBJECTIVE: 52M on AndroGel. Denies CP, SOB.\nOBJECTIVE: BP 130/80.\nASSESSMENT: Hypogonadism.\nPLAN: Continue AndroGel 1.62% 2 pumps daily. F/U 6 months.",
    [H],
  ],
  ["Mr Smith continues on Nebido 1g every 12/52. Hb 158, Hct 0.47. PSA 1.1. Review 6/12.", []],
  ["Testosterone therapy discussed; he declined. Will recheck T in 6 months.", []],
  ["Pt self-discontinued TRT 3 months ago. T today 210.", []],
  [
    "HISTORY: 38 year old male with azoospermia on testosterone injections from a men's clinic. He and his wife would like to conceive. PLAN: Continue testosterone for now. CBC today.",
    [F],
  ],
  [
    "PLAN: Stop testosterone. Start hCG 3000 units every other day and clomiphene 25 mg daily. They are trying to conceive.",
    [],
  ],
  ["Klinefelter syndrome. Was on clomid before diagnosis, no response, stopped. Now AndroGel. CBC q6mo.", []],
  ["47,XXY on karyotype. Continue clomiphene 50 mg daily; T 310.", [S]],
  ["CBC: WBC 6.1, Hgb 18.6, Hct 57.2, Plt 201. On testosterone enanthate 200 mg q2wk. Plan: continue same dose.", [X]],
  ["CBC: Hct 57.2 (H). Plan: hold testosterone x 4 weeks, recheck CBC, therapeutic phlebotomy.", []],
  ["Hct 55.8%. Testosterone dose decreased from 200 to 120 mg weekly.", []],
  ["He is on testosterone pellets; last insertion 3 months ago. HCT 50%, PSA 1.8.", []],
  ["Letrozole 2.5 mg days 3-7 for ovulation induction. LMP 3/1.", []],
  ["Mrs. Jones, 61, continues anastrozole 1 mg daily for breast cancer. DEXA due.", []],
  ["Transgender man on testosterone cypionate 50 mg SC weekly. Hct 44%.", []],
  ["Family hx: brother on TRT with Hct of 56%.", []],
  ["If Hct > 54% we will hold TRT. Currently Hct 46%.", []],
  [
    "Meds:\n1. Testosterone cypionate 200mg/mL inject 0.5mL IM weekly\n2. Anastrozole 1mg tab, 1/2 tab twice weekly\n3. Lisinopril 10mg daily\nLabs pending: CBC, E2, PSA",
    [],
  ],
  [
    "Meds:\n1. Testosterone cypionate 200mg/mL inject 0.5mL IM weekly\n2. Anastrozole 1mg tab, 1/2 tab twice weekly\nLabs: PSA 0.8",
    [A, H],
  ],
  ["[ ] CBC\n[ ] Estradiol\nPlan: TRT, continue 100 mg weekly. Arimidex 0.5 mg weekly.", [A, H]],
  ["Patient is taking Clomid 25 mg QOD. LH 6.2, T 560, E2 38.", []],
  ["No longer on anastrozole. TRT 120 mg weekly. Hct 47.", []],
  ["Held anastrozole given joint pain. Continue T 100 mg weekly, CBC q6 mo.", []],
  ["Consider adding anastrozole if E2 > 60. TRT unchanged. Hgb 15.9.", []],
  ["Started on testosterone gel by PCP in January. Here for ED. Sildenafil 50 mg prn given.", [H]],
  ["Testosterone 250 ng/dL. Hypogonadism. Start testosterone cypionate 100 mg weekly. Labs in 3 months.", [H]],
  ["Testosterone 250 ng/dL. Hypogonadism. Start testosterone cypionate 100 mg weekly. CBC, PSA, T in 3 months.", []],
  ["He has been off testosterone since March due to high Hct of 57%. Today Hct 49%.", []],
  ["hCT 56 on TRT today -> donated blood last week, repeat in 4 wks", []],
  ["TRT restarted in July after a pause. Hct 45. Feels good.", []],
  ["s/p bilateral orchiectomy, on clomiphene per outside clinic.", [S]],
  ["Primary hypogonadism (LH 24). Switch from clomiphene to testosterone gel. CBC today.", []],
  ["Enclomiphene 12.5mg daily x 3 months, LH 11, FSH 9, T 620.", []],
  ["LH 32 mIU/mL, FSH 41. T 190. Continue enclomiphene 25 mg.", [S]],
  ["Wife is pregnant. On AndroGel daily. Hct 46. Discussed transfer.", []],
  ["Not interested in fertility. Wants to start TRT. CBC and PSA today.", []],
  ["They want to start a family next year. On Jatenzo 237 mg BID. CBC normal.", [F]],
  ["Hopes to father children in future. Start TRT today? Decided on clomiphene instead. ", []],
  ["Couple is trying to conceive. His semen analysis shows azoospermia. Testosterone was stopped by urology.", []],
  ["Anastrazole 1 mg daily started by outside men's clinic, on test E 100 mg twice weekly. H/H 16/48.", [A]],
  ["AI scribe used. TRT 100 mg/wk. CBC wnl.", []],
  ["Echo: mild AI, no AS. Continue TRT, Hct 48.", []],
  ["HCT negative for acute bleed. On TRT. CBC normal.", []],
  ["Patient reports taking his friend's Arimidex once. Not taking now. TRT, CBC normal.", []],
  ["Take 0.5 mg. Lidocaine .5% used. Vit D .05 mg", [N]],
  ["T-score -1.8. On TRT 2 yrs, Hct 47.", []],
  ["Ms. Lee uses testosterone cream .5 mg daily for HSDD.", [N]],
  ["Pt denies anabolic steroids, testosterone, SARMs.", []],
  [
    "TRT follow up. Doing great on 100mg weekly. Labs: total T 650, free T 15, E2 29, H&H 15.2/45.6, PSA .8. Continue.",
    [],
  ],
  ["Assessment: Hypogonadism on TRT - stable.\nPlan: 1. Refill testosterone cypionate. 2. RTC 6 months.", [H]],
  ["Plan: 1. Refill testosterone cypionate. 2. Annual labs incl CBC.", []],
  ["Exemestane 12.5 mg twice weekly with TRT. Estrogen level checked today.", [H]],
  ["Was on TRT until 2020 for low T, then clomid until 2022, nothing since.", []],
  ["Requests TRT after reading online. T 480. Not indicated.", []],
  ["DISCHARGE MEDS: Testosterone cypionate 200 mg IM q2 weeks. CBC at discharge: Hct 38.", []],
  ["Contraindications to testosterone: prostate cancer, Hct >54%, desire for fertility. Pt counselled.", []],
  ["IMPRESSION: Polycythemia, Hct 56.5, in a man on Testim. RECOMMEND: stop smoking, RTC 1 year.", [X]],
  ["Testosterone 1.62% gel 2 pumps daily. Hematocrit today is 54.6%.", [X]],
  ["Hct today 51.9% on TRT.", []],
  ["Hct 0.55 on Reandron. GP to repeat FBC in 4/52.", []],
  ["Continue TRT. Labs reviewed and unremarkable.", [H]],

  [
    `CHIEF COMPLAINT:  Low testosterone.

HISTORY OF PRESENT ILLNESS:  The patient is a 47-year-old gentleman who returns for followup of hypogonadism.  He has been on Depo-Testosterone 200 mg IM q.2 weeks.  He denies any gynecomastia, acne, or urinary symptoms.  He has no history of DVT, PE or stroke.

PAST MEDICAL HISTORY:  Hypertension, sleep apnea on CPAP.

MEDICATIONS:  Lisinopril 10 mg p.o. daily, Depo-Testosterone as above.

LABORATORY DATA:  Total testosterone 412, PSA 0.9, hematocrit 49.

IMPRESSION:  Hypogonadism, doing well on replacement.

PLAN:  Continue Depo-Testosterone 200 mg IM q.2 weeks.  Followup in six months.`,
    [],
  ],
  [
    `CC: TRT f/u
HPI: 35M on test E 150mg/wk, self pinning. Married, wife TTC x6mo. Also runs adex 0.5 EOD.
Labs 3/4: TT 1050, FT 28, Hct 50.1
A/P:
- cont TRT
- cont adex
- RTC 3mo`,
    [A, F],
  ],
  [
    `Reason for visit: repeat script testosterone
Hx: 58M, hypogonadism post orchidectomy for seminoma 2009. Reandron q12/52. Nil issues. Nil LUTS.
O/E: BP 132/78
Ix: FBC/LFT/PSA NAD Feb
Plan: Reandron given today R glut. RTC 12/52`,
    [],
  ],
  [
    `S: Here to discuss low T. Wants TRT. Read online about Clomid too. Wife and he done having kids (vasectomy).
O: T 198, 211. LH 3.3 FSH 2.9. Hct 43. PSA .7
A: secondary hypogonadism
P: start testosterone cypionate 80mg SQ weekly. Labs 6wks (T, CBC, E2).`,
    [],
  ],
  [
    `Assessment and Plan
1. Hypogonadism - Continue testosterone gel 1.62%, two pumps daily. Testosterone level today.
2. Hypertension - continue amlodipine.
3. Hyperlipidemia - continue statin.`,
    [H],
  ],
  [
    `ENDOCRINOLOGY CONSULT
26 yo man with Klinefelter syndrome referred for infertility. Azoospermia. T 9.1 nmol/L, LH 22 IU/L, FSH 38 IU/L.
Impression: primary hypogonadism, non-obstructive azoospermia.
Recommendations: refer for micro-TESE. Anastrozole 1 mg daily pre-op, check testosterone and oestradiol at 4 weeks. Testosterone to be deferred until after sperm retrieval.`,
    [],
  ],
  [
    `Problem list:
- Prostate cancer on ADT (leuprolide)
- Hot flashes
Testosterone <10 ng/dL (castrate). PSA <0.1. Continue Lupron q3mo.`,
    [],
  ],
  [
    `Pt is a 29 y.o. trans man. Testosterone cyp 60 mg SC weekly x 14 months. Hct 47.
Plan: continue T. Mood good.`,
    [],
  ],
  [
    `History: 44-year-old woman with HSDD, using compounded testosterone cream. Menopause at 42. Plan: continue testosterone cream 2 mg daily.`,
    [],
  ],
  [
    `Dear Dr Patel,
Thank you for referring this 51-year-old man. He has been taking Testogel 50 mg daily since 2021. His most recent haematocrit was 0.56, up from 0.51 last year. He smokes 20/day and snores.
I have suggested he continues Testogel. I will see him in a year.
Yours sincerely`,
    [X],
  ],
  [
    `Dear Dr Patel,
Thank you for referring this 51-year-old man. He has been taking Testogel 50 mg daily since 2021. His most recent haematocrit was 0.56. I have asked him to reduce to one pump and arranged a sleep study.`,
    [],
  ],
  [`TELEPHONE ENCOUNTER: Patient requests refill of testosterone cypionate. Last seen 2 months ago. Refill sent.`, []],
  [
    `Discharge summary. Admitted with PE. Testosterone stopped on admission. Hct 55 on arrival. Apixaban 5 mg BID. Follow up hematology.`,
    [],
  ],
  [
    `Men's health: bloods 12/3 TT 28 nmol/L, E2 180 pmol/L, Hct .51. Currently: Sustanon 250mg every 10 days; arimidex 0.5mg 2x/wk. Plan: no change. Bloods 3/12.`,
    [],
  ],
  [
    `HPI: 40 yo M, clomiphene 50mg daily x 2 yrs from urologist. T 590. Mild hot flashes. No visual symptoms. Wants second child.
Plan: cont clomiphene, SA in 3 mo.`,
    [],
  ],
  [
    `Pt w/ primary testicular failure (mumps orchitis age 14, LH 31). Was started on enclomiphene 25mg by online clinic 2 mos ago. T still 180. Plan: continue enclomiphene another month.`,
    [S],
  ],
  [
    `Template:
Testosterone: [ ] yes [x] no
Anastrozole: [ ] yes [x] no
hCG: [ ] yes [x] no`,
    [],
  ],
  [
    `> Prior note (2019): Start testosterone cypionate 200 mg q2wk. Start anastrozole 1 mg.
Today: off all hormones since 2021. T 420.`,
    [],
  ],
  [
    `Risks of TRT reviewed including polycythemia, infertility, and prostate effects. Patient will think about it and call back.`,
    [],
  ],
  [
    `Anastrozole .5mg PO twice weekly was prescribed by the men's clinic. Pt stopped it last month due to joint pain. Continues testosterone 100mg/wk. CBC 2/1: Hct 48.`,
    [N],
  ],
  [
    `Labs: Testosterone, total 1,205 ng/dL H (264-916)
Hematocrit 54.9 % H (37.5-51.0)
Estradiol, sensitive 58.2 pg/mL H (8.0-35.0)
Plan: decrease testosterone to 140 mg weekly, recheck in 6 weeks. Add anastrozole 0.25 mg twice weekly.`,
    [],
  ],
  [
    `Labs: Testosterone, total 1,205 ng/dL H (264-916)
Hematocrit 54.9 % H (37.5-51.0)
Plan: Continue testosterone 180 mg weekly.`,
    [X],
  ],
  [`Pt has not started the testosterone gel yet. Waiting on PA.`, []],
  [
    `He ran out of testosterone 2 months ago and wishes to restart. Hct 44. Rx sent for testosterone cypionate 100 mg weekly.`,
    [],
  ],
  [`No testosterone or AI use. Taking tadalafil 5 mg.`, []],
];

const engine = builtInEngine();

it.each(notes)("%s", (note, rules) => {
  const reported = new Set(
    analyse(engine, note)
      .findings.map(({ rule }) => rule)
      .filter((rule) => six.has(rule)),
  );
  expect([...reported].sort()).toEqual([...rules].sort());
});
