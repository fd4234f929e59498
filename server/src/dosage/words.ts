/** The vocabulary of dose instructions: what each single word can mean. Looked up by the token's hash, then compared. */
import { foldUnit, hashOf } from "../text/tokens.ts";
import type { Route, Timing, Weekday } from "./dosage.ts";
import { ROUTES, SITES } from "./route-words.ts";
import { FORMS, UNITS } from "./units.ts";

export type PeriodUnit = "min" | "h" | "d" | "wk" | "mo" | "a";

/** What a word does in the sentence, where it is not a measure of something. */
export type Role =
  | "filler" // says nothing by itself: "of", "to", "be"
  | "verb" // gives the dose: "take", "inject"
  | "next" // next step: "then", "followed"
  | "change" // a new dose replaces one named before: "increase", "titrate"
  | "and"
  | "or"
  | "range" // "to", "through"
  | "every"
  | "per"
  | "for"
  | "needed" // the second word of "as needed"
  | "prn"
  | "max"
  | "total"
  | "divided"
  | "until"
  | "stop" // from here on, something other than the dose: "dispense", "recheck"
  | "vague" // "few", "several"
  | "away"; // points to another time or person: "ago", "old"

/** All fields of all words are present, so that lookups stay monomorphic. */
export interface Word {
  readonly text: string;
  role: Role | null;
  number: number;
  /** 2 for "second" or "other" in "every other day". */
  ordinal: number;
  /** "once", "twice". */
  times: number;
  unit: string | null;
  form: string | null;
  period: PeriodUnit | null;
  /** "hourly", "weekly": the period it is made from. */
  adverb: PeriodUnit | null;
  timing: Timing | null;
  when: string | null;
  meal: string | null;
  days: readonly Weekday[] | null;
  route: Route | null;
  site: boolean;
  /** Whether it can begin a time, a course, a limit or a number; set when the vocabulary is complete. */
  leads: boolean;
  /** Two readings in use: why nobody can tell. */
  doubt: string | null;
}

const words = new Map<number, Word>();

function word(text: string): Word {
  const hash = hashOf(text);
  const known = words.get(hash);
  if (known) return known;
  const made: Word = {
    text,
    role: null,
    number: Number.NaN,
    ordinal: 0,
    times: 0,
    unit: null,
    form: null,
    period: null,
    adverb: null,
    timing: null,
    when: null,
    meal: null,
    days: null,
    route: null,
    site: false,
    leads: false,
    doubt: null,
  };
  words.set(hash, made);
  return made;
}

function each(list: string, set: (word: Word) => void): void {
  for (const text of list.split(" ")) if (text) set(word(text));
}

const NUMBERS =
  "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen";
NUMBERS.split(" ").forEach((text, value) => {
  word(text).number = value;
});
["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"].forEach((text, index) => {
  word(text).number = 20 + 10 * index;
});
word("hundred").number = 100;
each("half halve", (entry) => {
  entry.number = 0.5;
});
word("quarter").number = 0.25;
[
  "other:2",
  "second:2",
  "alt:2",
  "alternate:2",
  "alternating:2",
  "third:3",
  "fourth:4",
  "fifth:5",
  "sixth:6",
  "seventh:7",
  "tenth:10",
  "fourteenth:14",
].forEach((pair) => {
  const [text, value] = pair.split(":") as [string, string];
  word(text).ordinal = Number(value);
});
word("once").times = 1;
each("twice twicw", (entry) => {
  entry.times = 2;
});
word("thrice").times = 3;

for (const [unit, list] of Object.entries(UNITS))
  each(list, (entry) => {
    entry.unit = unit;
  });
for (const [form, list] of Object.entries(FORMS))
  each(list, (entry) => {
    entry.form = form;
  });

const PERIODS: Record<PeriodUnit, string> = {
  min: "minute minutes mins min",
  h: "hour hours hr hrs h",
  d: "day days d dy",
  wk: "week weeks wk wks w wekes",
  mo: "month months mo mos mth mths mnth mnths",
  a: "year years yr yrs",
};
for (const [period, list] of Object.entries(PERIODS))
  each(list, (entry) => {
    entry.period = period as PeriodUnit;
  });

