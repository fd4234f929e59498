/** Arguments that several commands share. */
import { parseArgs } from "node:util";
import { UsageError } from "./usage.ts";

/** Paths and output format. Throws a UsageError that names what is wrong. */
export function pathsAndFormat<F extends string>(
  args: readonly string[],
  formats: readonly [F, ...F[]],
): { paths: string[]; format: F } {
  const { values, positionals } = parsed(args, { format: { type: "string" } });
  const format = (values.format ?? formats[0]) as F;
  if (!formats.includes(format)) throw new UsageError(`--format takes ${formats.join(" or ")}.`);
  if (positionals.length === 0) throw new UsageError("Name at least one note or folder, or - for standard input.");
  return { paths: positionals, format };
}

/** `parseArgs` with its complaints as UsageErrors. */
export function parsed(args: readonly string[], options: Record<string, { type: "string" | "boolean" }>) {
  try {
    return parseArgs({ args: [...args], options, allowPositionals: true });
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}
