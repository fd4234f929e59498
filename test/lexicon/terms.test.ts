/** Terms in the spellings of real notes, and the other meanings of short forms. */
import { describe, expect, it } from "vitest";
import { analyse } from "../../server/src/analysis.ts";
import { formKey } from "../../server/src/lexicon/ambiguity.ts";
import { builtInEngine } from "../support/engine.ts";

const engine = builtInEngine();
const conceptsIn = (text: string) => analyse(engine, text).mentions.map(({ concept }) => concept);

describe("recognises", () => {
  it.each([
    // axis and physiology
    ["hypothalamic-pituitary-gonadal axis", "hpg-axis"],
    ["the HPG axis", "hpg-axis"],
    ["hypothalamus", "hypothalamus"],
    ["pituitary", "pituitary"],
    ["anterior pituitary", "anterior-pituitary"],
    ["testes", "testis"],
    ["Leydig cells", "leydig-cell"],
    ["spermatogenesis", "spermatogenesis"],
    ["sperm production", "spermatogenesis"],
    ["negative feedback loop", "negative-feedback"],
    ["pulsatility", "pulsatility"],
    ["pulsatile secretion", "pulsatility"],
    ["receptor downregulation", "receptor-downregulation"],
    ["aromatase", "aromatase"],
    ["aromatization", "aromatization"],
    ["estrogen receptor", "estrogen-receptor"],
    ["receptor agonist", "agonist"],
    ["antagonist", "antagonist"],
    ["endogenous testosterone", "endogenous-testosterone"],
    ["exogenous testosterone", "exogenous-testosterone"],
    ["intratesticular testosterone (ITT)", "itt"],
    ["serum testosterone 412", "lab-total-t"],
    ["testosterone levels", "lab-total-t"],
    ["testosterone-to-estradiol ratio", "te2-ratio"],
    ["bone mineral density", "bone-mineral-density"],
    ["libido", "libido"],
    ["cognitive function", "cognitive-function"],
    // hormones
    ["testosterone", "testosterone"],
    ["GnRH pulse", "pulsatility"],
    ["LH 2.4", "lh"],
    ["FSH 3", "fsh"],
    ["estradiol", "estradiol"],
    ["oestradiol", "estradiol"],
    ["E2 42", "estradiol"],
    ["estrogen", "estrogen"],
    ["hCG 500 units twice weekly", "hcg"],
    ["androgen", "androgen"],
    // drugs
    ["testosterone cypionate", "testosterone-cypionate"],
    ["test cyp", "testosterone-cypionate"],
    ["T-cyp", "testosterone-cypionate"],
    ["Depo-Testosterone", "testosterone-cypionate"],
    ["depo testosterone", "testosterone-cypionate"],
    ["gonadorelin", "gonadorelin"],
    ["anastrozole", "anastrozole"],
    ["anastrazole", "anastrozole"],
    ["Arimidex", "anastrozole"],
    ["adex", "anastrozole"],
    ["enclomiphene citrate", "enclomiphene"],
    ["enclo", "enclomiphene"],
    ["clomiphene citrate", "clomiphene"],
    ["Clomid", "clomiphene"],
    ["clomifene", "clomiphene"],
    ["CC 25 mg daily", "clomiphene"],
    ["zuclomiphene", "zuclomiphene"],
    ["SERMs", "serm"],
    ["selective oestrogen receptor modulator", "serm"],
    ["aromatase inhibitor", "aromatase-inhibitor"],
    ["on AI with TRT", "aromatase-inhibitor"],
    ["SARM", "sarm"],
    ["testosterone gel", "testosterone-gel"],
    ["AndroGel", "testosterone-gel"],
    ["testosterone cream", "testosterone-compounded"],
    ["testosterone pellets", "testosterone-pellets"],
    ["testosterone injections", "trt"],
    ["topical testosterone", "testosterone-gel"],
    // diagnoses and effects
    ["hypogonadism", "hypogonadism"],
    ["primary hypogonadism", "primary-hypogonadism"],
    ["secondary hypogonadism", "secondary-hypogonadism"],
    ["testosterone deficiency", "hypogonadism"],
    ["low testosterone", "hypogonadism"],
    ["infertility", "male-infertility"],
    ["oligospermia", "oligospermia"],
    ["testicular atrophy", "testicular-atrophy"],
    ["gynaecomastia", "gynecomastia"],
    ["water retention", "edema"],
    ["mood change", "mood-irritability"],
    ["fatigue", "fatigue"],
    ["brain fog", "brain-fog"],
    // routes and forms
    ["intramuscularly", "im"],
    ["subcutaneous", "sc"],
    ["0.5 mL SC weekly", "sc"],
    ["twice a week", "twice-weekly"],
    ["bi-weekly", "bi-weekly"],
    ["off-label", "off-label"],
    ["adjunct medication", "adjunct"],
    ["monotherapy", "monotherapy"],
    ["first-line", "first-line"],
    ["once weekly", "weekly"],
    // therapies
    ["TRT", "trt"],
    ["SERM therapy", "serm"],
    ["TRT + gonadorelin", "trt-plus-gonadorelin"],
    ["TRT + anastrozole", "trt-plus-anastrozole"],
    ["TRT + enclomiphene", "trt-plus-enclomiphene"],
    ["SERM + AI", "serm-plus-ai"],
    // laboratory tests
    ["Hct 47 %", "lab-hct"],
    ["haematocrit", "lab-hct"],
    ["PSA 0.9", "lab-psa"],
    ["T 640, Hct 48 on TRT", "testosterone"],
    ["T level", "lab-total-t"],
    ["TT 310, LH 4", "lab-total-t"],
    ["T/E2 ratio 11", "te2-ratio"],
    ["test cyp 100 mg/wk", "testosterone-cypionate"],
    ["cypionate testosterone 100 mg", "testosterone-cypionate"],
    ["test e 250 weekly", "testosterone-enanthate"],
    ["Sustanon 250", "injectable-testosterone"],
    ["CC 25 mg QOD", "clomiphene"],
    ["DHEAS 310", "dhea-s"],
    ["estradiol by LC/MS", "lab-estradiol-lcms"],
    ["testosterone, total", "lab-total-t"],
    ["U&E normal", "lab-bmp"],
  ])("%s", (text, concept) => {
    expect(conceptsIn(`${text}.`)).toContain(concept);
  });
});

