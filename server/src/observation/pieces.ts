/** A sentence as the pieces that laboratory values are written with: names, numbers, units, dates, words, marks. */
import { longestAt } from "../lexicon/lexicon.ts";
import type { Note } from "../text/note.ts";
import { TokenKind } from "../text/tokens.ts";
import type { DateAt } from "./dates.ts";
import { numberAt, numberInWords } from "./numbers.ts";
import { type Piece, pieceOf, type Sources } from "./piece.ts";
import { usesOf, wordLexicon } from "./words.ts";

const isNumeric = (piece: Piece | undefined): boolean => piece?.kind === "number" || piece?.kind === "range";

/** Cuts tokens `from` to `to` into pieces. Linear: every step takes at least one token. */
export function scan(sources: Sources, from: number, to: number): Piece[] {
  const pieces: Piece[] = [];
  let index = from;
  while (index < to) {
    const piece = pieceAt(sources, index, to, pieces);
    pieces.push(piece);
    index = piece.end;
  }
  return pieces;
}

function pieceAt(sources: Sources, index: number, to: number, pieces: readonly Piece[]): Piece {
  const { note, names, dates } = sources;
  const { tokens, text } = note;
  const previous = pieces.at(-1);
  const name = names.get(index);
  if (name && name.endToken <= to) return pieceOf("name", index, name.endToken, { analytes: name.analytes });
  const date = dates.at.get(index);
  if (date && date.endToken <= to && !isValueLike(sources, date, pieces))
    return pieceOf("date", index, date.endToken, { date });
  if (tokens.kind[index] === TokenKind.Number) return numberAt(sources, index, to, previous);
  const special =
    tokens.kind[index] === TokenKind.Word
      ? numberInWords(sources, index, to, previous)
      : arrowAt(note, index, to, pieces);
  if (special) return special;
  const known = knownAt(sources, index, to, previous);
  if (known) return known;
  const leader = tokens.kind[index] === TokenKind.Mark ? leaderEnd(note, index, to) : -1;
  if (leader > 0) return pieceOf("mark", index, leader, { sign: ":" });
  if (tokens.kind[index] === TokenKind.Mark)
    return pieceOf("mark", index, index + 1, { sign: text.slice(tokens.start[index]!, tokens.end[index]!) });
  return pieceOf("word", index, index + 1);
}

/** "2/3" after "LH/FSH" or "BP" is a pair, and 2019 with a unit a value, though both could be dates. */
function isValueLike({ analytes, note }: Sources, date: DateAt, pieces: readonly Piece[]): boolean {
  if (!date.weak) return false;
  const after =
    date.endToken < note.tokens.count ? longestAt(analytes.unitLexicon, note.text, note.tokens, date.endToken) : null;
  if (after?.values.some((value) => value < analytes.otherUnit)) return true;
  let at = pieces.length - 1;
  while (at > 0 && at > pieces.length - 4 && (pieces[at]!.kind === "mark" || pieces[at]!.uses?.has("link"))) at--;
  if (pieces[at]?.kind !== "name") return false;
  if (pieces[at]!.analytes!.length > 1) return true;
  // "FBC/PSA 6/12" and "T/FBC/PSA 12/12" are no pairs: a panel has no number, and three names want three.
  const pair = pieces[at - 1]?.sign === "/" && pieces[at - 3]?.sign !== "/" ? [pieces[at - 2], pieces[at]] : [];
  return pair.length === 2 && pair.every((name) => name?.kind === "name" && !name.analytes!.some((one) => one.isPanel));
}

/** End of a row of dots that leads to a value ("Hct ..... 48", "Hct . . . . 48"); -1 for fewer than three. */
function leaderEnd({ text, tokens }: Note, index: number, to: number): number {
  const mark = text[tokens.start[index]!]!;
  if (mark !== "." && mark !== "·" && mark !== "…") return -1;
  let end = index + 1;
  while (end < to && text[tokens.start[end]!] === mark) end++;
  return end - index >= 3 || mark === "…" ? end : -1;
}

/** Known words, cut short before a name that goes on after them: "early-[morning testosterone]". */
function knownAt(sources: Sources, index: number, to: number, previous: Piece | undefined): Piece | null {
  const known = wordsAt(sources, index, to, previous);
  for (let at = index + 1; known && at < known.end; at++) {
    const name = sources.names.get(at);
    if (name && name.endToken > known.end) return wordsAt(sources, index, at, previous);
  }
  return known;
}

function wordsAt({ note, analytes }: Sources, index: number, to: number, previous: Piece | undefined): Piece | null {
  const { text, tokens } = note;
  const words = longestAt(wordLexicon(), text, tokens, index, to);
  const units = longestAt(analytes.unitLexicon, text, tokens, index, to);
  if (!words && !units) return null;
  const unitEnd = units?.endToken ?? 0;
  const wordEnd = words?.endToken ?? 0;
  const end = unitEnd >= wordEnd || (isNumeric(previous) && unitEnd > 0) ? unitEnd : wordEnd;
  return pieceOf("words", index, end, {
    uses: words && wordEnd === end ? usesOf(words.values) : undefined,
    units: units && unitEnd === end ? units.values : undefined,
  });
}

// ---- arrows

/** "->", "-->", "→", "=>" and, between numbers, ">" or an upright arrow. */
function arrowAt(note: Note, index: number, to: number, pieces: readonly Piece[]): Piece | null {
  const { text, tokens } = note;
  const previous = pieces.at(-1)?.sign === ")" ? pieces.at(-2) : pieces.at(-1);
  const character = text[tokens.start[index]!]!;
  const piece = (end: number, sign = "to") => pieceOf("arrow", index, end, { sign });
  if ("→⇒⟶➔➝➜⟹".includes(character)) return piece(index + 1);
  if (character === "←") return piece(index + 1, "from");
  const between =
    isNumeric(previous) || previous?.kind === "date" || (previous?.units !== undefined && previous.kind === "words");
  // "0.7 <- 0.9"
  const isTight = index + 1 < to && tokens.start[index + 1] === tokens.end[index];
  if (character === "<" && between && isTight && text[tokens.start[index + 1]!] === "-")
    return piece(index + 2, "from");
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
    // "48 > 52" and "48>52", but "37 mg/dL >39" gives a limit.
    const isEven = isTight === (index > 0 && tokens.end[index - 1] === tokens.start[index]);
    if (end === index && between && isEven && end + 1 < to && tokens.kind[end + 1] === TokenKind.Number)
      return piece(end + 1);
  }
  return null;
}
