import { describe, expect, it } from "vitest";
import { outline, read } from "./outline.ts";

const found: readonly (readonly [why: string, note: string, expected: readonly string[]])[] = [
  ["colon at the start of a line", "Plan: continue TRT", ["plan: Plan"]],
  ["alone in its line", "Plan\ncontinue TRT", ["plan: Plan"]],
  ["markdown", "## Plan\ncontinue", ["plan: Plan"]],
  ["bold", "**Plan:** continue", ["plan: Plan"]],
  ["bold, colon outside", "__Plan__: continue", ["plan: Plan"]],
  ["numbered", "1. HPI: tired\n2. Plan: labs", ["hpi: HPI", "plan: Plan"]],
  ["lettered capitals", "C. MEDICAL HISTORY\nasthma", ["pmh: MEDICAL HISTORY"]],
  ["dash", "Plan - continue", ["plan: Plan"]],
  ["lower case with a colon", "meds: none", ["medications: meds"]],
  ["Windows line ends", "HPI:\r\ntired\r\nPlan:\r\nlabs", ["hpi: HPI", "plan: Plan"]],
  ["a remark in brackets", "PMHx/meds (very limited)\nasthma", ["pmh: PMHx/meds"]],
  ["a date", "Labs 3/4/25: T 512", ["labs: Labs"]],
  ["a date and a remark", "Labs 2026-02-24, mid-interval:\nT 512", ["labs: Labs"]],
  ["a qualifier", "Pertinent Labs today: T 512", ["labs: Pertinent Labs"]],
  ["a possessive", "Today's labs: T 512", ["labs: Today's labs"]],
  ["ampersand, slash or word", "Assessment & Plan:\n", ["assessment-plan: Assessment & Plan"]],
  ["two headings in one", "Impression, Plan: stable", ["assessment-plan: Impression, Plan"]],
  ["the broader of two decides", "Family history/Meds: none", ["medications: Family history/Meds"]],
  ["SOAP in one line", "S: tired. O: BP 120/80. A/P: low T", ["subjective: S", "objective: O", "assessment-plan: A/P"]],
  ["two in one line", "ASSESSMENT: low T. PLAN: recheck", ["assessment: ASSESSMENT", "plan: PLAN"]],
  ["capitals need no stop before", "no distress ASSESSMENT: low T", ["assessment: ASSESSMENT"]],
  ["unknown capitals", "INJECTION SITES: rotated weekly", ["other: INJECTION SITES"]],
  ["kind by the head noun", "ANDROLOGIC HISTORY OF NOTE: vasectomy", ["hpi: ANDROLOGIC HISTORY OF NOTE"]],
  [
    "capitals alone after a blank line",
    "Seen today.\n\nPELLET INSERTION VISIT\nTolerated.",
    ["other: PELLET INSERTION VISIT"],
  ],
  ["a label over a list", "Stopped:\n- anastrozole", ["other: Stopped"]],
];

const nested: readonly (readonly [why: string, note: string, expected: readonly string[]])[] = [
  ["vitals in the objective part", "Objective\nVitals: BP 120/80", ["objective: Objective", "· vitals: Vitals"]],
  ["organs", "Exam: HEENT: normal. Neck: supple.", ["exam: Exam", "· exam: HEENT", "· exam: Neck"]],
  ["organs after vitals", "Exam\nVS: BP 120/80\nNeck: supple", ["exam: Exam", "· vitals: VS", "· exam: Neck"]],
  ["bulleted organs", "ROS\n• GU: no nocturia", ["ros: ROS", "· ros: GU"]],
  [
    "numbered problems",
    "A/P\n1. Low T: stable\n2. ED - sildenafil",
    ["assessment-plan: A/P", "· assessment-plan: Low T", "· assessment-plan: ED"],
  ],
  ["problems by what stands below", "Plan:\n1. Low T\n   continue gel", ["plan: Plan", "· plan: Low T"]],
  [
    "hash problems",
    "A/P:\n#Hypogonadism\ncontinue\n#2 Libido\nbetter",
    ["assessment-plan: A/P", "· assessment-plan: Hypogonadism", "· assessment-plan: Libido"],
  ],
  [
    "markdown problems",
    "## Assessment\n### Low T\nstable\n## Plan\ngel",
    ["assessment: Assessment", "· assessment: Low T", "plan: Plan"],
  ],
  ["colon headings below markdown", "# Visit\n## Plan\nLabs: CBC", ["other: Visit", "· plan: Plan", "· · plan: Labs"]],
  [
    "labs to come in a plan",
    "Plan: gel\nLabs: CBC in 6 wk\n\nAllergies: none",
    ["plan: Plan", "· plan: Labs", "allergies: Allergies"],
  ],
  [
    "medicines to come",
    "Meds: gel\n\nPlan:\nSee below\n\nMeds:\nstop gel",
    ["medications: Meds", "plan: Plan", "· plan: Meds"],
  ],
  ["capitals in a plan", "PLAN:\n\nDISCUSSED OPTIONS: gel, shots", ["plan: PLAN", "· plan: DISCUSSED OPTIONS"]],
  [
    "pasted note",
    "Copied from prior note:\nPlan: start TRT\n\nPlan: stop TRT",
    ["quoted: Copied from prior note", "· plan: Plan", "plan: Plan"],
  ],
];

