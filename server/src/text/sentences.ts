/** Sentences, list items and table rows: the stretches within which words bear on each other. */
import { COLON_HASH } from "./heading.ts";
import { boxAt, hasGap, type Line } from "./lines.ts";
import type { Note, Section, Sentence } from "./note.ts";
import { endsSentence, itemNumber } from "./stops.ts";
import { TokenKind, type Tokens, tokenAt } from "./tokens.ts";
import { continues, isHardWrapped } from "./wrapping.ts";

/**
 * All sentences in order of the text. Every token stands in exactly one, but for the words of named headings, which
 * stand in none.
 */
export function readSentences(
  text: string,
  tokens: Tokens,
  lines: readonly Line[],
  sections: readonly Section[],
): Sentence[] {
  const reader = new SentenceReader(text, tokens, sections);
  const wrapped = isHardWrapped(text, tokens, lines);
  let previous: Line | null = null;
  for (const line of lines) {
    if (line.firstToken === line.endToken) {
      previous = null;
      continue;
    }
    if (!previous || !continues(text, tokens, previous, line, wrapped)) reader.close(line.firstToken);
    reader.readLine(line);
    previous = reader.endsInHeading(line) ? null : line;
  }
  reader.close(tokens.count);
  return reader.sentences;
}

const inlineBullets = "•▪●■";

class SentenceReader {
  readonly sentences: Sentence[] = [];
  private readonly text: string;
  private readonly tokens: Tokens;
  private readonly sections: readonly Section[];
  private section: number;
  /** First token of the next heading. */
  private border = 0;
  private quotedSection = false;
  /** The sentence that is being read: its first token, and what its first line says of it. */
  private first = 0;
  private box: Sentence["box"] = "none";
  private quoted = false;
  /** Number of the last item of a list that runs on in one line, 0 for none. */
  private item = 0;

  constructor(text: string, tokens: Tokens, sections: readonly Section[]) {
    this.text = text;
    this.tokens = tokens;
    this.sections = sections;
    this.section = sections[0]!.heading ? -1 : 0;
    this.border = this.nextBorder();
  }

  readLine(line: Line): void {
    const { kind } = this.tokens;
    if (line.marker === "number") this.item = line.number;
    else if (this.first === line.firstToken) this.item = 0;
    // A heading may have been passed while the line before was read.
    let token = Math.max(line.firstToken, this.first);
    while (token < line.endToken) {
      if (token >= this.border) {
        this.close(token);
        token = this.enterSections(token);
        if (token >= line.endToken) break;
      }
      if (kind[token] !== TokenKind.Word && token > this.first && token > line.words && this.beginsItem(token))
        this.close(token);
      if (token === this.first) this.begin(line, token);
      if (kind[token] === TokenKind.Mark && token >= line.words && !line.row) {
        const end = endsSentence(this.text, this.tokens, token, this.first, line.endToken);
        if (end > token) this.close(end);
        token = Math.max(token + 1, end);
      } else token++;
    }
  }

  /** Ends the sentence before token `end`. */
  close(end: number): void {
    const { tokens, first, section, box, quoted } = this;
    if (end <= first) return;
    this.sentences.push({
      start: tokens.start[first]!,
      end: tokens.end[end - 1]!,
      firstToken: first,
      endToken: end,
      section,
      box,
      quoted,
    });
    this.first = end;
  }

  /** Whether nothing but its heading stood at the end of the line. */
  endsInHeading(line: Line): boolean {
    const heading = this.sections[this.section]?.heading;
    return heading !== undefined && heading !== null && heading.end >= this.tokens.end[line.endToken - 1]!;
  }

  private begin(line: Line, token: number): void {
    this.box =
      token === line.firstToken ? line.box : (boxAt(this.text, this.tokens, token, line.endToken)?.state ?? "none");
    const number = token === line.firstToken ? 0 : itemNumber(this.text, this.tokens, token);
    if (number > 0) this.item = number;
    this.quoted = line.quoted || this.quotedSection;
  }

  /** A further box of a row of boxes, an inner bullet, or the next number of a list that runs on in the line. */
  private beginsItem(token: number): boolean {
    const { text, tokens } = this;
    if (tokens.kind[token] === TokenKind.Mark) {
      if (inlineBullets.includes(text.charAt(tokens.start[token]!))) return true;
      return (
        (this.box !== "none" || tokens.hash[token - 1] === COLON_HASH) &&
        boxAt(text, tokens, token, tokens.count) !== null
      );
    }
    if (tokens.kind[token] !== TokenKind.Number || !hasGap(tokens, token)) return false;
    const number = itemNumber(text, tokens, token);
    if (number === 0 || number !== this.item + 1) return false;
    this.item = number;
    return true;
  }

  /** Goes past every heading that begins at `token`; the words of one that is not named are read. */
  private enterSections(token: number): number {
    const { tokens, sections } = this;
    let at = token;
    while (at < tokens.count && at >= this.border) {
      this.section++;
      const { heading, named, kind, parent } = sections[this.section]!;
      this.quotedSection = kind === "quoted" || (parent >= 0 && this.isQuoted(parent));
      this.border = this.nextBorder();
      if (named) while (at < tokens.count && tokens.start[at]! < heading!.end) at++;
    }
    this.first = at;
    return at;
  }

  private isQuoted(section: number): boolean {
    for (let at = section; at >= 0; at = this.sections[at]!.parent)
      if (this.sections[at]!.kind === "quoted") return true;
    return false;
  }

  private nextBorder(): number {
    const heading = this.sections[this.section + 1]?.heading;
    return heading ? tokenAt(this.tokens, heading.start) : this.tokens.count;
  }
}

/** Index of the sentence that holds the character at `offset`, -1 for none. */
export function sentenceAt({ sentences }: Note, offset: number): number {
  let low = 0;
  let high = sentences.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sentences[middle]!.end <= offset) low = middle + 1;
    else high = middle;
  }
  return low < sentences.length && sentences[low]!.start <= offset ? low : -1;
}
