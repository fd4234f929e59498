/** Which lines go on with what the line before began. */
import { isCapital, type Line } from "./lines.ts";
import { hashOf, TokenKind, type Tokens } from "./tokens.ts";

/** A line shorter than this was not broken for want of room. */
const LONG = 55;

/** A shorter line may still have been, if the next one begins in lower case. */
const MIDDLING = 35;

/** Words after which a statement cannot be over. */
const open = new Set(
  "and or but with without of to the a an for in on at by from his her its is was are were be than as that which who per over into if no not has have had will"
    .split(" ")
    .map(hashOf),
);

/**
 * Whether long lines of this note end where the page did: most of those without a stop go on in lower case. Typed
 * shorthand has long lines too, each a statement of its own.
 */
export function isHardWrapped(text: string, tokens: Tokens, lines: readonly Line[]): boolean {
  let broken = 0;
  let resumed = 0;
  for (let index = 1; index < lines.length; index++) {
    const previous = lines[index - 1]!;
    const line = lines[index]!;
    if (
      previous.end - previous.start < LONG ||
      previous.firstToken === previous.endToken ||
      line.firstToken === line.endToken
    )
      continue;
    if (line.marker !== "none" || line.row || endsStatement(text, tokens, previous)) continue;
    broken++;
    if (beginsLower(text, tokens, line)) resumed++;
  }
  return resumed >= 2 && resumed * 2 >= broken;
}

/** Whether `line` goes on with what `previous`, the line directly before, began. */
export function continues(text: string, tokens: Tokens, previous: Line, line: Line, wrapped: boolean): boolean {
  if (line.marker !== "none" || line.hashes > 0 || line.row || previous.row || line.quoted !== previous.quoted)
    return false;
  const lower = beginsLower(text, tokens, line);
  const length = previous.end - previous.start;
  if (endsStatement(text, tokens, previous))
    return lower && length >= LONG && endsInAbbreviation(text, tokens, previous);
  const last = previous.endToken - 1;
  const mark = text.charAt(tokens.start[last]!);
  if (mark === "," || mark === "/" || open.has(tokens.hash[last]!)) return true;
  if (lower) return length >= MIDDLING || (previous.marker !== "none" && line.indent > previous.indent);
  return wrapped && length >= LONG;
}

function endsStatement(text: string, tokens: Tokens, line: Line): boolean {
  const last = line.endToken - 1;
  return tokens.kind[last] === TokenKind.Mark && ".!?;:".includes(text.charAt(tokens.start[last]!));
}

/** "p.o. b.i.d." at the end of a line. */
function endsInAbbreviation(text: string, tokens: Tokens, line: Line): boolean {
  const stop = line.endToken - 1;
  if (stop - 2 < line.firstToken || text.charAt(tokens.start[stop]!) !== ".") return false;
  return tokens.kind[stop - 1] === TokenKind.Word && tokens.end[stop - 1]! - tokens.start[stop - 1]! === 1;
}

function beginsLower(text: string, tokens: Tokens, line: Line): boolean {
  const token = line.firstToken;
  return tokens.kind[token] === TokenKind.Word && !isCapital(text.charCodeAt(tokens.start[token]!));
}
