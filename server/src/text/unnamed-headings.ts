/** Headings that only their form gives away: words in capitals or bold, labels, problems of a plan. */
import type { SectionKind } from "../knowledge/schema.ts";
import {
  beginsSentence,
  COLON_HASH,
  colonAfter,
  type Heading,
  inCapitals,
  isValue,
  opensInCapitals,
  organKinds,
  type Page,
  problemKinds,
  Rank,
  skipEmphasis,
} from "./heading.ts";
import { hasGap, isCapital, type Line } from "./lines.ts";
import { headKind } from "./named-headings.ts";
import { hashesOf, TokenKind } from "./tokens.ts";

/** Words in capitals up to a colon. A short name with something after it is a result or a vital sign ("PSA: pending"). */
export function capitalsHeading(page: Page, line: Line, title: number, within: SectionKind): Heading | null {
  if (line.marker === "bullet" || !opensInCapitals(page, title)) return null;
  const colon = colonAfter(page, title, line.endToken, 14);
  if (colon < 0 || !inCapitals(page, title, colon)) return null;
  const { tokens } = page;
  const inline = colon + 1 < line.endToken;
  // Amounts are what the headings of an operation hold: "FLUIDS: 900 mL".
  const result = within !== "procedure" && isValue(page, colon + 1, line.endToken);
  if (inline && (result || isShort(page, title, colon))) return null;
  const kind = headKind(page, title, colon);
  const rank = kind === null && organKinds.has(within) ? Rank.Part : Rank.Unnamed;
  const endToken = skipEmphasis(page, colon + 1, line.endToken, tokens.end[colon]!);
  return {
    firstToken: line.firstToken,
    endToken,
    titleToken: title,
    titleEnd: colon,
    kind,
    rank,
    hashes: 0,
    indent: line.indent,
  };
}

/** One word of three letters or without a vowel: "HCT", "SHBG", but not "DIET". */
function isShort({ text, tokens }: Page, first: number, end: number): boolean {
  if (end - first > 1) return false;
  let vowels = 0;
  for (let offset = tokens.start[first]!; offset < tokens.end[first]!; offset++)
    if ("AEIOUY".includes(text.charAt(offset))) vowels++;
  return tokens.end[first]! - tokens.start[first]! <= 3 || vowels === 0;
}

const statementWords = hashesOf("no not nil none denies is was are were will has have had");

/** Words in capitals alone in their line, after a blank line or with a head noun that is known: "ADMITTING DIAGNOSES". */
export function capitalsLine(page: Page, index: number, title: number): Heading | null {
  const line = page.lines[index]!;
  const { text, tokens, lines } = page;
  const last = line.endToken - 1;
  if (
    line.marker !== "none" ||
    last - title > 14 ||
    !opensInCapitals(page, title) ||
    tokens.kind[last] !== TokenKind.Word
  )
    return null;
  if (!inCapitals(page, title, line.endToken) || text.slice(tokens.start[last], tokens.end[last]).endsWith("ED"))
    return null;
  let letters = 0;
  for (let token = title; token <= last; token++) {
    if (
      statementWords.has(tokens.hash[token]!) ||
      !(tokens.kind[token] !== TokenKind.Mark || "/&-–,()'’".includes(text.charAt(tokens.start[token]!)))
    )
      return null;
    letters += tokens.end[token]! - tokens.start[token]!;
  }
  const before = lines[index - 1];
  const apart = !before || before.firstToken === before.endToken;
  if (letters < 8 || !(apart || headKind(page, title, line.endToken)) || isShouting(text)) return null;
  return wholeLine(page, line, title, Rank.Unnamed);
}

/** Whether a note, by its beginning, is typed in capitals throughout: then they mean nothing. */
function isShouting(text: string): boolean {
  let small = 0;
  const length = Math.min(text.length, 1000);
  for (let offset = 0; offset < length; offset++) {
    const unit = text.charCodeAt(offset);
    if (unit >= 0x61 && unit <= 0x7a) small++;
  }
  return small * 4 < length;
}

