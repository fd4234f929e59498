/** The phrases of a list written as one text, parted by commas. */
export function phrasesIn(list: string): string[] {
  return list.split(",").map((phrase) => phrase.trim().replaceAll(/\s+/g, " "));
}
