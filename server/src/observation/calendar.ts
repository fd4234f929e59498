/** Calendar arithmetic on ISO 8601 dates as precise as they were written: "2025", "2025-03", "2025-03-02". */

const DAY = 86_400_000;

const two = (value: number) => String(value).padStart(2, "0");

/** The ISO date of the parts given, or null where the calendar has no such day. Years 1900 to 2099. */
export function isoOf(year: number, month?: number, day?: number): string | null {
  if (year < 1900 || year > 2099) return null;
  if (month === undefined) return String(year);
  if (month < 1 || month > 12) return null;
  if (day === undefined) return `${year}-${two(month)}`;
  const last = new Date(Date.UTC(year, month, 0)).getUTCDate();
  return day < 1 || day > last ? null : `${year}-${two(month)}-${two(day)}`;
}

/** Two digits as a year: 70 and later belong to the last century. */
export function fullYear(year: number): number {
  if (year >= 100) return year;
  return year >= 70 ? 1900 + year : 2000 + year;
}

/** Milliseconds of the first day that `iso` covers. */
function firstDay(iso: string): number {
  const [year = 2000, month = 1, day = 1] = iso.split("-").map(Number);
  return Date.UTC(year, month - 1, day);
}

/** The day `days` after `iso`; `precision` 4, 7 or 10 characters says how much of it is known. */
export function addDays(iso: string, days: number, precision = 10): string {
  const time = firstDay(iso) + days * DAY;
  return Number.isFinite(time) && Math.abs(time) < 8e15
    ? new Date(time).toISOString().slice(0, Math.min(precision, iso.length))
    : iso;
}

/** Days from `from` to `to`, by the first day that each covers. */
export function daysBetween(from: string, to: string): number {
  return Math.round((firstDay(to) - firstDay(from)) / DAY);
}

/** Order of two dates as far as both are known: "2025" and "2025-03" are not in order. Negative: `a` is earlier. */
export function compareDates(a: string, b: string): number {
  const known = Math.min(a.length, b.length);
  const left = a.slice(0, known);
  const right = b.slice(0, known);
  return left < right ? -1 : left > right ? 1 : 0;
}

/** The year in which month and day (or month) lie nearest to `iso`: "12/15" in a note of January is last year's. */
export function nearestYear(iso: string, month: number, day = 15): number {
  const year = Number(iso.slice(0, 4));
  let best = year;
  let gap = Number.POSITIVE_INFINITY;
  for (const candidate of [year - 1, year, year + 1]) {
    const distance = Math.abs((Date.UTC(candidate, month - 1, day) - firstDay(iso)) / DAY);
    if (distance < gap) [best, gap] = [candidate, distance];
  }
  return best;
}
