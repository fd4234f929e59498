/** Names one letter away are recognised and marked as such; other words are left alone. */
import { describe, expect, it } from "vitest";
import { analyse } from "../../server/src/analysis.ts";
import { builtInEngine } from "../support/engine.ts";

const engine = builtInEngine();
const read = (text: string) =>
  analyse(engine, text)
    .mentions.filter(({ reason }) => reason?.includes("misspelling"))
    .map(({ concept, start, end }) => `${text.slice(start, end)} = ${concept}`);

describe("a name", () => {
  it.each([
    ["On anastrazole 0.5 mg weekly.", "anastrazole = anastrozole"],
    ["Continue exemestan 25 mg.", "exemestan = exemestane"],
    ["Start tamoxifin 10 mg daily.", "tamoxifin = tamoxifen"],
    ["Tadalafill 5 mg daily.", "Tadalafill = tadalafil"],
    ["Takes finastride 1 mg.", "finastride = finasteride"],
    ["estradoil 24 pg/mL", "estradoil = estradiol"],
    ["raloxifine 60 mg", "raloxifine = raloxifene"],
    ["prolactine 9 ng/mL", "prolactine = prolactin"],
    ["Clomd 25 mg daily.", "Clomd = clomiphene"],
    ["Cilais 5 mg daily.", "Cilais = tadalafil"],
    ["On Axirn daily.", "Axirn = testosterone-solution"],
    ["nastrozole 1 mg weekly", "nastrozole = anastrozole"],
    ["haematocrt 0.49", "haematocrt = lab-hct"],
    ["Femra 2.5 mg daily.", "Femra = letrozole"],
  ])("with one wrong letter: %s", (note, expected) => {
    expect(read(note)).toEqual([expected]);
  });

  it("misspelt is a drug like any other", () => {
    const { chart } = analyse(engine, "Start tamoxifin 10 mg daily.");
    expect(chart.medications.map(({ concept, status }) => [concept, status])).toEqual([["tamoxifen", "started"]]);
  });
});

describe("another word", () => {
  it.each([
    "Axion of the neuron; tries to weigh less, sweats and a seat.",
    "Menace of the windy moons; strike, stoke and strode.",
    "Neural crest, spiral CT, a caper with his carer.",
    "Lamid of the family; clomping about; texting; lotrel 5 mg.",
    "Clomipramine 25 mg nightly for depression.",
    "Inulin clearance was measured.",
    "Personal history reviewed; tested twice.",
    "Romaine lettuce outbreak.",
    "Postmenopause, mobility good.",
    "Estriol cream prescribed.",
    "Prednisolone 5 mg daily.",
    "Tamsulosin 0.4 mg daily.",
    "Hydroxyzine 25 mg, hydralazine 10 mg.",
    "Transferring to another clinic.",
    "Triglycerides 140, testosterones plural.",
    "Anemias of several kinds.",
    "Fluconazole and itraconazole.",
    "Recast of the plan.",
    "Methadone clinic; metolazone 5 mg.",
  ])("is left alone: %s", (note) => {
    expect(read(note)).toEqual([]);
  });
});

describe("a name of several words with one misspelt", () => {
  it.each([
    ["Known sleep apnoe, no CPAP.", "sleep apnoe = osa"],
    ["Total testostrone 301 ng/dL.", "Total testostrone = lab-total-t"],
    ["On testosterone cypoinate 100 mg weekly.", "testosterone cypoinate = testosterone-cypionate"],
    ["Secondry hypogonadism, LH 2.", "Secondry hypogonadism = secondary-hypogonadism"],
    ["Deep vein trombosis in 2019.", "Deep vein trombosis = vte"],
    ["Has a pituitary adenona on MRI.", "pituitary adenona = pituitary-adenoma"],
    ["Reports hot flahses at night.", "hot flahses = hot-flashes"],
    ["Sets out a theraputic phlebotomy.", "theraputic phlebotomy = phlebotomy"],
    ["Decresed libido for a year.", "Decresed libido = low-libido"],
    ["Possible injction site reaction.", "injction site reaction = injection-site-reaction"],
    ["Comprehensive metbolic panel ordered.", "Comprehensive metbolic panel = lab-cmp"],
    ["Prostate canceer in his father.", "Prostate canceer = prostate-cancer"],
    ["Comprehensive metabolic panel and heptaic panel.", "heptaic panel = lab-lft"],
    ["Wants to avoid testosterone therpay.", "testosterone therpay = trt"],
    ["Headach and priapisim noted.", "Headach = headache", "priapisim = priapism"],
  ])("is found whole: %s", (note, ...expected) => {
    expect(read(note)).toEqual(expected);
  });

  it("stands in the place of the shorter name that was found in it", () => {
    const { mentions } = analyse(engine, "His total testostrone was low.");
    expect(mentions.map(({ concept }) => concept)).toEqual(["lab-total-t"]);
  });

  it.each([
    "Status post masectomy.",
    "The effect is wearing off.",
    "Wound infected; swab sent, smelling badly.",
    "He typically sleeps six hours.",
    "Morning elections were held.",
    "Deep vessel, steep slope, hot flask.",
    "A total of twelve; totals listed.",
    "Adenoid tissue, pituitous mucus.",
    "Secondly, he has pain.",
    "The catheter traversed the lesion; 20 milligray was given.",
    "Patient found patent airway; heart attached to monitor leads.",
    "Prostate cancels nothing; sleep typical; blood removed.",
    "Weight gaining slowly; low energetic days; hot flasks.",
    "Prefilled pens were refiled by the pharmacy.",
  ])("is not seen where the rest is missing or another word is meant: %s", (note) => {
    expect(read(note)).toEqual([]);
  });
});
