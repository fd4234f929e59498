/** A sentence as the pieces that laboratory values are written with: names, numbers, units, dates, words, marks. */
import { longestAt } from "../lexicon/lexicon.ts";
import type { Note } from "../text/note.ts";
import { foldText, TokenKind } from "../text/tokens.ts";
import type { Analyte, AnalyteTable } from "./analytes.ts";
import type { DateAt, DateTable } from "./dates.ts";
import { usesOf, type WordUse, wordLexicon } from "./words.ts";

export interface Piece {
  /** `words`: known words, units or both. `word`: an unknown word. `junk`: a number that is part of something else. */
  readonly kind: "name" | "number" | "range" | "date" | "words" | "arrow" | "mark" | "word" | "junk";
  readonly first: number;
  /** Exclusive. */
  readonly end: number;
  readonly value?: number;
  readonly high?: number;
  readonly analytes?: readonly Analyte[];
  readonly date?: DateAt;
  readonly uses?: ReadonlySet<WordUse>;
  /** Values in the analyte table's unit lexicon. */
  readonly units?: readonly number[];
  /** The mark, or the direction of an arrow. */
  readonly sign?: string;
}

/** What `scan` needs besides the sentence. */
export interface Sources {
  readonly note: Note;
  readonly analytes: AnalyteTable;
  readonly dates: DateTable;
  /** Names of tests by first token. */
  readonly names: ReadonlyMap<number, { readonly endToken: number; readonly analytes: readonly Analyte[] }>;
}

const isNumeric = (piece: Piece | undefined): boolean => piece?.kind === "number" || piece?.kind === "range";

/** Cuts tokens `from` to `to` into pieces. Linear: every step takes at least one token. */
export function scan(sources: Sources, from: number, to: number): Piece[] {
  const pieces: Piece[] = [];
  let index = from;
  while (index < to) {
    const piece = pieceAt(sources, index, to, pieces.at(-1));
    pieces.push(piece);
    index = piece.end;
  }
  return pieces;
}

function pieceAt(sources: Sources, index: number, to: number, previous: Piece | undefined): Piece {
  const { note, names, dates } = sources;
  const { tokens, text } = note;
  const name = names.get(index);
  if (name && name.endToken <= to) return { kind: "name", first: index, end: name.endToken, analytes: name.analytes };
  const date = dates.at.get(index);
  if (date && date.endToken <= to && !isValueLike(sources, date, previous))
    return { kind: "date", first: index, end: date.endToken, date };
  if (tokens.kind[index] === TokenKind.Number) return numberAt(sources, index, to, previous);
  const arrow = arrowAt(note, index, to, previous);
  if (arrow) return arrow;
  const known = wordsAt(sources, index, to, previous);
  if (known) return known;
  if (tokens.kind[index] === TokenKind.Mark)
    return { kind: "mark", first: index, end: index + 1, sign: text.slice(tokens.start[index]!, tokens.end[index]!) };
  return { kind: "word", first: index, end: index + 1 };
}

/** "2/3" after "LH/FSH" or "BP" is a pair, and 2019 with a unit a value, though both could be dates. */
function isValueLike({ analytes, note }: Sources, date: DateAt, previous: Piece | undefined): boolean {
  if (!date.weak) return false;
  const after =
    date.endToken < note.tokens.count ? longestAt(analytes.unitLexicon, note.text, note.tokens, date.endToken) : null;
  if (after?.values.some((value) => value < analytes.otherUnit)) return true;
  return previous?.kind === "name" && (previous.analytes?.length ?? 0) > 1;
}

function wordsAt({ note, analytes }: Sources, index: number, to: number, previous: Piece | undefined): Piece | null {
  const { text, tokens } = note;
  const words = longestAt(wordLexicon, text, tokens, index, to);
  const units = longestAt(analytes.unitLexicon, text, tokens, index, to);
  if (!words && !units) return null;
  const unitEnd = units?.endToken ?? 0;
  const wordEnd = words?.endToken ?? 0;
  const end = unitEnd >= wordEnd || (isNumeric(previous) && unitEnd > 0) ? unitEnd : wordEnd;
  return {
    kind: "words",
    first: index,
    end,
    ...(words && wordEnd === end ? { uses: usesOf(words.values) } : {}),
    ...(units && unitEnd === end ? { units: units.values } : {}),
  };
}

