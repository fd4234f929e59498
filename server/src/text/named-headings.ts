/** Headings that the knowledge names, alone or joined, with the words that may stand around them. */
import type { SectionKind } from "../knowledge/schema.ts";
import {
  COLON_HASH,
  colonAfter,
  type Heading,
  inCapitals,
  isValue,
  organKinds,
  type Page,
  problemKinds,
  Rank,
  skipEmphasis,
} from "./heading.ts";
import { type HeadingMatch, headingsAt, joinKinds } from "./headings.ts";
import { hasGap, isCapital } from "./lines.ts";
import { hashesOf, hashOf, TokenKind } from "./tokens.ts";

/** The named heading that line `index` begins with; `title` is its first word. */
export function namedHeading(page: Page, index: number, title: number, within: SectionKind): Heading | null {
  const line = page.lines[index]!;
  const match = namedAt(page, title, line.endToken, 0);
  if (!match) return null;
  const { close, kind, titleEnd, titleToken } = match;
  const { text, tokens } = page;
  const capital = isCapital(text.charCodeAt(tokens.start[titleToken]!));
  const single = tokens.end[titleEnd - 1]! - tokens.start[titleToken]! === 1;
  if (single && (!capital || (close.colon && !singleLetterHolds(page, close.endToken - 1, line.endToken, within))))
    return null;
  if (!close.colon) {
    // Alone in its line: a list item of that name is an entry, and lower case is the rest of a wrapped line.
    const alone = line.marker === "none" || inCapitals(page, titleToken, titleEnd);
    const free = capital || index === 0 || page.lines[index - 1]!.firstToken === page.lines[index - 1]!.endToken;
    if (line.hashes === 0 && title === line.words && !(alone && free)) return null;
  }
  // Under a plan, "3. Allergies: seasonal" is a problem and "- Labs: CBC" an item.
  const problem = problemKinds.has(within) && line.marker !== "none" && !problemKinds.has(kind);
  if (problem && line.marker === "bullet") return null;
  return {
    firstToken: line.firstToken,
    endToken: close.endToken,
    titleToken,
    titleEnd,
    kind: problem ? null : kind,
    rank: problem ? Rank.Part : Rank.Named,
    hashes: line.hashes,
    indent: line.indent,
  };
}

/** "P: 72" is a pulse; "S: 45 yo man" is not. */
export function singleLetterHolds(page: Page, colon: number, end: number, within: SectionKind): boolean {
  const { text, tokens } = page;
  if (colon + 1 < end && !hasGap(tokens, colon + 1)) return false;
  const vital = text.charAt(tokens.start[colon - 1]!) === "P" || organKinds.has(within) || within === "vitals";
  return !(vital && isValue(page, colon + 1, end));
}

/** Words before or after a heading's own that change nothing: "Current", "Labs today", "Meds reviewed". */
const qualifiers = hashesOf(
  "current relevant pertinent significant brief interval focused limited detailed additional updated other recent new patient general initial today",
);

const trailers = hashesOf("today reviewed updated continued cont below summary details list only section again");

interface NamedMatch {
  readonly titleToken: number;
  readonly titleEnd: number;
  readonly kind: SectionKind;
  readonly close: Close;
}

/** The longest named heading at `first` that is closed as headings are, alone or joined with others ("PMHx/meds"). */
function namedAt(page: Page, first: number, end: number, depth: number): NamedMatch | null {
  const { text, tokens, table } = page;
  const matches = headingsAt(text, tokens, first, end, table);
  for (let index = matches.length - 1; index >= 0; index--) {
    const { kind, endToken } = matches[index]!;
    const close = closeAt(page, endToken, end);
    if (close) return { titleToken: first, titleEnd: endToken, kind, close };
    const joined = depth < 3 ? joinedAt(page, matches[index]!, first, end, depth) : null;
    if (joined) return joined;
  }
  if (matches.length > 0 || depth > 1 || first + 1 >= end || !qualifiers.has(tokens.hash[first]!)) return null;
  const possessive = first + 3 < end && "'’".includes(text.charAt(tokens.start[first + 1]!)) ? 2 : 0;
  const inner = namedAt(page, first + 1 + possessive, end, depth + 1);
  return inner && { ...inner, titleToken: first };
}

