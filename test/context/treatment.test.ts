import { describe, expect, it } from "vitest";
import { readOne } from "./read-marked.ts";
import { treatmentNotes } from "./treatment-notes.ts";

describe("what was done with a drug", () => {
  for (const [status, notes] of Object.entries(treatmentNotes)) {
    describe(status, () => {
      for (const note of notes) it(note, () => expect(readOne(note).status ?? "none").toBe(status));
    });
  }
});

describe("who did it", () => {
  const cases = {
    patient: [
      "Patient stopped «anastrozole» on his own.",
      "Self-discontinued «testosterone».",
      "He quit «TRT» in May.",
      "He declined «hCG».",
      "Patient requests «testosterone».",
      "He decided to stop «clomiphene».",
    ],
    "other-prescriber": [
      "PCP started «testosterone» in June.",
      "«Anastrozole» was stopped by his cardiologist.",
      "Started on «Androgel» by an outside clinic.",
      "His urologist prescribed «clomiphene».",
      "GP ceased «finasteride»",
    ],
    clinician: [
      "Start «testosterone» 100 mg weekly.",
      "Patient was started on «hCG».",
      "We increased «testosterone» to 120 mg.",
      "Plan: stop «anastrozole».",
      "«Testosterone» was held.",
    ],
    unknown: ["On «testosterone» 100 mg weekly.", "«Testosterone» 512 ng/dL."],
  };
  for (const [actor, notes] of Object.entries(cases)) {
    for (const note of notes) it(`${actor}: ${note}`, () => expect(readOne(note).actor).toBe(actor));
  }
});