describe("leaves alone", () => {
  it.each([
    ["T 98.6 F, BP 120/80", "testosterone"],
    ["T: 37.1", "testosterone"],
    ["T12 fracture", "testosterone"],
    ["T-score -2.1", "testosterone"],
    ["T2N0M0", "testosterone"],
    ["drafted with an AI scribe", "aromatase-inhibitor"],
    ["no significant AI on echo", "aromatase-inhibitor"],
    ["moderate AI, mild MR", "aromatase-inhibitor"],
    ["CC: fatigue", "clomiphene"],
    ["EBL 50 cc", "clomiphene"],
    ["HCT on admission was negative", "lab-hct"],
    ["noncontrast HCT", "lab-hct"],
    ["lisinopril-HCT 20/12.5 mg", "lab-hct"],
    ["seen by a specialist", "tadalafil"],
    ["stress test normal", "testosterone"],
    ["test results reviewed", "testosterone"],
    ["tests were sent", "testosterone"],
    ["CYP3A4 inhibitor", "testosterone-cypionate"],
    ["PGE2 level", "estradiol"],
    ["seen in the ED", "ed"],
    ["urine hCG negative", "hcg"],
    ["MS exam normal", "ed"],
    ["PT/INR ordered", "testosterone-propionate"],
    ["total cholesterol (TC) 190 mg/dL", "testosterone-cypionate"],
    ["SA node dysfunction", "lab-semen"],
    ["PPD 5 TU placed", "testosterone-undecanoate-injection"],
    ["Dix-Hallpike (DHT) positive for vertigo", "dihydrotestosterone"],
    ["psoriatic arthritis (PsA)", "aromatase-inhibitor"],
    ["intention to treat (ITT) analysis", "itt"],
    ["tilt table (TT) test", "lab-total-t"],
    ["Free T3 of 12.5", "free-testosterone"],
    ["total T3 and total T4", "lab-total-t"],
    ["congenital absence of the inhibin B12 gene", "inhibin-b"],
  ])("%s", (text, concept) => {
    expect(conceptsIn(`${text}.`)).not.toContain(concept);
  });
});

it("gives a reason where a short form was decided, and none where the words are plain", () => {
  const { mentions } = analyse(engine, "On anastrozole. HCT 48. Testosterone gel daily.");
  expect(mentions.map(({ concept, reason }) => [concept, reason !== undefined])).toEqual([
    ["anastrozole", false],
    ["lab-hct", true],
    ["testosterone-gel", false],
    ["daily", false],
  ]);
});

describe("a form that the note itself introduces keeps that meaning", () => {
  it.each([
    ["Hematocrit (HCT) 41 at first. Today the HCT was normal.", ["lab-hct", "lab-hct", "lab-hct"]],
    ["Erectile dysfunction (ED). Today ED better.", ["ed", "ed", "ed"]],
    ["Testosterone (T) rose. His wife asks about T today.", ["testosterone", "testosterone", "testosterone"]],
    ["Aortic insufficiency (AI). Follow his AI yearly, on AI watch.", []],
    ["This note was drafted with artificial intelligence (AI). On an AI.", []],
    ["AI (artificial intelligence) wrote this with AI.", []],
    ["Seen by home health (HH): LH unknown. HH and LH.", ["lh", "lh"]],
    ["Hydrochlorothiazide (HCT) 25 mg daily. HCT checked.", ["mg-dose", "daily"]],
    ["Intention to treat (ITT). ITT by sperm count.", ["lab-semen"]],
  ])("%s", (note, expected) => {
    expect(conceptsIn(note)).toEqual(expected);
  });
});

describe("everyday words alone are no terms", () => {
  it.each(
    "test tests gear juice cycle cruise blast pin pins shot gel patch peak trough plan hold if may no without stopped lump swelling needles virtual expecting bearing,flashes of insight,combined,considered,ordered,patches on the wall,Android phone,a cream wall,run down,worn out,shutdown of the plant,spiro,keto diet"
      .split(",")
      .flatMap((part) => (part.includes("test ") ? part.split(" ") : [part])),
  )("%s", (words) => {
    const { mentions } = analyse(engine, `He talks of the ${words} and goes.`);
    expect(mentions.filter(({ concept }) => concept !== "topical-cream").map(({ concept }) => concept)).toEqual([]);
  });
});

it("has at least three thousand listed spellings, plurals and hyphen variants not counted", () => {
  const listed = new Set<string>();
  for (const { term, recognise, forms } of engine.knowledge.concepts.values()) {
    for (const { text } of recognise ? [{ text: term }, ...forms] : forms) listed.add(formKey(text));
  }
  expect(listed.size).toBeGreaterThan(3000);
});
