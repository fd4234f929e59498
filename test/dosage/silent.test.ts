/** What must not become a dose: other drugs, results, supplies, dates; and what has two readings, where nothing is guessed. */
import { describe, expect, test } from "vitest";
import { readDosage, readDosageText } from "../../server/src/dosage/read.ts";
import { tokenize } from "../../server/src/text/tokens.ts";
import { shorthand } from "./shorthand.ts";

/** Reads what follows the first word, as after a drug's name. */
function after(text: string): string {
  const tokens = tokenize(text);
  return shorthand(readDosage(text, tokens, 1, tokens.count));
}

describe("not a dose", () => {
  test.each([
    "testosterone 312 in 2023",
    "testosterone 312 ng/dL",
    "testosterone was 450 ng/dL on 3/14/2024",
    "testosterone level 10.8 nmol/L in March",
    "testosterone, total 287",
    "testosterone 2 weeks ago",
    "testosterone since 2019",
    "testosterone #30, refills 3",
    "testosterone disp 30",
    "testosterone and metformin 500 mg bid",
    "testosterone, atorvastatin 40 mg daily",
    "testosterone at age 45",
    "testosterone >1000",
    "testosterone for 5 years",
    "testosterone recheck in 6 weeks",
    "testosterone (see labs 3/2024)",
    "testosterone pain 3/10",
    "testosterone if Hct 52% hold",
    "testosterone 90 day supply",
    "testosterone lab weekly",
    "testosterone",
    "testosterone ...",
  ])("%s", (text) => {
    expect(after(text)).toBe("nothing");
  });
});

describe("only its own", () => {
  test.each([
    ["testosterone 100 mg weekly, metformin 500 mg bid", "100 mg | 1/wk = 100 mg/wk"],
    ["testosterone 100 mg weekly and anastrozole 0.5 mg biw", "100 mg | 1/wk = 100 mg/wk"],
    ["testosterone 100 mg weekly metformin 500 mg bid", "100 mg | 1/wk = 100 mg/wk"],
    ["testosterone 100 mg weekly, Hct 52%", "100 mg | 1/wk = 100 mg/wk"],
    ["testosterone 100 mg weekly, recheck total T in 6 weeks then every 3 months", "100 mg | 1/wk = 100 mg/wk"],
    ["testosterone 100 mg weekly; last injection Monday", "100 mg | 1/wk = 100 mg/wk"],
    ["testosterone 100 mg weekly, total testosterone 650 ng/dL", "100 mg | 1/wk = 100 mg/wk"],
    ["testosterone 100 mg weekly #1 vial, 2 refills", "100 mg | 1/wk = 100 mg/wk"],
    ["testosterone 100 mg weekly. The patient has lost 20 lb in 3 months", "100 mg | 1/wk = 100 mg/wk"],
    ["testosterone 100 mg weekly, increase by 25 mg every 2 weeks", "100 mg | 1/wk = 100 mg/wk"],
    ["testosterone 100 mg weekly if hematocrit below 54 otherwise 50 mg weekly", "100 mg | 1/wk = 100 mg/wk"],
    ["testosterone 50 mg tablets, #20, one daily", "1 tablet | of 50 mg/tablet | 1/d = 350 mg/wk"],
    ["testosterone 100 mg q.d. #30 pills; cetirizine 10 mg daily", "100 mg | 1/d = 700 mg/wk"],
    ["D3 2000 units daily", "nothing"],
  ])("%s", (text, expected) => {
    if (text.startsWith("D3")) expect(shorthand(readDosageText(text))).toBe("2000 units | 1/d = 14000 units/wk");
    else expect(after(text)).toBe(expected);
  });
});

describe("two readings: abstains, and keeps what is plain", () => {
  test.each([
    ["200 mg IM biweekly", "? 200 mg | intramuscular"],
    ["200 mg bi-weekly", "? 200 mg"],
    ["5 mg daily except 7.5 mg on Wednesday", "? - | 1/d"],
    ["60 mg SC 5 daily", "? 60 mg | subcutaneous"],
    ["100 mg x 4 weekly", "? 100 mg"],
    ["100 mg twice every other week", "? 100 mg"],
    ["0.5 mL of 200 mg/mL (200 mg) weekly", "? - | 1/wk"],
    ["100 mg (0.5 mL / 25 units) weekly", "? - | 1/wk"],
    ["100 mg weekly every 2 weeks", "? 100 mg"],
    ["100 mg weekly or 50 mg twice weekly", "? 100 mg | 1/wk"],
    ["100 mg weekly on Monday and Thursday", "? 100 mg"],
    ["1 drop OD", "? 1 drop"],
    ["10 mg every few weeks", "? 10 mg"],
    ["250-200 bid", "? - | 2/d"],
    ["200 mg to 150 mg weekly", "? - | 1/wk"],
    ["5 mg/kg every 8 hours", "? - | 1/8h"],
    ["875/125 bd", "? - | 2/d"],
    ["10 mg q12", "? 10 mg"],
    ["10 mg daily every Monday and Friday", "? 10 mg"],
    ["10 mg mondaywednesday and friday", "? 10 mg"],
    ["10 mg Mon-Thu", "? 10 mg"],
    ["2 weekly", "?"],
    ["1000 mg daily in divided doses", "? - | 1/d"],
    ["50 mg, 100 mg daily", "? - | 1/d"],
    ["increase by 25 mg every week", "?"],
    ["80 mg twice weekly (200 mg/week)", "? - | 2/wk"],
  ])("%s", (text, expected) => {
    const reading = readDosageText(text);
    expect(reading.weekly).toBeNull();
    expect(reading.reason).toBeTruthy();
    expect(shorthand(reading)).toBe(expected);
  });
});

describe("a text that breaks off", () => {
  test.each([
    ["5 mg daily except", "5 mg | 1/d = 35 mg/wk"],
    ["5 mg daily but", "5 mg | 1/d = 35 mg/wk"],
    ["5 mg daily except on", "5 mg | 1/d = 35 mg/wk"],
    ["50 mg daily x", "50 mg | 1/d = 350 mg/wk"],
    ["50 mg weekly split", "? - | 1/wk"],
    ["12.5 mg 5 days out of", "12.5 mg | for 5d"],
  ])("%s", (text, expected) => {
    expect(shorthand(readDosageText(text))).toBe(expected);
  });
});

describe("no weekly mass, and the reason", () => {
  test.each([
    ["0.5 mL IM weekly", "a volume without a concentration"],
    ["5 g of gel daily", "grams of a preparation, its strength is not stated"],
    ["2 tablets daily", "the strength of one tablet is not stated"],
    ["2 tablets (50 mg) daily", "the strength of one tablet is not stated"],
    ["100 q wk", "a number without a unit"],
    ["50 mg as needed", "taken as needed"],
    ["50 mg with meals", "how often is not stated"],
    ["50 mg once", "how often is not stated"],
    ["1000 mg at 0 and 6 weeks", "a loading course"],
    ["20 mg daily x 5 days then 10 mg daily x 5 days", "the dose changes from step to step"],
  ])("%s: %s", (text, reason) => {
    const { abstained, weekly, reason: given } = readDosageText(text);
    expect({ abstained, weekly, given }).toEqual({ abstained: false, weekly: null, given: reason });
  });
});
