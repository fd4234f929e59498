/** Several mentions of one drug become one medication: its state after the last event, and what disagrees with it. */
import { describe, expect, it } from "vitest";
import { analyse } from "../../server/src/analysis.ts";
import { builtInEngine } from "../support/engine.ts";

const chartOf = (note: string) => analyse(builtInEngine(), note).chart.medications;
const statuses = (note: string) => Object.fromEntries(chartOf(note).map(({ concept, status }) => [concept, status]));

describe("the state after the last event", () => {
  const notes: readonly (readonly [note: string, expected: Record<string, string>])[] = [
    ["He was on clomiphene, then switched to anastrozole.", { clomiphene: "discontinued", anastrozole: "started" }],
    ["Anastrozole was started in March. Anastrozole was stopped in June.", { anastrozole: "discontinued" }],
    ["Stopped clomiphene in May. Back on clomiphene since July.", { clomiphene: "restarted" }],
    ["HPI: on clomiphene 25 mg daily.\n\nPlan:\nIncrease clomiphene to 50 mg daily.", { clomiphene: "increased" }],
    ["Meds: anastrozole 1 mg daily\n\nPlan:\nStop anastrozole.", { anastrozole: "discontinued" }],
    ["Meds: anastrozole 1 mg daily\n\nPlan:\nConsider stopping anastrozole.", { anastrozole: "active" }],
    ["On clomiphene. Discussed tamoxifen.", { clomiphene: "active", tamoxifen: "considered" }],
    ["On letrozole 2.5 mg weekly. Explained the diet matters, not letrozole.", { letrozole: "active" }],
    ["If estradiol rises, add anastrozole. He takes clomiphene.", { anastrozole: "considered", clomiphene: "active" }],
    ["His brother injects testosterone cypionate 500 mg weekly.", {}],
    // A doubtful dose is no doubt that it is taken.
    ["48M f/u. T-cyp 140/wk Mon/Thu.", { "testosterone-cypionate": "active" }],
    ["He trialled tamoxifen 10 mg for 3/12 with no effect.", { tamoxifen: "discontinued" }],
    ["Enclomiphene 12.5 with Nolvadex 20 for gyno.", { enclomiphene: "active", tamoxifen: "active" }],
    ["Adex 0.5 on shot days.", { anastrozole: "active" }],
    ["Gonadorelin stimulation test 100 mcg IV: LH peak 12.", {}],
    ["Raloxifene substituted for tamoxifen.", { raloxifene: "started", tamoxifen: "discontinued" }],
    ["Substitute letrozole for exemestane.", { letrozole: "started", exemestane: "discontinued" }],
    ["Change anastrozole for letrozole, the first gave him back pain.", { letrozole: "started" }],
    ["Gonadorelin in place of Pregnyl.", { gonadorelin: "started", hcg: "discontinued" }],
    ["Letrozole was added to clomiphene in May.", { letrozole: "started", clomiphene: "active" }],
    ["Add letrozole 2.5 mg to clomiphene.", { letrozole: "started", clomiphene: "active" }],
    ["Took letrozole then exemestane, now on clomiphene.", { letrozole: "discontinued", clomiphene: "active" }],
    ["He took clomiphene this morning.", { clomiphene: "active" }],
    ["Meds: test cyp 200 mg q2wk\n\nPlan:\nChange to 50 mg SQ weekly.", { "testosterone-cypionate": "decreased" }],
    [
      "Meds: AndroGel 2 pumps daily\n\nA/P: Hypogonadism - increase to 3 pumps daily.",
      { "testosterone-gel": "increased" },
    ],
    ["On test cyp 160 mg weekly. Hct 55. Decrease to 120 mg weekly.", { "testosterone-cypionate": "decreased" }],
    ["Clomiphene 25 mg daily.\n\nPlan:\nMay increase to 50 mg daily.", { clomiphene: "active" }],
    ["Clomiphene 25 mg daily.\n\nPlan:\nIncrease to 50 mg daily if T below 400.", { clomiphene: "active" }],
    [
      "Test cyp 160 mg weekly.\n\nPlan:\nHypertension: increase to 20 mg daily.",
      { "testosterone-cypionate": "active" },
    ],
    ["Test cyp 160 mg weekly.\n\nPlan:\nIncrease lisinopril to 80 mg daily.", { "testosterone-cypionate": "active" }],
    ["Stay on the same dose of clomiphene.", { clomiphene: "continued" }],
    ["Resume prior dose of clomiphene.", { clomiphene: "restarted" }],
    ["Pt requests RF of clomiphene 50 mg.", { clomiphene: "active" }],
    ["Patient requests clomiphene.", { clomiphene: "considered" }],
    ["On AndroGel.\n\nPlan: hold gel.", { "testosterone-gel": "held" }],
    ["Arimidex 1 mg weekly. E2 5 pg/mL, stop.", { anastrozole: "discontinued" }],
    ["Arimidex 1 mg weekly. E2 5 pg/mL. Come off it.", { anastrozole: "discontinued" }],
    ["Arimidex 1 mg weekly. E2 5 pg/mL: cut in half.", { anastrozole: "decreased" }],
    ["On Xyosted 75 mg weekly. Hct 55.1. Plan: down to 50 mg.", { xyosted: "decreased" }],
    ["Clomid 25 mg daily. Blurred vision; advised to stop it.", { clomiphene: "discontinued" }],
    ["T enanthate 90 mg weekly. Hct 57. Reduced.", { "testosterone-enanthate": "decreased" }],
    ["T enanthate 90 mg weekly. Hct 57. Holding x 4 wk.", { "testosterone-enanthate": "held" }],
    ["T enanthate 90 mg weekly. SHBG 12, reduced.", { "testosterone-enanthate": "active" }],
    ["T enanthate 90 mg weekly. Hct 53, raised.", { "testosterone-enanthate": "active" }],
    ["T enanthate 90 mg weekly. Libido reduced.", { "testosterone-enanthate": "active" }],
    ["T enanthate 90 mg weekly. Increased appetite.", { "testosterone-enanthate": "active" }],
    ["T enanthate 90 mg weekly. Holding weight.", { "testosterone-enanthate": "active" }],
    // What is to end is something else, or depends.
    ["Clomid 25 mg daily. Vaping; advised to stop it.", { clomiphene: "active" }],
    ["Clomid 25 mg daily. Stop smoking.", { clomiphene: "active" }],
    ["Clomid 25 mg daily. Stop if vision blurs.", { clomiphene: "active" }],
    ["Testosterone cypionate 100 mg weekly; stop if Hct >54.", { "testosterone-cypionate": "active" }],
    ["Anastrozole 0.5 mg weekly if E2 >60.", { anastrozole: "considered" }],
    ["On Xyosted 75 mg weekly. Weight down to 88 kg.", { xyosted: "active" }],
    ["On Xyosted 75 mg weekly. Bleeding stopped.", { xyosted: "active" }],
    ["On Androderm 4 mg.\n\nPlan: stop patches.", { "testosterone-patch": "discontinued" }],
    ["On test cyp 100 mg weekly.\n\nPlan: skip next dose.", { "testosterone-cypionate": "held" }],
    ["On AndroGel.\n\nPlan: hold gel if Hct >54.", { "testosterone-gel": "active" }],
    ["On AndroGel.\n\nPlan: stop steroid injections to the knee.", { "testosterone-gel": "active" }],
    [
      "On AndroGel, anastrozole 1 mg weekly.\n\nPlan: continue current dose.",
      { "testosterone-gel": "active", anastrozole: "active" },
    ],
    ["CAD s/p CABG 2015, isosorbide mononitrate 60 mg daily.", { nitrate: "active" }],
    ["h/o clomid 50 mg daily, anastrozole 1 mg weekly", { clomiphene: "discontinued", anastrozole: "discontinued" }],
    ["64M, TRT pellets Feb 2025.", { "testosterone-pellets": "active" }],
    ["64M, clomid 2019.", {}],
    ["Continue clomiphene 25 mg (would consider hCG later).", { clomiphene: "continued", hcg: "considered" }],
    ["Cont. test cyp 100 mg weekly.", { "testosterone-cypionate": "continued" }],
    [
      "Clomid for 6 months, then discuss transition back to testosterone.",
      { clomiphene: "active", testosterone: "considered" },
    ],
    ["AndroGel held in May for Hct 55.\n\nPlan: resume gel.", { "testosterone-gel": "restarted" }],
    ["TRT F/U - async\n\nFeels well.", { trt: "active" }],
    ["Seen for follow-up of testosterone therapy.", { trt: "active" }],
    ["TRT evaluation\n\nTired.", {}],
    ["CC: TRT", {}],
    ["TRT clinic\n\nTired.", {}],
    ["Did nolva 20/clomid 50 x 6 wks from a friend.", { tamoxifen: "discontinued", clomiphene: "discontinued" }],
    ["He did well on clomiphene 50 mg daily.", { clomiphene: "active" }],
    ["Plan: add FSH 75 IU SC three times weekly.", { "fsh-drug": "started" }],
    ["Testosterone restarted 1/10.\nSTOP: Testim 5 g daily", { "testosterone-gel": "discontinued" }],
    ["Clomid + letrozole x 6 months.", { clomiphene: "active", letrozole: "active" }],
    ["On clomid 25 mg daily. Patient reports he stopped last month.", { clomiphene: "discontinued" }],
    ["Anastrozole 1 mg, on the profile of another clinic; pt states not taking.", { anastrozole: "not-taking" }],
    ["Took anastrozole for 2 weeks in June, stopped on his own.", { anastrozole: "discontinued" }],
    ["On TRT 100 mg weekly. Offered a flu shot. Declined.", { trt: "active" }],
    ["On TRT. Colonoscopy due. Patient declined.", { trt: "active" }],
    ["On TRT. Smokes. Patient says he quit.", { trt: "active" }],
    [
      "On AndroGel since 2019; itching, so switched to Xyosted.",
      { "testosterone-gel": "discontinued", xyosted: "started" },
    ],
    ["Meds: clomiphene 25 mg daily\n\nPlan:\n1. Clomiphene 25 mg daily", { clomiphene: "continued" }],
    ["Low libido.\n\nPlan:\n1. Clomiphene 25 mg daily", { clomiphene: "started" }],
    ["Plan:\n1. Clomiphene 25 mg daily (off-label, r/b/a d/w pt)", { clomiphene: "started" }],
    ["Plan:\nDiscussed anastrozole; not started.\nAnastrozole 0.5 mg twice weekly", { anastrozole: "started" }],
    [
      "Meds: clomiphene 25 mg daily\n\nPlan:\nIncrease clomiphene.\nClomiphene 50 mg daily.",
      { clomiphene: "increased" },
    ],
    ["Sustanon was swapped to Nebido.", { "injectable-testosterone": "discontinued" }],
    ["Went from clomiphene over to enclomiphene.", { clomiphene: "discontinued", enclomiphene: "started" }],
    ["Transition off clomiphene to letrozole.", { clomiphene: "discontinued", letrozole: "started" }],
    ["He went to the gym. On clomiphene.", { clomiphene: "active" }],
    ["Once he is cleared, resume clomiphene.", { clomiphene: "planned" }],
    ["Tapering letrozole off.", { letrozole: "tapering" }],
    ["I would be grateful if you could stop his letrozole.", { letrozole: "discontinued" }],
    ["Jatenzo PA denied.", { "testosterone-undecanoate-oral": "not-taking" }],
    ["Not a clomiphene candidate.", { clomiphene: "contraindicated" }],
    ["Medications stopped this visit: letrozole 2.5 mg", { letrozole: "discontinued" }],
    ["Prior meds: letrozole, clomiphene. Current: exemestane.", { letrozole: "discontinued", exemestane: "active" }],
    ["Trial of clomiphene failed.", { clomiphene: "discontinued" }],
    ["Hold clomiphene for 6 weeks, then resume.", { clomiphene: "held" }],
    ["Nebido last given 5 weeks ago.", { "testosterone-undecanoate-injection": "active" }],
    ["Patient wants clomiphene, Rx sent for enclomiphene.", { clomiphene: "considered", enclomiphene: "started" }],
  ];
  for (const [note, expected] of notes) it(note, () => expect(statuses(note)).toMatchObject(expected));
  it("a relative's drug is not the patient's", () =>
    expect(statuses("His brother injects testosterone cypionate 500 mg weekly.")).toEqual({}));
});

