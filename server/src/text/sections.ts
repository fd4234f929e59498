/** Headings and the sections they open. */
import type { SectionHeadings, SectionKind } from "../knowledge/schema.ts";
import type { Line } from "./lines.ts";
import type { Section } from "./note.ts";
import { foldText, hashOf, TokenKind, type Tokens, tokenize } from "./tokens.ts";

/** Headings by the words they are made of. */
export interface HeadingTable {
  /** Kind and folded words of each heading, by the hash of the first word. */
  readonly byFirstWord: ReadonlyMap<number, readonly { readonly words: readonly string[]; readonly kind: SectionKind }[]>;
}

/** Prepares the headings; longer ones are tried first. */
export function compileHeadings(headings: readonly SectionHeadings[]): HeadingTable {
  const byFirstWord = new Map<number, { words: string[]; kind: SectionKind }[]>();
  for (const { kind, headings: texts } of headings) {
    for (const text of texts) {
      const words = wordsOf(text);
      if (words.length === 0) continue;
      const hash = hashOf(words[0]!);
      byFirstWord.set(hash, [...(byFirstWord.get(hash) ?? []), { words, kind }]);
    }
  }
  for (const list of byFirstWord.values()) list.sort((a, b) => b.words.length - a.words.length);
  return { byFirstWord };
}

function wordsOf(text: string): string[] {
  const tokens = tokenize(text);
  return Array.from({ length: tokens.count }, (_, index) => foldText(text, tokens.start[index], tokens.end[index]));
}

interface Heading {
  readonly start: number;
  /** After the colon. */
  readonly end: number;
  readonly title: string;
  /** Null for words that look like a heading but are not a known one. */
  readonly kind: SectionKind | null;
  readonly hashes: number;
}

/** Kinds that may also stand in the middle of a line, after the end of a sentence. */
const inlineKinds: ReadonlySet<SectionKind> = new Set([
  "subjective", "objective", "assessment", "plan", "assessment-plan", "medications", "allergies", "labs", "family-history", "social-history",
  "pmh", "hpi", "exam", "vitals", "ros", "chief-complaint",
]);

/** What usually belongs inside what. */
const parentKinds: Partial<Record<SectionKind, readonly SectionKind[]>> = {
  vitals: ["objective", "exam"],
  exam: ["objective"],
  labs: ["objective"],
  imaging: ["objective"],
  hpi: ["subjective"],
  ros: ["subjective"],
  "chief-complaint": ["subjective"],
};

/** Sections in which a heading that is not known is a part of them (problems under a plan, organs under an exam). */
const holders: ReadonlySet<SectionKind> = new Set(["assessment", "plan", "assessment-plan", "exam", "labs", "medications", "ros", "quoted", "instructions", "education"]);

/** Sections in order, covering the whole text. */
export function readSections(text: string, tokens: Tokens, lines: readonly Line[], table: HeadingTable): Section[] {
  const headings = findHeadings(text, tokens, lines, table);
  const sections: (Section & { span: { start: number; end: number } })[] = [];
  const open: number[] = [];
  const first = headings[0]?.start ?? text.length;
  if (first > 0 || headings.length === 0) {
    sections.push({ kind: "other", title: "", heading: null, span: { start: 0, end: first }, body: { start: 0, end: first }, level: 0, parent: -1 });
  }
  headings.forEach((heading, index) => {
    const { kind, level } = place(heading, open.map((section) => sections[section]!));
    while (open.length > 0 && sections[open.at(-1)!]!.level >= level) open.pop();
    const next = headings[index + 1]?.start ?? text.length;
    for (const section of open) sections[section]!.span.end = next;
    const { start, end, title } = heading;
    const parent = open.at(-1) ?? -1;
    open.push(sections.length);
    sections.push({ kind, title, heading: { start, end }, span: { start, end: next }, body: { start: end, end: next }, level, parent });
  });
  return sections;
}

/** Kind and level of a heading under the sections that are open. */
function place(heading: Heading, open: readonly Section[]): { kind: SectionKind; level: number } {
  if (heading.hashes > 0) {
    const enclosing = open.findLast((section) => section.level < heading.hashes);
    return { kind: heading.kind ?? (enclosing && holders.has(enclosing.kind) ? enclosing.kind : "other"), level: heading.hashes };
  }
  const base = open.find((section) => section.level > 0);
  const floor = base ? base.level : 1;
  if (heading.kind === null) {
    const holder = open.findLast((section) => holders.has(section.kind));
    if (!holder) return { kind: "other", level: floor };
    const sibling = open.find((section) => section.parent >= 0 && section.level > holder.level);
    return { kind: holder.kind, level: sibling ? sibling.level : holder.level + 1 };
  }
  const parent = open.find((section) => parentKinds[heading.kind!]?.includes(section.kind));
  return { kind: heading.kind, level: parent ? parent.level + 1 : floor };
}

