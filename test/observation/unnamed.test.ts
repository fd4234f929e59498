import { describe, expect, it } from "vitest";
import { builtInKnowledge } from "../../server/build/knowledge-folder.ts";
import { analyse, createEngine } from "../../server/src/analysis.ts";
import { inWords } from "./vocabulary.ts";

const engine = createEngine(builtInKnowledge());
const read = (note: string) => analyse(engine, note).chart.observations.map((item) => inWords(note, item));

describe("a level told of the drug", () => {
  it.each([
    ["T gel 50 mg daily: level 380", "total-testosterone 380"],
    ["On testosterone gel 50 mg daily, level 380 ng/dL.", "total-testosterone 380 ng/dL"],
    ["Testosterone cypionate 100 mg weekly, trough 512.", "total-testosterone 512 {trough}"],
    ["Nebido 1 g every 12 weeks, trough level 9.8 nmol/L", "total-testosterone 9.8 nmol/L {trough level}"],
  ])("%s", (note, expected) => {
    expect(read(note)).toEqual([expected]);
  });

  it.each([
    "Testosterone cypionate 100 mg weekly, dose level 3",
    "Testosterone gel 50 mg daily; target level 500-700",
    "Testosterone gel 50 mg daily, level should be 400 to 700",
    "On testosterone gel 50 mg, lithium level 380",
    "Testosterone cypionate 100 mg, peak 24 to 48 hours later",
    "If on testosterone gel, aim for a level of 500",
    "Cypionate 100 mg: energy level 7/10",
  ])("none: %s", (note) => {
    expect(read(note).filter((item) => item.startsWith("total-testosterone "))).toEqual([]);
  });
});

describe("what its unit tells", () => {
  it.each([
    ["SA 18M/mL", "sperm-concentration 18 10*6/mL"],
    ["Semen analysis: count 45 million/mL", "sperm-concentration 45 10*6/mL"],
    ["Semen analysis 3/2/25: 12 million/mL", "sperm-concentration 12 10*6/mL @2025-03-02"],
    ["BP 128/80, 88 kg", "weight 88 kg"],
    ["O: 126/78, P 66, 88 kg", "weight 88 kg"],
  ])("%s", (note, expected) => {
    expect(read(note)).toContain(expected);
  });

  it.each([
    "SA in 3 months, goal 15 million/mL",
    "Semen analysis normal (>15 million/mL)",
    "BP 128/80, lifts 88 kg",
    "BP 128/80, 200 lb bench press",
    "BP 128/80, down 8 kg",
    "Invested 18 M/mL of capital",
    "Takes 100 kg, he says",
  ])("none: %s", (note) => {
    expect(read(note).filter((item) => /sperm-conc.* \d|weight/.test(item))).toEqual([]);
  });
});

describe("a pressure that opens the objective part", () => {
  it("has no name", () => {
    expect(read("S: well\nObj: 126/82. HCT 48.8")).toEqual(["blood-pressure 126/82", "hematocrit 48.8"]);
  });

  it.each(["S: well\nObj: 20/20 vision", "S: well\nObj: strength 5/5", "A: 126/82 is the goal"])("none: %s", (note) => {
    expect(read(note)).toEqual([]);
  });
});

describe("a pressure behind a weight", () => {
  it("is no second weight", () => {
    expect(read("Wt 205, 126/80.")).toEqual(["weight 205", "blood-pressure 126/80"]);
  });
});
