import type { Mark } from "./schema.ts";

const words: Record<Mark, string> = {
  V: "seen in the source",
  V2: "seen in a secondary account",
  K: "widely known, source not opened",
};

/** How a fact was verified, in words for a person. */
export function markInWords(mark: Mark): string {
  return words[mark];
}
