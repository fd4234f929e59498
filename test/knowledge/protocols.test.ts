import { describe, expect, it } from "vitest";
import { builtInKnowledge } from "../../server/build/knowledge-folder.ts";

const protocols = [...builtInKnowledge().protocols.values()];

/** The tab stops of a block: number, and what stands after it ("|a,b|" or ":text"), in order. */
function tabStops(body: string): readonly { readonly number: number; readonly rest: string }[] {
  return body
    .split("${")
    .slice(1)
    .map((piece) => {
      const inner = piece.slice(0, piece.indexOf("}"));
      const digits = inner.length - inner.trimStart().length + String(Number.parseInt(inner, 10)).length;
      return { number: Number.parseInt(inner, 10), rest: inner.slice(digits) };
    });
}

describe.each(protocols)("the block $id", ({ body, facts }) => {
  const stops = tabStops(body);

  it("selects nothing for the clinician: every choice and every field starts blank", () => {
    for (const { rest } of stops) expect(rest).toMatch(/^(\|__,|:__$|:__:__$|:YYYY-MM-DD$|$)/);
  });

  it("numbers its fields without a gap", () => {
    const numbers = [...new Set(stops.map(({ number }) => number))].sort((a, b) => a - b);
    expect(numbers).toEqual(numbers.map((_, index) => index + 1));
  });

  it("has facts that say where its figures come from", () => {
    expect(facts.length).toBeGreaterThan(0);
  });
});
