/** Amounts and strengths: "100 mg", "1-2 tablets", "2 x 5 mL", "200 mg/mL", "25 mg tablets", "1 %". Concentrations are never doses. */
import type { Strength } from "./dosage.ts";
import { type NumberRead, rangeConnector, readNumber, readRange } from "./numbers.ts";
import type { Part } from "./parts.ts";
import { isGlued, Mark, markAt, type Scan, wordAt } from "./pieces.ts";
import { isMass, isSubstance } from "./units.ts";

/** Reads the amount, strength or measurement at piece `at`, or null where there is no number. */
export function readAmount(scan: Scan, at: number, aside: boolean): Part | null {
  const count = readRange(scan, at);
  if (!count) return null;
  if (isTimesSign(scan, count.end)) {
    const product = readProduct(scan, at, count, aside);
    if (product) return product;
  }
  if (markAt(scan, count.end) === Mark.Percent) return readPercent(scan, at, count);
  const unitAt =
    wordAt(scan, count.end)?.text === "international" || isUnknown(scan, count.end, "international")
      ? count.end + 1
      : count.end;
  const unit = unitOf(scan, unitAt);
  if (unit === null) return readUnitless(scan, at, count, aside);
  return readWithUnit(scan, at, count, unit, unitAt + 1, aside);
}

/** The unit at `at`; "dose" and "injection" are not units when they are what a frequency counts. */
function unitOf(scan: Scan, at: number): string | null {
  const piece = scan.pieces[at];
  if (!piece?.word?.unit) return null;
  return piece.word.unit;
}

function isUnknown(scan: Scan, at: number, text: string): boolean {
  const piece = scan.pieces[at];
  return piece !== undefined && scan.text.slice(piece.start, piece.end).toLowerCase() === text;
}

function isTimesSign(scan: Scan, at: number): boolean {
  return markAt(scan, at) === Mark.Times || wordAt(scan, at)?.text === "x";
}

/** "2 x 5 mL", "three 5 mL spoonfuls" are a volume; "2 [x] 25 mg tablets" are two tablets, their mass is read next. */
function readProduct(scan: Scan, at: number, count: NumberRead, aside: boolean): Part | null {
  const isSigned = isTimesSign(scan, count.end);
  const each = readNumber(scan, isSigned ? count.end + 1 : count.end);
  const unit = each && unitOf(scan, each.end);
  if (!each || !unit) return null;
  const holder = isMass(unit) ? (holderAt(scan, each.end + 1)?.unit ?? null) : unitOf(scan, each.end + 1);
  if (!isSigned && (!holder || (unit === "mL" && holder !== "spoonful"))) return null;
  if (isMass(unit) && holder)
    return {
      kind: "amount",
      first: at,
      end: isSigned ? count.end + 1 : count.end,
      low: count.low,
      high: count.high,
      unit: holder,
      aside,
    };
  return {
    kind: "amount",
    first: at,
    end: each.end + (unit === "mL" && holder === "spoonful" ? 2 : 1),
    low: count.low * each.low,
    high: count.high * each.low,
    unit,
    aside,
  };
}

/** "1 %" of a gel or solution: a gram in a hundred. Only where a preparation is near, or nothing else yet. */
function readPercent(scan: Scan, at: number, count: NumberRead): Part {
  const strength: Strength = { numerator: { value: count.low, unit: "g" }, denominator: { value: 100, unit: "g" } };
  const near =
    at < 3 ||
    scan.pieces
      .slice(count.end + 1, count.end + 4)
      .some((piece) => piece.word?.form === "preparation" || piece.word?.text === "topical");
  if (!near || count.low !== count.high || count.low > 50) return { kind: "ignored", first: at, end: count.end + 1 };
  return { kind: "strength", first: at, end: count.end + 1, strength };
}

function readUnitless(scan: Scan, at: number, count: NumberRead, aside: boolean): Part {
  const next = scan.pieces[count.end];
  if (next?.mark === Mark.Slash && !Number.isNaN(scan.pieces[count.end + 1]?.value ?? Number.NaN)) {
    return readSlashed(scan, at, count);
  }
  const product = readProduct(scan, at, count, aside);
  if (product) return product;
  // "1.8cm", "33ng": a number glued to an unknown unit measures something else.
  if (next && next.word === null && next.mark === 0 && isGlued(scan, count.end - 1))
    return { kind: "other", first: at, end: count.end + 1 };
  return { kind: "amount", first: at, end: count.end, low: count.low, high: count.high, unit: "", aside };
}

/** "5/325 mg", "25/100": two strengths in one product; "3/14/2024", "120/80": no dose at all. */
function readSlashed(scan: Scan, at: number, count: NumberRead): Part {
  const second = readNumber(scan, count.end + 1)!;
  // "9/12", "5-7/7": a British span, or a date.
  if (second.low === 7 || second.low === 12 || second.low === 52)
    return { kind: "ignored", first: at, end: second.end };
  let end = second.end;
  while (markAt(scan, end) === Mark.Slash && (scan.pieces[end + 1]?.value ?? Number.NaN) >= 0) end += 2;
  const isDate = end > second.end;
  const unit = unitOf(scan, end);
  if (unit) end++;
  return isDate ? { kind: "ignored", first: at, end } : { kind: "doubt", first: at, end, reason: "", of: "mass" };
}

