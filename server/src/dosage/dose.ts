/** Joins the amounts of one step into dose, strength and volume, or says what contradicts what. */
import type { Quantity, QuantityRange, Strength } from "./dosage.ts";
import type { AmountPart } from "./parts.ts";
import { agree, isMass, isSubstance, milligramsIn, rounded } from "./units.ts";

export interface Dose {
  readonly dose?: Quantity | QuantityRange;
  readonly strength?: Strength;
  readonly volume?: Quantity;
}

/** Tablets above this, beside another amount and without a frequency of their own, are a supply. */
const SUPPLY = 14;
/** What an inhaler or pack is sold by. */
const SOLD_BY: ReadonlySet<string> = new Set(["tablet", "capsule", "pill", "patch", "actuation", "ampoule", "sachet"]);

/** The joined dose (empty when no amount is said), or the reason why it cannot be known. */
export function joinDose(
  all: readonly AmountPart[],
  strengths: readonly Strength[],
  isCombination: boolean,
  isPreparation: boolean,
): Dose | string {
  // The masses of a combination are of two drugs.
  const amounts = isCombination ? all.filter((amount) => !isSubstance(amount.unit)) : all;
  if (isCombination && amounts.length === 0)
    return all.length + strengths.length > 0 || strengths.length === 0
      ? "a combination: two strengths, or two doses"
      : {};
  const strength = isCombination ? undefined : oneStrength(strengths);
  if (typeof strength === "string") return strength;
  const massFirst = amounts.find((amount) => isSubstance(amount.unit));
  const real = amounts.filter(
    (amount) => !isSupply(amount, amounts) && !isSyringeUnits(amount, amounts) && !isVial(amount, amounts, strengths),
  );
  const counts = real.filter((amount) => !isSubstance(amount.unit) && amount.unit !== "mL");
  const volumes = real.filter((amount) => amount.unit === "mL");
  const masses = real.filter((amount) => isSubstance(amount.unit));
  const syringe = amounts.find((amount) => isSyringeUnits(amount, amounts));
  const contradiction = checkSyringe(syringe, volumes, masses, strength);
  if (contradiction) return contradiction;
  if (counts.length > 0) return joinCount(counts, masses, volumes, strength, massFirst);
  if (volumes.length > 0) return joinVolume(volumes, masses, strength);
  return joinMass(masses, strength, isPreparation);
}

function oneStrength(strengths: readonly Strength[]): Strength | undefined | string {
  const [first] = strengths;
  if (!first) return undefined;
  const ratio = ratioOf(first);
  const differs = strengths.some(
    (other) => other.denominator.unit === first.denominator.unit && !agree(ratioOf(other), ratio),
  );
  return differs ? "two strengths contradict each other" : first;
}

/** Amount of substance in one of the denominator; milligrams for a mass. */
function ratioOf({ numerator, denominator }: Strength): number {
  return (numerator.value * (isMass(numerator.unit) ? milligramsIn(numerator.unit) : 1)) / denominator.value;
}

function isSupply(amount: AmountPart, all: readonly AmountPart[]): boolean {
  return (
    (SOLD_BY.has(amount.unit) &&
      amount.low >= SUPPLY &&
      all.some((other) => other !== amount && other.unit !== amount.unit)) ||
    (amount.low >= SUPPLY &&
      SOLD_BY.has(amount.unit) &&
      all.some((other) => other.unit === amount.unit && other.low < SUPPLY))
  );
}

/** "200 mg/mL (10 mL), 0.5 mL weekly": the size of the vial. */
function isVial(amount: AmountPart, all: readonly AmountPart[], strengths: readonly Strength[]): boolean {
  return amount === all[0] && all.length > 1 && amount.aside && amount.unit === "mL" && strengths.length > 0;
}

/** "50 mg (25 units)", "40 units (0.4 mL)": the marks of an insulin syringe, a hundred to the millilitre. */
function isSyringeUnits(amount: AmountPart, all: readonly AmountPart[]): boolean {
  return (
    amount.unit === "units" &&
    all.some(({ unit, low }) => (isMass(unit) && low > 0) || (unit === "mL" && agree(low, amount.low / 100)))
  );
}

