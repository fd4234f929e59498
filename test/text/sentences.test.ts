import { describe, expect, it } from "vitest";
import { read, sentences } from "./outline.ts";

const split: readonly (readonly [why: string, note: string, expected: readonly string[]])[] = [
  ["full stop", "On TRT. Feels well.", ["On TRT.", "Feels well."]],
  ["lower case after it", "on TRT. feels well.", ["on TRT.", "feels well."]],
  ["question and exclamation", "Better? Yes! Good.", ["Better?", "Yes!", "Good."]],
  ["semicolon", "T 512; Hct 44", ["T 512;", "Hct 44"]],
  ["after a number", "T was 512. Hct 44.", ["T was 512.", "Hct 44."]],
  ["missing space", "Doing well.Next visit in May.", ["Doing well.", "Next visit in May."]],
  ["closing quote", 'He said "fine." Then left.', ['He said "fine."', "Then left."]],
  ["dosing word before a capital", "hCG 500 IU b.i.d. Patient agrees.", ["hCG 500 IU b.i.d.", "Patient agrees."]],
  ["unit before a capital", "Takes 5 mg. Feels well.", ["Takes 5 mg.", "Feels well."]],
  ["vitamin before a sentence", "takes vitamin D. Sleeps well.", ["takes vitamin D.", "Sleeps well."]],
  ["list items", "- gel\n- labs", ["- gel", "- labs"]],
  ["numbered list in one line", "1. gel 2. labs in May 3. RTC", ["1. gel", "2. labs in May", "3. RTC"]],
  ["numbered sentences in one line", "1. Start gel. 2. Labs.", ["1. Start gel.", "2. Labs."]],
  ["blank line", "on TRT\n\nfeels well", ["on TRT", "feels well"]],
  ["shorthand lines", "No ED\nNo low libido\nno gynaecomastia", ["No ED", "No low libido", "no gynaecomastia"]],
  [
    "long statements, one a line",
    "Works long hours in a warehouse and sleeps badly most nights\nPrefers gel to injections because of the needle",
    ["Works long hours in a warehouse and sleeps badly most nights", "Prefers gel to injections because of the needle"],
  ],
  ["rows", "a | b. c\nd | e", ["a | b. c", "d | e"]],
  ["tabbed rows", "LH\t3.4\tIU/L\nFSH\t2.1\tIU/L", ["LH\t3.4\tIU/L", "FSH\t2.1\tIU/L"]],
  ["boxes in a row", "Symptoms: [x] fatigue [ ] low libido", ["Symptoms:", "[x] fatigue", "[ ] low libido"]],
];

const whole: readonly (readonly [why: string, note: string])[] = [
  ["title", "Seen by Dr. Smith today"],
  ["initials", "seen with John D. Smith today"],
  ["Latin", "labs, e.g. PSA vs. free PSA, i.e. both"],
  ["route and frequency", "T cyp 200 mg i.m. q. 2 weeks, anastrozole 0.5 mg p.o. b.i.d. as before"],
  ["frequency in capitals", "clomiphene 25 mg p.o. QOD"],
  ["time of day", "draw at 8 a.m. before the dose"],
  ["decimal", "estradiol 24.5 pg/mL on 0.5 mg"],
  ["thousands", "ferritin 1,050 ng/mL"],
  ["unit within", "took 200 mg. of testosterone"],
  ["number of tablets", "dispensed no. 30 with refills"],
  ["query", "felt tired ?low T ?sleep apnoea"],
  ["ellipsis inside a word", "sleep...poor"],
  ["version and address", "see www.example.org for 2.0.1"],
  ["list number", "1. Continue gel"],
  ["wrapped line", "Patient on testosterone cypionate 200 mg every two weeks\nwith good effect"],
  ["wrapped after a comma", "Denies ED,\nLow libido"],
  ["wrapped after a small word", "Continue testosterone and\nAnastrozole"],
  ["wrapped after an abbreviation", "Currently on anastrozole one half of a 1 mg tablet p.o. q.d.\nfor six weeks"],
  ["wrapped list item", "- continue testosterone gel\n  two pumps daily"],
  ["label and its value", "TESTOSTERONE CYPIONATE: 200 mg weekly"],
];

describe("a sentence ends", () => {
  it.each(split)("%s", (_why, note, expected) => expect(sentences(note)).toEqual(expected));
});

describe("a sentence goes on", () => {
  it.each(whole)("%s", (_why, note) => expect(sentences(note)).toEqual([note.replaceAll("\n", "/")]));
});

describe("a hard-wrapped note", () => {
  it("goes on in capitals too, once it has shown that its lines are broken", () => {
    const line = "He has been on testosterone gel for two years and his doses were";
    const text = [
      line,
      "raised twice; the last levels that were drawn at the laboratory of",
      "the clinic in May and again in June were read by the nurse and Dr",
      "Smith.",
    ].join("\n");
    expect(sentences(text).at(-1)).toContain("Dr/Smith.");
  });
});

describe("boxes", () => {
  it.each([
    ["- [ ] CBC", "unchecked"],
    ["[x] PSA", "checked"],
    ["( ) PSA", "unchecked"],
    ["☐ CBC", "unchecked"],
    ["☑ CBC", "checked"],
    ["1. [X] PSA", "checked"],
    ["[1] PSA", "none"],
    ["(see note)", "none"],
    ["CBC [x]", "none"],
  ])("%s", (text, box) => expect(read(text).sentences[0]!.box).toBe(box));
});

describe("somebody else's words", () => {
  it.each([
    ["fence", "```\nTRT\n```"],
    ["open fence", "~~~\nTRT"],
    ["quotation", "> on TRT"],
    ["front matter", "---\ntitle: TRT\n---"],
    ["imported text", "Copied from prior note:\nstart TRT"],
    ["a heading within it", "Copied from prior note:\nPlan: start TRT"],
  ])("%s", (_why, text) => expect(read(text).sentences.map(({ quoted }) => quoted)).not.toContain(false));
  it.each([
    ["more than", "> 300 ng/dL is the goal"],
    ["a rule above the note", "---\nSubjective: on TRT\n---\nwell"],
    ["arrow", "-> on TRT"],
    ["after the fence", "well"],
  ])("not %s", (_why, text) => expect(read(text).sentences.at(-1)!.quoted).toBe(false));
});
