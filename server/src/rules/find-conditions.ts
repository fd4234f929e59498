/** Answers to questions about problems, symptoms and circumstances. */
import type { Condition, Statement } from "../chart/chart.ts";
import type { RuleLeaf } from "../knowledge/rule-schema.ts";
import { daysBetween } from "../observation/calendar.ts";
import type { Note } from "../text/note.ts";
import { foldText } from "../text/tokens.ts";
import { chartIndexOf } from "./chart-index.ts";
import type { Facts } from "./facts.ts";

type Query = Extract<RuleLeaf, { condition: unknown }>["condition"];

const DAYS_A_MONTH = 365.2425 / 12;
const recentWords: ReadonlySet<string> = new Set(["recent", "recently", "new", "acute", "just"]);

/** The conditions that answer `query`. */
export function findConditions(query: Query, facts: Facts): readonly Condition[] {
  return chartIndexOf(facts.chart)
    .conditions.of(query.is)
    .filter(
      (item) =>
        query.status.includes(item.status) &&
        (!query.withinMonths || item.evidence.some((statement) => isRecent(statement, query.withinMonths!, facts))),
    );
}

const pasts: ReadonlySet<string> = new Set(["past", "last", "previous"]);
const monthsIn: Readonly<Record<string, number>> = {
  week: 7 / DAYS_A_MONTH,
  weeks: 7 / DAYS_A_MONTH,
  wk: 7 / DAYS_A_MONTH,
  wks: 7 / DAYS_A_MONTH,
  month: 1,
  months: 1,
  mo: 1,
  mos: 1,
  year: 12,
  years: 12,
};
/** In tokens, behind a condition. */
const PAST_REACH = 6;

/** "in the past 3 months", "within the last 8 weeks": the months it says, or null. */
function withinPast({ text, tokens }: Note, from: number, end: number): number | null {
  const word = (token: number) => foldText(text, tokens.start[token], tokens.end[token]);
  for (let token = from; token < Math.min(end - 1, from + PAST_REACH); token++) {
    if (!pasts.has(word(token))) continue;
    const isOne = monthsIn[word(token + 1)] !== undefined;
    const scale = monthsIn[word(isOne ? token + 1 : token + 2)];
    const count = isOne ? 1 : Number(word(token + 1));
    return scale === undefined || !(count > 0) ? null : count * scale;
  }
  return null;
}

/** Dated in its sentence within `months` before the note, or undated and called recent. */
function isRecent({ mention, assertion }: Statement, months: number, { note, dates }: Facts): boolean {
  if (assertion.polarity === "negated" || assertion.experiencer !== "patient") return false;
  const sentence = note.sentences[mention.sentence]!;
  const { all, visit: today } = dates;
  const here = all.filter((date) => date.start >= sentence.start && date.end <= sentence.end);
  const days = here.map((date) =>
    date.offsetDays !== undefined ? -date.offsetDays : date.iso && today?.iso ? daysBetween(date.iso, today.iso) : null,
  );
  if (days.length > 0) return days.some((age) => age !== null && age >= 0 && age <= months * DAYS_A_MONTH + 3);
  const within = withinPast(note, mention.endToken, sentence.endToken);
  if (within !== null) return within <= months;
  const { tokens, text } = note;
  for (
    let index = Math.max(sentence.firstToken, mention.firstToken - 6);
    index < Math.min(sentence.endToken, mention.endToken + 3);
    index++
  ) {
    if (recentWords.has(foldText(text, tokens.start[index], tokens.end[index]))) return true;
  }
  return false;
}
