/** The phrases that rules look for, found like terms and read in context like them. */
import type { Assertion } from "../context/assertion.ts";
import type { Knowledge } from "../knowledge/knowledge.ts";
import { conditionsOf, leavesOf } from "../knowledge/rule-schema.ts";
import { buildLexicon, findPhrases, type Lexicon } from "../lexicon/lexicon.ts";
import type { Note } from "../text/note.ts";
import type { Span } from "../text/span.ts";

export interface PhraseTable {
  readonly lexicon: Lexicon;
  readonly texts: readonly string[];
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
export function compilePhrases(knowledge: Knowledge): PhraseTable {
  const texts = new Set<string>(knowledge.phraseGroups.flatMap(({ phrases }) => phrases));
  for (const rule of knowledge.rules.values()) {
    for (const leaf of conditionsOf(rule).flatMap(leavesOf)) {
      if ("phrase" in leaf) for (const text of leaf.phrase.any) texts.add(text);
    }
  }
  const list = [...texts];
  return {
    texts: list,
    groups: new Map(knowledge.phraseGroups.map(({ id, phrases }) => [id, new Set(phrases)])),
    lexicon: buildLexicon(list.map((text, value) => ({ text, value, exactCase: false }))),
  };
}

/** Where the note says any of them. Quoted text is left out. */
export function matchPhrases(note: Note, table: PhraseTable): PhraseMatch[] {
  return note.sentences.flatMap((sentence, index) => {
    if (sentence.quoted || sentence.box === "unchecked") return [];
    return findPhrases(table.lexicon, note.text, note.tokens, sentence.firstToken, sentence.endToken).flatMap((match) =>
      match.values.map((value) => ({
        text: table.texts[value]!,
        start: note.tokens.start[match.firstToken]!,
        end: note.tokens.end[match.endToken - 1]!,
        firstToken: match.firstToken,
        endToken: match.endToken,
        sentence: index,
      })),
    );
  });
}
