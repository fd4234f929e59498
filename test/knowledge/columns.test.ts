import fc from "fast-check";
import { expect, it } from "vitest";
import { packColumns, unpackColumns } from "../../server/src/knowledge/columns.ts";

const int32 = fc.integer({ min: -0x80000000, max: 0x7fffffff });
const column = fc.array(int32).map((numbers) => Int32Array.from(numbers));
const rising = fc.array(fc.nat(0xffff)).map((numbers) => Int32Array.from(numbers.sort((a, b) => a - b)));

it("columns come back as they were", () => {
  fc.assert(
    fc.property(column, rising, fc.string(), (numbers, steps, name) => {
      const value = { name, inner: { numbers, steps, list: ["kept"] } };
      const { packed, bytes } = packColumns(value);
      expect(unpackColumns(JSON.parse(JSON.stringify(packed)), bytes)).toEqual(value);
    }),
  );
});

it("what rises by small steps takes a byte for each", () => {
  const { bytes } = packColumns(Int32Array.from({ length: 1000 }, (_, index) => index * 3));
  expect(bytes.length).toBe(1000);
});
