import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { read } from "./outline.ts";

/** Pieces that notes are made of, and pieces that break readers. */
const piece = fc.oneof(
  fc.constantFrom(
    "Plan:",
    "A/P",
    "## ",
    "**Meds:**",
    "EXAM: ",
    "Neck: ",
    "1. ",
    "- ",
    "[ ] ",
    "☑",
    "\n",
    "\n\n",
    "\r\n",
    "\r",
    "\t",
    " | ",
    "> ",
    "```\n",
    "---\n",
    "b.i.d. ",
    "Dr. ",
    "TRT. ",
    "200 mg; ",
    "?",
    "...",
    ":",
    "(",
    "#",
    "<!-- x -->",
    "Copied from prior note:\n",
    "  ",
    "S: ",
    "\ud800",
    "é",
  ),
  fc.string({ unit: "grapheme", maxLength: 8 }),
);
const note = fc.array(piece, { maxLength: 60 }).map((pieces) => pieces.join(""));
const holds = (check: (text: string) => void) => fc.assert(fc.property(note, check), { numRuns: 600 });

describe("whatever the text", () => {
  it("sections cover it in order, each inside its parent", () =>
    holds((text) => {
      const { sections } = read(text);
      let at = 0;
      sections.forEach(({ heading, body, span, parent, level }, index) => {
        expect(heading?.start ?? body.start).toBe(at);
        if (heading) expect(body.start).toBe(heading.end);
        expect(span.start).toBe(at);
        expect(span.end).toBeGreaterThanOrEqual(body.end);
        at = body.end;
        const around = sections[parent];
        expect(level).toBe(around ? around.level + 1 : heading ? 1 : 0);
        if (around) expect(parent < index && around.span.start <= span.start && span.end <= around.span.end).toBe(true);
      });
      expect(at).toBe(text.length);
    }));

  it("every token outside named headings stands in one sentence, in order", () =>
    holds((text) => {
      const { tokens, sections, sentences } = read(text);
      const silent = sections.filter(({ named }) => named).map(({ heading }) => heading!);
      const expected = Array.from({ length: tokens.count }, (_, token) => token).filter(
        (token) => !silent.some(({ start, end }) => start <= tokens.start[token]! && tokens.start[token]! < end),
      );
      const covered = sentences.flatMap(({ firstToken, endToken }) =>
        Array.from({ length: endToken - firstToken }, (_, index) => firstToken + index),
      );
      expect(covered).toEqual(expected);
    }));

  it("a sentence lies on its tokens, in its section", () =>
    holds((text) => {
      const { tokens, sections, sentences } = read(text);
      for (const { start, end, firstToken, endToken, section } of sentences) {
        expect([start, end]).toEqual([tokens.start[firstToken], tokens.end[endToken - 1]]);
        const { heading, body, named } = sections[section]!;
        const from = named ? body.start : (heading?.start ?? body.start);
        expect(from <= start && end <= body.end).toBe(true);
      }
    }));

  it("lines begin where line breaks end", () =>
    holds((text) => {
      const expected = [0, ...Array.from(text.matchAll(/\r\n|\r|\n/g), (match) => match.index + match[0].length)];
      expect([...read(text).lineStarts]).toEqual(expected);
    }));
});

describe("cost is linear", () => {
  it.each([
    "a:",
    "Plan: ",
    "#",
    "**",
    "(",
    "[ ",
    "1. ",
    " \n",
    "\t|",
    "Neck: x. ",
    "A ",
    "PLAN AND ",
    "- \n  ",
    "b.i.d.",
    "<!--",
  ])("%j repeated", (unit) => {
    const time = (size: number) => {
      const text = unit.repeat(size / unit.length);
      read(text);
      const begun = performance.now();
      read(text);
      return performance.now() - begun;
    };
    // Quadratic cost would be two orders above this.
    expect(time(400_000)).toBeLessThan(20 * time(40_000) + 200);
  });
});