function checkSyringe(
  syringe: AmountPart | undefined,
  volumes: readonly AmountPart[],
  masses: readonly AmountPart[],
  strength: Strength | undefined,
): string | null {
  if (!syringe) return null;
  const millilitres = syringe.low / 100;
  const [volume] = volumes;
  if (volume && !agree(volume.low, millilitres)) return "units and millilitres contradict each other";
  const [mass] = masses;
  if (
    !volume &&
    mass &&
    strength?.denominator.unit === "mL" &&
    !agree(ratioOf(strength) * millilitres, mass.low * milligramsIn(mass.unit))
  )
    return "units, mass and concentration contradict each other";
  return null;
}

/** Keeps one of several equal amounts; null when they differ. */
function same(amounts: readonly AmountPart[]): AmountPart | null {
  const first = amounts[0]!;
  const scale = (amount: AmountPart) => (isMass(amount.unit) ? milligramsIn(amount.unit) : 1);
  const kind = (amount: AmountPart) => (isMass(amount.unit) ? "mg" : amount.unit);
  const equal = amounts.every(
    (other) =>
      kind(other) === kind(first) &&
      agree(other.low * scale(other), first.low * scale(first)) &&
      agree(other.high * scale(other), first.high * scale(first)),
  );
  return equal ? first : null;
}

function quantity(amount: AmountPart): Quantity | QuantityRange {
  const low = { value: rounded(amount.low), unit: amount.unit };
  return amount.low === amount.high ? low : { low, high: { value: rounded(amount.high), unit: amount.unit } };
}

const TWO_DOSES = "two doses, and nothing says which";

/** "2 tablets (50 mg)", "25 mg 2 tablets", "200 mg 1": how many, and what each or all hold. */
function joinCount(
  counts: readonly AmountPart[],
  masses: readonly AmountPart[],
  volumes: readonly AmountPart[],
  strength: Strength | undefined,
  massFirst: AmountPart | undefined,
): Dose | string {
  const named = counts.filter((amount) => amount.unit !== "");
  const count = same(named.length > 0 ? named : counts);
  // Bare numbers beside named ones must say the same ("one tablet, 1 daily").
  if (!count) return TWO_DOSES;
  if (named.length > 0 && counts.length > named.length && !counts.every((amount) => agree(amount.low, count.low)))
    return TWO_DOSES;
  const [spoon] = volumes;
  if (spoon && volumes.length === 1 && count.unit === "spoonful") {
    const dose = { ...spoon, low: spoon.low * count.low, high: spoon.high * count.high };
    return joinVolume([dose], masses, strength);
  }
  const [firstMass] = masses;
  if (count.unit === "" && firstMass?.holder)
    return joinCount([{ ...count, unit: firstMass.holder }], masses, volumes, strength, massFirst);
  const dose = quantity(count);
  const volume =
    spoon && volumes.length === 1 && spoon.low === spoon.high ? { volume: { value: spoon.low, unit: "mL" } } : {};
  if (masses.length === 0) return { dose, ...volume, ...(strength ? { strength } : {}) };
  const held = holds(count, masses, massFirst);
  if (typeof held === "string") return held;
  if (!held) return { dose, ...volume };
  if (strength && strength.denominator.unit === held.denominator.unit && !agree(ratioOf(strength), ratioOf(held)))
    return "dose and strength contradict each other";
  return { dose, ...volume, strength: held };
}

const pumps: ReadonlySet<string> = new Set(["pump", "actuation"]);
/** Milligrams of testosterone in one pump, at most: the axillary solution's label. */
const LARGEST_PUMP = 30;

/** What the counted things hold: each, or all together. Null where it could be either: the count stands, the mass is not known. */
function holds(
  count: AmountPart,
  masses: readonly AmountPart[],
  massFirst: AmountPart | undefined,
): Strength | null | string {
  const distinct = distinctMasses(masses);
  if (distinct.length > 2) return TWO_DOSES;
  const strengthOf = (mass: AmountPart, of: number): Strength => ({
    numerator: { value: rounded(mass.low), unit: mass.unit },
    denominator: { value: of, unit: count.unit },
  });
  const [first, second] = distinct as [AmountPart, AmountPart | undefined];
  if (second) {
    // "25 mg tablets ... 2 tablets (50 mg)": one is each, the other all.
    const milligrams = (mass: AmountPart) => mass.low * milligramsIn(mass.unit);
    if (agree(milligrams(first) * count.low, milligrams(second))) return strengthOf(first, 1);
    if (agree(milligrams(second) * count.low, milligrams(first))) return strengthOf(second, 1);
    return "tablets and mass contradict each other";
  }
  const proportional =
    count.low === count.high ? first.low === first.high : agree(first.high / first.low, count.high / count.low);
  if (first.low !== first.high || count.low !== count.high) {
    if (first.low !== first.high)
      return proportional ? strengthOf(first, count.low) : "tablets and mass contradict each other";
    if (first.aside) return null;
  }
  // "40.5 mg (2 pumps)": the mass was the dose.
  if (count.aside && !first.aside && first.scope === undefined) return strengthOf(first, count.low);
  const isEach =
    first.scope === "each" ||
    first.holder !== undefined ||
    (first === massFirst && first.first < count.first && !first.aside);
  if (first.scope !== "total" && (isEach || (count.low === 1 && count.high === 1))) return strengthOf(first, 1);
  if (first.scope === "total") return strengthOf(first, count.low);
  // "2 pumps (40.5 mg)": more than any one of them holds.
  if (first.aside && pumps.has(count.unit) && first.low * milligramsIn(first.unit) > LARGEST_PUMP)
    return strengthOf(first, count.low);
  return count.low < 1 && first.aside ? strengthOf(first, count.low) : null;
}

