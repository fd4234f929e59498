/** The same statement about a drug, put into other words: each wording gives the reading that it is known to give. */
import { describe, expect, it } from "vitest";
import type { Assertion } from "../../server/src/context/assertion.ts";
import { readOne } from "./read-marked.ts";

/** What is given, with its dose and purpose; the drug stands in «guillemets». */
const treatments: readonly string[] = [
  "«testosterone cypionate» 100 mg weekly",
  "«testosterone cypionate» 200 mg IM every 2 weeks",
  "«testosterone enanthate» 75 mg SQ once a week",
  "«testosterone undecanoate» 237 mg p.o. b.i.d. with food",
  "«testosterone gel» 1.62%, two pumps daily",
  "«testosterone» 0.5 mL twice weekly",
  "«testosterone»",
  "«TRT»",
  "«TRT» for low libido",
  "«Nebido» 1000 mg 12-weekly",
  "«Nebido»",
  "«Reandron» 1g q12w",
  "«Testogel» 2 pumps mane",
  "«Testogel» 16.2 mg/g",
  "«Tostran» 3 pumps od",
  "«Androgel» 50 mg",
  "«Natesto» t.i.d.",
  "«Jatenzo» 237 mg twice daily",
  "«Kyzatrex»",
  "«Xyosted» 75 mg weekly",
  "«Aveed» 750 mg",
  "«Sustanon» 250 mg 3-weekly",
  "«Primoteston» depot",
  "«hCG» 500 IU three times a week",
  "«hCG» 1500 units SQ twice weekly for fertility",
  "«hCG»",
  "«clomiphene» 25 mg every other day",
  "«clomiphene» 50 mg daily for infertility",
  "«clomid» 25mg alt days",
  "«enclomiphene» 12.5 mg daily",
  "«anastrozole» 0.5 mg twice weekly",
  "«anastrozole» 1 mg for high estradiol",
  "«anastrozole»",
  "«letrozole» 2.5 mg weekly",
  "«tamoxifen» 10 mg daily for gynecomastia",
  "«cabergoline» 0.25 mg twice a week",
  "«finasteride» 1 mg daily for hair loss",
  "«DHEA» 25 mg",
  "«tadalafil» 5 mg daily",
  "«sildenafil» 50 mg prn",
  "«nandrolone» 100 mg",
  "«oxandrolone»",
  "an «estrogen blocker»",
];

type Expectation = Partial<Assertion>;

/** `@` stands for the treatment. */
const wordings: Readonly<Record<string, readonly [Expectation, readonly string[]]>> = {
  deny: [
    { status: "not-taking", polarity: "negated" },
    [
      "Patient denies @.",
      "Denies taking @.",
      "He denies ever using @.",
      "He is not on @.",
      "He is not currently taking @.",
      "Never took @.",
      "He has never been on @.",
      "nil @",
      "not on @",
      "never used @",
    ],
  ],
  father: [
    { experiencer: "family" },
    [
      "His father takes @.",
      "Father is on @.",
      "His brother uses @.",
      "Dad on @",
      "His older brother was started on @.",
      "Both his father and his uncle take @.",
    ],
  ],
  if: [
    { conditionality: "conditional" },
    [
      "If levels remain low, start @.",
      "Start @ if levels remain low.",
      "If symptoms recur, he can take @.",
      "if no better, commence @",
      "Should he remain symptomatic, begin @.",
    ],
  ],
  planned: [
    { status: "planned", temporality: "planned" },
    [
      "Plan to start @.",
      "We will begin @.",
      "He will start @.",
      "He is going to start @.",
      "He is scheduled to begin @.",
      "to commence @",
      "plan to commence @",
      "will commence @ next visit",
      "Intends to start @.",
    ],
  ],
  held: [
    { status: "held" },
    [
      "Hold @.",
      "Please hold @ for now.",
      "We are holding @.",
      "Withhold @.",
      "@ was held.",
      "@ is on hold.",
      "@ paused pending repeat bloods.",
      "w/h @",
      "Put @ on hold.",
    ],
  ],
  stopped: [
    { status: "discontinued" },
    [
      "He stopped @.",
      "Stop @.",
      "Discontinue @.",
      "@ was discontinued.",
      "@ was stopped in May.",
      "He came off @ last year.",
      "No longer on @.",
      "He is no longer taking @.",
      "ceased @",
      "@ ceased 3/12 ago",
      "d/c @",
      "@ d/c'd",
      "Self-discontinued @.",
      "Previously on @.",
      "Used to take @.",
      "He was on @ until 2019.",
    ],
  ],
  declined: [
    { status: "declined" },
    [
      "Patient declines @.",
      "He declined @.",
      "He refused @.",
      "@ was offered but declined.",
      "Offered @, declined.",
      "He is not interested in @.",
      "He does not want to take @.",
      "not keen on @",
      "He would like to avoid @.",
    ],
  ],
  allergic: [
    { status: "allergy" },
    ["Allergic to @.", "He is allergic to @.", "Rash with @.", "Intolerant of @.", "Anaphylaxis to @.", "intol @"],
  ],
  restarted: [
    { status: "restarted" },
    [
      "Restart @.",
      "He restarted @ last month.",
      "Resume @.",
      "@ was resumed in June.",
      "@ was stopped in March and restarted in June.",
      "He is back on @.",
      "recommenced @",
      "He went back on @.",
    ],
  ],
  switched: [
    { status: "started" },
    ["Switched to @.", "He was switched from Fortesta to @.", "changed to @", "Switch from Fortesta to @."],
  ],
};

describe("each wording around each treatment", () => {
  for (const [name, [expected, frames]] of Object.entries(wordings)) {
    it(name, () => {
      const wrong: string[] = [];
      for (const frame of frames) {
        for (const treatment of treatments) {
          const note = frame.replace("@", treatment);
          const found = readOne(note);
          const differs = Object.entries(expected).filter(([axis, value]) => found[axis as keyof Assertion] !== value);
          if (differs.length > 0)
            wrong.push(`${note} ${differs.map(([axis]) => `${axis} ${found[axis as keyof Assertion]}`).join(", ")}`);
        }
      }
      expect(wrong.length / (frames.length * treatments.length), wrong.join("\n")).toBeLessThanOrEqual(0.005);
    });
  }
});
