/** Where a note names tests: by a term of their own, or within a longer one ("elevated Hct", "target T"). */
import type { Mention } from "../lexicon/mention.ts";
import type { Note } from "../text/note.ts";
import { hashesOf, TokenKind } from "../text/tokens.ts";
import type { Analyte, AnalyteTable } from "./analytes.ts";
import { saysLevel } from "./drug-levels.ts";

export interface NamedTest {
  /** Exclusive. */
  readonly endToken: number;
  readonly analytes: readonly Analyte[];
}

export interface NamedTests {
  /** By first token. */
  readonly names: ReadonlyMap<number, NamedTest>;
  /** Sentences that name a test, or the level of a drug. */
  readonly sentences: ReadonlySet<number>;
  /** Drugs whose level a sentence tells, by sentence. */
  readonly drugs: ReadonlyMap<number, Mention>;
}

/** The tests that `mentions` name. */
export function namedTests(note: Note, mentions: readonly Mention[], analytes: AnalyteTable): NamedTests {
  const names = new Map<number, NamedTest>();
  const sentences = new Set<number>();
  const drugs = new Map<number, Mention>();
  for (const mention of mentions) {
    const { concept, firstToken, endToken, sentence } = mention;
    const found = analytes.byConcept.get(concept);
    if (found) names.set(firstToken, { endToken, analytes: found });
    else {
      const token = testWithin(note, mention);
      const inner = token < 0 ? undefined : analytes.byConcept.get(conceptAt(note, token));
      if (inner) names.set(token, { endToken: token + 1, analytes: inner });
      else if (analytes.byDrug.has(concept) && saysLevel(note, mention)) drugs.set(sentence, mention);
      else continue;
    }
    sentences.add(sentence);
  }
  return { names, sentences, drugs };
}

const hematocrits = hashesOf("hct hematocrit haematocrit");
const testosterones = hashesOf("t tt testosterone");
/** What a longer term says of the test at its other end. */
const qualities = hashesOf("elevated high raised low goal target");
/** In tokens. */
const LONGEST_TERM = 3;
/** In tokens, from the term to a number: without one there is no value to read. */
const REACH = 6;

const isTest = (hash: number) => hematocrits.has(hash) || testosterones.has(hash);

const conceptAt = ({ tokens }: Note, token: number) =>
  hematocrits.has(tokens.hash[token]!) ? "lab-hct" : "testosterone";

/** The token of the test in "elevated Hct (50.6)", "T goal 500"; -1 where there is none, or no number after it. */
function testWithin({ tokens, sentences }: Note, { firstToken, endToken, sentence }: Mention): number {
  const length = endToken - firstToken;
  if (length < 2 || length > LONGEST_TERM) return -1;
  const [first, last] = [tokens.hash[firstToken]!, tokens.hash[endToken - 1]!];
  const token =
    qualities.has(first) && isTest(last) ? endToken - 1 : isTest(first) && qualities.has(last) ? firstToken : -1;
  if (token < 0) return -1;
  const limit = Math.min(sentences[sentence]!.endToken, endToken + REACH);
  for (let index = endToken; index < limit; index++) if (tokens.kind[index] === TokenKind.Number) return token;
  return -1;
}
