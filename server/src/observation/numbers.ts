/** Numbers among the tokens of a sentence: values, ranges, round figures, and the digits that are part of something else. */
import { longestAt } from "../lexicon/lexicon.ts";
import type { Note } from "../text/note.ts";
import { foldText, TokenKind } from "../text/tokens.ts";
import { wordNumberAt } from "./number-words.ts";
import { type Piece, pieceOf, type Sources } from "./piece.ts";
import { type WordUse, wordLexicon } from "./words.ts";

interface Numeral {
  readonly value: number;
  readonly end: number;
  readonly isThousands?: boolean;
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

const qualifier: ReadonlySet<WordUse> = new Set(["qualifier"]);

/** A number, a range, or junk where it belongs to a word, a telephone number, an ordinal, a clock time or a list mark. */
export function numberAt(sources: Sources, index: number, to: number, previous: Piece | undefined): Piece {
  const { note } = sources;
  const { text, tokens } = note;
  const numeral = inThousands(sources, numeralAt(note, index, to), to);
  const junk = (end: number) => pieceOf("junk", index, end);
  if (!numeral) return junk(index + 1);
  // "0610" is a clock time, "01" a laboratory's code, "08:02" a time.
  const written = text.slice(tokens.start[index]!, tokens.end[index]!);
  if (written.length > 1 && written.startsWith("0") && !written.includes(".") && numeral.end === index + 1)
    return junk(Math.max(numeral.end, chainEnd(note, index, to)));
  // "8am T" where "am T" is the name.
  if (
    sources.names.has(numeral.end) &&
    tokens.kind[numeral.end] === TokenKind.Word &&
    tokens.start[numeral.end] === tokens.end[numeral.end - 1]
  )
    return junk(numeral.end);
  const years = yearsEnd(sources, index, to);
  if (years > 0) return junk(years);
  const chained = chainEnd(note, index, to);
  if (chained > 0) return junk(chained);
  if (isBritishTime(note, index, previous)) return junk(index + 3);
  const before = index > 0 && tokens.end[index - 1] === tokens.start[index] ? tokens.kind[index - 1] : 0;
  if (before === TokenKind.Word && (previous?.kind === "word" || isFiller(previous))) return junk(numeral.end);
  // "L1-L4": vertebrae, where "L" by itself is a flag.
  if (before === TokenKind.Word && numeral.value <= 5 && text[tokens.start[index - 1]!] === "L")
    return junk(numeral.end);
  // "+3 from last time" is a difference.
  const isSigned = before === TokenKind.Mark && text[tokens.start[index - 1]!] === "+";
  if (isSigned && index > 1 && tokens.end[index - 2]! < tokens.start[index - 1]!) return junk(numeral.end);
  if (before === TokenKind.Mark && "#^'".includes(text[tokens.start[index - 1]!]!)) return junk(numeral.end);
  const suffix = suffixOfName(sources, index, numeral.end, to, previous);
  // "Free T3", "T10": not the test that the letters alone would name.
  if (suffix === "another") return pieceOf("words", index, numeral.end, { uses: qualifier });
  if (suffix === "charge") return junk(numeral.end);
  const round = roundFrom(note, index, numeral, to);
  if (round) return round;
  const range = rangeFrom(sources, index, numeral, to, previous);
  if (range) return range;
  const ish = ishEnd(note, numeral.end, to);
  if (ish < 0 && isHyphened(sources, numeral.end, to)) return junk(numeral.end + 2);
  if (ish < 0 && isPartOfWord(sources, numeral.end, to)) return junk(numeral.end);
  if (ish > 0) return pieceOf("number", index, ish, { value: numeral.value });
  const plus = plusEnd(note, numeral.end, to);
  return plus > 0
    ? pieceOf("number", index, plus, { value: numeral.value, isAtLeast: true })
    : pieceOf("number", index, numeral.end, { value: numeral.value });
}

/** The token after "ish" in "450ish"; -1 for none. */
function ishEnd(note: Note, end: number, to: number): number {
  const at = end < to && wordAt(note, end) === "-" ? end + 1 : end;
  return at < to && wordAt(note, at) === "ish" && note.tokens.start[at] === note.tokens.end[at - 1] ? at + 1 : -1;
}

/** "25-OH", "17-hydroxy": a word that is no unit and nothing said of values is joined to the number. */
function isHyphened({ note, analytes }: Sources, end: number, to: number): boolean {
  const { text, tokens } = note;
  if (end + 1 >= to || tokens.start[end] !== tokens.end[end - 1] || text[tokens.start[end]!] !== "-") return false;
  if (tokens.start[end + 1] !== tokens.end[end] || tokens.kind[end + 1] !== TokenKind.Word) return false;
  return (
    !longestAt(analytes.unitLexicon, text, tokens, end + 1, to) && !longestAt(wordLexicon(), text, tokens, end + 1, to)
  );
}

/** The token after the "+" of "1500+"; -1 for none. */
function plusEnd({ text, tokens }: Note, end: number, to: number): number {
  if (end >= to || tokens.start[end] !== tokens.end[end - 1] || text[tokens.start[end]!] !== "+") return -1;
  return end + 1 < to && tokens.start[end + 1] === tokens.end[end] ? -1 : end + 1;
}

/** "over ~18/12": months, weeks (/52) or days (/7), unless it is the value of a name. */
function isBritishTime({ text, tokens }: Note, index: number, previous: Piece | undefined): boolean {
  // "Rpt Hct 4/52", but "H/H 17/52"
  const isWeeks =
    text.slice(tokens.end[index]!, tokens.end[index]! + 3) === "/52" && tokens.end[index]! - tokens.start[index]! === 1;
  if (previous?.kind === "name" && isWeeks && previous.analytes!.length === 1) return true;
  if (previous?.kind === "name" || previous?.uses?.has("link") || ":=".includes(previous?.sign ?? "-")) return false;
  const end = index + 2;
  if (end >= tokens.count || text[tokens.start[index + 1]!] !== "/" || tokens.start[end] !== tokens.end[index]! + 1)
    return false;
  return ["7", "12", "52"].includes(text.slice(tokens.start[end], tokens.end[end]));
}

/** "T4" where T is no name: but "was110" and "H54" are a value. */
const isFiller = (piece: Piece | undefined) =>
  piece?.uses?.size === 1 && (piece.uses.has("filler") || piece.uses.has("timing"));

/** Digits that belong to the letters before them: a `charge` in "Ca2+", `another` thing in "T10" and "free T3". */
function suffixOfName(
  { note: { text, tokens }, analytes }: Sources,
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
  const hasUnit = end < to && longestAt(analytes.unitLexicon, text, tokens, end, to) !== null;
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
  sources: Sources,
  index: number,
  first: Numeral,
  to: number,
  previous: Piece | undefined,
): Piece | null {
  const { note, analytes } = sources;
  const { text, tokens } = note;
  let low = first;
  const spread = previous?.uses?.has("spread") === true;
  const unit = low.end < to ? longestAt(analytes.unitLexicon, text, tokens, low.end, to) : null;
  const joint = unit?.endToken ?? low.end;
  if (joint + 1 >= to) return null;
  const word = foldText(text, tokens.start[joint], tokens.end[joint]);
  const dash = word === "-" || word === "~";
  if (!dash && word !== "to" && !(spread && word === "and")) return null;
  if (!dash && !spread && (["earlier", "change", "difference"] as const).some((use) => previous?.uses?.has(use)))
    return null;
  const high = inThousands(sources, numeralAt(note, joint + 1, to), to);
  if (!high || high.value <= low.value) return null;
  // "30-80k"
  if (high.isThousands && !low.isThousands && low.value < 1000) low = { ...low, value: low.value * 1000 };
  if (high.value <= low.value) return null;
  if (unit) {
    const second = high.end < to ? longestAt(analytes.unitLexicon, text, tokens, high.end, to) : null;
    if (!second?.values.some((value) => unit.values.includes(value))) return null;
  }
  return pieceOf("range", index, high.end, { value: low.value, high: high.value });
}

/** A number in words; a small one only with a unit or decimals, since "one" and "two" are also other words. */
export function numberInWords(
  { note, analytes }: Sources,
  index: number,
  to: number,
  previous: Piece | undefined,
): Piece | null {
  const number = wordNumberAt(note, index, to);
  if (!number) return null;
  const { value, end } = number;
  const isCompared = previous?.uses?.has("below") === true || previous?.uses?.has("above") === true;
  const isSure = value >= 20 || !Number.isInteger(value) || isCompared;
  if (
    !isSure &&
    (end >= to || isHalfDay(note, end) || !longestAt(analytes.unitLexicon, note.text, note.tokens, end, to))
  )
    return null;
  return pieceOf("number", index, end, { value, isInWords: true });
}

/** "two AM draws" */
const isHalfDay = (note: Note, index: number) => ["am", "pm"].includes(wordAt(note, index));

/** "the 400s", "low 80s to mid 90s", "300s-400s": the whole round figure, so 400 to 499. Null for "in his 40s". */
function roundFrom(note: Note, index: number, numeral: Numeral, to: number): Piece | null {
  const end = roundEnd(note, numeral, to);
  if (end < 0 || isAge(note, index)) return null;
  let last = { value: numeral.value, end };
  let next = end;
  if (next < to && ["-", "to"].includes(wordAt(note, next))) {
    do next++;
    while (next < to && next < end + 5 && (roundWords.has(wordAt(note, next)) || wordAt(note, next) === "-"));
    const second = numeralAt(note, next, to);
    const secondEnd = second && second.value > numeral.value ? roundEnd(note, second, to) : -1;
    if (secondEnd > 0) last = { value: second!.value, end: secondEnd };
  }
  const high = last.value + roundStep(last.value) - 1;
  return pieceOf("range", index, last.end, { value: numeral.value, high, isRound: true });
}

const roundWords: ReadonlySet<string> = new Set(["the", "low", "lower", "mid", "middle", "high", "upper"]);
const possessives: ReadonlySet<string> = new Set(["his", "her", "their", "my", "your"]);

const wordAt = ({ text, tokens }: Note, index: number) => foldText(text, tokens.start[index], tokens.end[index]);

/** The token after the "s" of "400s" or "90's"; -1 where the number is not round or has no "s". */
function roundEnd({ text, tokens }: Note, { value, end }: Numeral, to: number): number {
  if (!Number.isInteger(value) || value < 20 || value % 10 !== 0) return -1;
  let at = end;
  if (at + 1 < to && "'’".includes(text[tokens.start[at]!]!) && tokens.start[at] === tokens.end[at - 1]) at++;
  const isPlural =
    at < to && tokens.start[at] === tokens.end[at - 1] && text.slice(tokens.start[at], tokens.end[at]) === "s";
  return isPlural ? at + 1 : -1;
}

/** 100 for 400, 10 for 450 and 40. */
function roundStep(value: number): number {
  let step = 10;
  while (step < 100 && value % (step * 10) === 0) step *= 10;
  return step;
}

/** "in his 40s", "men in their 50s", "since the 1990s". */
function isAge(note: Note, index: number): boolean {
  let at = index - 1;
  while (at >= 0 && at > index - 5 && (roundWords.has(wordAt(note, at)) || wordAt(note, at) === "-")) at--;
  return isYear(note, index) || (at >= 0 && possessives.has(wordAt(note, at)));
}

function isYear({ text, tokens }: Note, index: number): boolean {
  const written = text.slice(tokens.start[index]!, tokens.end[index]!);
  return (
    written.length === 4 && written >= "1940" && written <= "2099" && !written.includes(",") && !written.includes(".")
  );
}

/** End of "2015-2018" or "2015 to 2018"; -1 for none, or where a unit follows. */
function yearsEnd({ note, analytes }: Sources, index: number, to: number): number {
  if (index + 2 >= to || !isYear(note, index)) return -1;
  if (!["-", "to", "through", "until", "and"].includes(wordAt(note, index + 1))) return -1;
  if (note.tokens.kind[index + 2] !== TokenKind.Number || !isYear(note, index + 2)) return -1;
  const end = index + 3;
  return end < to && longestAt(analytes.unitLexicon, note.text, note.tokens, end, to) ? -1 : end;
}

/** "1.1k" is 1100, unless the test is reported in thousands ("250 K/uL"). */
function inThousands({ note, analytes }: Sources, numeral: Numeral | null, to: number): Numeral | null {
  const { text, tokens } = note;
  const end = numeral?.end ?? to;
  if (!numeral || end >= to || tokens.start[end] !== tokens.end[end - 1] || wordAt(note, end) !== "k") return numeral;
  if (longestAt(analytes.unitLexicon, text, tokens, end, to)) return numeral;
  return { value: numeral.value * 1000, end: end + 1, isThousands: true };
}
