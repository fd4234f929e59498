/** `npm run bench -- lexicon [FOLDER]`: the matcher beside a bare scan and an Aho-Corasick package, at three sizes. */
import AhoCorasick from "modern-ahocorasick";
import { buildLexicon, findPhrases } from "../../server/src/lexicon/lexicon.ts";
import { tokenize } from "../../server/src/text/tokens.ts";
import { builtInEngine } from "../support/engine.ts";
import { bareScan, megabytesPerSecond, textsOf } from "./texts.ts";

/** Our forms first, then made-up compounds of their words, up to `size`. */
function terms(size: number): string[] {
  const { concepts } = builtInEngine().knowledge;
  const forms = [
    ...new Set([...concepts.values()].flatMap(({ term, forms: own }) => [term, ...own.map(({ text }) => text)])),
  ];
  const words = [
    ...new Set(forms.flatMap((form) => form.toLowerCase().split(/[^a-z]+/)).filter((word) => word.length > 3)),
  ];
  const list = new Set(forms);
  for (let index = 0; list.size < size; index++)
    list.add(`${words[index % words.length]} ${words[(index * 7 + 3) % words.length]} ${index % 97}`);
  return [...list].slice(0, size);
}

export function benchLexicon(folder: string | undefined): void {
  const texts = textsOf(folder, 4_000_000);
  const scan = megabytesPerSecond(texts, bareScan);
  console.log(`bare charCodeAt scan              ${scan.toFixed(0).padStart(6)} MB/s`);
  const cut = texts.map((text) => ({ text, tokens: tokenize(text) }));
  for (const size of [500, 5_000, 50_000]) {
    const list = terms(size);
    const lexicon = buildLexicon(list.map((text, value) => ({ text, value, exactCase: false })));
    const automaton = new AhoCorasick(list.map((term) => term.toLowerCase()));
    const whole = megabytesPerSecond(texts, (text) => findPhrases(lexicon, text, tokenize(text)));
    let index = 0;
    const matching = megabytesPerSecond(texts, () => {
      const { text, tokens } = cut[index++ % cut.length]!;
      return findPhrases(lexicon, text, tokens);
    });
    const theirs = megabytesPerSecond(texts, (text) => automaton.search(text.toLowerCase()), 3);
    const row = (name: string, speed: number) =>
      console.log(
        `${name.padEnd(32)} ${speed.toFixed(0).padStart(7)} MB/s   ${(speed / scan).toFixed(2)} of the bare scan`,
      );
    console.log(`${size} terms`);
    row("  tokens and matches", whole);
    row("  matches, tokens given", matching);
    row("  modern-ahocorasick", theirs);
  }
}
