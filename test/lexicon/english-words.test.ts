/** No word of English is read as a misspelt name: 275,000 words, every one looked at. */
import words from "an-array-of-english-words" with { type: "json" };
import { expect, it } from "vitest";
import { findSlips } from "../../server/src/lexicon/misspelling.ts";
import { tokenize } from "../../server/src/text/tokens.ts";
import { builtInEngine } from "../support/engine.ts";

/** Other spellings, plurals or forms of the very name they are read as. */
const sameThing =
  /^(?:cirrhoses|atheroscleroses|osteoporoses|steatoses|hemochromatoses|hyperhidroses|hyperidrosis|codein[as]?|methadons?|morphins?|thyroxins?|cyclosporins?|lipides?|karyotyped|dysthymiac|gynaecomasty|somatotrophin|thyrotrophin|percoct|unfertile|obes(?:er)?|alopecic|cephalalgic|diplopic|venisection|sweeling|compliancy|headachey|headachy|irritably|dispence[ds]?|dispencing|(?:masculin|viril|vasectom)i[sz]es?|phlebotomist|vasectomi[sz]ed|floater|genitali[ac]l?|epididymites|erythropoieses|cyclosporines?)$/;

it("leaves the words of English alone", () => {
  const text = words.join(" ");
  const tokens = tokenize(text);
  const read = findSlips(builtInEngine().terms.misspellings, text, tokens, 0, tokens.count)
    .flatMap(({ token, name }) =>
      name ? [[text.slice(tokens.start[token], tokens.end[token]), name.word] as const] : [],
    )
    .filter(([word]) => !sameThing.test(word))
    .map(([word, name]) => `${word} as ${name}`);
  expect(read).toEqual([]);
});
