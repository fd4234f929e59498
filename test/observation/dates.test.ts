import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readDates, readDateTable } from "../../server/src/observation/dates.ts";
import { datesIn as dates, noteOf } from "./vocabulary.ts";

describe("dates as written", () => {
  it.each([
    ["on 2025-03-02", ["2025-03-02 = 2025-03-02"]],
    ["on 2025/03/02 and 2025.03.02", ["2025/03/02 = 2025-03-02", "2025.03.02 = 2025-03-02"]],
    ["on 3/2/2025", ["3/2/2025 = 2025-03-02 ambiguous"]],
    ["on 3/22/25", ["3/22/25 = 2025-03-22"]],
    ["on 22/3/2025", ["22/3/2025 = 2025-03-22"]],
    ["seen 25/3/2025, bloods 2/3/2025", ["25/3/2025 = 2025-03-25", "2/3/2025 = 2025-03-02 ambiguous"]],
    ["02-Mar-2025", ["02-Mar-2025 = 2025-03-02"]],
    ["2 March 2025 and 2nd of March 2025", ["2 March 2025 = 2025-03-02", "2nd of March 2025 = 2025-03-02"]],
    ["March 2, 2025", ["March 2, 2025 = 2025-03-02"]],
    ["Mar 2nd 2025", ["Mar 2nd 2025 = 2025-03-02"]],
    ["in Mar 2025", ["Mar 2025 = 2025-03"]],
    ["in 2019", ["2019 = 2019"]],
    ["(2019)", ["2019 = 2019"]],
    ["30.6.08", ["30.6.08 = 2008-06-30"]],
    ["on 3/2", ["3/2 = ? ambiguous"]],
    ["6 weeks ago", ["6 weeks ago = -42d"]],
    ["in 3 months", ["3 months = 90d"]],
    ["4-6 weeks ago", ["4-6 weeks ago = -35d"]],
    [
      "a year ago, last month, today, yesterday",
      ["a year ago = -365d", "last month = -30d", "today = 0d", "yesterday = -1d"],
    ],
    ["3/52 ago, review in 6/12", ["3/52 ago = -21d", "6/12 = 180d"]],
  ])("%s", (note, expected) => {
    expect(dates(note)).toEqual(expected);
  });

  it.each([
    ["BP 120/80", "pressures"],
    ["strength 5/5 throughout", "fractions"],
    ["pain 7/10", "scores"],
    ["testosterone 2019 ng/dL", "values"],
    ["call 555-123-4567", "telephone numbers"],
    ["99/99/2025", "impossible days"],
    ["may consider", "the verb"],
    ["every 3 months", "intervals"],
    ["10-21 units", "ranges"],
    ["version 1.2.3.4", "versions"],
  ])("%s: no date (%s)", (note) => {
    expect(dates(note)).toEqual([]);
  });
});

describe("the date of the visit", () => {
  it.each([
    ["Date: 2025-06-10\nHPI: seen 3/2/2025", "2025-06-10"],
    ["Patient: A B\nDOB: 1/2/1970\nDOS: 6/10/2025\n", "2025-06-10"],
    ["# Visit 2025-06-10\n\nText", "2025-06-10"],
    ["**Date of service:** June 10, 2025", "2025-06-10"],
    ["10/06/2025 Clinic 25/05/2025", "2025-06-10"],
  ])("%s", (note, iso) => {
    expect(readDateTable(noteOf(note)).noteDate?.iso).toBe(iso);
  });

  it.each([["DOB: 1/2/1970"], ["Labs 3/2/2025: Hct 48"], ["No date here."], ["Started testosterone on 3/2/2025."]])(
    "none in: %s",
    (note) => {
      expect(readDateTable(noteOf(note)).noteDate).toBeNull();
    },
  );

  it("completes relative dates and dates without a year", () => {
    expect(dates("Date: 2025-01-10\nDrawn on 12/15, 6 weeks ago, last year, in March")).toEqual([
      "2025-01-10 = 2025-01-10",
      "12/15 = 2024-12-15",
      "6 weeks ago = 2024-11-29",
      "last year = 2024",
      "March = 2025-03",
    ]);
  });
});

it("any text gives dates inside its bounds", () => {
  const part = fc.constantFrom(
    "3/2",
    "2025",
    "-",
    "/",
    "March",
    "2",
    " ",
    "in ",
    "ago",
    "weeks",
    ".",
    "12",
    "52",
    "\n",
    "May",
    "of",
    "th",
  );
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string({ unit: "binary" }),
        fc.array(part).map((parts) => parts.join("")),
      ),
      (text) => {
        for (const { start, end } of readDates(noteOf(text)))
          expect(start >= 0 && start < end && end <= text.length).toBe(true);
      },
    ),
  );
});
