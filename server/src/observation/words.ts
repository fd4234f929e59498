/** The words around laboratory values, by what they mean for the reading. */
import { once } from "../knowledge/once.ts";
import { buildLexicon } from "../lexicon/lexicon.ts";
import { phrasesIn } from "./phrase-list.ts";

/** What a word does. One word may do several things. */
export type WordUse =
  // between a name and its value
  | "link"
  | "with"
  | "for"
  | "filler"
  | "timing"
  // about a value
  | "earlier"
  | "later"
  | "was"
  | "goal"
  | "condition"
  | "occasion"
  | "past"
  | "reference"
  | "education"
  | "relative"
  | "ratio"
  | "qualifier"
  | "results"
  // instead of a value
  | "normal"
  | "high"
  | "low"
  | "abnormal"
  | "stable"
  | "undetectable"
  | "signed"
  | "pending"
  // compare
  | "below"
  | "above"
  // tell of a change
  | "change"
  | "difference"
  | "series"
  // who says so
  | "society"
  | "published"
  | "told"
  | "dosing"
  | "at-least"
  | "at-most"
  | "spread"
  // what is done about the test
  | "order"
  | "plan"
  | "declined"
  | "not-done"
  | "no"
  | "outside"
  | "done"
  | "due"
  | "treat"
  // joins and parts
  | "and"
  | "clause";

