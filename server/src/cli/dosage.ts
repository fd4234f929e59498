/** `leydig dosage`: dose instructions as FHIR-shaped dosages, or why not. */
import { z } from "zod";
import { readDosageText } from "../dosage/read.ts";
import { stepOf } from "./dosage-shape.ts";
import { answerLines } from "./lines.ts";
import type { DosageLine } from "./output.ts";

export const dosageUsage = `  leydig dosage [FILE]
      Reads lines {"text"} and writes for each {"dosage", "weekly", "abstained", "reason"}. A dose that could be read in
      two ways is not given. Exit code 0; 2: wrong use, or a line is bad ({"error"} stands in its place).`;

const Input = z.object({ text: z.string() });

/** Returns the exit code: 0, or 2 where a line was bad. */
export function dosage(args: readonly string[]): number {
  return answerLines(args, {
    schema: Input,
    example: '{"text": "100 mg IM weekly"}',
    answer: ({ text }) => dosageOf(text),
  });
}

function dosageOf(text: string): DosageLine {
  const { steps, weekly, abstained, reason } = readDosageText(text);
  return {
    dosage: abstained || steps.length === 0 ? null : steps.map(stepOf),
    weekly,
    abstained,
    reason: reason ?? (steps.length === 0 ? "no dose instruction is found" : null),
  };
}
