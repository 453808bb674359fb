import { addDays, addMonths, type LocalDate } from "@fairflow/calendar";
import { countriesOf, requestTerms, type Transaction } from "@fairflow/db";
import { z } from "zod";

interface Term {
  readonly source: string;
  readonly due: (received: LocalDate) => LocalDate;
}

const ONE_MONTH = (source: string): Term => ({ source, due: (received) => addMonths(received, 1) });
const days = (count: number, source: string): Term => ({
  source,
  due: (received) => addDays(received, count),
});

/**
 * By when a request about data is answered. The rule packs of contact law say nothing of it, so it stands here with its
 * source, and an installation may set days of its own.
 */
const TERMS: Readonly<Record<string, Term>> = {
  ZA: days(30, "POPIA s 23 with PAIA s 56(1): 30 days after it was received"),
  GB: ONE_MONTH("UK GDPR art 12(3): one month of receipt"),
  AU: days(30, "Privacy Act 1988, APP 12.4, with OAIC guidelines 12.67: 30 days"),
  US: days(45, "CCPA, Cal. Civ. Code s 1798.130(a)(2): 45 days of receiving it"),
};

const EU = new Set(
  "AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK".split(" "),
);
const ELSEWHERE = days(30, "No term is known for this country: 30 days");

const Own = z.record(z.string().length(2), z.int().min(1).max(365)).catch({});

/** The earliest day of the countries in which a debtor's accounts are. */
export async function answerDue(
  tx: Transaction,
  { debtorId, receivedOn }: { readonly debtorId: string; readonly receivedOn: LocalDate },
): Promise<{ readonly dueOn: LocalDate; readonly source: string }> {
  const [countries, stored] = await Promise.all([countriesOf(tx, debtorId), requestTerms(tx)]);
  const own = Own.parse(stored);
  const terms = countries.map((country) => {
    const set = own[country];
    return set === undefined
      ? termOf(country)
      : days(set, `Set by this installation for ${country}: ${set} days`);
  });
  const [first] = (terms.length === 0 ? [ELSEWHERE] : terms)
    .map(({ source, due }) => ({ source, dueOn: due(receivedOn) }))
    .toSorted((a, b) => (a.dueOn < b.dueOn ? -1 : 1));
  return first ?? { source: ELSEWHERE.source, dueOn: ELSEWHERE.due(receivedOn) };
}

function termOf(country: string): Term {
  if (EU.has(country)) return ONE_MONTH("GDPR art 12(3): one month of receipt");
  return TERMS[country] ?? ELSEWHERE;
}