const AND = hashOf("and");

function joinedAt(page: Page, left: HeadingMatch, first: number, end: number, depth: number): NamedMatch | null {
  const { text, tokens } = page;
  let next = left.endToken;
  while (next < end && (tokens.hash[next] === AND || "/&+,".includes(text.charAt(tokens.start[next]!)))) next++;
  if (next === left.endToken) return null;
  const right = namedAt(page, next, end, depth + 1);
  return right && { ...right, titleToken: first, kind: joinKinds(left.kind, right.kind) };
}

interface Close {
  /** After the colon and closing emphasis. */
  readonly endToken: number;
  readonly colon: boolean;
}

/** What ends a heading: colon, dash or end of line; a remark in brackets, a date or "today" may stand before it. */
function closeAt(page: Page, from: number, end: number): Close | null {
  const { text, tokens } = page;
  let token = from;
  while (token < end && trailers.has(tokens.hash[token]!)) token++;
  token = skipEmphasis(page, token, end);
  token = skipBrackets(page, token, end);
  token = skipDate(page, token, end);
  token = skipEmphasis(page, token, end);
  if (token >= end) return { endToken: end, colon: false };
  const unit = text.charCodeAt(tokens.start[token]!);
  if (tokens.hash[token] === COLON_HASH)
    return { endToken: skipEmphasis(page, token + 1, end, tokens.end[token]!), colon: true };
  const dash = unit === 0x2d || unit === 0x2013 || unit === 0x2014;
  const spaced = hasGap(tokens, token) && (token + 1 >= end || hasGap(tokens, token + 1));
  return dash && spaced ? { endToken: token + 1, colon: true } : null;
}

function skipBrackets({ text, tokens }: Page, token: number, end: number): number {
  if (token >= end || text.charAt(tokens.start[token]!) !== "(") return token;
  const limit = Math.min(end, token + 24);
  for (let close = token + 1; close < limit; close++) if (text.charAt(tokens.start[close]!) === ")") return close + 1;
  return token;
}

/** "3/4/25", "2024-11-02, fasting", "#1". */
function skipDate(page: Page, token: number, end: number): number {
  const { text, tokens } = page;
  let after = token;
  while (after < end && after < token + 7) {
    if (tokens.kind[after] !== TokenKind.Number && !"/.-#".includes(text.charAt(tokens.start[after]!))) break;
    after++;
  }
  if (after === token || tokens.kind[after - 1] !== TokenKind.Number) return token;
  const comma = after < end && text.charAt(tokens.start[after]!) === ",";
  const colon = comma ? colonAfter(page, after + 1, end, 4) : -1;
  return colon === end - 1 ? colon : after;
}

const prepositions = hashesOf("of for to on in with at by from prior during upon per without");

/** Kind by the head noun, the named heading that ends before the first preposition: "ONCOLOGIC HISTORY"; if `slash`, "Labs/ancillary". */
export function headKind({ text, tokens, table }: Page, first: number, end: number, slash = false): SectionKind | null {
  let head = first;
  while (head < end && !prepositions.has(tokens.hash[head]!) && !(slash && text.charAt(tokens.start[head]!) === "/"))
    head++;
  for (let token = Math.max(first, head - 2 * table.longest); token < head; token++) {
    if (tokens.kind[token] === TokenKind.Mark || tokens.end[token]! - tokens.start[token]! === 1) continue;
    const match = headingsAt(text, tokens, token, head, table).at(-1);
    if (match?.endToken === head) return match.kind;
  }
  return null;
}
