import { expect, it } from "vitest";
import { observationsIn } from "./vocabulary.ts";

const hours: readonly (readonly [note: string, hours: readonly (number | undefined)[]])[] = [
  ["T 250 ng/dL at 3:30 pm", [15.5]],
  ["T 250 in the afternoon", [14]],
  ["4 pm T 250", [16]],
  ["8 AM testosterone 250", [8]],
  ["testosterone 250 drawn @ 1530", [15.5]],
  ["testosterone 250 (0750)", [7 + 50 / 60]],
  ["T 250 at 15:40", [15 + 40 / 60]],
  ["T 250 at 12:10 am", [10 / 60]],
  ["T 250, Hct 47 at 9 am", [9, 9]],
  ["T 250", [undefined]],
  ["T 250 in 2015", [undefined]],
  ["T 250 at 25:00", [undefined]],
  ["T 250. Seen in the afternoon.", [undefined]],
];

it.each(hours)("%s", (note, expected) => {
  expect(observationsIn(note).map(({ hour }) => hour)).toEqual(expected);
});
