/** How the suite inside VS Code tells its launcher what it counted. */
import type { Counts } from "../counts.ts";

const mark = "LEYDIG_RESULT ";

/** The line that carries the counts. */
export function formatResult({ passed, failed }: Counts): string {
  return mark + JSON.stringify({ passed, failed });
}

/** The counts in a line of output, or null when it is any other line. */
export function parseResult(line: string): Counts | null {
  const at = line.indexOf(mark);
  return at < 0 ? null : (JSON.parse(line.slice(at + mark.length)) as Counts);
}