/** Phrases by use, parted by commas. */
const words: Readonly<Record<WordUse, string>> = {
  link: `
    which, concentration, concentrations, was, is, were, are, of, at, has been, have been, being, equals, measured, measuring, reads, reading, came back, comes back,
    come back, came back at, came in, came in at, came out, came out at, returned, returned at, resulted, resulting, result, results,
    level, levels, lvl, value, values, found to be, noted to be, shows, showed, shown, showing, showing a, demonstrated, revealed,
    reported, reported as, reported at, recorded, recorded at, rose to, risen to, has risen to, increased to, up to, went up to,
    gone up to, climbed to, dropped to, fell to, fallen to, down to, decreased to, declined to, improved to, went from, going from,
    went down to, came down to, remains, remained, remaining, still, stands at, sitting at, running, running at, runs, stayed,
    peaked at, just, only, has, to be, achieved, ranging, ranges, ranged, avg, averaged, averages, average of, now at, today is, today was,
    normalized to, normalised to, has normalized to, has normalised to, corrected to, settled to, has since fallen to,
    has since risen to, has since dropped to, has since improved to, since fallen to, since risen to, since dropped to,
    since improved to, since come down to, change in, changes in, no change in, increase in, rise in, decrease in, drop in, fall in, settled at, hovering around, averaging, average, mean, be, been, to, score, count, measurement, reading, readings, reading of, last level, on last check, creeping up to,
    trended to, trended up to, trended down to, in the, went, tests at, tested at, got, went to, moved to, as, count of, hit, reached,
    come down to, has come down to, have come down to, come up to, has come up to, has come back to, back to, back down to, back up to,
    is down to, is up to, now down to, now up to, has dropped to, has fallen to, has climbed to, has increased to, has decreased to,
    has improved to, has gone up to, has gone down to`,
  for: `for`,
  with: `with, incl, including, showing, shows, showed, notable for, remarkable for`,
  filler: `
    your, estimation, lumbar spine, L-spine, LS spine, femoral neck, total hip, left hip, right hip, hip, forearm, distal radius,
    in spring, in the spring, last spring, this spring, in summer, in the summer, last summer, this summer, in autumn, in the autumn,
    last autumn, in the fall, last fall, this fall, in winter, in the winter, last winter, this winter, sens, trend, serum, plasma, blood, total, lab, laboratory, check, repeat, rpt, repeated, recheck, follow-up, fasting, random, sensitive,
    ultrasensitive, ultra-sensitive, high-sensitivity, LC/MS, LC-MS, LCMS, LC/MS/MS, LC-MS/MS, LCMSMS, MS, IA, ECLIA, CMIA,
    immunoassay, assay, by, via, roche, quest, labcorp, calculated, calc, vermeulen, auto, automated, adult, male, males, men,
    adult male, quant, quantitative, direct, screen, screening, third generation, 3rd generation, equilibrium dialysis, dialysis, ED,
    approximately, approx, near, about, around, roughly, circa, nearly, almost, very, slightly, mildly, a bit, borderline, again,
    also, then, the, a, an, his, her, their, this, that, it, on, in, from, last, most, recent, latest, test, tests, first,
    second, third, s, T, estimated, est, manual, resting, seated, sitting, standing, right arm, left arm, paced, paced at, home, oral,
    temporal, on repeat, on recheck, on therapy, on treatment, on testosterone, on TRT, off therapy, off treatment, off TRT,
    on arrival, on admission, on intake, conducted, nadir, peak, max, maximum, minimum, well, up, down, back, good, so, far, reflex,
    ratio method, adjusted, corrected, uncorrected, unadjusted, most recently, on file, drawn, collected, taken, checked, done,
    mid, upper, lower, middle, performed, obtained, dated, set, comprehensive, routine, venous, capillary, poc, point of care, slightly up, slightly down,
    level today, level now, previously elevated, both, all, respectively`,
  timing: `
    trough, trough level, peak, peak level, mid-interval, mid interval, midinterval, mid-cycle, midcycle, midpoint, mid-point, midway,
    midway between injections, mid-week, midweek, pre-injection, preinjection, post-injection, pre-dose, post-dose, before injection,
    before next injection, before the next injection, day before injection, day of injection, morning, early morning, am, a.m.,
    fasting am, AM fasting, afternoon, evening, fasting, non-fasting, nonfasting, random, before gel, after gel, post-gel, pre-gel,
    before dose, after dose, after injection, after application, after last injection, after last dose, after the dose,
    after the injection, post injection, post dose, post gel, end of interval, drawn at trough, at trough, at peak, at midpoint,
    at mid-interval, before the injection, after the shot, after last shot, post shot, post-shot, in the morning, this morning's`,
  was: `was, were, had been, used to be`,
  earlier: `
    from, up from, down from, previously, previous, prior, was previously, compared to, compared with, cf, vs, versus, initially,
    initial, pretreatment, pre-treatment, pre-TRT, pre TRT, baseline, at baseline, peaked at, peak of, nadir of, before,
    at last visit, last visit, last check, last time, historically, had been, used to be, prior to that, earlier, former, old,
    at diagnosis, originally, original, prev, pre, rose from, risen from, increased from, dropped from, fell from, fallen from,
    decreased from, improved from, went from, gone from, climbed from, past, had peaked at, was as high as, as high as, as low as,
    before treatment, off, at dx, on diagnosis, at presentation, when diagnosed, at initial diagnosis, at time of diagnosis, at the time of diagnosis, before starting, before therapy, prior to treatment, prior to starting, prior level, off treatment`,
  later: `
    second, second one, second value, second level, second draw, second sample, the second, second at, second was, confirmatory, confirmatory level, confirmatory value, confirmatory test, confirmatory draw, confirmed at, confirmed, confirmed with, confirmation, again at, and again, and again at, again, follow-up level, follow-up value, f/u level, f/u value, weeks later, wks later, wk later, months later, mos later, mo later, days later, a week later, a month later, # 2,
    to, achieved, now, actual, his is, he is at, currently, today, current, most recent, most recently, latest, this visit, repeat, rpt, repeated, recheck, rechecked, rose to,
    risen to, increased to, up to, dropped to, fell to, down to, improved to, subsequently, then, decreased to, now at, on repeat,
    on recheck, today's, climbed to, went up to, went down to, came down to,
    normalized to, normalised to, has normalized to, has normalised to, corrected to, settled to, has since fallen to,
    has since risen to, has since dropped to, has since improved to, since fallen to, since risen to, since dropped to,
    since improved to, since come down to, come down to, has come down to, have come down to, come up to, has come up to, has come back to, back to,
    back down to, back up to, is down to, is up to, now down to, now up to, has dropped to, has fallen to, has climbed to, has increased to,
    has decreased to, has improved to, has gone up to, has gone down to, post, on treatment, on therapy, on TRT, on testosterone`,
  goal: `
    goal, goals, goal is, target, targets, targeting, target range, aim, aiming, aim for, aiming for, aims, keep, keeping, maintain,
    maintaining, titrate, titrating, desired, threshold, cutoff, cut-off, cut off, limit, upper limit, lower limit, should be,
    should remain, should stay, not to exceed, no more than, ceiling, therapeutic range, ideal, ideally, optimal, want, would like,
    trigger, thresholds, alert, alert at, action level, hold for, hold TRT for, call for, stop for, phlebotomy for, phlebotomise for,
    bring, get it, range of, upper normal, must be, has to be, have to be, requires, require, needs to be, need to be, dose to, adjust dose to,
    adjust dose to a, adjust to, titrate to, dose adjusted to, up-titrate to, level of concern, no higher than, no lower than, not exceed,
    do not exceed, like to see, like it, want to see, wants to see, prefer, shoot for, shooting for, phlebotomize at, phlebotomise at,
    phlebotomy at, donate at, hold at, stop at, reduce at, treat at, alarm at, restart at, resume at, resume when, act at, tolerate, accept`,
  condition: `
    if, when, unless, until, once, whenever, in case, should, exceeds, exceed, exceeding, rises, rises above, goes above, goes over,
    climbs above, falls below, drops below, provided, as long as, so long as, where, would be, whether`,
  occasion: `when`,
  past: `
    was, were, had been, hit, reached, rose to, climbed to, went up to, went to, peaked at, dropped to, fell to, came back, came back at,
    returned at`,
  reference: `
    ref, ref range, ref., reference, reference range, reference interval, reference ranges, normal range, normal ranges, normal,
    range, normal up to, nl up to, normal under, normal below, normal for, norms for, range for, ranges for, limits of, limit of, normal values for, RI, RR, NR, N, nl, norm, normals, ULN, LLN, lab range, ref. range, ref. ranges, ref. interval, reference values, limits, uln, ri, rr, nr, expected, interval, standard range`,
  education: `
    is the goal, is the target, is the threshold, is the limit, is the cutoff, is the cut-off, is the trigger, is the ceiling,
    are the goal, was the goal, men with, patients with, males with, anyone with, associated with, defined as, definition, guideline, guidelines, risk of,
    criteria, men whose, patients whose, in men, considered normal, considered low, considered high, is considered, can cause,
    raises the risk, risk increases with, risk rises with, increases with, rises with, raise the risk, increases the risk, increases risk, raises risk, increase the risk, increased risk, may increase,
    can raise, can increase, can lead to, typical, typically, generally, usually, society, recommends, recommend against, risk for`,
  relative: `
    father, dad, mother, mom, mum, brother, sister, wife, husband, partner, spouse, girlfriend, boyfriend, uncle, aunt, son, daughter,
    grandfather, grandmother, cousin, friend, roommate, coworker, co-worker, colleague, neighbor, neighbour, nephew, niece, teammate,
    in-law, father-in-law, brother-in-law, fiancee, ex-wife, donor, surrogate, wife's, brother's, father's, partner's, sibling, paternal, maternal`,
  ratio: `ratio, ratios, index, velocity, density, doubling time, loss, gain, lifting, bearing, percentile, centile`,
  qualifier: `delta, Δ, free, bioavailable, bioavail, bio, bound, percent free, %free, complexed, reverse`,
  results:
    "labs, labs:, lab, bloods, results, lab results, labwork, lab work, blood work, bloodwork, blood tests, laboratory, lab data, blood test, blood count",
  normal: `
    normal, normal for, wnl, within normal limits, within normal range, within the normal range, unremarkable, in range, within range,
    in normal range, in the normal range, in reference range, within reference range, ok, okay, fine, good, acceptable, satisfactory,
    at goal, in goal, NAD, nl, therapeutic, mid-range, mid range, mid-normal, low-normal, low normal, high-normal, high normal,
    reassuring, all normal, NEG, clear, optimal, appropriate, within target, not elevated, not raised, at target, in target range,
    not high, looks good, look good, looks fine`,
  high: `
    high, elevated, raised, above range, supratherapeutic, supraphysiologic, supraphysiological, increased, above normal,
    borderline high, borderline elevated, mildly elevated, slightly elevated, too high, above reference range,
    above high reference limit, above goal, above target, markedly elevated, ↑, H, HH, elevation of, very high, creeping up, up,
    rising`,
  low: `
    low, decreased, subtherapeutic, below range, below normal, borderline low, too low, below low reference limit,
    below reference range, suppressed, ↓, L, LL, very low, deficient, below target, below goal, reduced, mildly low, quite low`,
  abnormal: `abnormal, out of range, outside range, *, A, !, abn, outside reference range, deranged`,
  stable: `stable, unchanged, steady, improved, improving, improving nicely, reviewed, flat, trending up, trending down`,
  undetectable: `
    undetectable, not detected, none detected, not detectable, non-detectable, nondetectable, below detection, below detectable,
    nil detected, below assay, below limit of detection, fully suppressed`,
  signed: `negative, positive, neg, pos, trace`,
  pending: `
    pending, awaited, awaiting, in process, not back, not yet back, outstanding, result pending, results pending, TBD, still pending,
    sent, in progress, awaiting results, to follow, not back yet, not yet resulted, drawn today, collected today, taken today,
    sent today, await, not resulted, not resulted yet, collected this AM, collected this morning, drawn this AM, drawn this morning, taken this morning, taken this AM`,
  below: `<, lt, lt., less than, less then, below, under, lower than, fewer than`,
  above: `>, gt, gt., greater than, greater then, more than, above, over, higher than, in excess of, exceeding, exceeded, has exceeded`,
  change: `
    rose, risen, increased, increasing, up, fell, fallen, dropped, decreased, decreasing, declined, climbed, jumped, went, improved,
    bumped, gone, down, moved, has gone, has risen, has fallen, has dropped, has increased, has decreased, has improved, worsened`,
  difference: `
    rose by, risen by, increased by, increasing by, up by, went up by, gone up by, climbed by, jumped by, higher by, fell by,
    fallen by, dropped by, decreased by, declined by, down by, went down by, lower by, improved by, changed by, reduced by,
    rise of, increase of, jump of, gain of, drop of, fall of, decrease of, decline of, change of, difference of, variation of`,
  series: `trend, trending up, trending down, trended up, trended down, uptrending, downtrending, trends, trending, trended, serial, serially, over time, series, history, progression, values over time, creeping up, climbing, rising, falling, drifting up, drifting down`,
  society: `
    AUA, EAU, BSSM, ISSM, NICE, FDA, AACE, Endocrine Society, guideline, guidelines, guidance, criteria, insurance, insurer, payer,
    prior authorization, recommended, recommends, recommend, recommending, advised, advises, advise, per label, the label, package insert`,
  published: `
    trial, trials, cohort, literature, meta-analysis, registry, TRAVERSE, in studies, in one study, in a study, a recent study, published`,
  told: `
    discussed, discussed that, counseled, counselled, counseled that, counselled that, explained, explained that, educated,
    advised that, understands, understands that, aware, aware that, reminded, reminded that, warned, warned that, told that, reviewed that,
    knows that`,
  dosing: `increase, decrease, reduce, change, adjust, titrate, changed, adjusted, titrated, taper, raise, bump, cut`,
  spread: `
    between, ranging from, ranges from, ranged from, varied from, varies from, varying from, varied between, ranging between,
    ranged between, anywhere from`,
  "at-least": `>=, ≥, ⩾, at least, greater than or equal to, no less than, >/=, > or =, > or equal to, minimum of, gt or eq, gt. or eq, gt. or eq., greater than or eq`,
  "at-most": `<=, ≤, ⩽, at most, less than or equal to, no more than, </=, < or =, < or equal to, maximum of, lt or eq, lt. or eq, lt. or eq., less than or eq`,
  order: `
    order, orders, ordered, ordering, request, requested, requesting, send, sending, obtain, obtaining, draw, drawing, get, getting,
    add, add on, added, labs today, bloods today, blood today, check today, checked today, labs ordered, bloods ordered, order set,
    requisition, order sent, orders sent, order placed, orders placed, requisition sent, lab slip, lab slip given, blood form, blood form given, req for, form for, bloods for, labs for, labs:, check,
    checking, send for, sent for, run, measure, collect, drawn today, given lab slip for, take bloods for, bloods taken`,
  plan: `
    will follow, will follow up on, follow up on, f/u on, will check, will recheck, will repeat, will obtain, will order, will get, will draw, will measure, will monitor, will send, will add, recheck,
    rechecking, re-check, repeat, repeating, plan, planned, plan to, plan for, monitor, monitoring, monitored, follow, trend,
    consider, considering, to be checked, to check, to recheck, to repeat, next, schedule, scheduled, follow-up labs, surveillance,
    arrange, annual, yearly, quarterly, needs, need, should have, will need, retest, test again, track, serial, before next visit, prior to next visit,
    at next visit, next visit, before visit, prior to visit, before appointment, prior to appointment, before appt, prior to appt, before refill, before next refill, prior to refill, prior to next refill, before the next refill,
    before follow-up, prior to follow-up, f/u, RTC, return to clinic, follow up, follow-up in, labs in, bloods in, labs before, bloods before, repeat labs, repeat bloods, will have, to have,
    continue to monitor, continue monitoring, labs prior, watch, routine monitoring, baseline labs`,
  due: `
    due, next draw, next blood test, next bloods, check in, check at, check on, check before, check next, recheck in, recheck at, recheck on, recheck before, recheck next, before refill, before next refill, prior to refill, prior to next refill, add-on requested, add on requested, added on, due today, due now, is due, are due, due for, to be done, next due, rpt, to be drawn, to be ordered, to be repeated, ordered,
    requested, today, ordered today, to do, planned for, is planned, are planned, at 3 months, at 6 months, needed, required, scheduled, placed, q3mo, q6mo, annually,
    yearly, each visit, at next visit, next visit, before next visit, prior to next visit, next labs, with next labs, next bloods,
    with next bloods, at next draw, with next draw, next blood draw, with annual labs, every 3 months, every 6 months,
    every 12 months, every six months, every three months, every year, each year, every visit, q3 months, q6 months, q 3 months,
    q 6 months, q 12 months, 3-monthly, 6-monthly`,
  declined: `
    declined, declines, declining, refused, refuses, refusing, opted out of, opted against, not interested in, does not want,
    doesn't want, didn't want, did not want, unwilling, deferred, defers, defer, prefers not to, rather not, rather not have, does not wish, doesn't wish, prefers to defer, wishes to defer,
    opts to defer`,
  no: `
    no, no recent, no prior, without, never had, never had a, has not had, hasn't had, not had, no record of, missing, lacks, lacking,
    no results for, no documented, no documentation of, has never had, hasn't had a, has not had a, nil, no updated, no available,
    no current, no lab results for, no lab result for, no results on file for, do not have, don't have, does not have, doesn't have, did not bring, no access to, overdue for, no baseline, no follow-up, not had a, did not have, didn't have, did not get, didn't get, have not,
    has not, skipped, forgot, never got, never did, did not do, didn't do, unable to obtain, unable to run, unable to check, unable to locate, cannot find, can't find, not seen a`,
  "not-done": `
    not done, never done, not checked, not obtained, not available, unavailable, not on file, not performed, not drawn, not measured,
    not completed, not ordered, not collected, not sent, overdue, wasn't done, was not done, wasn't checked, was not checked,
    has not been checked, hasn't been checked, not been checked, not been done, not repeated, not tested, missed, cancelled, canceled,
    never checked, not in chart, not in the chart, not in records, not in our records, not in system, not in our system, result unknown, level unknown, did not follow up, didn't follow up, not included, was not included, wasn't included, not run, not reported, was not drawn, were not drawn, not recorded, not found, never drawn, not rechecked, not yet done, not yet checked`,
  outside: `
    outside, outside lab, outside labs, outside records, per outside, per outside labs, outside hospital, OSH, external, PCP, PCP's,
    GP, GP's, primary care, care everywhere, per records, per patient's PCP, elsewhere, outside facility, referring,
    referring provider, his PCP, per PCP, per GP, brought labs, brought results, outside clinic,
    another clinic, other clinic, previous clinic, prior clinic, former clinic, another provider, previous provider, prior provider,
    another practice, men's clinic, TRT clinic, urgent care, his GP, previous doctor, another doctor`,
  done: `
    done, drawn, checked, reviewed, completed, collected, obtained, performed, on file, tested, up to date, UTD, current, rechecked,
    measured, monitored, has been checked, taken, was checked, was done, were done, were drawn, had`,
  treat: `
    continue, continues, continued, start, starting, started, stop, stopped, hold, held, increase, decrease, reduce, refill, refilled, renew, renewed, dispensed, inject,
    injection, injections, dose, doses, gel, patch, prescribe, prescribed, switch, taper, on, therapy, replacement, treatment,
    after the dose change, after dose change, after the dose increase, after dose increase, after the dose reduction,
    after dose reduction, since dose change, since the dose change, discuss, discussed, counseled, educated, refer, restart, resume, stay on, taking, takes, use, using, supplementation, pellets,
    cream`,
  and: `and, then, &, followed by`,
  clause: `
    increase in, rise in, decrease in, drop in, fall in,
    but, however, although, though, while, whereas, since, because, so that, therefore, who, despite, except, and he, and she,
    and is, and has, and will, and we, and I, he, she, we, I, started, continue`,
};

