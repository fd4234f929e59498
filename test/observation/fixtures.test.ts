import { describe, expect, it } from "vitest";
import { readDates } from "../../server/src/observation/dates.ts";
import { clinic } from "./fixtures/clinic.ts";
import { dateFixtures } from "./fixtures/dates.ts";
import { followUp } from "./fixtures/follow-up.ts";
import { lists } from "./fixtures/lists.ts";
import { pastes, plansOfTests } from "./fixtures/pastes.ts";
import { prose } from "./fixtures/prose.ts";
import { records } from "./fixtures/records.ts";
import { shared } from "./fixtures/shared.ts";
import { notResults } from "./fixtures/silent.ts";
import { notResultsEither, notResultsOfAny } from "./fixtures/silent-more.ts";
import { notDates, notStatus } from "./fixtures/silent-others.ts";
import { statuses } from "./fixtures/statuses.ts";
import { visits } from "./fixtures/visits.ts";
import { within } from "./fixtures/within.ts";
import { datesIn, noteOf, observationsIn, read } from "./vocabulary.ts";

describe.each([
  ["lists and blocks", lists, read],
  ["sentences", prose, read],
  ["visits", visits, read],
  ["records", records, read],
  ["clinic", clinic, read],
  ["follow-up", followUp, read],
  ["pastes and shorthand", pastes, read],
  ["tests to come and not done", plansOfTests, read],
  ["without a value", statuses, read],
  ["written once", shared, read],
  ["within longer terms and sentences", within, read],
  ["dates", dateFixtures, datesIn],
] as const)("%s", (_title, fixtures, reader) => {
  it.each(fixtures.map(([note, ...expected]) => [note, expected] as const))("%s", (note, expected) => {
    expect(reader(note)).toEqual(expected);
  });
});

describe("nothing to read", () => {
  it.each([...notResults, ...notResultsEither, ...notResultsOfAny])("no value: %s", (note) => {
    expect(observationsIn(note).filter(({ value }) => value !== undefined)).toEqual([]);
  });
  it.each(notStatus)("no status: %s", (note) => {
    expect(read(note)).toEqual([]);
  });
  it.each(notDates)("no date: %s", (note) => {
    expect(readDates(noteOf(note))).toEqual([]);
  });
});
