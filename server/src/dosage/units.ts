/** Units of dose: how they are written, and how a mass converts. */

/** Canonical unit -> spellings as single tokens, folded. */
export const UNITS: Readonly<Record<string, string>> = {
  mg: "mg mgs milligram milligrams milligramme milligrammes",
  mcg: "mcg mcgs ug μg microgram micrograms microgramme microgrammes",
  g: "g gm gms gram grams gramme grammes",
  mL: "ml mls cc ccs milliliter milliliters millilitre millilitres",
  units: "unit units u iu ius unt",
  mEq: "meq meqs",
  mmol: "mmol",
  tablet: "tablet tablets tab tabs tabet tabets talbet talbets tabletts caplet caplets tbl",
  capsule: "capsule capsules cap caps",
  pill: "pill pills",
  pump: "pump pumps",
  click: "click clicks",
  pellet: "pellet pellets",
  patch: "patch patches",
  actuation: "actuation actuations actuat",
  spray: "spray sprays",
  puff: "puff puffs",
  drop: "drop drops gtt gtts",
  suppository: "suppository suppositories supp supps",
  lozenge: "lozenge lozenges troche troches",
  sachet: "sachet sachets packet packets",
  ampoule: "ampoule ampoules ampule ampules amp amps",
  teaspoon: "teaspoon teaspoons teaspoonful teaspoonfuls tsp tsps",
  tablespoon: "tablespoon tablespoons tablespoonful tbsp",
  spoonful: "spoonful spoonfuls spoonsful spoon spoons",
  applicatorful: "applicatorful applicatorfuls appful",
  nebule: "nebule nebules neb nebs nev",
  inhalation: "inhalation inhalations",
  application: "application applications",
  injection: "injection injections inj",
  dose: "dose doses",
  implant: "implant implants",
  film: "film films strip strips",
  ring: "ring rings",
  gummy: "gummy gummies",
  inch: "inch inches",
};

/** What the product is: a package, or a preparation whose grams are not grams of drug. */
export const FORMS: Readonly<Record<string, string>> = {
  package: "vial vials bottle bottles tube tubes cartridge cartridges bag bags box boxes pack packs kit",
  preparation: "gel gels cream creams ointment ointments lotion lotions foam suspension solution shampoo paste",
};

const MILLIGRAMS: Readonly<Record<string, number>> = { mg: 1, mcg: 0.001, g: 1000 };

/** Milligrams in one `unit`, or NaN where it is not a mass. */
export function milligramsIn(unit: string): number {
  return MILLIGRAMS[unit] ?? Number.NaN;
}

/** Whether the unit measures a mass of drug. */
export function isMass(unit: string): boolean {
  return unit === "mg" || unit === "mcg" || unit === "g";
}

/** Whether the unit says how much drug there is: a mass, or units of activity or charge. */
export function isSubstance(unit: string): boolean {
  return isMass(unit) || unit === "units" || unit === "mEq" || unit === "mmol";
}

/** Spoons have a fixed volume in millilitres; NaN for other units. */
export function millilitresIn(unit: string): number {
  if (unit === "mL") return 1;
  if (unit === "teaspoon") return 5;
  return unit === "tablespoon" ? 15 : Number.NaN;
}

/** Rounds away what binary fractions add ("0.1 x 3"), keeping 9 significant digits. */
export function rounded(value: number): number {
  // Most amounts need no rounding, and writing a number out is slow.
  return Math.round(value * 1e4) / 1e4 === value ? value : Number(value.toPrecision(9));
}

/** Whether two amounts are the same as far as a note can say (1 %: "0.33 mL (66 mg)" of 200 mg/mL). */
export function agree(a: number, b: number): boolean {
  return Math.abs(a - b) <= 0.01 * Math.max(Math.abs(a), Math.abs(b));
}