function readWithUnit(scan: Scan, at: number, count: NumberRead, unit: string, after: number, aside: boolean): Part {
  // "from 80 to 100 mg": what it was, and what it is now.
  if (count.low !== count.high && wordAt(scan, at - 1)?.text === "from" && !isSpread(scan, at - 2))
    return amount(scan, at, after, count.high, count.high, unit, aside);
  let { high } = count;
  let end = after;
  let slashed = readPer(scan, at, count, unit, end);
  if (slashed) return slashed;
  // "100 mg - 120 mg", "1 tablet to 2 tablets".
  const connector = rangeConnector(scan, end);
  const second = connector > 0 ? readNumber(scan, end + connector) : null;
  if (
    second &&
    count.low === count.high &&
    unitOf(scan, second.end) === unit &&
    (second.low > count.low || wordAt(scan, at - 1)?.text === "from")
  ) {
    high = second.low;
    end = second.end + 1;
    slashed = readPer(scan, at, { ...count, high }, unit, end);
    if (slashed) return slashed;
    if (wordAt(scan, at - 1)?.text === "from") return amount(scan, at, end, high, high, unit, aside);
  }
  return amount(scan, at, end, count.low, high, unit, aside);
}

/** "ranging from 50 to 100 mg" */
function isSpread(scan: Scan, at: number): boolean {
  const piece = scan.pieces[at];
  return piece !== undefined && /^(?:rang|var|anywhere)/i.test(scan.text.slice(piece.start, piece.start + 8));
}

function amount(
  scan: Scan,
  first: number,
  after: number,
  low: number,
  high: number,
  unit: string,
  aside: boolean,
): Part {
  if (low > high) return { kind: "doubt", first, end: after, reason: "the range runs backwards", of: "dose" };
  if (!(low >= 0)) return { kind: "ignored", first, end: after };
  let end = after;
  const holder = isSubstance(unit) ? holderAt(scan, end) : null;
  if (holder) end = holder.end;
  if (holder?.form === "package" || wordAt(scan, end)?.form === "package")
    return { kind: "ignored", first, end: end + (holder?.form === "package" ? 0 : 1) };
  const scopeWord = wordAt(scan, end);
  const scope =
    scopeWord?.role === "total"
      ? "total"
      : wordAt(scan, first - 1)?.text === "of" && isSubstance(unit)
        ? "each"
        : scopeWord?.text === "each" && !scan.pieces[end + 1]?.word?.period && !wordAt(scan, end + 1)?.when
          ? "each"
          : undefined;
  if (scope && (scopeWord?.role === "total" || scopeWord?.text === "each")) end++;
  return {
    kind: "amount",
    first,
    end,
    low,
    high,
    unit,
    aside,
    ...(holder && holder.form !== "package" ? { holder: holder.unit } : {}),
    ...(scope ? { scope } : {}),
  };
}

/** "25 mg [oral] tablets": what holds the mass. */
function holderAt(scan: Scan, at: number): { unit: string; end: number; form?: string } | null {
  for (let index = at; index < at + 4; index++) {
    const word = wordAt(scan, index);
    if (!word) return null;
    if (word.unit && !isSubstance(word.unit) && word.unit !== "mL" && word.unit !== "dose" && word.unit !== "injection")
      return { unit: word.unit, end: index + 1 };
    if (word.form === "package") return { unit: "", end: index + 1, form: "package" };
    if (!(word.role === "filler" && word.text.length > 1) && word.route === null) return null;
    if (word.text === "in" || word.text === "at" || word.text === "on" || word.text === "of" || word.text === "with")
      return null;
  }
  return null;
}

/** What stands after "/" or "per": a strength, a rate for `readFrequency`, or a measurement. Null: nothing of the kind. */
function readPer(scan: Scan, first: number, count: NumberRead, unit: string, at: number): Part | null {
  const isSlash = markAt(scan, at) === Mark.Slash;
  if (!isSlash && wordAt(scan, at)?.role !== "per") return null;
  const number = readNumber(scan, at + 1);
  const next = number ? number.end : at + 1;
  const word = wordAt(scan, next);
  const value = number?.low ?? 1;
  if (word?.unit && count.low === count.high && isSubstance(unit)) {
    if (isMass(word.unit) && isMass(unit) && number && !(word.unit === "g" && unit !== "g"))
      return { kind: "doubt", first, end: next + 1, reason: "", of: "mass" };
    const strength: Strength = {
      numerator: { value: count.low, unit },
      denominator: { value: value > 0 ? value : 1, unit: word.unit },
    };
    return { kind: "strength", first, end: next + 1, strength };
  }
  if (word?.period === "h" && value !== 24) {
    const strength: Strength = { numerator: { value: count.low, unit }, denominator: { value, unit: "h" } };
    return { kind: "strength", first, end: next + 1, strength };
  }
  if (word?.period && word.period !== "min") return null;
  if (number && !word) return isSlash ? { kind: "doubt", first, end: next, reason: "", of: "mass" } : null;
  const piece = scan.pieces[next];
  if (piece?.mark !== 0) return null;
  const text = scan.text.slice(piece.start, Math.min(piece.end, piece.start + 5)).toLowerCase();
  if (text === "kg" || text === "m" || text === "lb" || text === "kilo") {
    return {
      kind: "doubt",
      first,
      end: next + (scan.pieces[next + 1]?.value === 2 ? 2 : 1),
      reason: "a dose by weight or surface: the mass needs the patient's",
      of: "dose",
    };
  }
  // "450 ng/dL", "5 mmol/L": a measurement, and results go on from here.
  return isSlash && /^(?:dl|l|ul|cmm|mm|hpf)$/.test(text) ? { kind: "stop", first, end: next + 1 } : null;
}