// ---- arrows

/** "->", "-->", "→", "=>" and, between numbers, ">" or an upright arrow. */
function arrowAt(note: Note, index: number, to: number, previous: Piece | undefined): Piece | null {
  const { text, tokens } = note;
  const character = text[tokens.start[index]!]!;
  const piece = (end: number, sign = "to"): Piece => ({ kind: "arrow", first: index, end, sign });
  if ("→⇒⟶➔➝➜⟹".includes(character)) return piece(index + 1);
  const between = isNumeric(previous) || (previous?.units !== undefined && previous.kind === "words");
  if (character === "↑" || character === "↓") {
    return between && index + 1 < to && tokens.kind[index + 1] === TokenKind.Number ? piece(index + 1) : null;
  }
  let end = index;
  while (
    end < to &&
    end < index + 4 &&
    "-–—=".includes(text[tokens.start[end]!]!) &&
    (end === index || tokens.start[end] === tokens.end[end - 1])
  )
    end++;
  if (end < to && text[tokens.start[end]!] === ">" && (end === index || tokens.start[end] === tokens.end[end - 1])) {
    if (end > index && (character !== "=" || between)) return piece(end + 1);
    if (end === index && between && end + 1 < to && tokens.kind[end + 1] === TokenKind.Number) return piece(end + 1);
  }
  return null;
}

// ---- numbers

interface Numeral {
  readonly value: number;
  readonly end: number;
}

/** A number: digits with a decimal point, thousands commas, or a decimal comma ("12,1"). Null for "1.2.3". */
function numeralAt({ text, tokens }: Note, index: number, to: number): Numeral | null {
  if (index >= to || tokens.kind[index] !== TokenKind.Number) return null;
  const written = text.slice(tokens.start[index]!, tokens.end[index]!);
  if (written.length > 15 || written.indexOf(".") !== written.lastIndexOf(".")) return null;
  const whole = Number(written.replaceAll(",", ""));
  if (!Number.isFinite(whole)) return null;
  const tight = (at: number) => at < to && tokens.start[at] === tokens.end[at - 1];
  if (
    !written.includes(".") &&
    tight(index + 1) &&
    tight(index + 2) &&
    text[tokens.start[index + 1]!] === "," &&
    tokens.kind[index + 2] === TokenKind.Number
  ) {
    const decimals = text.slice(tokens.start[index + 2]!, tokens.end[index + 2]!);
    if (decimals.length <= 2 && !decimals.includes("."))
      return { value: Number(`${written.replaceAll(",", "")}.${decimals}`), end: index + 3 };
  }
  return { value: whole, end: index + 1 };
}

/** A number, a range, or junk where it belongs to a word, a telephone number, an ordinal, a clock time or a list mark. */
function numberAt(sources: Sources, index: number, to: number, previous: Piece | undefined): Piece {
  const { note } = sources;
  const { text, tokens } = note;
  const numeral = numeralAt(note, index, to);
  const junk = (end: number): Piece => ({ kind: "junk", first: index, end });
  if (!numeral) return junk(index + 1);
  // "0610" is a clock time, "01" a laboratory's code.
  const written = text.slice(tokens.start[index]!, tokens.end[index]!);
  if (written.length > 1 && written.startsWith("0") && !written.includes(".") && numeral.end === index + 1)
    return junk(numeral.end);
  const chained = chainEnd(note, index, to);
  if (chained > 0) return junk(chained);
  const before = index > 0 && tokens.end[index - 1] === tokens.start[index] ? tokens.kind[index - 1] : 0;
  if (before === TokenKind.Word && previous?.kind === "word") return junk(numeral.end);
  if (before === TokenKind.Mark && "#^'".includes(text[tokens.start[index - 1]!]!)) return junk(numeral.end);
  const suffix = suffixOfName(note, index, numeral.end, to, previous);
  // "Free T3", "T10": not the test that the letters alone would name.
  if (suffix === "another")
    return { kind: "words", first: index, end: numeral.end, uses: new Set<WordUse>(["qualifier"]) };
  if (suffix === "charge") return junk(numeral.end);
  const range = rangeFrom(sources, index, numeral, to, previous);
  if (range) return range;
  if (isPartOfWord(sources, numeral.end, to)) return junk(numeral.end);
  return { kind: "number", first: index, end: numeral.end, value: numeral.value };
}

