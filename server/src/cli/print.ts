/** Standard output, written whole; a reader that has gone away (`| head`) ends the tool quietly. */
import { writeSync } from "node:fs";

/** Writes all of `text`, however slowly the other end takes it. */
export function print(text: string): void {
  const bytes = Buffer.from(text);
  let written = 0;
  while (written < bytes.length) {
    try {
      written += writeSync(1, bytes, written);
    } catch (error) {
      const code = error instanceof Error && "code" in error ? error.code : undefined;
      if (code === "EAGAIN") continue;
      if (code === "EPIPE") process.exit(0);
      throw error;
    }
  }
}
