/** Counts of right, extra and missed, and the tables they make. */

/** What a labelled set comes to. */
export interface Scored {
  readonly tallies?: readonly Tally[];
  readonly confusions?: readonly Confusion[];
  readonly dosages?: DosageScore;
}

/** How many of the dose strings were read how, and what was not exact. */
export interface DosageScore {
  readonly counts: DosageCounts;
  readonly errors: readonly string[];
}
export type DosageCounts = Record<"rows" | "used" | "exact" | "wrong" | "abstained" | "missed", number>;

export class Tally {
  readonly name: string;
  right = 0;
  extra = 0;
  missed = 0;
  /** What was wrong, in words, for --errors. */
  readonly errors: string[] = [];

  constructor(name: string) {
    this.name = name;
  }

  /** One case of a yes-or-no question. */
  add(expected: boolean, found: boolean, shown: string): void {
    if (expected && found) this.right++;
    else if (found) this.extra++;
    else if (expected) this.missed++;
    if (expected !== found) this.errors.push(`${this.name} ${found ? "EXTRA" : "MISSED"} ${shown}`);
  }

  /** One case of a list: items given against items wanted, each counted as often as it stands. */
  compare(wanted: readonly string[], given: readonly string[], shown: string): void {
    const left = [...given];
    const missed = wanted.filter((item) => {
      const at = left.indexOf(item);
      if (at >= 0) left.splice(at, 1);
      return at < 0;
    });
    this.right += wanted.length - missed.length;
    this.missed += missed.length;
    this.extra += left.length;
    if (missed.length + left.length > 0)
      this.errors.push(`${this.name} missed [${missed.join(", ")}] extra [${left.join(", ")}] ${shown}`);
  }

  row(): string {
    const figures = figuresOf(this)
      .map((figure) => figure.toFixed(4).padStart(9))
      .join(" ");
    const counts = [this.right, this.extra, this.missed].map((count) => String(count).padStart(7)).join(" ");
    return `${this.name.padEnd(40)} ${figures} ${counts}`;
  }
}

export const tallyHead = `${"".padEnd(40)} precision    recall        F1   right   extra  missed`;

/** Precision, recall and F1; 0 where there is nothing to divide by. */
function figuresOf({ right, extra, missed }: { right: number; extra: number; missed: number }) {
  const precision = right / (right + extra || 1);
  const recall = right / (right + missed || 1);
  return [precision, recall, (2 * precision * recall) / (precision + recall || 1)] as const;
}

/** How often each class was read as which. */
export class Confusion {
  readonly name: string;
  readonly #counts = new Map<string, Map<string, number>>();

  constructor(name: string) {
    this.name = name;
  }

  get isEmpty(): boolean {
    return this.#counts.size === 0;
  }

  add(expected: string, found: string): void {
    const row = this.#counts.get(expected) ?? new Map<string, number>();
    this.#counts.set(expected, row.set(found, (row.get(found) ?? 0) + 1));
  }

  /** The macro average over the labelled classes, then a line a class. */
  lines(): string[] {
    const classes = [...this.#counts].sort(([a], [b]) => (a < b ? -1 : 1));
    const figures = classes.map(([name, row]) => {
      const right = row.get(name) ?? 0;
      const given = sum(classes.map(([, other]) => other.get(name) ?? 0));
      return figuresOf({ right, extra: given - right, missed: sum(row.values()) - right });
    });
    const rows = classes.map(([name, row], index) => {
      const [precision, recall, f1] = figures[index]!.map((figure) => figure.toFixed(3));
      const readAs = [...row].sort((a, b) => b[1] - a[1]).map(([as, times]) => `${as} ${times}`);
      return `  ${name.padEnd(18)} precision ${precision} recall ${recall} F1 ${f1}  read as: ${readAs.join(", ")}`;
    });
    const macro = sum(figures.map(([, , f1]) => f1)) / (classes.length || 1);
    return [`${this.name}: macro-F1 ${macro.toFixed(3)}`, ...rows];
  }
}

function sum(numbers: Iterable<number>): number {
  let total = 0;
  for (const number of numbers) total += number;
  return total;
}

export const dosageHead = "                         rows   used  exact  wrong  abst.  missed  exact %";

/** One line of the table of dose strings. */
export function dosageLine(name: string, counts: DosageCounts): string {
  const cells = [counts.rows, counts.used, counts.exact, counts.wrong, counts.abstained, counts.missed];
  const share = ((100 * counts.exact) / Math.max(1, counts.used)).toFixed(1);
  return `${name.padEnd(22)} ${cells.map((value) => String(value).padStart(6)).join(" ")}  ${share}`;
}
