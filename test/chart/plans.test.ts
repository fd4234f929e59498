/** What will be done with a drug, and what a later word has undone. */
import { expect, it } from "vitest";
import { analyse } from "../../server/src/analysis.ts";
import { builtInEngine } from "../support/engine.ts";

const actions = (note: string) =>
  analyse(builtInEngine(), note).chart.plans.map(({ about, action }) => `${action} ${about}`);

it.each([
  ["HPI: AndroGel stopped in June.\n\nPlan: Restart AndroGel 2 pumps daily.", ["start testosterone-gel"]],
  ["On AndroGel 2 pumps daily.\n\nPlan: stop AndroGel.", ["stop testosterone-gel"]],
  ["On AndroGel 2 pumps daily.\n\nPlan: stop AndroGel now; will restart in 3 months.", ["hold testosterone-gel"]],
  ["Continued AndroGel last visit.\n\nPlan: hold AndroGel.", ["continue testosterone-gel", "hold testosterone-gel"]],
  ["T off therapy 198 ng/dL.", []],
  ["He was started on clomiphene in 2022.", []],
  ["HPI: He was prescribed Natesto last visit.", []],
  ["Stop testosterone today.", ["stop testosterone"]],
  ["On test cyp 160 mg weekly.\n\nPlan: decrease to 120 mg weekly.", ["decrease testosterone-cypionate"]],
  ["On test cyp 160 mg weekly.\n\nPlan: RTC 3 mo.", ["other follow-up"]],
])("%s", (note, expected) => expect(actions(note)).toEqual(expected));
