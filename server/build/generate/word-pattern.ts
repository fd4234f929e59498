/** One regular expression for many words, shaped as a prefix tree so that a highlighter does not try them one by one. */

interface Node {
  end: boolean;
  readonly next: Map<string, Node>;
}

/** An alternation that matches exactly `phrases` (case is the caller's). Spaces match any space or hyphen. */
export function alternation(phrases: readonly string[]): string {
  const root: Node = { end: false, next: new Map() };
  for (const phrase of [...new Set(phrases.map((text) => text.toLowerCase()))].sort()) {
    let node = root;
    for (const character of phrase) {
      const next = node.next.get(character) ?? { end: false, next: new Map<string, Node>() };
      node.next.set(character, next);
      node = next;
    }
    node.end = true;
  }
  return patternOf(root);
}

/** Longer words first: an optional tail is greedy. */
function patternOf(node: Node): string {
  const branches = [...node.next].map(([character, next]) => quote(character) + patternOf(next));
  if (branches.length === 0) return "";
  if (branches.length === 1 && !node.end) return branches[0]!;
  return `(?:${branches.join("|")})${node.end ? "?" : ""}`;
}

function quote(character: string): string {
  if (character === " " || character === "-") return "[ -]";
  return /[\\^$.*+?()[\]{}|/]/.test(character) ? `\\${character}` : character;
}