/** Flags and short forms are capitals; in small letters they are other words. */
const KEEP_CASE =
  "H, L, HH, LL, A, N, T, AUA, EAU, BSSM, ISSM, NICE, FDA, AACE, RI, RR, NR, ED, MS, IA, GP, PCP, NAD, NEG, I, TBD, UTD";

/** Each phrase with all that it does. */
const entries = once(() => {
  const keepCase = new Set(phrasesIn(KEEP_CASE));
  const byText = new Map<string, { text: string; exactCase: boolean; uses: Set<WordUse> }>();
  for (const [use, list] of Object.entries(words)) {
    for (const text of phrasesIn(list)) {
      const known = byText.get(text);
      if (known) known.uses.add(use as WordUse);
      else byText.set(text, { text, exactCase: keepCase.has(text), uses: new Set([use as WordUse]) });
    }
  }
  return [...byText.values()];
});

/** Finds the phrases of all uses; see `usesOf`. */
export const wordLexicon = once(() =>
  buildLexicon(entries().map(({ text, exactCase }, value) => ({ text, exactCase, value }))),
);

/** What the phrases found (their values in `wordLexicon`) do. */
export function usesOf(values: readonly number[]): ReadonlySet<WordUse> {
  if (values.length === 1) return entries()[values[0]!]!.uses;
  return new Set(values.flatMap((value) => [...entries()[value]!.uses]));
}
