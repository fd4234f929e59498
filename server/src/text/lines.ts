/** Lines of a note: where they begin, how they begin, and which are somebody else's words. */

/** Offset of the first character of each line. CR LF, LF and lone CR end a line. */
export function findLineStarts(text: string): Int32Array {
  const starts = [0];
  for (let offset = 0; offset < text.length; offset++) {
    const unit = text.charCodeAt(offset);
    if (unit === 0x0a || (unit === 0x0d && text.charCodeAt(offset + 1) !== 0x0a)) starts.push(offset + 1);
  }
  return Int32Array.from(starts);
}

export interface Line {
  /** First character, and the end without the line break. */
  readonly start: number;
  readonly end: number;
  /** First character after indentation, quote mark, bullet, number, box and markdown marks. */
  readonly words: number;
  readonly blank: boolean;
  /** Begins a list item. */
  readonly item: boolean;
  readonly box: "none" | "unchecked" | "checked";
  /** Number of leading "#" of a markdown heading, 0 for none. */
  readonly hashes: number;
  /** Has cells: "a | b" or tab-separated. */
  readonly row: boolean;
  readonly quoted: boolean;
}

/** All lines. Code fences, front matter and ">" lines are quoted. */
export function readLines(text: string, starts: Int32Array): Line[] {
  const lines: Line[] = [];
  let fenced = false;
  let frontMatter = text.startsWith("---\n") || text.startsWith("---\r\n");
  for (let index = 0; index < starts.length; index++) {
    const start = starts[index]!;
    let end = index + 1 < starts.length ? starts[index + 1]! : text.length;
    while (end > start && (text.charCodeAt(end - 1) === 0x0a || text.charCodeAt(end - 1) === 0x0d)) end--;
    const fence = text.startsWith("```", start) || text.startsWith("~~~", start);
    const line = readLine(text, start, end, fenced || fence || frontMatter);
    lines.push(line);
    if (fence) fenced = !fenced;
    if (frontMatter && index > 0 && text.slice(start, end).trim() === "---") frontMatter = false;
  }
  return lines;
}

const bullets = "-*•·◦▪–—+";

function readLine(text: string, start: number, end: number, quotedBlock: boolean): Line {
  let at = skipSpace(text, start, end);
  const blank = at === end;
  let quoted = quotedBlock;
  while (text.charAt(at) === ">" && at < end) {
    quoted = true;
    at = skipSpace(text, at + 1, end);
  }
  let hashes = 0;
  while (hashes < 6 && at + hashes < end && text.charAt(at + hashes) === "#") hashes++;
  if (hashes > 0 && (at + hashes === end || isSpace(text.charCodeAt(at + hashes)))) at = skipSpace(text, at + hashes, end);
  else hashes = 0;
  let item = false;
  const marker = markerEnd(text, at, end);
  if (marker > at) {
    item = true;
    at = skipSpace(text, marker, end);
  }
  const box = boxAt(text, at, end);
  if (box) {
    item = true;
    at = skipSpace(text, box.end, end);
  }
  while (at < end && (text.charAt(at) === "*" || text.charAt(at) === "_")) at++;
  const inside = text.slice(at, end);
  return { start, end, words: at, blank, item, box: box?.state ?? "none", hashes, row: inside.includes("|") || inside.trim().includes("\t"), quoted };
}

/** End of "- ", "1. ", "2) ", "a. ", "(3) "; `at` itself where there is none. */
function markerEnd(text: string, at: number, end: number): number {
  const first = text.charAt(at);
  if (at + 1 < end && first !== "" && bullets.includes(first) && isSpace(text.charCodeAt(at + 1))) return at + 1;
  const open = first === "(" ? at + 1 : at;
  let after = open;
  while (after < end && after < open + 3 && isDigit(text.charCodeAt(after))) after++;
  const close = text.charAt(after);
  const marked = after > open && (close === ")" || (open === at && close === ".")) && (after + 1 >= end || isSpace(text.charCodeAt(after + 1)));
  return marked ? after + 1 : at;
}

function boxAt(text: string, at: number, end: number): { state: "unchecked" | "checked"; end: number } | null {
  const first = text.charAt(at);
  if (first === "☐" || first === "□") return { state: "unchecked", end: at + 1 };
  if (first === "☑" || first === "☒" || first === "✓" || first === "✔") return { state: "checked", end: at + 1 };
  const closing = first === "[" ? "]" : first === "(" ? ")" : "";
  if (closing === "") return null;
  if (text.charAt(at + 1) === closing) return { state: "unchecked", end: at + 2 };
  if (at + 2 >= end || text.charAt(at + 2) !== closing) return null;
  const inner = text.charAt(at + 1);
  if (inner === " " || inner === "_") return { state: "unchecked", end: at + 3 };
  return inner === "x" || inner === "X" ? { state: "checked", end: at + 3 } : null;
}

function skipSpace(text: string, from: number, end: number): number {
  let at = from;
  while (at < end && isSpace(text.charCodeAt(at))) at++;
  return at;
}

function isSpace(unit: number): boolean {
  return unit === 0x20 || unit === 0x09 || unit === 0xa0;
}

function isDigit(unit: number): boolean {
  return unit >= 0x30 && unit <= 0x39;
}
