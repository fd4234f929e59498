/** Instructions and how they are to be read. Each line: the words, then the reading in shorthand. */
import { describe, expect, test } from "vitest";
import { readDosageText } from "../../server/src/dosage/read.ts";
import { shorthand } from "./shorthand.ts";

function reads(name: string, table: readonly (readonly [string, string])[]): void {
  describe(name, () => {
    test.each(table)("%s", (text, expected) => {
      expect(shorthand(readDosageText(text))).toBe(expected);
    });
  });
}

reads("amount, strength and volume", [
  ["100 mg IM weekly", "100 mg | 1/wk | intramuscular = 100 mg/wk"],
  ["Inject 0.4 mL of 200 mg/mL SQ every 3.5 days", "0.4 mL | of 200 mg/mL | 1/3.5d | subcutaneous = 160 mg/wk"],
  ["200mg/ml 0.5ml weekly", "0.5 mL | of 200 mg/mL | 1/wk = 100 mg/wk"],
  ["200 mg/mL (10 mL vial), 0.3 mL twice weekly", "0.3 mL | of 200 mg/mL | 2/wk = 120 mg/wk"],
  ["140 mg (0.7 cc) weekly", "140 mg | in 0.7 mL | 1/wk = 140 mg/wk"],
  ["0.5 mL (100 mg) q wk", "100 mg | in 0.5 mL | 1/wk = 100 mg/wk"],
  ["50 mg (25 units) subcutaneously twice weekly", "50 mg | 2/wk | subcutaneous = 100 mg/wk"],
  ["100 mg (0.5 mL / 50 units) weekly", "100 mg | in 0.5 mL | 1/wk = 100 mg/wk"],
  ["2 tablets of 25 mg daily", "2 tablet | of 25 mg/tablet | 1/d = 350 mg/wk"],
  ["50 mg tablet, half a tablet every other day", "0.5 tablet | of 50 mg/tablet | 1/2d = 87.5 mg/wk"],
  ["1 capsule (25 mg) by mouth each morning", "1 capsule | of 25 mg/capsule | 1/d MORN | oral = 175 mg/wk"],
  ["2 x 25 mg tablets nocte", "2 tablet | of 25 mg/tablet | 1/d NIGHT = 350 mg/wk"],
  [
    "20.25 mg/actuation, 2 actuations to shoulders qAM",
    "2 actuation | of 20.25 mg/actuation | 1/d MORN | @shoulders = 283.5 mg/wk",
  ],
  ["2 pumps (40.5 mg) topically daily", "2 pump | of 40.5 mg/2 pump | 1/d | transdermal = 283.5 mg/wk"],
  ["3 actuations (30 mg) topically daily", "3 actuation | 1/d | transdermal"],
  ["40.5 mg (2 pumps) topically daily", "2 pump | of 40.5 mg/2 pump | 1/d | transdermal = 283.5 mg/wk"],
  ["1% gel 5 g daily", "5 g | of 1 g/100 g | 1/d = 350 mg/wk"],
  ["1 and 1/2 tabs daily", "1.5 tablet | 1/d"],
  ["½ tab po qhs", "0.5 tablet | 1/d HS | oral"],
  ["one half tablet daily", "0.5 tablet | 1/d"],
  ["two and a half tablets daily", "2.5 tablet | 1/d"],
  ["0,5 mg twice a week", "0.5 mg | 2/wk = 1 mg/wk"],
  ["1,000 IU SC 3x/week", "1000 units | 3/wk | subcutaneous = 3000 units/wk"],
  ["100 to 120 mg weekly", "100-120 mg | 1/wk = 100-120 mg/wk"],
  ["100 mg - 120 mg weekly", "100-120 mg | 1/wk = 100-120 mg/wk"],
  ["three 5 ml spoonfuls bid", "15 mL | 2/d"],
  ["112 mcg/day", "112 mcg | 1/d = 0.784 mg/wk"],
  ["5/325 mg 1 tab q6h", "1 tablet | 1/6h"],
  ["take one (1) tablet daily", "1 tablet | 1/d"],
  ["increased from 100 mg to 120 mg weekly", "120 mg | 1/wk = 120 mg/wk"],
]);

reads("bare numbers, only with a frequency", [
  ["100 q wk", "100 | 1/wk"],
  ["300 b.i.d", "300 | 2/d"],
  ["take 1 bid", "1 | 2/d"],
  ["25 mg 2 daily", "2 | of 25 mg/ | 1/d = 350 mg/wk"],
  ["take 1 or 2 4 times/day", "1-2 | 4/d"],
]);

