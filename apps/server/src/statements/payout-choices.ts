import { addDays, type LocalDate } from "@fairflow/calendar";
import type { CashPayout } from "@fairflow/contract";
import type { DayOfTakings, Taker } from "@fairflow/db";

/** What gateways keep of what they take: a few per cent and a fixed sum, which weighs most on small payments. */
const MOST_FEE_PERCENT = 12;
/** How long a gateway may hold what it took. */
const DAYS_LOOKED_AT = 45;
/** Most gateways pass on within a week. */
const RECENT_DAYS = 7;
const SHOWN = 3;
/** Shorter ones stand in other words by chance. */
const SHORTEST_NAME = 4;

const NAMES: Readonly<Record<string, string>> = {
  payfast: "PayFast",
  ozow: "Ozow",
  stripe: "Stripe",
  sandbox: "Sandbox Bank",
};

export interface LineForPayout {
  /** What is left of it, and all of it; minor units. */
  readonly rest: number;
  readonly amount: number;
  readonly currency: string;
  readonly bookingDate: LocalDate;
  readonly texts: readonly string[];
}

/** The gateway, and where it is called otherwise here the merchant of ours that it took money for. */
export function takerName({ kind, provider }: Taker): string {
  const gateway = NAMES[kind] ?? kind;
  if (provider === null || squashed(provider) === squashed(gateway)) return gateway;
  return squashed(provider).includes(squashed(gateway)) ? provider : `${gateway}, ${provider}`;
}

/** From when on payments are looked at for lines that were booked on these days. */
export function takenSince(days: readonly LocalDate[]): LocalDate | undefined {
  const first = days.toSorted()[0];
  return first === undefined ? undefined : addDays(first, -DAYS_LOOKED_AT);
}

/** Whether whoever paid names any gateway. */
export function namesAnyGateway(line: Pick<LineForPayout, "texts">): boolean {
  return gatewayNamed(line) !== undefined;
}

/** Why nothing is offered for a line that names a gateway; undefined for any other line. */
export function whyNoPayout(
  line: LineForPayout,
  choices: readonly CashPayout[],
): string | undefined {
  const kind = gatewayNamed(line);
  if (kind === undefined || line.amount <= 0 || line.rest !== line.amount) return undefined;
  if (choices.length > 0) return undefined;
  return `It names ${NAMES[kind] ?? kind}, but no days of its payments that are not passed on yet come to it and a fee of at most ${MOST_FEE_PERCENT} %.`;
}

function gatewayNamed(line: Pick<LineForPayout, "texts">): string | undefined {
  return Object.keys(NAMES).find((kind) => names(line, [kind, NAMES[kind] ?? kind]));
}

/** How well whoever paid says whose takings they passed on: 2 the merchant, 1 its gateway, 0 neither. */
function naming(line: Pick<LineForPayout, "texts">, { kind, provider }: Taker): 0 | 1 | 2 {
  const gateway = NAMES[kind] ?? kind;
  // "PayFast Acme" is said as "ACME" too, but "PayFast" alone says nothing of whose it is.
  const own = squashed(provider ?? "").replace(squashed(gateway), "");
  if (names(line, [own])) return 2;
  return names(line, [kind, gateway]) ? 1 : 0;
}

/** Whether one of the names stands in what is written on the line. */
function names({ texts }: Pick<LineForPayout, "texts">, of: readonly string[]): boolean {
  const sought = of.map(squashed).filter((name) => name.length >= SHORTEST_NAME);
  return texts.some((text) => sought.some((name) => squashed(text).includes(name)));
}

function squashed(text: string): string {
  return text.toUpperCase().replaceAll(/[^A-Z0-9]/g, "");
}

/**
 * The runs of days whose payments may have come by this line: they come to no less than it, and to no more than what a
 * gateway keeps beyond it. Those that end in the week before it come first, then those that leave nothing older behind, then
 * those with the smallest fee.
 *
 * @param takings of all gateways, the oldest day of each first
 */
export function payoutChoices(
  line: LineForPayout,
  takings: readonly DayOfTakings[],
): readonly CashPayout[] {
  if (line.amount <= 0 || line.rest !== line.amount) return [];
  const mine = takings.filter(
    ({ currency, day }) => currency === line.currency && day <= line.bookingDate,
  );
  const found = [...Map.groupBy(mine, ({ gateway }) => gateway).values()].flatMap((days) =>
    runsOf(line, days).map((run) => ({
      ...run,
      naming: days[0] === undefined ? 0 : naming(line, days[0]),
      isRecent: run.payout.until >= addDays(line.bookingDate, -RECENT_DAYS),
    })),
  );
  return found
    .toSorted(
      (a, b) =>
        b.naming - a.naming ||
        Number(b.isRecent) - Number(a.isRecent) ||
        Number(b.isWhole) - Number(a.isWhole) ||
        a.payout.fee.minor - b.payout.fee.minor ||
        b.payout.until.localeCompare(a.payout.until),
    )
    .slice(0, SHOWN)
    .map(({ payout }) => payout);
}

/**
 * The one payout that a line can be which says whose takings it brings, all that was taken until a day; else nobody knows. Of
 * several merchants at one gateway its name alone says nothing: another's sum may fit by chance.
 */
export function surePayout(
  line: LineForPayout,
  takings: readonly DayOfTakings[],
): CashPayout | undefined {
  const takers = [...new Map(takings.map((each) => [each.gateway, each])).values()];
  const best = Math.max(0, ...takers.map((taker) => naming(line, taker)));
  const [named, other] = takers.filter((taker) => naming(line, taker) === best);
  if (best === 0 || named === undefined || other !== undefined) return undefined;
  const mine = takings.filter(({ gateway }) => gateway === named.gateway);
  const [only, another] = payoutChoices(line, mine);
  return another === undefined ? only : undefined;
}

function runsOf(line: LineForPayout, days: readonly DayOfTakings[]) {
  return days.flatMap((first, start) => {
    let [gross, payments] = [0, 0];
    return days.slice(start).flatMap((last) => {
      gross += last.amount;
      payments += last.payments;
      const fee = gross - line.amount;
      if (fee < 0 || fee * 100 > gross * MOST_FEE_PERCENT) return [];
      const { gateway, currency } = last;
      const money = (minor: number) => ({ minor, currency });
      const payout: CashPayout = {
        gateway,
        name: takerName(last),
        from: first.day,
        until: last.day,
        payments,
        gross: money(gross),
        fee: money(fee),
      };
      return [{ payout, isWhole: start === 0 }];
    });
  });
}
