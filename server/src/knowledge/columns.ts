/**
 * Columns of whole numbers as bytes: each as narrow as its numbers allow, one after the other. A column that never falls
 * is kept as its steps, which are small and alike. Where a column stands is written in the JSON beside them.
 */

/** Where a column stands in the bytes: first byte, how many numbers, of what kind, and whether they are its steps. */
export interface ColumnPlace {
  readonly column: readonly [offset: number, length: number, kind: ColumnKind, steps: 0 | 1];
}

const kinds = {
  u1: { type: Uint8Array, low: 0, high: 0xff },
  i1: { type: Int8Array, low: -0x80, high: 0x7f },
  u2: { type: Uint16Array, low: 0, high: 0xffff },
  i2: { type: Int16Array, low: -0x8000, high: 0x7fff },
  i4: { type: Int32Array, low: -0x80000000, high: 0x7fffffff },
} as const;
type ColumnKind = keyof typeof kinds;

/** A value whose columns of numbers are places in the bytes. */
export type Packed<T> = T extends Int32Array
  ? ColumnPlace
  : T extends readonly unknown[]
    ? T
    : T extends object
      ? { readonly [K in keyof T]: Packed<T[K]> }
      : T;

/** Takes the columns out of `value`: objects are looked into, lists are not. */
export function packColumns<T>(value: T): { readonly packed: Packed<T>; readonly bytes: Uint8Array<ArrayBuffer> } {
  const parts: Uint8Array[] = [];
  let size = 0;
  const pack = (part: unknown): unknown => {
    if (part instanceof Int32Array) {
      const rises = neverFalls(part);
      const numbers = rises ? part.map((number, index) => number - (part[index - 1] ?? 0)) : part;
      const kind = narrowest(numbers);
      const { type } = kinds[kind];
      const narrow = new type(numbers);
      const place: ColumnPlace = { column: [size, part.length, kind, rises ? 1 : 0] };
      // The next column begins where numbers of four bytes may.
      const bytes = new Uint8Array(Math.ceil(narrow.byteLength / 4) * 4);
      bytes.set(new Uint8Array(narrow.buffer));
      parts.push(bytes);
      size += bytes.length;
      return place;
    }
    if (!isRecord(part)) return part;
    return Object.fromEntries(Object.entries(part).map(([key, inner]) => [key, pack(inner)]));
  };
  const packed = pack(value) as Packed<T>;
  const bytes = new Uint8Array(size);
  let offset = 0;
  for (const part of parts) {
    bytes.set(part, offset);
    offset += part.length;
  }
  return { packed, bytes };
}

/** Puts the columns back. `bytes` are those that `packColumns` gave. */
export function unpackColumns<T>(packed: Packed<T>, bytes: Uint8Array<ArrayBuffer>): T {
  const aligned = bytes.byteOffset % 4 === 0 ? bytes : Uint8Array.from(bytes);
  const unpack = (part: unknown): unknown => {
    if (!isRecord(part)) return part;
    if ("column" in part) {
      const [offset, length, kind, steps] = (part as unknown as ColumnPlace).column;
      const numbers = new Int32Array(new kinds[kind].type(aligned.buffer, aligned.byteOffset + offset, length));
      if (steps) for (let index = 1; index < length; index++) numbers[index]! += numbers[index - 1]!;
      return numbers;
    }
    const whole: Record<string, unknown> = {};
    for (const key in part) whole[key] = unpack(part[key]);
    return whole;
  };
  return unpack(packed) as T;
}

function neverFalls(numbers: Int32Array): boolean {
  return numbers.every((number, index) => index === 0 || number >= numbers[index - 1]!);
}

function narrowest(numbers: Int32Array): ColumnKind {
  let [low, high] = [0, 0];
  for (const number of numbers) {
    low = Math.min(low, number);
    high = Math.max(high, number);
  }
  const names = Object.keys(kinds) as ColumnKind[];
  return names.find((name) => kinds[name].low <= low && high <= kinds[name].high)!;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value) && !(value instanceof Int32Array);
}