function findHeadings(text: string, tokens: Tokens, lines: readonly Line[], table: HeadingTable): Heading[] {
  const headings: Heading[] = [];
  let token = 0;
  for (const line of lines) {
    while (token < tokens.count && tokens.start[token]! < line.words) token++;
    let end = token;
    while (end < tokens.count && tokens.start[end]! < line.end) end++;
    if (!line.blank && (!line.quoted || line.hashes > 0) && end > token) {
      const opening = headingAt(text, tokens, line, token, end, table);
      if (opening) headings.push(opening);
      findInline(text, tokens, line, token, end, table, opening, headings);
    }
    token = end;
  }
  return headings;
}

/** The heading that a line begins with, if it does. */
function headingAt(text: string, tokens: Tokens, line: Line, first: number, end: number, table: HeadingTable): Heading | null {
  const known = knownAt(text, tokens, first, end, table);
  if (known) {
    const close = closingOf(text, tokens, known.endToken, end, line);
    const single = tokens.end[known.endToken - 1]! - tokens.start[first]! === 1;
    if (close !== null && !(line.item && !close.colon) && !(single && !close.colon && line.hashes === 0)) {
      return { start: line.start, end: close.end, title: titleOf(text, tokens, first, known.endToken), kind: known.kind, hashes: line.hashes };
    }
  }
  if (line.hashes > 0) return { start: line.start, end: line.end, title: text.slice(line.words, line.end).trim(), kind: known?.kind ?? null, hashes: line.hashes };
  return line.item ? null : capitalsAt(text, tokens, line, first, end);
}

/** "S: ... O: ... A/P: ..." in one line: known headings with a colon after the end of a sentence. */
function findInline(text: string, tokens: Tokens, line: Line, first: number, end: number, table: HeadingTable, opening: Heading | null, headings: Heading[]): void {
  if (line.quoted || line.row) return;
  for (let token = first + 1; token < end; token++) {
    const start = tokens.start[token]!;
    if (opening && start < opening.end) continue;
    const before = tokens.end[token - 1]!;
    if (start === before || !".;!?)".includes(text.charAt(before - 1)) && start - before < 2) continue;
    const known = knownAt(text, tokens, token, end, table);
    if (!known || !inlineKinds.has(known.kind)) continue;
    const written = text.charAt(start);
    if (written !== written.toUpperCase() || text.charAt(tokens.end[known.endToken - 1]!) !== ":") continue;
    headings.push({ start, end: tokens.end[known.endToken - 1]! + 1, title: titleOf(text, tokens, token, known.endToken), kind: known.kind, hashes: 0 });
    token = known.endToken;
  }
}

function knownAt(text: string, tokens: Tokens, first: number, end: number, table: HeadingTable): { kind: SectionKind; endToken: number } | null {
  const candidates = table.byFirstWord.get(tokens.hash[first]!);
  for (const { words, kind } of candidates ?? []) {
    if (first + words.length > end) continue;
    if (words.every((word, index) => foldText(text, tokens.start[first + index], tokens.end[first + index]) === word)) {
      return { kind, endToken: first + words.length };
    }
  }
  return null;
}

/** What ends a heading: a colon, a dash, the end of the line; a remark in brackets may stand before it. */
function closingOf(text: string, tokens: Tokens, endToken: number, lineEnd: number, line: Line): { end: number; colon: boolean } | null {
  let token = endToken;
  while (token < lineEnd && "*_".includes(text.charAt(tokens.start[token]!))) token++;
  if (token < lineEnd && text.charAt(tokens.start[token]!) === "(") {
    while (token < lineEnd && text.charAt(tokens.start[token]!) !== ")") token++;
    if (token === lineEnd) return null;
    token++;
  }
  if (token === lineEnd) return { end: line.end, colon: false };
  const mark = text.charAt(tokens.start[token]!);
  const after = tokens.end[token]!;
  if (mark === ":") {
    let end = after;
    while ("*_".includes(text.charAt(end)) && end < line.end) end++;
    return { end, colon: true };
  }
  const dash = mark === "-" || mark === "–" || mark === "—";
  return dash && tokens.start[token]! > tokens.end[endToken - 1]! && text.charAt(after) === " " ? { end: after, colon: true } : null;
}

/** Words in capitals up to a colon: a heading even if it is not a known one. A short name with a value is a result. */
function capitalsAt(text: string, tokens: Tokens, line: Line, first: number, end: number): Heading | null {
  let letters = 0;
  for (let token = first; token < end && token < first + 10; token++) {
    const start = tokens.start[token]!;
    if (text.charAt(start) === ":") {
      const valueFollows = token + 1 < end && tokens.kind[token + 1] === TokenKind.Number;
      if (letters < 5 || valueFollows) return null;
      return { start: line.start, end: start + 1, title: titleOf(text, tokens, first, token), kind: null, hashes: 0 };
    }
    if (tokens.kind[token] === TokenKind.Number) return null;
    if (tokens.kind[token] === TokenKind.Word) {
      const word = text.slice(start, tokens.end[token]);
      if (word !== word.toUpperCase()) return null;
      letters += word.length;
    }
  }
  return null;
}

function titleOf(text: string, tokens: Tokens, first: number, end: number): string {
  return text.slice(tokens.start[first], tokens.end[end - 1]);
}
