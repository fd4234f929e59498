/** Runs the rules over the facts of a note. */
import type { Rule, Severity } from "../knowledge/rule-schema.ts";
import type { Span } from "../text/span.ts";
import { type CheckHit, checks } from "./checks.ts";
import { evaluate, type Facts } from "./evaluate.ts";
import type { Finding, Fix, Trace } from "./finding.ts";
import { insertionInto } from "./fixes.ts";
import { readSuppressions } from "./suppressions.ts";

export type RuleSettings = Readonly<Record<string, Severity | "off">>;

/** All findings, in order of the text. A rule reports once per note; a check about characters once per place. */
export function runRules(facts: Facts, settings: RuleSettings): Finding[] {
  const suppressions = readSuppressions(facts.note);
  const findings: Finding[] = [];
  for (const rule of facts.knowledge.rules.values()) {
    const severity = settings[rule.id] ?? (rule.core ? rule.severity : "off");
    if (severity === "off" || rule.suppress.some((context) => inContext(context, facts))) continue;
    for (const finding of findingsOf(rule, severity, facts)) {
      if (!suppressions.covers(rule.id, finding.span.start)) findings.push(finding);
    }
  }
  return findings.sort((a, b) => a.span.start - b.span.start || a.span.end - b.span.end);
}

/** Contexts of the patient, and her sex, in which a rule has nothing to say. */
function inContext(context: string, { chart }: Facts): boolean {
  return context === "female" ? chart.patient.sex === "female" : chart.patient.contexts.includes(context);
}

function findingsOf(rule: Rule, severity: Severity, facts: Facts): Finding[] {
  if ("check" in rule.when) {
    const check = checks[rule.when.check.name];
    return (check?.(facts.note) ?? []).map((hit) => checkFinding(rule, severity, facts, hit));
  }
  const when = evaluate(rule.when, facts);
  if (!when.met) return [];
  const unless = rule.unless ? evaluate(rule.unless, facts) : null;
  if (unless?.met) return [];
  const span = when.found[0];
  if (!span) return [];
  const fixes: Fix[] = [];
  if (rule.fix?.insert) {
    fixes.push({
      title: rule.fix.title,
      snippet: insertionInto(facts.note, rule.fix.insert.section, rule.fix.insert.text),
    });
  }
  return [{ ...describe(rule, severity, facts, span), related: relatedOf(when, span), fixes, when, unless }];
}

function checkFinding(rule: Rule, severity: Severity, facts: Facts, { edit }: CheckHit): Finding {
  const when: Trace = {
    asked: "check" in rule.when ? rule.when.check.as : rule.title,
    met: true,
    found: [edit.span],
    parts: [],
  };
  const fixes: Fix[] = [{ title: `Write "${edit.newText}"`, edits: [edit] }];
  return { ...describe(rule, severity, facts, edit.span), related: [], fixes, when, unless: null };
}

function describe(rule: Rule, severity: Severity, facts: Facts, span: Span) {
  const subject = facts.note.text.slice(span.start, span.end);
  return {
    rule: rule.id,
    severity,
    message: rule.message.replaceAll("{subject}", subject),
    detail: `${rule.rationale}\nWhat settles it: ${rule.settledBy}`,
    span,
    sources: rule.sources,
  };
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
