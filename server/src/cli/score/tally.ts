/** Counts of right, extra and missed, and the tables they make. */

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
    const precision = this.right / (this.right + this.extra || 1);
    const recall = this.right / (this.right + this.missed || 1);
    const f1 = (2 * precision * recall) / (precision + recall || 1);
    const figures = [precision, recall, f1].map((figure) => figure.toFixed(4).padStart(9)).join(" ");
    const counts = [this.right, this.extra, this.missed].map((count) => String(count).padStart(7)).join(" ");
    return `${this.name.padEnd(40)} ${figures} ${counts}`;
  }
}

export const tallyHead = `${"".padEnd(40)} precision    recall        F1   right   extra  missed`;

/** How often each class was read as which. */
export class Confusion {
  readonly name: string;
  readonly #counts = new Map<string, Map<string, number>>();

  constructor(name: string) {
    this.name = name;
  }

  add(expected: string, found: string): void {
    const row = this.#counts.get(expected) ?? new Map<string, number>();
    this.#counts.set(expected, row.set(found, (row.get(found) ?? 0) + 1));
  }

  /** One line a class with its F1, and the macro average. */
  lines(): string[] {
    const classes = [...this.#counts.keys()].sort();
    const f1Of = (name: string) => {
      const right = this.#counts.get(name)?.get(name) ?? 0;
      const expected = sum(this.#counts.get(name)?.values() ?? []);
      const found = sum([...this.#counts.values()].map((row) => row.get(name) ?? 0));
      return (2 * right) / (expected + found || 1);
    };
    const rows = classes.map((name) => {
      const found = [...this.#counts.get(name)!].sort((a, b) => b[1] - a[1]).map(([as, times]) => `${as} ${times}`);
      return `  ${name.padEnd(18)} F1 ${f1Of(name).toFixed(3)}  read as: ${found.join(", ")}`;
    });
    const macro = sum(classes.map(f1Of)) / (classes.length || 1);
    return [`${this.name}: macro-F1 ${macro.toFixed(3)}`, ...rows];
  }
}

function sum(numbers: Iterable<number>): number {
  let total = 0;
  for (const number of numbers) total += number;
  return total;
}