describe("the word for a class joins the product in use", () => {
  const notes: readonly (readonly [note: string, expected: Record<string, string>])[] = [
    ["Test cyp 100 mg weekly, Hct 56. Hold testosterone.", { "testosterone-cypionate": "held" }],
    ["On anastrozole 1 mg. Reduce the AI to 0.5 mg.", { anastrozole: "decreased" }],
    ["TRT since 2019, Xyosted 75 mg weekly. Continue TRT.", { xyosted: "continued" }],
    ["Stopped TRT in 2019. On AndroGel 2 pumps daily.", { "testosterone-gel": "active" }],
    // But not where it is about something else.
    ["Stopped AndroGel. On TRT.", { "testosterone-gel": "discontinued", trt: "active" }],
    ["On anastrozole 1 mg; no AI before.", { anastrozole: "active" }],
    ["On clomiphene 25 mg. Declines TRT.", { clomiphene: "active", trt: "declined" }],
    ["Discussed Nebido. On TRT.", { "testosterone-undecanoate-injection": "considered", trt: "active" }],
  ];
  for (const [note, expected] of notes) it(note, () => expect(statuses(note)).toMatchObject(expected));
  it("and leaves one medication", () => expect(chartOf("Test cyp 100 mg weekly. Hold testosterone.")).toHaveLength(1));
});

