import { addDays, type LocalDate } from "@fairflow/calendar";
import type { CashPayout } from "@fairflow/contract";
import type { DayOfTakings } from "@fairflow/db";

/** What gateways keep of what they take: a few per cent and a fixed sum, which weighs most on small payments. */
const MOST_FEE_PERCENT = 12;
/** How long a gateway may hold what it took. */
const DAYS_LOOKED_AT = 45;
/** Most gateways pass on within a week. */
const RECENT_DAYS = 7;
const SHOWN = 3;

const NAMES: Readonly<Record<string, string>> = {
  "gateway:payfast": "PayFast",
  "gateway:ozow": "Ozow",
  "gateway:stripe": "Stripe",
  "gateway:sandbox": "Sandbox Bank",
};

export interface LineForPayout {
  /** What is left of it, and all of it; minor units. */
  readonly rest: number;
  readonly amount: number;
  readonly currency: string;
  readonly bookingDate: LocalDate;
  readonly texts: readonly string[];
}

export function gatewayName(gateway: string): string {
  return NAMES[gateway] ?? gateway.replace("gateway:", "");
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
  const gateway = gatewayNamed(line);
  if (gateway === undefined || line.amount <= 0 || line.rest !== line.amount) return undefined;
  if (choices.length > 0) return undefined;
  return `It names ${gatewayName(gateway)}, but no days of its payments that are not passed on yet come to it and a fee of at most ${MOST_FEE_PERCENT} %.`;
}

function gatewayNamed(line: Pick<LineForPayout, "texts">): string | undefined {
  return Object.keys(NAMES).find((gateway) => namesGateway(line, gateway));
}

/** Whether whoever paid names the gateway in what is written on the line. */
function namesGateway({ texts }: Pick<LineForPayout, "texts">, gateway: string): boolean {
  const squashed = (text: string) => text.toUpperCase().replaceAll(/[^A-Z0-9]/g, "");
  const names = [gatewayName(gateway), gateway.replace("gateway:", "")].map(squashed);
  return texts.some((text) => names.some((name) => squashed(text).includes(name)));
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
  const found = [...Map.groupBy(mine, ({ gateway }) => gateway)].flatMap(([gateway, days]) =>
    runsOf(line, days).map((run) => ({
      ...run,
      isNamed: namesGateway(line, gateway),
      isRecent: run.payout.until >= addDays(line.bookingDate, -RECENT_DAYS),
    })),
  );
  return found
    .toSorted(
      (a, b) =>
        Number(b.isNamed) - Number(a.isNamed) ||
        Number(b.isRecent) - Number(a.isRecent) ||
        Number(b.isWhole) - Number(a.isWhole) ||
        a.payout.fee.minor - b.payout.fee.minor ||
        b.payout.until.localeCompare(a.payout.until),
    )
    .slice(0, SHOWN)
    .map(({ payout }) => payout);
}

/** The one payout that a line which names its gateway can be, all that was taken until a day; else nobody knows. */
export function surePayout(
  line: LineForPayout,
  takings: readonly DayOfTakings[],
): CashPayout | undefined {
  const [only, another] = payoutChoices(line, takings).filter(({ gateway }) =>
    namesGateway(line, gateway),
  );
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
        name: gatewayName(gateway),
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
