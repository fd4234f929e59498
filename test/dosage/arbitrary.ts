/** Generators of dosages in their canonical form, and of instructions as people write them. */
import fc from "fast-check";
import type {
  Dosage,
  DosageReading,
  Quantity,
  QuantityRange,
  Strength,
  Timing,
} from "../../server/src/dosage/dosage.ts";

type Amount = Pick<Dosage, "dose" | "strength" | "volume">;

const value = fc.oneof(
  fc.integer({ min: 1, max: 1200 }),
  fc.integer({ min: 1, max: 9999 }).map((n) => n / 100),
);
const small = fc.constantFrom(0.25, 0.5, 1, 1.5, 2, 3, 4);
const massUnit = fc.constantFrom("mg", "mcg", "units", "mEq");
const thing = fc.constantFrom(
  "tablet",
  "capsule",
  "pump",
  "click",
  "actuation",
  "spray",
  "puff",
  "suppository",
  "lozenge",
);
const one = (value: number, unit: string): Quantity => ({ value, unit });
const range = (low: number, extra: number, unit: string): QuantityRange => ({
  low: { value: low, unit },
  high: { value: Math.round((low + extra) * 100) / 100, unit },
});
const per = (numerator: Quantity, unit: string, value = 1): Strength => ({ numerator, denominator: { value, unit } });

const amount: fc.Arbitrary<Amount> = fc.oneof(
  fc.tuple(value, massUnit).map(([n, unit]): Amount => ({ dose: one(n, unit) })),
  fc
    .tuple(value, fc.integer({ min: 1, max: 50 }), massUnit)
    .map(([n, more, unit]): Amount => ({ dose: range(n, more, unit) })),
  fc.tuple(small, thing).map(([n, unit]): Amount => ({ dose: one(n, unit) })),
  fc.tuple(fc.integer({ min: 1, max: 3 }), thing).map(([n, unit]): Amount => ({ dose: range(n, 1, unit) })),
  fc
    .tuple(small, thing, value)
    .map(([n, unit, mass]): Amount => ({ dose: one(n, unit), strength: per(one(mass, "mg"), unit) })),
  fc.tuple(small).map(([n]): Amount => ({ dose: one(n, "mL"), volume: one(n, "mL") })),
  fc
    .tuple(small, value)
    .map(([n, mass]): Amount => ({ dose: one(n, "mL"), volume: one(n, "mL"), strength: per(one(mass, "mg"), "mL") })),
  fc.tuple(small, value).map(([n, mass]): Amount => ({ dose: one(mass, "mg"), volume: one(n, "mL") })),
  fc.tuple(small, fc.integer({ min: 1, max: 400 })).map(
    ([n, each]): Amount => ({
      dose: one(Number((n * each).toPrecision(9)), "mg"),
      volume: one(n, "mL"),
      strength: per(one(each, "mg"), "mL"),
    }),
  ),
);

const unit = fc.constantFrom("h", "d", "wk", "mo" as const);
const days = fc.subarray(["mon", "tue", "wed", "thu", "fri", "sat", "sun"] as const, { minLength: 1 });
const times = fc.subarray(["MORN", "NOON", "AFT", "EVE", "HS"], { minLength: 1 });
const duration = fc
  .tuple(fc.integer({ min: 1, max: 60 }), fc.constantFrom("d", "wk", "mo", "a" as const))
  .map(([value, unit]) => ({ value, unit }));