/** A whole line in bold: "**Hypogonadism**". */
export function boldHeading(page: Page, line: Line, title: number): Heading | null {
  const { text, tokens } = page;
  const last = line.endToken - 1;
  const closed = "*_".includes(text.charAt(tokens.start[last]!)) && !hasGap(tokens, last);
  return closed && line.endToken - title <= 16 ? wholeLine(page, line, title, Rank.Unnamed) : null;
}

/** "Stopped:" alone in its line; "Neck: supple" in an exam; "Hypogonadism: continue TRT" in a plan. */
export function labelHeading(page: Page, line: Line, title: number, within: SectionKind): Heading | null {
  if (!isCapital(page.text.charCodeAt(page.tokens.start[title]!))) return null;
  const colon = colonAfter(page, title, line.endToken, 5);
  if (colon < 0) return null;
  const bare = skipEmphasis(page, colon + 1, line.endToken) >= line.endToken;
  if (!bare && isValue(page, colon + 1, line.endToken)) return null;
  const listed = line.marker === "bullet" && !organKinds.has(within);
  if (listed || (!bare && !problemKinds.has(within) && !organKinds.has(within))) return null;
  const kind = bare ? headKind(page, title, colon, true) : null;
  return { ...part(page, line.firstToken, title, colon), kind, indent: line.indent };
}

/** "1. Hypogonadism - stable", or "1. Hypogonadism" with deeper lines or bullets below. */
export function problemHeading(page: Page, index: number, title: number): Heading | null {
  const line = page.lines[index]!;
  const { text, tokens } = page;
  const limit = Math.min(line.endToken, title + 10);
  for (let token = title + 1; token < limit; token++) {
    const unit = text.charCodeAt(tokens.start[token]!);
    if (unit === 0x2e || unit === 0x3b || unit === 0x2c) break;
    const dash = unit === 0x2d || unit === 0x2013 || unit === 0x2014;
    const closes =
      tokens.hash[token] === COLON_HASH ||
      (dash && hasGap(tokens, token) && token + 1 < line.endToken && hasGap(tokens, token + 1));
    if (closes && !isValue(page, token + 1, line.endToken))
      return { ...part(page, line.firstToken, title, token), indent: line.indent };
  }
  const next = page.lines[index + 1];
  if (!next || next.firstToken === next.endToken || line.endToken - title > 10) return null;
  const below = line.marker === "problem" || next.indent > line.indent || next.marker === "bullet";
  return below ? { ...wholeLine(page, line, title, Rank.Part), hashes: 0 } : null;
}

/** All of a line as a heading. */
export function wholeLine(page: Page, line: Line, title: number, rank: Rank): Heading {
  const { text, tokens } = page;
  let titleEnd = line.endToken;
  while (titleEnd > title + 1 && "*_:#".includes(text.charAt(tokens.start[titleEnd - 1]!))) titleEnd--;
  const kind = rank === Rank.Unnamed ? headKind(page, title, titleEnd) : null;
  return {
    firstToken: line.firstToken,
    endToken: line.endToken,
    titleToken: title,
    titleEnd,
    kind,
    rank,
    hashes: line.hashes,
    indent: line.indent,
  };
}

/** The words up to a colon as the label of a part. */
export function part(page: Page, firstToken: number, titleToken: number, colon: number): Heading {
  const endToken = skipEmphasis(page, colon + 1, page.tokens.count, page.tokens.end[colon]!);
  return { firstToken, endToken, titleToken, titleEnd: colon, kind: null, rank: Rank.Part, hashes: 0, indent: 0 };
}

/** Start of a label of one to three words that ends at `colon` and begins a sentence; -1 for none. */
export function labelBefore(page: Page, colon: number, from: number, end: number): number {
  const { text, tokens } = page;
  if (isValue(page, colon + 1, end)) return -1;
  for (let token = colon - 1; token >= from && token >= colon - 5; token--) {
    if (tokens.kind[token] === TokenKind.Mark && !"/&,".includes(text.charAt(tokens.start[token]!))) return -1;
    if (token === from || beginsSentence(page, token))
      return isCapital(text.charCodeAt(tokens.start[token]!)) ? token : -1;
  }
  return -1;
}