const ADVERBS: Record<string, string> = {
  h: "hourly hrly hly",
  d: "daily dly everyday",
  wk: "weekly wkly",
  mo: "monthly mthly",
  a: "yearly annually",
};
for (const [period, list] of Object.entries(ADVERBS))
  each(list, (entry) => {
    entry.adverb = period as PeriodUnit;
  });

const daily = (frequency: number): Timing => ({ frequency, period: 1, periodUnit: "d" });
const everyDays = (period: number): Timing => ({ frequency: 1, period, periodUnit: "d" });
const aWeek = (frequency: number): Timing => ({ frequency, period: 1, periodUnit: "wk" });
const at = (...when: string[]): Timing => ({ frequency: 1, period: 1, periodUnit: "d", when });

const TIMINGS: readonly (readonly [string, Timing])[] = [
  ["qd od qday qdaily", daily(1)],
  ["bd bid bds", daily(2)],
  ["tid tds", daily(3)],
  ["qid qds", daily(4)],
  ["qod eod qad", everyDays(2)],
  ["qw qwk qweek qwkly qweekly ow", aWeek(1)],
  ["biw", aWeek(2)],
  ["tiw", aWeek(3)],
  ["qiw", aWeek(4)],
  ["qow", { frequency: 1, period: 2, periodUnit: "wk" }],
  ["fortnightly", { frequency: 1, period: 2, periodUnit: "wk" }],
  ["semiweekly", aWeek(2)],
  ["qmo qmonth qmonthly", { frequency: 1, period: 1, periodUnit: "mo" }],
  ["quarterly", { frequency: 1, period: 3, periodUnit: "mo" }],
  ["qh", { frequency: 1, period: 1, periodUnit: "h" }],
  ["qam mane om", at("MORN")],
  ["qpm", at("EVE")],
  ["qnoon", at("NOON")],
  ["qhs hs qbedtime", at("HS")],
  ["qn qnight qnoct nocte noct nightly", at("NIGHT")],
  ["ampm", { frequency: 2, period: 1, periodUnit: "d", when: ["MORN", "EVE"] }],
  ["stat", { frequency: 1 }],
];
for (const [list, timing] of TIMINGS)
  each(list, (entry) => {
    entry.timing = timing;
  });

const WHEN: Record<string, string> = {
  MORN: "morning mornings am morn breakfasttime",
  NOON: "noon midday lunchtime noontime",
  AFT: "afternoon afternoons",
  EVE: "evening evenings pm eve teatime dinnertime",
  NIGHT: "night nights",
  HS: "bedtime bed bedtimes",
  WAKE: "waking awakening wake",
};
for (const [code, list] of Object.entries(WHEN))
  each(list, (entry) => {
    entry.when = code;
  });
const MEALS: Record<string, string> = {
  "": "meal meals food eating mealtimes mealtime",
  M: "breakfast",
  D: "lunch",
  V: "dinner supper tea",
};
for (const [code, list] of Object.entries(MEALS))
  each(list, (entry) => {
    entry.meal = code;
  });

const DAYS: Record<Weekday, string> = {
  mon: "monday mondays mon mons",
  tue: "tuesday tuesdays tue tues tu",
  wed: "wednesday wednesdays wed weds",
  thu: "thursday thursdays thu thur thurs th",
  fri: "friday fridays fri",
  sat: "saturday saturdays sat sats",
  sun: "sunday sundays sun",
};
for (const [day, list] of Object.entries(DAYS))
  each(list, (entry) => {
    entry.days = [day as Weekday];
  });
word("mwf").days = ["mon", "wed", "fri"];
each("tths tthsa tts", (entry) => {
  entry.days = ["tue", "thu", "sat"];
});
each("weekdays weekday", (entry) => {
  entry.days = ["mon", "tue", "wed", "thu", "fri"];
});
each("weekends weekend", (entry) => {
  entry.days = ["sat", "sun"];
});

for (const [route, list] of Object.entries(ROUTES))
  each(list, (entry) => {
    entry.route = route as Route;
  });
each(SITES, (entry) => {
  entry.site = true;
});