/** No heading at all. */
const prose: readonly (readonly [why: string, note: string])[] = [
  ["no headings", "45 yo man on TRT.\nDoing well."],
  ["a sentence", "The plan is to continue."],
  ["a sentence that begins with the word", "Plan to continue TRT."],
  ["capitals without a colon", "PLAN OF CARE DISCUSSED"],
  ["a lower-case word in a sentence", "We discussed the plan: continue."],
  ["a capitalised word in a sentence", "He asked about Plan: B"],
  ["clock time", "Time: 10:30"],
  ["dose", "Dose: 5 mg"],
  ["result", "Testosterone: 512 ng/dL"],
  ["result in capitals", "TOTAL TESTOSTERONE: 512 ng/dL"],
  ["below a limit", "ESTRADIOL: <15 pg/mL"],
  ["short name", "HCT: pending"],
  ["name without a vowel", "SHBG: normal"],
  ["vital sign", "BP: 120/80"],
  ["pulse", "P: 72"],
  ["ratio", "The T:E ratio rose."],
  ["list entry", "- Allergies\n- Medications"],
  ["numbered entry", "1. Allergies\n2. Asthma"],
  ["end of a wrapped line", "We looked at his current\nmedications\nand labs."],
  ["capitals as statement", "Seen.\n\nNO NEW COMPLAINTS VOICED TODAY"],
  ["capitals as a sentence", "CONTINUE TESTOSTERONE AS BEFORE."],
  ["medicine list in capitals", "- TESTOSTERONE CYPIONATE\n- ANASTROZOLE"],
  ["table row", "| Plan | Assessment |"],
  ["code", "```\nPlan: x\n```"],
  ["quotation", "> Plan: x"],
  ["front matter", "---\nplan: x\n---\nSeen."],
  ["comment", "<!-- Plan: x -->"],
  ["empty note", ""],
  ["only marks", "::: - # **"],
];

/** A heading holds; what follows it does not open another. */
const inside: readonly (readonly [why: string, note: string, expected: readonly string[]])[] = [
  ["items of a plan", "Plan:\n1. Continue gel\n2. CBC in 3 months", ["plan: Plan"]],
  ["bulleted label in a plan", "Plan:\n- Labs: CBC\n- Education: given", ["plan: Plan"]],
  [
    "allergies as a problem",
    "A/P:\n1. Low T: gel\n2. Allergies: cetirizine",
    ["assessment-plan: A/P", "· assessment-plan: Low T", "· assessment-plan: Allergies"],
  ],
  ["results under labs", "LABS:\nPSA: normal\nTOTAL T: 512\nFSH: low", ["labs: LABS"]],
  ["organ with a measure", "Exam:\nTestes: 20 mL", ["exam: Exam"]],
  ["organ words elsewhere", "HPI: Neck: sore since May.", ["hpi: HPI"]],
  ["pulse in the exam", "O: T 36.8. P: 72 BP: 120/80", ["objective: O"]],
];

describe("a heading", () => {
  it.each(found)("%s", (_why, note, expected) => expect(outline(note)).toEqual(expected));
});

describe("a section inside another", () => {
  it.each(nested)("%s", (_why, note, expected) => expect(outline(note)).toEqual(expected));
});

describe("no heading", () => {
  it.each(prose)("%s", (_why, note) => expect(outline(note)).toEqual([]));
  it.each(inside)("%s", (_why, note, expected) => expect(outline(note)).toEqual(expected));
});

describe("the words of a heading", () => {
  it("that is named are read by nobody", () => {
    const { sentences, sections } = read("## Testosterone history:\nNone.");
    expect(sections[0]!.named).toBe(true);
    expect(sentences).toHaveLength(1);
  });
  it("that is not named are read with what follows: a problem, an organ, a label", () => {
    const text = "A/P:\n1. Hypogonadism: continue testosterone.";
    const { sentences, sections } = read(text);
    expect(sections[1]).toMatchObject({ title: "Hypogonadism", named: false, parent: 0, level: 2 });
    expect(sentences.map(({ start, end, section }) => [text.slice(start, end), section])).toEqual([
      ["1. Hypogonadism: continue testosterone.", 1],
    ]);
  });
  it("are the title without marks; the heading has them", () => {
    const text = "### **Plan (brief):** go";
    const { heading, title } = read(text).sections[0]!;
    expect([title, text.slice(heading!.start, heading!.end)]).toEqual(["Plan", "### **Plan (brief):**"]);
  });
});
