/** Notes as they are dictated, typed and listed: the status of each drug, read by the whole engine. */
import { describe, expect, it } from "vitest";
import { analyse } from "../../server/src/analysis.ts";
import { builtInEngine } from "../support/engine.ts";
import { dictatedNotes } from "./dictated-notes.ts";
import { listedNotes } from "./listed-notes.ts";
import { readAll, unmark } from "./read-marked.ts";
import { typedNotes } from "./typed-notes.ts";
import { visitNotes } from "./visit-notes.ts";

/** Lines that were written before the reader could read them; the share that it must keep reading. */
const sets = {
  dictated: [dictatedNotes, 0.96],
  typed: [typedNotes, 0.96],
  listed: [listedNotes, 0.95],
  visits: [visitNotes, 0.95],
} as const;

interface Marked {
  readonly words: string;
  readonly status: string;
  readonly actor: string | undefined;
}

interface Found {
  readonly status: string;
  readonly actor: string;
}

/** «Androgel|discontinued|patient» */
function split(note: string): { plain: string; marked: Marked[] } {
  const marked: Marked[] = [];
  const plain = note
    .split("»")
    .map((part) => {
      const open = part.indexOf("«");
      if (open < 0) return part;
      const [words = "", status = "", actor] = part.slice(open + 1).split("|");
      marked.push({ words, status, actor });
      return `${part.slice(0, open)}«${words}»`;
    })
    .join("");
  return { plain, marked };
}

/** What the chart says of each marked drug; what its words alone say where the knowledge has no such drug. */
function read(plain: string): Found[] {
  const engine = builtInEngine();
  const { text, places } = unmark(plain);
  const { mentions, chart } = analyse(engine, text);
  const evidence = chart.medications.flatMap((medication) => medication.evidence);
  const alone = readAll(plain);
  return places.map((place, index) => {
    const overlaps = ({ start, end }: { start: number; end: number }) => start < place.end && place.start < end;
    const known = mentions.some((mention) => overlaps(mention) && engine.knowledge.concepts.get(mention.concept)?.drug);
    const statement = evidence.find(({ mention }) => overlaps(mention));
    if (known) return { status: statement?.status ?? "none", actor: statement?.actor ?? "unknown" };
    return { status: alone[index]!.status ?? "none", actor: alone[index]!.actor };
  });
}

describe("what was done with a drug", () => {
  const wrong: string[] = [];
  const counts = new Map<string, { right: number; extra: number; missed: number }>();
  const count = (status: string) => {
    const entry = counts.get(status) ?? { right: 0, extra: 0, missed: 0 };
    counts.set(status, entry);
    return entry;
  };

  for (const [name, [notes, share]] of Object.entries(sets)) {
    it(`${name}: ${share * 100} % of the drugs and more`, () => {
      let [all, right] = [0, 0];
      for (const note of notes) {
        const { plain, marked } = split(note);
        const found = read(plain);
        marked.forEach(({ words, status, actor }, index) => {
          all++;
          const { status: read, actor: doer } = found[index]!;
          if (read === status && (actor === undefined || actor === doer)) right++;
          else wrong.push(`${plain.replaceAll("\n", " / ")} [${words}] ${read} ${doer}, not ${status} ${actor ?? ""}`);
          if (read === status) count(status).right++;
          else {
            count(status).missed++;
            count(read).extra++;
          }
        });
      }
      expect(right / all, wrong.join("\n")).toBeGreaterThanOrEqual(share);
    });
  }

  it("each status alike: a macro-F1 of .96", () => {
    const scores = [...counts].map(([, { right, extra, missed }]) => (2 * right) / (2 * right + extra + missed));
    expect(scores.reduce((sum, score) => sum + score, 0) / scores.length).toBeGreaterThanOrEqual(0.96);
  });
});
