/** The words dates are made of. */
import { phrasesIn } from "./phrase-list.ts";

export interface DateWord {
  readonly text: string;
  readonly exactCase: boolean;
  /**
   * "month-name": number 1 to 12. "day": days from today. "time-unit": days in one. "count": a number in words.
   * "ago", "hence", "of", "ordinal", "between": what joins them. "label": stands before the date of the visit.
   * "nearest": before a month, the last (number -1) or next (1) one. "birth", "not-visit": the date that follows is another one.
   */
  readonly meaning:
    | "month-name"
    | "day"
    | "time-unit"
    | "count"
    | "ago"
    | "hence"
    | "of"
    | "ordinal"
    | "between"
    | "nearest"
    | "label"
    | "birth"
    | "not-visit";
  readonly number: number;
  /** Characters of the ISO date that are known: 4, 7 or 10. */
  readonly precision: number;
}

const words: DateWord[] = [];

function add(meaning: DateWord["meaning"], list: string, number = 0, precision = 10, exactCase = false): void {
  for (const text of phrasesIn(list)) words.push({ text, exactCase, meaning, number, precision });
}

const months = phrasesIn(
  "January, February, March, April, May, June, July, August, September, October, November, December",
);
months.forEach((name, index) => {
  const short = name.slice(0, 3);
  // "may", "mar", "jun" in small letters are other words or slips too often.
  if (name === "May") add("month-name", "May, MAY", 5, 7, true);
  else add("month-name", name === "September" ? "September, Sep, Sept" : `${name}, ${short}`, index + 1, 7);
});

add("day", "today, this morning, this afternoon, today's", 0);
add("day", "yesterday", -1);
add("day", "the day before yesterday, day before yesterday", -2);
add("day", "the day after tomorrow", 2);
add("day", "tomorrow", 1);
add("day", "last week, past week, previous week, last wk", -7);
add("day", "this week, this month, this year", 0, 7);
add("day", "next week", 7);
add("day", "last month, previous month, last mo, last mth", -30, 7);
add("day", "next month", 30, 7);
add("day", "last year, last yr, the previous year, a year earlier", -365, 4);
add("day", "next year", 365, 4);

add("time-unit", "day, days, d", 1);
add("time-unit", "week, weeks, wk, wks, w", 7);
add("time-unit", "month, months, mo, mos, mth, mths, m", 30, 7);
add("time-unit", "year, years, yr, yrs, y", 365, 4);

phrasesIn("one, two, three, four, five, six, seven, eight, nine, ten, eleven, twelve").forEach((text, index) => {
  add("count", text, index + 1);
});
add("count", "a, an", 1);
add("count", "a couple of, couple of, a couple", 2);
add("count", "a few, few", 3);
add("count", "half a", 0.5);

add("nearest", "last, this past, past", -1);
add("nearest", "next, this coming, coming", 1);

add("ago", "ago, prior, earlier, back, previously");
add("hence", "from now, hence, from today");
add("of", "of");
add("ordinal", "st, nd, rd, th");
add("between", "-, –, to, or");

add(
  "label",
  `date, date of service, date of visit, date of encounter, date of clinic, date of consultation, date seen, DOS,
   visit, visit date, encounter date, encounter, service date, clinic date, clinic, seen, seen on, appointment,
   appointment date, DOV, consultation date, note date, today's date, office visit, follow-up visit, clinic
   visit, telehealth visit, progress note, clinic note`,
);
add("birth", "DOB, date of birth, born, birth date, birthdate, D.O.B.");
add(
  "not-visit",
  `labs, lab, bloods, results, collected, drawn, printed, since, started, last seen, date of injection, referred,
   CBC`,
);

/** All words of dates; the index of one is its value in the lexicon made of them. */
export const dateWords: readonly DateWord[] = words;