describe("a drug that a sentence only names", () => {
  it.each([
    ["Testim.", { "testosterone-gel": "active" }],
    ["AndroGel 1.62%. PSA 0.8.", { "testosterone-gel": "active" }],
    ["Avodart for BPH for years.", { dutasteride: "active" }],
    ["Clomid + tadalafil since May.", { clomiphene: "active", tadalafil: "active" }],
  ])("is taken: %s", (note, expected) => expect(statuses(note)).toEqual(expected));

  it.each([
    "Clomid?",
    "Clomid vs AndroGel was the question.",
    "Anastrozole lowers estradiol.",
    "Clomiphene is an option.",
    "AndroGel: risks explained.",
    "Allergies: clomiphene.",
    "Letrozole-induced bone loss is known.",
    "Tadalafil information leaflet given.",
  ])("but not where more is said: %s", (note) => expect(Object.values(statuses(note))).not.toContain("active"));
});

describe("a decision under a general name", () => {
  it.each([
    ["T cyp 100 mg weekly. Hct 55 %.\n\nPlan: hold testosterone.", { "testosterone-cypionate": "held" }],
    ["On testosterone cypionate 100 mg weekly.\n\nPlan: stop TRT.", { "testosterone-cypionate": "discontinued" }],
    ["On AndroGel 2 pumps daily. Continue TRT.", { "testosterone-gel": "continued" }],
  ])("concerns the product: %s", (note, expected) => expect(statuses(note)).toEqual(expected));

  it.each([
    ["Stopped testosterone injections in 2019. Now on AndroGel 2 pumps daily.", "testosterone-gel", "active"],
    ["On anastrozole 1 mg weekly. Stop TRT.", "anastrozole", "active"],
    ["On AndroGel 2 pumps daily. Past TRT with pellets ended in 2015.", "testosterone-gel", "active"],
  ])("but not another drug, nor a past one: %s", (note, concept, status) =>
    expect(statuses(note)[concept]).toBe(status),
  );
});

