/** Every rule's own examples: what it reports, where, and what it leaves alone. */
import { describe, expect, it } from "vitest";
import { analyse } from "../../server/src/analysis.ts";
import { builtInEngine } from "../support/engine.ts";
import { readMarked } from "../support/marked.ts";

const engine = builtInEngine();

describe.each([...engine.knowledge.rules.values()].map((rule) => [rule.id, rule] as const))("%s", (id, rule) => {
  const findingsIn = (text: string) =>
    analyse(engine, text, { rules: { [id]: rule.severity } }).findings.filter((finding) => finding.rule === id);

  it.each(rule.examples.reports.map(({ note, why }) => [why, note] as const))("reports: %s", (_why, marked) => {
    const { text, spans } = readMarked(marked);
    const reported = findingsIn(text).map(({ span }) => text.slice(span.start, span.end));
    expect(reported).toEqual(spans.map(({ words }) => words));
  });

  it.each(rule.examples.silent.map(({ note, why }) => [why, note] as const))("stays silent: %s", (_why, note) => {
    expect(findingsIn(note).map(({ message }) => message)).toEqual([]);
  });

  it("has more silent examples than reported ones", () => {
    expect(rule.examples.silent.length).toBeGreaterThan(rule.examples.reports.length);
  });

  it("describes the note in under 140 characters and never commands care", () => {
    for (const { note } of rule.examples.reports) {
      for (const { message } of findingsIn(readMarked(note).text)) {
        expect(message.length).toBeLessThan(140);
        expect(message).not.toMatch(
          /\b(must|should|please|do not|discontinue)\b|^(stop|start|order|check|add|give)\b/i,
        );
      }
    }
  });
});
