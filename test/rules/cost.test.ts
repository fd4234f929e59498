/** What the whole reading, rules included, costs on a long note. */
import { expect, it } from "vitest";
import { analyse } from "../../server/src/analysis.ts";
import { builtInEngine } from "../support/engine.ts";

it.each([
  "Clomiphene started 2024-01-02. ",
  "On TRT. PSA 4.8; recheck in 6 weeks. ",
  "Plan: hold gel. Increase to 80 mg weekly.\n",
])(
  "is linear in a note of %j",
  (unit) => {
    const engine = builtInEngine();
    const time = (size: number) => {
      const text = unit.repeat(size / unit.length);
      analyse(engine, text);
      const begun = performance.now();
      analyse(engine, text);
      return performance.now() - begun;
    };
    // Quadratic cost would be two orders above this.
    expect(time(400_000)).toBeLessThan(50 * time(20_000) + 300);
  },
  60_000,
);
