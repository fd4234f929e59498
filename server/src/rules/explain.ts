/** Why a rule spoke, or why it did not: read off the trace of its condition, with the words of the note. */
import type { Rule } from "../knowledge/rule-schema.ts";
import { lineOf } from "../text/lines.ts";
import type { Note } from "../text/note.ts";
import type { Span } from "../text/span.ts";
import { checks } from "./checks.ts";
import { type Draft, isPlanWritten } from "./draft.ts";
import { evaluate } from "./evaluate.ts";
import type { Facts } from "./facts.ts";
import type { Trace } from "./finding.ts";
import { type RuleSettings, silencedBy } from "./run.ts";
import { readSuppressions } from "./suppressions.ts";

/** One-based line and the words there. */
interface Place {
  readonly line: number;
  readonly words: string;
}

/** One question that the rule asked and what the note answers. */
export interface Answer {
  readonly asked: string;
  readonly met: boolean;
  /** Where the note answers. */
  readonly places: readonly Place[];
  /** Where the note names the thing without answering, and how it has it there: "discontinued". */
  readonly near: readonly (Place & { readonly as: string })[];
  /** 0 for the outermost question. */
  readonly depth: number;
}

export interface Explanation {
  readonly rule: string;
  readonly title: string;
  readonly reported: boolean;
  /** In one sentence. */
  readonly verdict: string;
  /** What had to be there. */
  readonly needed: readonly Answer[];
  /** What would have settled it. */
  readonly settledBy: readonly Answer[];
  readonly settles: string;
}

/** Explains `rule` for a note, as the given settings and draft leave it. */
export function explain(rule: Rule, facts: Facts, options: { rules: RuleSettings; draft?: Draft }): Explanation {
  const when = traceOf(rule, facts);
  const unless = rule.unless ? evaluate(rule.unless, facts) : null;
  const silence = silenceOf(rule, facts, when, unless, options);
  return {
    rule: rule.id,
    title: rule.title,
    reported: silence === null,
    verdict:
      silence ??
      `Reported: ${when.found.length > 0 ? "everything it needs is in the note" : "its condition holds"}${unless ? ", and nothing that settles it is found" : ""}.`,
    needed: answersOf(when, facts.note),
    settledBy: unless ? answersOf(unless, facts.note) : [],
    settles: rule.settledBy,
  };
}

function traceOf(rule: Rule, facts: Facts): Trace {
  if (!("check" in rule.when)) return evaluate(rule.when, facts);
  const found = (checks[rule.when.check.name]?.(facts) ?? []).map(({ span }) => span);
  return { asked: rule.when.check.as, met: found.length > 0, found, parts: [] };
}

/** Why the rule is silent, or null where it speaks. The first reason that holds, in the order the rule is run. */
function silenceOf(
  rule: Rule,
  facts: Facts,
  when: Trace,
  unless: Trace | null,
  { rules, draft }: { rules: RuleSettings; draft?: Draft },
): string | null {
  const setting = rules[rule.id];
  if (setting === "off") return "Not reported: the rule is off in the settings.";
  if (!setting && !rule.core) return "Not reported: the rule is optional and not switched on.";
  if (!when.met) return "Not reported: not everything it needs is in the note.";
  if (unless?.met) return "Not reported: the note holds what settles it.";
  const context = silencedBy(rule, facts);
  if (context) return `Not reported: ${context}.`;
  if (draft && rule.kind === "absence" && !isPlanWritten(facts.note, draft))
    return "Not reported yet: the rule waits until the plan is written or the note is saved.";
  const suppressions = readSuppressions(facts.note);
  const spans = when.found.slice(0, 1);
  return spans.length > 0 && spans.every(({ start }) => suppressions.covers(rule.id, start))
    ? "Not reported: a comment in the note silences the rule here."
    : null;
}

function answersOf(trace: Trace, note: Note, depth = 0): Answer[] {
  const own: Answer = {
    asked: trace.asked,
    met: trace.met,
    places:
      trace.parts.length > 0
        ? []
        : trace.found.filter(({ start, end }) => end > start).map((span) => placeOf(span, note)),
    near: (trace.near ?? []).map(({ span, as }) => ({ ...placeOf(span, note), as })),
    depth,
  };
  return [own, ...trace.parts.flatMap((part) => answersOf(part, note, depth + 1))];
}

function placeOf({ start, end }: Span, { text, lineStarts }: Note): Place {
  return { line: lineOf(lineStarts, start) + 1, words: text.slice(start, end).replace(/\s+/g, " ") };
}

/** Where an answer stands, or what stands near it, in words; empty for nowhere. */
export function whereOf({ met, places, near }: Answer): string {
  const written = ({ line, words }: Place) => `line ${line} "${words}"`;
  if (met || near.length === 0) return places.map(written).join("; ");
  return `named otherwise: ${near.map((place) => `${written(place)} (${place.as.replace("-", " ")})`).join("; ")}`;
}

/** The explanation as plain text, one answer a line. */
export function explanationText(explanation: Explanation): string {
  const line = (answer: Answer) => {
    const where = whereOf(answer);
    const { asked, met, depth } = answer;
    return `${"  ".repeat(depth + 1)}${met ? "found    " : "not found"}  ${asked}${where ? `: ${where}` : ""}`;
  };
  return [
    `${explanation.title} (${explanation.rule})`,
    explanation.verdict,
    "",
    "What it needs:",
    ...explanation.needed.map(line),
    ...(explanation.settledBy.length > 0 ? ["What would settle it:", ...explanation.settledBy.map(line)] : []),
    "",
    `In words: ${explanation.settles}`,
  ].join("\n");
}
