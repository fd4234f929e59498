/** A reading in one line, so that a fixture can stand beside its note: "100 mg | 1/wk | IM | = 100 mg". */
import type { Dosage, DosageReading, Quantity, QuantityRange } from "../../server/src/dosage/dosage.ts";

function quantity(dose: Quantity | QuantityRange): string {
  return "low" in dose
    ? `${dose.low.value}-${dose.high.value} ${dose.low.unit}`.trim()
    : `${dose.value} ${dose.unit}`.trim();
}

function timing({ timing }: Dosage): string {
  if (!timing) return "";
  const words: string[] = [];
  if (timing.period !== undefined) {
    const times = `${timing.frequency ?? 0}${timing.frequencyMax ? `-${timing.frequencyMax}` : ""}`;
    const span = `${timing.period === 1 && !timing.periodMax ? "" : timing.period}${timing.periodMax ? `-${timing.periodMax}` : ""}${timing.periodUnit}`;
    words.push(`${times}/${span}`);
  } else if (timing.frequency) words.push(`${timing.frequency} in all`);
  if (timing.dayOfWeek) words.push(timing.dayOfWeek.join("+"));
  if (timing.when) words.push(timing.when.join("+"));
  if (timing.duration) words.push(`for ${timing.duration.value}${timing.duration.unit}`);
  if (timing.cycle) words.push(`${timing.cycle.onDays} on ${timing.cycle.offDays} off`);
  return words.join(" ");
}

function step(entry: Dosage): string {
  const { dose, strength, volume } = entry;
  const words = [
    dose ? quantity(dose) : "-",
    strength
      ? `of ${quantity(strength.numerator)}/${strength.denominator.value === 1 ? strength.denominator.unit : quantity(strength.denominator)}`
      : "",
    volume && dose && !("low" in dose) && dose.unit !== "mL" ? `in ${quantity(volume)}` : "",
    timing(entry),
    entry.asNeeded ? `prn${entry.asNeededFor ? ` ${entry.asNeededFor}` : ""}` : "",
    entry.route ?? "",
    entry.site ? `@${entry.site}` : "",
    entry.maxPerDay ? `max ${quantity(entry.maxPerDay)}/d` : "",
  ];
  return words.filter(Boolean).join(" | ");
}

/** Steps joined by "&" (together) or "then"; the weekly amount after "="; "?" and the reason when it abstains. */
export function shorthand(reading: DosageReading | null): string {
  if (!reading || (reading.steps.length === 0 && !reading.abstained)) return "nothing";
  let text = "";
  reading.steps.forEach((entry, index) => {
    const joint = index === 0 ? "" : entry.sequence > reading.steps[index - 1]!.sequence ? " then " : " & ";
    text += joint + step(entry);
  });
  if (reading.abstained) return `? ${text}`.trim();
  const { weekly } = reading;
  if (!weekly) return text;
  return `${text} = ${weekly.low === weekly.high ? weekly.low : `${weekly.low}-${weekly.high}`} ${weekly.unit}/wk`;
}
