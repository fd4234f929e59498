/** What the benchmarks read: the notes of a folder, or the samples repeated. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

const samples = join(import.meta.dirname, "..", "..", "samples");

/** Texts of at least `least` UTF-16 units together. */
export function textsOf(folder: string | undefined, least: number): string[] {
  const root = folder ?? samples;
  const texts = readdirSync(root, { recursive: true, encoding: "utf8" })
    .filter((name) => /\.(note|txt|md)$/.test(name))
    .map((name) => readFileSync(join(root, name), "utf8"));
  const all = [...texts];
  while (all.reduce((sum, text) => sum + text.length, 0) < least) all.push(...texts);
  return all;
}

/** Median MB/s (10^6 UTF-16 units a second) over `rounds`, after two rounds of warm-up. */
export function megabytesPerSecond(texts: readonly string[], read: (text: string) => unknown, rounds = 5): number {
  const units = texts.reduce((sum, text) => sum + text.length, 0);
  const speeds: number[] = [];
  for (let round = -2; round < rounds; round++) {
    const start = performance.now();
    for (const text of texts) read(text);
    if (round >= 0) speeds.push(units / 1000 / (performance.now() - start));
  }
  return speeds.sort((a, b) => a - b)[speeds.length >> 1]!;
}

/** The same for a reader that answers later; three rounds after one of warm-up. */
export async function megabytesPerSecondOf(
  texts: readonly string[],
  read: (text: string) => Promise<unknown>,
): Promise<number> {
  const units = texts.reduce((sum, text) => sum + text.length, 0);
  const speeds: number[] = [];
  for (let round = -1; round < 3; round++) {
    const start = performance.now();
    for (const text of texts) await read(text);
    if (round >= 0) speeds.push(units / 1000 / (performance.now() - start));
  }
  return speeds.sort((a, b) => a - b)[1]!;
}

/** A bare pass over every unit: the most that any reader could do. */
export function bareScan(text: string): number {
  let sum = 0;
  for (let index = 0; index < text.length; index++) sum = (sum + text.charCodeAt(index)) | 0;
  return sum;
}