const ROLES: Record<Role, string> = {
  filler:
    "of from the a an be is are as at in on into onto with by dose doses dosing dosage sig currently now " +
    "directed instructed please only just about approximately approx around time times each under area over form strength " +
    "orally-disintegrating extended release er xr sr ir dr la cr ec xl delayed immediate scheduled regular oral solution " +
    "patient pt he she they his her their self course regimen maintenance loading initial starting remains stays stable well " +
    "level-dose up equal equals ie eg continuous thin layer small amount prefilled pre filled metered compounded commercial sesame cottonseed grapeseed oil",
  verb:
    "take takes taking tkae inject injects injecting apply applies applying use uses using give gives giving instill insert inserts place chew inhale " +
    "inhales dissolve administer administers administering administered swallow put pin pins pinning dosed prescribed given taken applied used injected receive receives receiving received " +
    "continue continues continued continuing start starting started starts begin began resume resumed on",
  next: "then than thereafter afterwards subsequently followed afterward",
  change:
    "increase increased increasing increases decrease decreased decreasing reduce reduced reducing titrate titrated titrating uptitrate uptitrated " +
    "raise raised lower lowered change changed switch switched adjust adjusted bump bumped advance advanced cut taper tapered tapering wean weaned weaning",
  and: "and plus & +",
  or: "or",
  range: "to through thru until-range",
  every: "every each q evry ea",
  per: "per",
  for: "for",
  needed: "needed required necessary",
  prn: "prn",
  max: "max maximum exceed exceeding nte mdd",
  total: "total totaling",
  divided: "divided split",
  until: "until till",
  stop:
    "dw dispense dispensed disp qty quantity refill refills refilled rf supply supplied ndc lot exp expires recheck rechecked repeat repeated check checked monitor " +
    "follow followup fu rtc return returns labs lab level levels draw drawn trough peak hold held holding if unless when because since while after-that last " +
    "previously prior formerly was were had did stopped stop discontinued discontinue dc missed skip skipped avoid note notes monitoring " +
    "ratio declined refused allergic target goal range consider considering discussed hct hematocrit psa hgb hemoglobin bp weight wt bmi",
  vague: "few several some many couple",
  away: "ago old aged age yo",
};
for (const [role, list] of Object.entries(ROLES))
  each(list, (entry) => {
    entry.role = role as Role;
  });

const TWO_WAYS = (name: string, first: string, second: string) =>
  `"${name}" means ${first} to some and ${second} to others`;
each("biweekly", (entry) => {
  entry.doubt = TWO_WAYS("biweekly", "twice a week", "every two weeks");
});
each("bimonthly", (entry) => {
  entry.doubt = TWO_WAYS("bimonthly", "twice a month", "every two months");
});

// Read by name: times signs, Latin meals, what leads to a meal, "more than".
word("route").role = "filler";
each(
  "x tiems ac pc more up not no do should before after prior following between without during upon first thing",
  () => {},
);
each("qm", (entry) => {
  entry.doubt = TWO_WAYS("qm", "every morning", "every month");
});

const LEADING_ROLES: ReadonlySet<Role | null> = new Set<Role>([
  "every",
  "per",
  "for",
  "prn",
  "max",
  "divided",
  "vague",
]);
const LEADING =
  "a an in at on upon with before after the x as when if up more first thing your this during over to of alt prior following between without or and";
each(`${LEADING} ac pc`, (entry) => {
  entry.leads = true;
});
for (const entry of words.values()) {
  const isTime = entry.timing ?? entry.period ?? entry.adverb ?? entry.when ?? entry.meal ?? entry.days ?? entry.doubt;
  if (isTime !== null || entry.ordinal > 0 || entry.times > 0 || LEADING_ROLES.has(entry.role)) entry.leads = true;
}

/** The word that `text[start, end)` with this token hash is, or null. */
export function lookUp(hash: number, text: string, start: number, end: number): Word | null {
  const found = words.get(hash);
  if (!found || found.text.length !== end - start) return null;
  for (let index = start; index < end; index++) {
    if (foldUnit(text.charCodeAt(index)) !== found.text.charCodeAt(index - start)) return null;
  }
  return found;
}

/** The word spelt by these folded letters ("bid" from "b.i.d."), or null. */
export function lookUpSpelt(letters: string): Word | null {
  const found = words.get(hashOf(letters));
  return found && found.text === letters ? found : null;
}