/** Digits that belong to the letters before them: a `charge` in "Ca2+", `another` thing in "T10" and "free T3". */
function suffixOfName(
  { text, tokens }: Note,
  index: number,
  end: number,
  to: number,
  previous: Piece | undefined,
): "charge" | "another" | null {
  if (previous?.kind !== "name" || tokens.start[index] !== tokens.end[index - 1]) return null;
  const isTight = end < to && tokens.start[end] === tokens.end[end - 1];
  if (isTight && text[tokens.start[end]!] === "+") return "charge";
  const written = text.slice(tokens.start[index]!, tokens.end[end - 1]!);
  const isLetter = tokens.end[index - 1]! - tokens.start[index - 1]! === 1;
  const hasUnit =
    end < to &&
    (isTight || tokens.kind[end] === TokenKind.Word) &&
    "np".includes(text[tokens.start[end]!]!.toLowerCase());
  return isLetter && !hasUnit && !written.includes(".") && Number(written) <= 12 ? "another" : null;
}

/** End of "555-123-4567" or "10:30"; -1 where the number is none of these. */
function chainEnd({ text, tokens }: Note, index: number, to: number): number {
  let end = index + 1;
  let links = 0;
  while (
    end + 1 < to &&
    tokens.start[end] === tokens.end[end - 1] &&
    tokens.start[end + 1] === tokens.end[end] &&
    tokens.kind[end + 1] === TokenKind.Number
  ) {
    const mark = text[tokens.start[end]!]!;
    if (mark !== "-" && mark !== ":") break;
    links += mark === ":" ? 2 : 1;
    end += 2;
  }
  return links > 1 ? end : -1;
}

/** A letter or ordinal straight after the digits: "5ARI", "2nd", but not a unit or a flag ("312ng/dL", "55.6H"). */
function isPartOfWord({ note, analytes }: Sources, end: number, to: number): boolean {
  const { text, tokens } = note;
  if (end >= to || tokens.start[end] !== tokens.end[end - 1] || tokens.kind[end] !== TokenKind.Word) return false;
  if (longestAt(analytes.unitLexicon, text, tokens, end, to)) return false;
  return !["H", "L", "HH", "LL"].includes(text.slice(tokens.start[end]!, tokens.end[end]!));
}

/** "264-916", "13.0 - 17.5", "50% to 55%", "between 60 and 70"; not "from 48 to 52", which is a change. */
function rangeFrom(
  { note, analytes }: Sources,
  index: number,
  low: Numeral,
  to: number,
  previous: Piece | undefined,
): Piece | null {
  const { text, tokens } = note;
  const spread = previous?.uses?.has("spread") === true;
  const unit = low.end < to ? longestAt(analytes.unitLexicon, text, tokens, low.end, to) : null;
  const joint = unit?.endToken ?? low.end;
  if (joint + 1 >= to) return null;
  const word = foldText(text, tokens.start[joint], tokens.end[joint]);
  const dash = word === "-" || word === "~";
  if (!dash && word !== "to" && !(spread && word === "and")) return null;
  if (!dash && !spread && previous?.uses?.has("earlier")) return null;
  const high = numeralAt(note, joint + 1, to);
  if (!high || high.value <= low.value) return null;
  if (unit) {
    const second = high.end < to ? longestAt(analytes.unitLexicon, text, tokens, high.end, to) : null;
    if (!second?.values.some((value) => unit.values.includes(value))) return null;
  }
  return { kind: "range", first: index, end: high.end, value: low.value, high: high.value };
}