function distinctMasses(masses: readonly AmountPart[]): AmountPart[] {
  const distinct: AmountPart[] = [];
  for (const mass of masses) if (!distinct.some((other) => same([other, mass]))) distinct.push(mass);
  return distinct;
}

/** "0.5 mL of 200 mg/mL", "100 mg (0.5 mL)": the mass is the dose where it is said. */
function joinVolume(
  volumes: readonly AmountPart[],
  masses: readonly AmountPart[],
  strength: Strength | undefined,
): Dose | string {
  const volume = same(volumes);
  if (!volume) return "two volumes, and nothing says which";
  const value = { value: rounded(volume.low), unit: "mL" };
  const stated = volume.low === volume.high ? { volume: value } : {};
  const held = strength ? { strength } : {};
  if (masses.length === 0) return { dose: quantity(volume), ...stated, ...held };
  const mass = same(masses);
  if (!mass) return TWO_DOSES;
  if (strength?.denominator.unit === "mL") {
    const scale = isMass(mass.unit) ? milligramsIn(mass.unit) : 1;
    const matches = isMass(mass.unit) === isMass(strength.numerator.unit);
    if (
      matches &&
      !(
        agree(ratioOf(strength) * volume.low, mass.low * scale) &&
        agree(ratioOf(strength) * volume.high, mass.high * scale)
      )
    )
      return "volume, concentration and mass contradict each other";
  }
  return { dose: quantity(mass), ...stated, ...held };
}

/** Masses only: one, the same in two units, or a product's strength and a dose. */
function joinMass(
  masses: readonly AmountPart[],
  strength: Strength | undefined,
  isPreparation: boolean,
): Dose | string {
  const held = strength ? { strength } : {};
  if (masses.length === 0) return held;
  const mass = same(masses);
  if (mass) return { dose: quantity(mass), ...held };
  const ofPreparation = inPreparation(masses, strength, isPreparation);
  if (ofPreparation) return { dose: quantity(ofPreparation), ...held };
  const products = masses.filter((amount) => amount.holder !== undefined && !amount.aside);
  const doses = masses.filter((amount) => !products.includes(amount));
  const product = products.length > 0 ? same(products) : null;
  const dose = doses.length > 0 ? same(doses) : null;
  // "125 mg-31.25 mg tablet" is a combination.
  if (doses.some((entry) => products.some((other) => other.first > entry.end && other.first - entry.end < 2)))
    return TWO_DOSES;
  if (!product || !dose || product.low !== product.high || product.unit === "units") return TWO_DOSES;
  return {
    dose: quantity(dose),
    strength: {
      numerator: { value: product.low, unit: product.unit },
      denominator: { value: 1, unit: product.holder! },
    },
  };
}

/** "50 mg (5 g) of 1 % gel": the mass of drug, where the grams of gel hold just that. */
function inPreparation(
  masses: readonly AmountPart[],
  strength: Strength | undefined,
  isPreparation: boolean,
): AmountPart | null {
  const drug = masses.find((mass) => mass.unit !== "g");
  const gel = masses.find((mass) => mass.unit === "g");
  if (masses.length !== 2 || !drug || !gel || !isMass(drug.unit)) return null;
  const milligrams = drug.low * milligramsIn(drug.unit);
  if (strength?.denominator.unit === "g") return agree(gel.low * ratioOf(strength), milligrams) ? drug : null;
  return isPreparation && !strength && gel.low * 100 >= milligrams ? drug : null;
}
