/** Runs the rules over the facts of a note. */
import { leavesOf as conditionLeaves } from "../knowledge/conditions.ts";
import type { Profile, Rule, Severity } from "../knowledge/rule-schema.ts";
import type { Span } from "../text/span.ts";
import { chartIndexOf, mayHold } from "./chart-index.ts";
import type { CheckHit } from "./check.ts";
import { checks } from "./checks.ts";
import { type Draft, isPlanWritten } from "./draft.ts";
import { evaluate, holds } from "./evaluate.ts";
import type { Facts } from "./facts.ts";
import { findObservations } from "./find-observations.ts";
import type { Finding, Fix, Trace } from "./finding.ts";
import { insertionInto } from "./fixes.ts";
import { profilesCrossed, valueIn } from "./limits.ts";
import { readSuppressions } from "./suppressions.ts";

export type RuleSettings = Readonly<Record<string, Severity | "off">>;

export interface RunOptions {
  /** Severity by rule id; "off" silences it. */
  readonly rules: RuleSettings;
  /** Given while the note is being written: what is absent may still come. */
  readonly draft?: Draft;
}

/** All findings, in order of the text. A rule reports once per note or concept; a check about characters once per place. */
export function runRules(facts: Facts, { rules, draft }: RunOptions): Finding[] {
  const suppressions = readSuppressions(facts.note);
  const waits = draft !== undefined && !isPlanWritten(facts.note, draft);
  const findings: Finding[] = [];
  const index = chartIndexOf(facts.chart);
  for (const rule of facts.knowledge.rules.values()) {
    if (!mayHold(rule, index)) continue;
    const severity = rules[rule.id] ?? (rule.core ? rule.severity : "off");
    if (severity === "off" || silencedBy(rule, facts) !== null) continue;
    if (waits && rule.kind === "absence") continue;
    for (const finding of findingsOf(rule, severity, facts)) {
      const own = rules[rule.id] === undefined ? finding : { ...finding, severity };
      if (!suppressions.covers(rule.id, finding.span.start)) findings.push(own);
    }
  }
  return findings.sort((a, b) => a.span.start - b.span.start || a.span.end - b.span.end);
}

/** Why a rule has nothing to say about this patient or in these profiles, in words; null where it may speak. */
export function silencedBy(rule: Rule, { chart, profiles }: Facts): string | null {
  if (rule.profiles.length > 0 && !rule.profiles.some((profile) => profiles.includes(profile)))
    return `the rule belongs to ${rule.profiles.map((profile) => profileNames[profile]).join(", ")}, which is not chosen`;
  const context = rule.suppress.find((name) =>
    name === "female" ? chart.patient.sex === "female" : chart.patient.contexts.includes(name),
  );
  return context ? `the patient's context: ${context}` : null;
}

function findingsOf(rule: Rule, severity: Severity, facts: Facts): Finding[] {
  if ("check" in rule.when) {
    const hits = checks[rule.when.check.name]?.(facts) ?? [];
    const unless = rule.unless && hits.length > 0 ? evaluate(rule.unless, facts) : null;
    return unless?.met ? [] : hits.map((hit) => checkFinding(rule, severity, facts, hit, unless));
  }
  // Most rules have nothing to say about most notes: the trace is only made for those that do.
  if (!holds(rule.when, facts) || (rule.unless && holds(rule.unless, facts))) return [];
  const when = evaluate(rule.when, facts);
  const unless = rule.unless ? evaluate(rule.unless, facts) : null;
  const variant = rule.variants.find((candidate) => holds(candidate.when, facts));
  const level = variant?.severity ?? severity;
  const message = variant?.message ?? rule.message;
  return subjectsOf(rule, when, facts).map((span) => ({
    ...describe(rule, level, message, facts, span),
    related: relatedOf(when, span),
    fixes: insertions(rule, facts),
    when,
    unless,
  }));
}

/** Where the findings go: the first answer, or with `per: concept` the first answer about each drug or test. */
function subjectsOf(rule: Rule, when: Trace, { chart }: Facts): Span[] {
  const answers = rule.per === "note" ? when.found : (leavesOf(when)[0]?.found ?? []);
  if (rule.per === "note") return answers.slice(0, 1);
  const conceptAt = ({ start }: Span) =>
    chart.medications.find(({ span }) => span.start === start)?.concept ??
    chart.observations.find((item) => item.start === start)?.analyte ??
    `${start}`;
  const first = new Map<string, Span>();
  for (const span of answers) if (!first.has(conceptAt(span))) first.set(conceptAt(span), span);
  return [...first.values()];
}

function insertions(rule: Rule, { note }: Facts): Fix[] {
  const insert = rule.fix?.insert;
  return insert ? [{ title: rule.fix!.title, snippet: insertionInto(note, insert.section, insert.text) }] : [];
}

function checkFinding(rule: Rule, severity: Severity, facts: Facts, hit: CheckHit, unless: Trace | null): Finding {
  const { span, edit, message } = hit;
  const asked = "check" in rule.when ? rule.when.check.as : rule.title;
  const when: Trace = { asked, met: true, found: [span], parts: [] };
  const fixes: Fix[] = edit
    ? [{ title: `Write "${edit.newText}"`, edits: [edit], safe: hit.safe ?? true }]
    : insertions(rule, facts);
  return { ...describe(rule, severity, message ?? rule.message, facts, span), related: [], fixes, when, unless };
}

/** How a society and its year are named in a message. */
export const profileNames: Readonly<Record<Profile, string>> = {
  ES2018: "ES 2018",
  AUA2018: "AUA 2018",
  EAU: "EAU",
  BSSM: "BSSM",
};

function describe(rule: Rule, severity: Severity, message: string, facts: Facts, span: Span) {
  const subject = facts.note.text.slice(span.start, span.end).replace(/\s+/g, " ");
  return {
    rule: rule.id,
    severity,
    message: message.replaceAll("{subject}", subject).replaceAll("{line}", () => lineCrossed(rule, facts)),
    detail: `${rule.rationale}\nWhat settles it: ${rule.settledBy}`,
    span,
    sources: rule.sources,
  };
}

/** The societies whose line the rule's first value crosses. */
function lineCrossed(rule: Rule, facts: Facts): string {
  const named = new Set<Profile>();
  for (const leaf of conditionLeaves(rule.when)) {
    if (!("observation" in leaf) || !leaf.observation.value) continue;
    const { value } = leaf.observation;
    for (const item of findObservations(leaf.observation, facts)) {
      const number = valueIn(item, value.unit, facts.knowledge.labs.get(item.analyte)!);
      if (number !== null) for (const profile of profilesCrossed(number, value, facts.profiles)) named.add(profile);
    }
  }
  return [...named].map((profile) => profileNames[profile]).join(", ");
}

/** The other places that met the condition, each with what was asked there. */
function relatedOf(when: Trace, main: Span): Finding["related"] {
  return leavesOf(when).flatMap(({ asked, found }) =>
    found
      .filter((span) => span.end > span.start && span.start !== main.start)
      .map((span) => ({ span, message: asked })),
  );
}

/** The questions at the ends of the tree that were answered. */
function leavesOf(trace: Trace): Trace[] {
  if (trace.parts.length === 0) return trace.met ? [trace] : [];
  return trace.asked.startsWith("not: ") ? [] : trace.parts.flatMap(leavesOf);
}