describe("a drug that a line names and says nothing more of", () => {
  it.each([
    ["NYHA III HFrEF, Testogel", { "testosterone-gel": "active" }],
    ["Xyosted: CBC Hct 57 %, Hgb 19", { xyosted: "active" }],
    ["59-year-old, pellets q4mo", { "testosterone-pellets": "active" }],
    ["Pellet insertion today.", { "testosterone-pellets": "active" }],
    ["FHx: father prostate cancer at 60. On Testim daily.", { "testosterone-gel": "active" }],
    ["On Sustanon 250 mg every 10 days (own supply? no, clinic)", { "injectable-testosterone": "active" }],
  ])("is taken: %s", (note, expected) => expect(statuses(note)).toEqual(expected));

  it.each([
    "Clomid 2019, caused blurry vision.",
    "Letrozole for his wife's IVF.",
    "Xyosted: risks explained.",
    "Discussed the options, gel.",
    "Family history:\nFather on Testim daily.",
    "Pellet insertion was discussed.",
    "Allergic to latex, Testim.",
  ])("is not: %s", (note) => expect(Object.values(statuses(note))).not.toContain("active"));
});

describe("what disagrees", () => {
  const contradicted = (note: string) => chartOf(note).flatMap(({ contradictions }) => contradictions).length;
  it("in use here, stopped there", () =>
    expect(contradicted("Medications: anastrozole 1 mg daily.\n\nHPI: He stopped anastrozole.")).toBe(1));
  it("but not where today's plan changes it", () =>
    expect(contradicted("Medications: anastrozole 1 mg daily.\n\nPlan: stop anastrozole.")).toBe(0));
  it("nor where it is plainly past", () =>
    expect(contradicted("Previously on anastrozole. Takes anastrozole 1 mg daily again.")).toBe(0));
});

describe("the dose", () => {
  it("is the one that is stated last", () => {
    const [drug] = chartOf("On clomiphene 25 mg daily.\n\nPlan:\nIncrease clomiphene to 50 mg daily.");
    expect(drug!.dosage?.steps.at(-1)?.dose).toBeDefined();
  });
  it("is no supply that stands behind it", () => {
    const [drug] = chartOf(
      "Injects 0.4 mL of testosterone cypionate 200 mg/mL weekly.\n\nPlan:\nTestosterone cypionate 200 mg/mL, 10 mL vial.",
    );
    expect(drug!.dosage?.weekly?.low).toBe(80);
  });
});
