/** Knows a finding again after edits around it, without keeping any words of the note. */
import type { Finding } from "../rules/finding.ts";
import { foldText } from "../text/tokens.ts";

/**
 * One fingerprint for each finding, same index: a hash of the rule, the folded words under the squiggle, and which of
 * the like-worded findings it is. 16 hexadecimal digits.
 */
export function fingerprints(text: string, findings: readonly Finding[]): string[] {
  const seen = new Map<string, number>();
  return findings.map(({ rule, span }) => {
    const words = `${rule}\n${foldText(text, span.start, span.end).replace(/\s+/g, " ")}`;
    const nth = seen.get(words) ?? 0;
    seen.set(words, nth + 1);
    return hash64(`${words}\n${nth}`);
  });
}

/** FNV-1a over UTF-16 units, 64 bits. */
function hash64(text: string): string {
  let hash = 0xcbf29ce484222325n;
  for (let index = 0; index < text.length; index++)
    hash = BigInt.asUintN(64, (hash ^ BigInt(text.charCodeAt(index))) * 0x100000001b3n);
  return hash.toString(16).padStart(16, "0");
}
