/** Finds headings: at the start of a line and in its middle. */
import type { SectionKind } from "../knowledge/schema.ts";
import {
  beginsSentence,
  COLON_HASH,
  type Heading,
  inCapitals,
  organKinds,
  type Page,
  problemKinds,
  Rank,
  skipEmphasis,
} from "./heading.ts";
import { headingsAt } from "./headings.ts";
import { isCapital, type Line } from "./lines.ts";
import { namedHeading, singleLetterHolds } from "./named-headings.ts";
import { TokenKind } from "./tokens.ts";
import {
  boldHeading,
  capitalsHeading,
  capitalsLine,
  labelBefore,
  labelHeading,
  part,
  problemHeading,
  wholeLine,
} from "./unnamed-headings.ts";

/** The heading that line `index` begins with, null for none. `within` is the kind of the section before it. */
export function headingOfLine(page: Page, index: number, within: SectionKind): Heading | null {
  const line = page.lines[index]!;
  const title = skipEmphasis(page, line.words, line.endToken);
  if (line.quoted || title >= line.endToken) return null;
  const inProblems = problemKinds.has(within);
  const named = namedHeading(page, index, title, within);
  if (named) return named;
  if (line.hashes > 0) return wholeLine(page, line, title, Rank.Unnamed);
  if (line.row) return null;
  return (
    capitalsHeading(page, line, title, within) ??
    capitalsLine(page, index, title) ??
    (title > line.words && line.marker === "none" ? boldHeading(page, line, title) : null) ??
    labelHeading(page, line, title, within) ??
    (inProblems && (line.marker === "number" || line.marker === "problem") ? problemHeading(page, index, title) : null)
  );
}

/** The next heading in the middle of a line, from token `from` on; null for none. */
export function headingInLine(page: Page, line: Line, from: number, within: SectionKind): Heading | null {
  const { text, tokens, table } = page;
  if (line.quoted || line.row) return null;
  for (let colon = from + 1; colon < line.endToken; colon++) {
    if (tokens.hash[colon] !== COLON_HASH || tokens.kind[colon - 1] !== TokenKind.Word) continue;
    if (table.lastWords.has(tokens.hash[colon - 1]!)) {
      const first = Math.max(from, colon - 2 * table.longest);
      for (let token = first; token < colon; token++) {
        const match = headingsAt(text, tokens, token, colon, table).at(-1);
        if (match?.endToken !== colon || !mayBeginInLine(page, line, token, colon, from, match.kind, within)) continue;
        return {
          firstToken: token,
          endToken: colon + 1,
          titleToken: token,
          titleEnd: colon,
          kind: match.kind,
          rank: Rank.Named,
          hashes: 0,
          indent: 0,
        };
      }
    }
    if (!organKinds.has(within)) continue;
    const organ = labelBefore(page, colon, from, line.endToken);
    if (organ >= 0) return part(page, organ, organ, colon);
  }
  return null;
}

/** Kinds of named headings that open a section after the end of a sentence even when not in capitals. */
const inlineKinds: ReadonlySet<SectionKind> = new Set([
  "subjective",
  "chief-complaint",
  "hpi",
  "ros",
  "pmh",
  "psh",
  "medications",
  "allergies",
  "family-history",
  "social-history",
  "objective",
  "vitals",
  "exam",
  "labs",
  "imaging",
  "assessment",
  "plan",
  "assessment-plan",
]);

function mayBeginInLine(
  page: Page,
  line: Line,
  token: number,
  colon: number,
  from: number,
  kind: SectionKind,
  within: SectionKind,
): boolean {
  const { text, tokens } = page;
  const start = tokens.start[token]!;
  if (!isCapital(text.charCodeAt(start))) return false;
  const length = tokens.end[colon - 1]! - start;
  if (length === 1 && !singleLetterHolds(page, colon, line.endToken, within)) return false;
  const begins = token === from || beginsSentence(page, token);
  if (length > 2 && inCapitals(page, token, colon)) return true;
  return begins && inlineKinds.has(kind);
}