reads("frequency", [
  ["10 mg q.d.", "10 mg | 1/d = 70 mg/wk"],
  ["10 mg o.d.", "10 mg | 1/d = 70 mg/wk"],
  ["10 mg b/d", "10 mg | 2/d = 140 mg/wk"],
  ["10 mg TDS", "10 mg | 3/d = 210 mg/wk"],
  ["10 mg qod", "10 mg | 1/2d = 35 mg/wk"],
  ["10 mg EOD", "10 mg | 1/2d = 35 mg/wk"],
  ["10 mg alt days", "10 mg | 1/2d = 35 mg/wk"],
  ["10 mg q.6h.", "10 mg | 1/6h = 280 mg/wk"],
  ["10 mg 6 hourly", "10 mg | 1/6h = 280 mg/wk"],
  ["10 mg q4-6h", "10 mg | 1/4-6h = 280-420 mg/wk"],
  ["200 mg IM q2wk", "200 mg | 1/2wk | intramuscular = 100 mg/wk"],
  ["200 mg q14d", "200 mg | 1/14d = 100 mg/wk"],
  ["200 mg IM q.3 weekly", "200 mg | 1/3wk | intramuscular = 66.6666667 mg/wk"],
  ["250 mg 3-weekly", "250 mg | 1/3wk = 83.3333333 mg/wk"],
  ["250 mg every 3/52", "250 mg | 1/3wk = 83.3333333 mg/wk"],
  ["50 mg E3.5D", "50 mg | 1/3.5d = 100 mg/wk"],
  ["30 mg E3D", "30 mg | 1/3d = 70 mg/wk"],
  ["0.5 mg biw", "0.5 mg | 2/wk = 1 mg/wk"],
  ["500 units tiw", "500 units | 3/wk = 1500 units/wk"],
  ["1000 mg every 10-12 weeks", "1000 mg | 1/10-12wk = 83.3333333-100 mg/wk"],
  ["22.5 mg every three months", "22.5 mg | 1/3mo = 1.72488141 mg/wk"],
  ["10 mg qd-bid", "10 mg | 1-2/d = 70-140 mg/wk"],
  ["10 mg once or twice daily", "10 mg | 1-2/d = 70-140 mg/wk"],
  ["10 mg twice daily (every 12 hours)", "10 mg | 2/d = 140 mg/wk"],
  ["1 tablet every day bid", "1 tablet | 2/d"],
  ["up to four times daily 1 g", "1 g | 0-4/d = 0-28000 mg/wk"],
  ["200 mg every 2 weeks (biweekly)", "200 mg | 1/2wk = 100 mg/wk"],
  ["5 mg stat", "5 mg | 1 in all"],
]);

reads("days, hours and meals", [
  ["500 IU MWF", "500 units | 1/d mon+wed+fri = 1500 units/wk"],
  ["500 IU M/W/F", "500 units | 1/d mon+wed+fri = 1500 units/wk"],
  ["60 mg Mon/Thu", "60 mg | 1/d mon+thu = 120 mg/wk"],
  ["60 mg M/Th", "60 mg | 1/d mon+thu = 120 mg/wk"],
  ["0.5 mg every Monday and Thursday", "0.5 mg | 1/d mon+thu = 1 mg/wk"],
  ["0.5 mg twice weekly on Monday and Thursday", "0.5 mg | 2/wk mon+thu = 1 mg/wk"],
  ["25 mg daily Monday through Friday", "25 mg | 1/d mon+tue+wed+thu+fri = 125 mg/wk"],
  ["237 mg BID with meals", "237 mg | 2/d C = 3318 mg/wk"],
  ["20 mg 30 min before breakfast", "20 mg | 1/d ACM = 140 mg/wk"],
  ["1 tab at 8 am and 8 pm", "1 tablet | 2/d"],
  ["5 mg twice a day in the morning and evening", "5 mg | 2/d MORN+EVE = 70 mg/wk"],
  ["5 mg qam and qhs", "5 mg | 2/d MORN+HS = 70 mg/wk"],
]);

reads("steps", [
  ["100 mg am and 50 mg pm", "100 mg | 1/d MORN & 50 mg | 1/d EVE = 1050 mg/wk"],
  ["60 mg Mon, 40 mg Thu", "60 mg | 1/d mon & 40 mg | 1/d thu = 100 mg/wk"],
  ["750 mg at 0 and 4 weeks then every 10 weeks", "750 mg | 1/4wk for 4wk then 750 mg | 1/10wk = 75 mg/wk"],
  [
    "1000 mg IM at baseline and 6 weeks, then every 12 weeks",
    "1000 mg | 1/6wk for 6wk | intramuscular then 1000 mg | 1/12wk | intramuscular = 83.3333333 mg/wk",
  ],
  [
    "60 mg daily x 3 days, 40 mg x 3 days, then 20 mg x 3 days",
    "60 mg | 1/d for 3d then 40 mg | 1/d for 3d then 20 mg | 1/d for 3d",
  ],
  ["100 mg weekly x 3 mo (off-label, d/w pt)", "100 mg | 1/wk for 3mo = 100 mg/wk"],
  ["5 mg -> 4 mg daily", "5 mg then 4 mg | 1/d = 28 mg/wk"],
  ["100 -> 120 mg weekly", "120 mg | 1/wk = 120 mg/wk"],
  ["200 mg q2wk => 100 mg weekly", "200 mg | 1/2wk then 100 mg | 1/wk = 100 mg/wk"],
  ["4 mg daily (INR 3.4 on 2/1)", "4 mg | 1/d = 28 mg/wk"],
  ["25 mg mane 7/7 → 12.5 mg mane", "25 mg | 1/d MORN for 7d then 12.5 mg | 1/d MORN = 87.5 mg/wk"],
  ["100 mg per week divided into two doses", "50 mg | 2/wk = 100 mg/wk"],
  ["1000 mg/day divided bid", "500 mg | 2/d = 7000 mg/wk"],
]);

