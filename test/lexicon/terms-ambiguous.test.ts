/** Short forms in our sense and in others, in `ambiguous.txt`: `+ concept: note` and `- note`, the form in «guillemets». */
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { analyse } from "../../server/src/analysis.ts";
import { formKey } from "../../server/src/lexicon/ambiguity.ts";
import { builtInEngine } from "../support/engine.ts";

const engine = builtInEngine();
const blocks = readFileSync(new URL("./ambiguous.txt", import.meta.url), "utf8")
  .split(/^## /m)
  .slice(1);

const cases = blocks.map((block) => {
  const [form = "", ...lines] = block.trim().split("\n");
  const ours = lines
    .filter((line) => line.startsWith("+ "))
    .map((line) => /^\+ ([a-z0-9-]+): (.*)$/.exec(line)!.slice(1));
  const others = lines.filter((line) => line.startsWith("- ")).map((line) => line.slice(2));
  return { form, ours: ours as [string, string][], others };
});

/** What the program reads at the first place in guillemets. */
function conceptAt(marked: string): string | undefined {
  const text = marked.replace(/[«»]/g, "");
  const start = marked.indexOf("«");
  const end = marked.indexOf("»") - 1;
  return analyse(engine, text).mentions.find((mention) => mention.start < end && start < mention.end)?.concept;
}

describe("ours", () => {
  it.each(cases.flatMap(({ ours }) => ours))("%s: %s", (concept, note) => {
    expect(conceptAt(note)).toBe(concept);
  });
});

describe("not ours", () => {
  it.each(cases.flatMap(({ form, others }) => others.map((note) => [form, note] as const)))("%s: %s", (form, note) => {
    const senses = engine.knowledge.ambiguities.find((entry) => formKey(entry.form) === formKey(form))!.senses;
    expect(senses.map(({ concept }) => concept)).not.toContain(conceptAt(note));
  });
});

it("every ambiguous form has notes of its own, of other meanings more than of ours", () => {
  const byForm = new Map(cases.map((entry) => [formKey(entry.form), entry]));
  for (const { form, senses, blocks: rules } of engine.knowledge.ambiguities) {
    const entry = byForm.get(formKey(form));
    expect(entry?.ours.length, form).toBeGreaterThan(0);
    // A form that means one thing, or two of ours, has no other meaning to show.
    const alone = rules === undefined && (senses.some(({ need }) => need === "none") || senses.length > 1);
    if (!alone) expect(entry!.others.length, form).toBeGreaterThan(entry!.ours.length);
  }
});
