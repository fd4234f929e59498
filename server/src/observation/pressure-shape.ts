/** Two numbers of the size of a blood pressure, which are no date. */
import { integerAt, type Reader, tightMark } from "./date-reader.ts";

/** In mmHg. */
const SYSTOLIC = { low: 85, high: 230 };
const DIASTOLIC = { low: 40, high: 130 };

/** Whether the number at `token` is over another one, and both are of the size of a pressure: "126/78". */
export function isOfPressure(note: Reader["note"], token: number): boolean {
  const high = integerAt(note, token);
  if (high < SYSTOLIC.low || high > SYSTOLIC.high || tightMark(note, token + 1) !== "/") return false;
  const low = integerAt(note, token + 2);
  return low >= DIASTOLIC.low && low <= DIASTOLIC.high && high > low && tightMark(note, token + 3) !== "/";
}