reads("course, need and limit", [
  ["500 mg bid for 10 days", "500 mg | 2/d for 10d = 7000 mg/wk"],
  ["500 mg bid x7d", "500 mg | 2/d for 7d = 7000 mg/wk"],
  ["25 mg od 2/52", "25 mg | 1/d for 2wk = 175 mg/wk"],
  ["12.5 mg 5 days/week", "12.5 mg | 5/wk = 62.5 mg/wk"],
  ["100 mcg five nights a week", "100 mcg | 5/wk NIGHT = 0.5 mg/wk"],
  ["50 mg 4 days out of 7", "50 mg | 4/wk = 200 mg/wk"],
  ["25 mg daily for 5 days a week", "25 mg | 5/wk = 125 mg/wk"],
  ["25 mg daily for 5 days", "25 mg | 1/d for 5d = 175 mg/wk"],
  ["2.5 mg x 6 tabs once a week", "6 tablet | of 2.5 mg/tablet | 1/wk = 15 mg/wk"],
  ["50 mg daily x 10 tabs", "50 mg | 1/d = 350 mg/wk"],
  ["150 mg 2nd weekly", "150 mg | 1/2wk = 75 mg/wk"],
  ["140 mg per week, split Mon/Thu", "70 mg | 2/wk mon+thu = 140 mg/wk"],
  ["150 mg weekly split M/W/F", "50 mg | 3/wk mon+wed+fri = 150 mg/wk"],
  ["120 mg per week in 3 injections", "40 mg | 3/wk = 120 mg/wk"],
  ["50 mg x2/wk", "50 mg | 2/wk = 100 mg/wk"],
  ["60 mg x2 weekly", "60 mg | 2/wk = 120 mg/wk"],
  ["50 mg daily x 3 weeks", "50 mg | 1/d for 3wk = 350 mg/wk"],
  ["25 mg QD M-F", "25 mg | 1/d mon+tue+wed+thu+fri = 125 mg/wk"],
  ["25 mg every day except Sunday", "25 mg | 1/d mon+tue+wed+thu+fri+sat = 150 mg/wk"],
  ["25 mg every day except weekends", "25 mg | 1/d mon+tue+wed+thu+fri = 125 mg/wk"],
  ["increase from 80 to 100 mg weekly", "100 mg | 1/wk = 100 mg/wk"],
  ["from 120 to 100 mg weekly", "100 mg | 1/wk = 100 mg/wk"],
  ["40 units (0.4 mL) weekly", "0.4 mL | 1/wk"],
  ["1 mg, a quarter tablet twice a week", "0.25 tablet | of 1 mg/tablet | 2/wk = 0.5 mg/wk"],
  ["1 packet (5 g) daily", "1 sachet | of 5 g/sachet | 1/d"],
  ["25 mg daily 5 on 2 off", "25 mg | 1/d 5 on 2 off = 125 mg/wk"],
  ["50 mg daily, 25 days on / 5 days off", "50 mg | 1/d 25 on 5 off = 291.666667 mg/wk"],
  ["50 mg daily days 1-25 of a 28-day cycle", "50 mg | 1/d 25 on 3 off = 312.5 mg/wk"],
  ["1-2 tablets q4-6h prn pain, max 8 per day", "1-2 tablet | 1/4-6h | prn pain | max 8 tablet/d"],
  ["1 g qid prn (max 4g/24h)", "1 g | 4/d | prn | max 4 g/d"],
  [
    "50 mg as needed for erectile dysfunction, not to exceed one dose per day",
    "50 mg | prn erectile dysfunction | max 1 dose/d",
  ],
]);

reads("route and site", [
  ["10 mg p.o. daily", "10 mg | 1/d | oral = 70 mg/wk"],
  ["10 mg sub-q weekly", "10 mg | 1/wk | subcutaneous = 10 mg/wk"],
  ["11 mg intranasally tid", "11 mg | 3/d | nasal = 231 mg/wk"],
  ["30 mg buccal q12h", "30 mg | 1/12h | buccal = 420 mg/wk"],
  ["100 mg IM into the left deltoid weekly", "100 mg | 1/wk | intramuscular | @deltoid = 100 mg/wk"],
  ["100 mg IM or SC weekly", "100 mg | 1/wk = 100 mg/wk"],
  ["80 mg twice weekly (160 mg/week)", "80 mg | 2/wk = 160 mg/wk"],
  ["160 mg total per week, 80 mg twice weekly", "80 mg | 2/wk = 160 mg/wk"],
  ["apply 1 patch every 72 hours", "1 patch | 1/72h | transdermal"],
]);
