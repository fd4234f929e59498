/** The phrases that rules look for, found like terms and read in context like them. */
import type { Assertion } from "../context/assertion.ts";
import { conditionsOf, leavesOf } from "../knowledge/conditions.ts";
import type { Knowledge } from "../knowledge/knowledge.ts";
import { columnsOf, indexPhrases, type Lexicon, longestAt, type PhraseColumns } from "../lexicon/lexicon.ts";
import type { Note } from "../text/note.ts";
import type { Span } from "../text/span.ts";
import { foldText, tokenAt, tokenize } from "../text/tokens.ts";

/** The phrases as the build stores them. */
export interface PhraseData {
  readonly lexicon: PhraseColumns;
  readonly texts: readonly string[];
  /** A text and those it begins with, which are said by whoever says it: a list for each text that has any. */
  readonly beginnings: readonly (readonly [text: number, ...shorter: number[]])[];
}

export interface PhraseTable {
  readonly lexicon: Lexicon;
  readonly texts: readonly string[];
  /** By text: the texts it begins with. */
  readonly beginnings: ReadonlyMap<number, readonly number[]>;
  /** The phrases of each group by its id. */
  readonly groups: ReadonlyMap<string, ReadonlySet<string>>;
}

/** A phrase found; `firstToken`, `endToken` and `sentence` let the context reader place it. */
export interface PhraseMatch extends Span {
  readonly text: string;
  readonly firstToken: number;
  readonly endToken: number;
  readonly sentence: number;
}

export interface PhraseStatement {
  readonly match: PhraseMatch;
  readonly assertion: Assertion;
}

/** All phrases of all rules and groups, once each. */
export function phraseDataOf({ phraseGroups, rules }: Knowledge): PhraseData {
  const texts = new Set<string>(phraseGroups.flatMap(({ phrases }) => phrases));
  for (const rule of rules.values()) {
    for (const leaf of conditionsOf(rule).flatMap(leavesOf)) {
      if ("phrase" in leaf) for (const text of leaf.phrase.any) texts.add(text);
    }
  }
  const list = [...texts];
  return {
    texts: list,
    beginnings: beginningsOf(list),
    lexicon: columnsOf(list.map((text, value) => ({ text, value, exactCase: false }))),
  };
}

/** Makes stored phrases ready to be matched. */
export function openPhrases(data: PhraseData, { phraseGroups }: Knowledge): PhraseTable {
  return {
    texts: data.texts,
    lexicon: indexPhrases(data.lexicon),
    beginnings: new Map(data.beginnings.map(([text, ...shorter]) => [text, shorter])),
    groups: new Map(phraseGroups.map(({ id, phrases }) => [id, new Set(phrases)])),
  };
}

/** Every place where a sentence says one of them, overlapping ones too. Quoted text is left out. */
export function matchPhrases(note: Note, table: PhraseTable): PhraseMatch[] {
  return note.sentences.flatMap(({ quoted, box, firstToken, endToken }, index) =>
    quoted || box === "unchecked" ? [] : matchesBetween(note, table, firstToken, endToken, index),
  );
}

/** What a heading says, it states: "Telephone refill", "Labs 3 March, mid-interval". */
export function phrasesInHeadings(note: Note, table: PhraseTable): PhraseStatement[] {
  return note.sections.flatMap(({ heading, named }, index) => {
    if (!heading || !named) return [];
    const firstToken = tokenAt(note.tokens, heading.start);
    const endToken = tokenAt(note.tokens, heading.end);
    return matchesBetween(note, table, firstToken, endToken, index).map((match) => ({ match, assertion: stated }));
  });
}

const stated: Assertion = {
  polarity: "affirmed",
  certainty: "certain",
  conditionality: "actual",
  temporality: "current",
  experiencer: "patient",
  status: null,
  actor: "unknown",
  cues: [],
};

function matchesBetween(note: Note, table: PhraseTable, from: number, to: number, sentence: number): PhraseMatch[] {
  const { tokens, text } = note;
  const matches: PhraseMatch[] = [];
  for (let firstToken = from; firstToken < to; firstToken++) {
    const match = longestAt(table.lexicon, text, tokens, firstToken, to);
    if (!match) continue;
    const place = {
      start: tokens.start[firstToken]!,
      end: tokens.end[match.endToken - 1]!,
      firstToken,
      endToken: match.endToken,
      sentence,
    };
    for (const value of match.values) {
      matches.push({ ...place, text: table.texts[value]! });
      for (const said of table.beginnings.get(value) ?? []) matches.push({ ...place, text: table.texts[said]! });
    }
  }
  return matches;
}

/** The phrases that a phrase begins with: who says "labs ordered today" says "labs ordered". */
function beginningsOf(texts: readonly string[]): [number, ...number[]][] {
  const words = texts.map((text) => {
    const tokens = tokenize(text);
    return Array.from({ length: tokens.count }, (_, at) => foldText(text, tokens.start[at], tokens.end[at]));
  });
  const indexOf = new Map(words.map((list, index) => [list.join(" "), index]));
  return words.flatMap((list, own): [number, ...number[]][] => {
    const shorter = list.slice(1).flatMap((_, cut) => {
      const index = indexOf.get(list.slice(0, cut + 1).join(" "));
      return index === undefined || index === own ? [] : [index];
    });
    return shorter.length > 0 ? [[own, ...shorter]] : [];
  });
}
