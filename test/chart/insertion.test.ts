/** A sentence about something else changes nothing that the rest of the note says. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Analysis, analyse } from "../../server/src/analysis.ts";
import { builtInEngine } from "../support/engine.ts";

/** Notes in paragraphs of sentences. */
const notes: readonly (readonly (readonly string[])[])[] = [
  [
    ["52-year-old man on testosterone cypionate 100 mg weekly.", "Denies chest pain.", "Hematocrit 52%."],
    ["Continue testosterone.", "Recheck CBC in 3 months."],
  ],
  [
    ["He was on clomiphene, then switched to testosterone gel.", "Anastrozole was stopped in May."],
    ["Start hCG 500 IU SQ three times weekly."],
  ],
  [
    ["Previously on Androgel.", "Now on Xyosted 75 mg weekly.", "Father had prostate cancer."],
    ["Total testosterone 612 ng/dL on 3/4/2025.", "PSA 1.2 ng/mL."],
  ],
  [["48M on Nebido 1000 mg 12-weekly, nil issues.", "Hct 0.55.", "Hold Nebido."], ["Repeat FBC in 4 weeks."]],
  [["Pt wants testosterone.", "Total testosterone 240 ng/dL.", "Offered clomiphene, declined."], ["Consider hCG."]],
  [["If hematocrit exceeds 54%, hold testosterone.", "He takes anastrozole 0.5 mg twice a week."]],
  [
    ["History of DVT in 2015.", "Sleep apnea on CPAP.", "Possible prolactinoma."],
    ["Plan to start clomiphene next month."],
  ],
  [["Testosterone was held in March and restarted in June.", "Denies acne or gynecomastia."], ["Estradiol 45 pg/mL."]],
  [["Allergic to sesame oil.", "On testosterone enanthate 75 mg weekly."], ["Increase to 100 mg weekly."]],
  [["His wife is on letrozole.", "He uses Natesto twice daily.", "No personal history of breast cancer."]],
];

const unrelated: readonly string[] = [
  "He works as an electrician.",
  "An interpreter was present.",
  "He recently moved to a new house.",
  "Parking was difficult.",
  "He enjoys cycling on weekends.",
  "Seen together with the student.",
  "He has a dog and two cats.",
  "The form was signed.",
  "Walks two miles most mornings.",
  "Weather has been hot.",
];

const paragraphs = (parts: readonly (readonly string[])[]) => parts.map((part) => part.join(" ")).join("\n\n");

/** What the analysis says, without places. */
function said({ note, mentions, assertions, chart, findings }: Analysis) {
  const words = ({ start, end }: { start: number; end: number }) => note.text.slice(start, end);
  return {
    assertions: mentions.map((mention, index) => {
      const { cues, ...axes } = assertions[index]!;
      return [words(mention), axes, cues.map((cue) => words(cue))];
    }),
    medications: chart.medications.map(({ concept, status, actor }) => ({ concept, status, actor })),
    observations: chart.observations.map(({ analyte, status, value, unit }) => ({ analyte, status, value, unit })),
    conditions: chart.conditions.map(({ concept, status }) => ({ concept, status })),
    findings: findings.map(({ rule, span }) => [rule, words(span)]),
  };
}

describe("a sentence about something else", () => {
  const engine = builtInEngine();
  const place = fc.record({
    note: fc.nat(notes.length - 1),
    paragraph: fc.nat(3),
    sentence: fc.nat(4),
    words: fc.nat(unrelated.length - 1),
    apart: fc.boolean(),
  });

  it("changes no reading, wherever it stands", () => {
    fc.assert(
      fc.property(place, ({ note, paragraph, sentence, words, apart }) => {
        const parts = notes[note]!.map((part) => [...part]);
        const before = said(analyse(engine, paragraphs(parts)));
        const added = unrelated[words]!;
        const at = paragraph % parts.length;
        if (apart) parts.splice(paragraph % (parts.length + 1), 0, [added]);
        else parts[at]!.splice(sentence % (parts[at]!.length + 1), 0, added);
        expect(said(analyse(engine, paragraphs(parts)))).toEqual(before);
      }),
      { numRuns: 400 },
    );
  });
});
