import ucumLhc from "@lhncbc/ucum-lhc";
import { describe, expect, it } from "vitest";
import { builtInKnowledge } from "../../server/build/knowledge-folder.ts";
import { convert } from "../../server/src/observation/units.ts";

/** The part of ucum-lhc used here; the package has no types. */
interface UcumLhc {
  validateUnitString(code: string): { readonly status: string };
  convertUnitTo(
    from: string,
    value: number,
    to: string,
    options: { readonly molecularWeight?: number | null },
  ): { readonly status: string; readonly toVal: number | null };
}
const ucum: UcumLhc = ucumLhc.UcumLhcUtils.getInstance();

const labs = [...builtInKnowledge().labs.values()];
const lab = (id: string) => labs.find((item) => item.id === id)!;

/** Every unit of every test beside its first unit. */
const pairs = labs.flatMap((item) =>
  item.units.slice(1).map((unit) => ({ item, unit, first: item.units[0]!.ucum, name: `${item.id} ${unit.ucum}` })),
);

/** An arbitrary unit as a gram: an assay's standard fixes the amount, but prefix and volume still convert. */
const asGram = (code: string) => code.replace("[IU]", "g");

/** What UCUM cannot convert by itself, with why and what the factor is held against instead. */
const beyondUcum: Readonly<
  Record<string, { readonly why: string; readonly factor: number; readonly offset?: number }>
> = {
  "prolactin m[IU]/L": { why: "units of the WHO standard 84/500: 21.2 mIU/L to the ng/mL", factor: 1 / 21.2 },
  "prolactin u[IU]/mL": { why: "units of the WHO standard 84/500: 21.2 uIU/mL to the ng/mL", factor: 1 / 21.2 },
  "hba1c mmol/mol": {
    why: "IFCC and NGSP measure by different standards: IFCC = 10.929 x (NGSP - 2.15)",
    factor: 1 / 10.929,
    offset: 2.15,
  },
};

describe("the units of the tests", () => {
  it("are valid UCUM, also where limits and thresholds name them", () => {
    const codes = labs.flatMap(({ units, plausible, thresholds }) => [
      ...units.map((unit) => unit.ucum),
      ...plausible.map((limit) => limit.unit),
      ...thresholds.flatMap(({ unit }) => unit ?? []),
    ]);
    const invalid = [...new Set(codes)].filter((code) => ucum.validateUnitString(code).status !== "valid");
    expect(invalid).toEqual([]);
  });

  it("are among the test's own where limits and thresholds name them", () => {
    for (const { id, units, plausible, thresholds } of labs) {
      const own = units.map((unit) => unit.ucum);
      for (const { unit } of [...plausible, ...thresholds]) if (unit) expect(own, id).toContain(unit);
    }
  });

  it.each(pairs.filter(({ name }) => !(name in beyondUcum)))("UCUM agrees on $name", ({ item, unit, first }) => {
    const molecularWeight = item.molarMass?.value ?? null;
    const { status, toVal } = ucum.convertUnitTo(asGram(unit.ucum), 1, asGram(first), { molecularWeight });
    expect(status).toBe("succeeded");
    expect(Math.abs(unit.factor / toVal! - 1)).toBeLessThan(0.0005);
    expect(unit.offset).toBe(0);
  });

  it.each(Object.entries(beyondUcum))("%s is beyond UCUM", (name, { factor, offset = 0 }) => {
    const { unit } = pairs.find((pair) => pair.name === name)!;
    expect(Math.abs(unit.factor / factor - 1)).toBeLessThan(0.0005);
    expect(unit.offset).toBe(offset);
  });

  it("have limits that agree between units, as far as rounding allows", () => {
    for (const item of labs) {
      const [first, ...others] = item.plausible;
      for (const { unit, low, high } of others) {
        const [from, to] = [convert(low, unit, first!.unit, item)!, convert(high, unit, first!.unit, item)!];
        expect(Math.abs(to / first!.high - 1), `${item.id} ${unit} high`).toBeLessThan(0.1);
        if (first!.low > 0) expect(Math.abs(from / first!.low - 1), `${item.id} ${unit} low`).toBeLessThan(0.4);
      }
    }
  });
});

describe("a value in other units", () => {
  it.each([
    ["total-testosterone", 50, "ng/dL", "nmol/L", 1.73],
    ["total-testosterone", 150, "ng/dL", "nmol/L", 5.2],
    ["total-testosterone", 230, "ng/dL", "nmol/L", 7.97],
    ["total-testosterone", 264, "ng/dL", "nmol/L", 9.15],
    ["total-testosterone", 350, "ng/dL", "nmol/L", 12.14],
    ["total-testosterone", 450, "ng/dL", "nmol/L", 15.6],
    ["total-testosterone", 600, "ng/dL", "nmol/L", 20.8],
    ["total-testosterone", 750, "ng/dL", "nmol/L", 26],
    ["total-testosterone", 916, "ng/dL", "nmol/L", 31.76],
    ["total-testosterone", 1000, "ng/dL", "nmol/L", 34.67],
    ["total-testosterone", 1, "ng/mL", "nmol/L", 3.467],
    ["free-testosterone", 225, "pmol/L", "pg/mL", 64.9],
    ["free-testosterone", 11.1, "ng/dL", "pmol/L", 384.9],
    ["estradiol", 10, "pg/mL", "pmol/L", 36.7],
    ["estradiol", 29, "pg/mL", "pmol/L", 106.5],
    ["estradiol", 40, "pg/mL", "pmol/L", 146.9],
    ["estradiol", 120, "pmol/L", "pg/mL", 32.7],
    ["prolactin", 10, "ng/mL", "m[IU]/L", 212],
    ["hba1c", 6.5, "%", "mmol/mol", 47.5],
    ["hba1c", 5.7, "%", "mmol/mol", 38.8],
    ["hba1c", 48, "mmol/mol", "%", 6.54],
    ["hba1c", 42, "mmol/mol", "%", 5.99],
    ["hemoglobin", 15, "g/dL", "mmol/L", 9.31],
    ["vitamin-d", 20, "ng/mL", "nmol/L", 49.9],
  ])("%s %d %s", (id, value, from, to, expected) => {
    const converted = convert(value, from, to, lab(id))!;
    expect(Math.abs(converted / expected - 1)).toBeLessThan(0.003);
    expect(convert(converted, to, from, lab(id))).toBeCloseTo(value, 2);
  });
});