const timing: fc.Arbitrary<Timing> = fc
  .tuple(
    fc.oneof(
      fc
        .tuple(fc.integer({ min: 1, max: 6 }), unit)
        .map(([frequency, periodUnit]): Timing => ({ frequency, period: 1, periodUnit })),
      fc
        .tuple(fc.integer({ min: 1, max: 3 }), unit)
        .map(([frequency, periodUnit]): Timing => ({ frequency, frequencyMax: frequency + 1, period: 1, periodUnit })),
      fc
        .tuple(fc.constantFrom(2, 3, 3.5, 4, 6, 10, 12, 84), unit)
        .map(([period, periodUnit]): Timing => ({ frequency: 1, period, periodUnit })),
      fc
        .tuple(fc.integer({ min: 2, max: 12 }), unit)
        .map(([period, periodUnit]): Timing => ({ frequency: 1, period, periodMax: period + 2, periodUnit })),
      days.map((dayOfWeek): Timing => ({ frequency: 1, period: 1, periodUnit: "d", dayOfWeek })),
      days.map((dayOfWeek): Timing => ({ frequency: dayOfWeek.length, period: 1, periodUnit: "wk", dayOfWeek })),
      times.map((when): Timing => ({ frequency: when.length, period: 1, periodUnit: "d", when })),
      fc.constantFrom<Timing>(
        { frequency: 2, period: 1, periodUnit: "d", when: ["C"] },
        { frequency: 1, period: 1, periodUnit: "d", when: ["ACM"] },
        { frequencyMax: 4, period: 1, periodUnit: "d" },
      ),
      fc
        .tuple(fc.integer({ min: 1, max: 25 }), fc.integer({ min: 1, max: 14 }))
        .map(([onDays, offDays]): Timing => ({ frequency: 1, period: 1, periodUnit: "d", cycle: { onDays, offDays } })),
    ),
    fc.option(duration, { nil: undefined }),
  )
  .map(([base, duration]) => (duration ? { ...base, duration } : base));

const route = fc.constantFrom(
  "intramuscular",
  "subcutaneous",
  "oral",
  "transdermal",
  "nasal",
  "buccal",
  "intravenous",
  "sublingual",
  "rectal",
  "vaginal",
  "inhaled",
  "other" as const,
);
const reason = fc.constantFrom("pain", "nausea or vomiting", "erectile dysfunction", "shortness of breath");

/** A reading of one step, in the form that `readDosage` gives. */
export const dosageReading: fc.Arbitrary<DosageReading> = fc
  .record({
    amount,
    timing,
    route: fc.option(route),
    reason: fc.option(reason),
    isNeeded: fc.boolean(),
    site: fc.option(fc.constantFrom("thigh", "abdomen", "deltoid")),
    most: fc.option(fc.integer({ min: 1, max: 12 })),
  })
  .map(({ amount, timing, route, reason, isNeeded, site, most }) => {
    const unit = "low" in amount.dose! ? amount.dose.low.unit : amount.dose!.unit;
    const step: Dosage = {
      span: { start: 0, end: 0 },
      text: "",
      sequence: 1,
      ...amount,
      timing,
      asNeeded: isNeeded,
      ...(isNeeded && reason ? { asNeededFor: reason } : {}),
      ...(route ? { route } : {}),
      ...(site ? { site } : {}),
      ...(most ? { maxPerDay: { value: most, unit } } : {}),
    };
    return { steps: [step], weekly: null, abstained: false };
  });

const pick = (...words: string[]) => fc.constantFrom(...words);
const sigAmount = pick(
  "100 mg",
  "50-100mg",
  "1/2 tab",
  "2 tablets of 25 mg",
  "0.5 mL of 200 mg/mL",
  "200mg/ml 0.5ml",
  "half a tablet",
  "1 and 1/2 tabs",
  "500 IU",
  "1-2 puffs",
  "20.25 mg/actuation, 2 actuations",
  "one capsule (25 mg)",
  "100 mg (0.5 mL)",
  "2 x 5 mL",
  "take one",
  "0.7 cc (140 mg)",
  "gel 1% 5 g",
  "30",
);
const sigRoute = pick(
  "",
  "IM",
  "SQ",
  "po",
  "p.o.",
  "sub-q",
  "by mouth",
  "topically",
  "in each nostril",
  "to the left thigh",
);
const sigTime = pick(
  "q wk",
  "weekly",
  "twice weekly",
  "q3.5d",
  "E3D",
  "b.i.d.",
  "qhs",
  "every other day",
  "q4-6h prn pain",
  "MWF",
  "Mon/Thu",
  "every 10-12 weeks",
  "in the morning",
  "bid with meals",
  "q14d",
  "daily x 7 days",
  "5 days on 2 off daily",
  "biweekly",
  "2/52",
  "once",
  "qd-bid",
  "twice every other week",
  "every Monday and Thursday",
  "",
  "am and 50 mg pm",
  "then 50 mg daily",
  "3x/week max 3 per day",
);
/** An instruction put together from common pieces, sensible or not. */
export const sig = fc
  .tuple(
    sigAmount,
    sigRoute,
    sigTime,
    pick("", ", refills 3", "; recheck in 6 weeks", " as needed", " for 10 days", ", then every 10 weeks"),
  )
  .map((words) => words.slice(0, 3).filter(Boolean).join(" ") + words[3]);
