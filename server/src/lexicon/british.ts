/** British and American spellings of one phrase, so that the knowledge need write each name only once. */

/** A beginning of words, British and American. */
const beginnings: readonly (readonly [british: string, american: string])[] = [
  ["oestr", "estr"],
  ["hyperoestr", "hyperestr"],
  ["antioestr", "antiestr"],
  ["oedem", "edem"],
  ["haem", "hem"],
  ["gynaec", "gynec"],
  ["anaesth", "anesth"],
  ["paediatr", "pediatr"],
  ["oesoph", "esoph"],
  ["leuco", "leuko"],
  ["tumour", "tumor"],
  ["colour", "color"],
  ["behaviour", "behavior"],
  ["ageing", "aging"],
  ["counsell", "counsel"],
  ["labell", "label"],
  ["programme", "program"],
];

/** An end of words, British and American; any stem before it. */
const endings: readonly (readonly [british: string, american: string])[] = [
  ["aemia", "emia"],
  ["aemias", "emias"],
  ["aemic", "emic"],
  ["aemics", "emics"],
  ["litre", "liter"],
  ["litres", "liters"],
  ["trophin", "tropin"],
  ["trophins", "tropins"],
  ["trophic", "tropic"],
  ["sulphate", "sulfate"],
  ["analogue", "analog"],
];

/** The same, after a stem of some letters: not "size", not "sea". */
const longEndings: typeof endings = [
  ["oea", "ea"],
  ["isation", "ization"],
  ["isations", "izations"],
  ["ise", "ize"],
  ["ised", "ized"],
  ["ises", "izes"],
  ["ising", "izing"],
  ["iser", "izer"],
  ["ysed", "yzed"],
];
const STEM = 3;

/** Words that end alike but are spelled so on both sides. */
const shared: ReadonlySet<string> = new Set(["exercise", "exercises", "rise", "rises", "raise", "raises", "raised"]);

/**
 * The phrase with each word as the other side of the ocean spells it: ["oestradiol"] for "estradiol". A phrase of words
 * that may each go either way gives the all-British and the all-American one. The phrase itself is not among them.
 */
export function otherSpellings(phrase: string): string[] {
  const words = phrase.split(/([ \-/]+)/);
  const british = words.map((word) => spell(word, 1, 0)).join("");
  const american = words.map((word) => spell(word, 0, 1)).join("");
  return [...new Set([british, american])].filter((text) => text !== phrase);
}

/** The word with the beginning and the ending of one side (`from`) as the other (`to`) has them. */
function spell(word: string, from: 0 | 1, to: 0 | 1): string {
  const folded = word.toLowerCase();
  if (shared.has(folded)) return word;
  const lead = beginnings.find((pair) => folded.startsWith(pair[from]) && !folded.startsWith(pair[to]));
  const led = lead ? matchCase(lead[to], word) + word.slice(lead[from].length) : word;
  const ends = (pair: (typeof endings)[number]) => led.endsWith(pair[from]) && !led.endsWith(pair[to]);
  const tail = endings.find(ends) ?? longEndings.find((pair) => ends(pair) && led.length >= pair[from].length + STEM);
  return tail ? led.slice(0, led.length - tail[from].length) + tail[to] : led;
}

function matchCase(beginning: string, word: string): string {
  return word.charAt(0) === word.charAt(0).toLowerCase()
    ? beginning
    : beginning.charAt(0).toUpperCase() + beginning.slice(1);
}
