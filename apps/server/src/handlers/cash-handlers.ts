import { addDays, localTime } from "@fairflow/calendar";
import { cashEndpoints, type CashLine, type SignedInUser } from "@fairflow/contract";
import {
  cashSums,
  listCashLines,
  linesOfStatement,
  portfolioAllocations,
  portfolioZones,
  readClock,
  recordAudit,
  saveCashMatching,
  savePortfolioAllocations,
  takingsNotPaidOut,
  waitingRemittances,
  type CashCursor,
  type Transaction,
} from "@fairflow/db";
import {
  approveRefundIn,
  askRefundIn,
  bookPayoutIn,
  moveAllocationIn,
  putToAccountsIn,
  returnPaymentsIn,
  setAsideIn,
  splitDepositIn,
  undoAllocationIn,
  type CashOutcome,
} from "@fairflow/engine";
import type { AppDeps } from "../app-deps.ts";
import { knownZone } from "../debtors/known-zone.ts";
import { seesPeople } from "../debtors/masking.ts";
import { DONE, handle } from "../http/handle.ts";
import { HttpError, notFound } from "../http/http-error.ts";
import { authorNames } from "../sign-in/author-names.ts";
import { bookLines } from "../statements/book-file.ts";
import { searchCashAccounts } from "../statements/cash-accounts.ts";
import { AGES_OLDEST_FIRST, ageBounds, daysOfAge } from "../statements/cash-ages.ts";
import { requireDone } from "../statements/cash-refusals.ts";
import { cashLineView, cashLineViews } from "../statements/cash-views.ts";
import { matchingPolicy } from "../statements/match-lines-stored.ts";
import { takerName } from "../statements/payout-choices.ts";

const PAGE = 50;
/** A payout that is older than that nobody looks for any more. */
const DAYS_OF_TAKINGS = 120;

const by = ({ id }: SignedInUser) => ({ author: id, actor: { kind: "user", id } }) as const;

/** The desk of unallocated money. */
export function cashHandlers(deps: AppDeps) {
  const { database, facts } = deps;
  /** Does one act in a transaction, and shows the line as it then stands. */
  const act = async (
    user: SignedInUser,
    work: (tx: Transaction) => Promise<CashOutcome>,
  ): Promise<CashLine> => {
    const done = requireDone(await database.transaction(work), await authorNames(database));
    return cashLineView(deps, done.lineId, user);
  };
  const accountParts = (parts: readonly { accountId: string; minor: number }[]) =>
    parts.map(({ accountId, minor }) => ({ accountId, amount: minor }));
  return {
    cashLines: handle(cashEndpoints.cashLines, async ({ input: { query }, user }) => {
      const { view, currency, age, direction } = query;
      const lines = await listCashLines(database, deps.keys(), {
        view,
        currency,
        direction,
        ...daysOfAge(age, await today(database)),
        after: query.cursor === undefined ? undefined : parseCursor(query.cursor),
        limit: PAGE + 1,
      });
      const page = lines.slice(0, PAGE);
      const last = page.at(-1);
      return {
        lines: [...(await cashLineViews(deps, page, user))],
        next: lines.length > PAGE && last !== undefined ? `${last.bookingDate}~${last.id}` : null,
        masked: !seesPeople(user.role),
      };
    }),

    cashSums: handle(cashEndpoints.cashSums, async () => {
      const [sums, remittances] = await Promise.all([
        cashSums(database, ageBounds(await today(database))),
        waitingRemittances(database),
      ]);
      return {
        currencies: sums.map(({ currency, cameIn, linesIn, wentOut, linesOut, ...sum }) => {
          const money = (minor: number) => ({ minor, currency });
          return {
            currency,
            unallocated: money(cameIn),
            lines: linesIn,
            byAge: sum.byAge
              .map(({ amount, lines }, index) => ({
                age: AGES_OLDEST_FIRST[index] ?? "to-2",
                amount: money(amount),
                lines,
              }))
              .toReversed(),
            wentOut: money(wentOut),
            linesOut,
            refunds: money(sum.refunds),
            refundLines: sum.refundLines,
          };
        }),
        remittances: remittances.map(({ id, number, total, currency, on, lines }) => ({
          id,
          number,
          total: { minor: total, currency },
          day: on,
          lines,
        })),
      };
    }),

    cashLine: handle(cashEndpoints.cashLine, ({ input: { params }, user }) =>
      cashLineView(deps, params.id, user),
    ),

    allocateLine: handle(cashEndpoints.allocateLine, ({ input: { params, body }, user }) => {
      const booking = {
        lineId: params.id,
        revision: body.revision,
        parts: accountParts(body.parts),
      };
      const work = (tx: Transaction) => putToAccountsIn(facts, tx, { ...by(user), ...booking });
      return act(user, work);
    }),

    returnPayments: handle(cashEndpoints.returnPayments, ({ input: { params, body }, user }) => {
      const back = { lineId: params.id, revision: body.revision, paymentIds: body.payments };
      const work = (tx: Transaction) => returnPaymentsIn(facts, tx, { ...by(user), ...back });
      return act(user, work);
    }),

    setLineAside: handle(cashEndpoints.setLineAside, ({ input: { params, body }, user }) => {
      const work = (tx: Transaction) => setAsideIn(tx, { ...by(user), lineId: params.id, ...body });
      return act(user, work);
    }),

    askRefund: handle(cashEndpoints.askRefund, ({ input: { params, body }, user }) => {
      const { minor: amount, ...rest } = body;
      const asked = { ...by(user), lineId: params.id, amount, ...rest };
      return act(user, (tx) => askRefundIn(tx, asked));
    }),

    splitLine: handle(cashEndpoints.splitLine, async ({ input: { params, body }, user }) => {
      const split = { ...by(user), lineId: params.id, ...body };
      const shown = await act(user, (tx) => splitDepositIn(tx, split));
      await bookLines(deps, await linesOfStatement(database, body.remittanceId));
      return shown;
    }),

    gatewayTakings: handle(cashEndpoints.gatewayTakings, async () => {
      const since = addDays(await today(database), -DAYS_OF_TAKINGS);
      const days = await takingsNotPaidOut(database, since);
      return {
        days: days.map(({ currency, day, payments, amount, ...taker }) => ({
          gateway: taker.gateway,
          name: takerName(taker),
          day,
          payments,
          amount: { minor: amount, currency },
        })),
      };
    }),

    bookPayout: handle(cashEndpoints.bookPayout, ({ input: { params, body }, user }) => {
      const payout = { ...by(user), lineId: params.id, ...body, reasons: [] };
      return act(user, (tx) => bookPayoutIn(tx, payout));
    }),

    approveRefund: handle(cashEndpoints.approveRefund, ({ input: { params }, user }) => {
      const approval = { ...by(user), allocationId: params.id };
      return act(user, (tx) => approveRefundIn(tx, approval));
    }),

    undoAllocation: handle(cashEndpoints.undoAllocation, ({ input: { params, body }, user }) => {
      const undoing = { ...by(user), allocationId: params.id, ...body };
      return act(user, (tx) => undoAllocationIn(facts, tx, undoing));
    }),

    moveAllocation: handle(cashEndpoints.moveAllocation, ({ input: { params, body }, user }) => {
      const { revision, reason } = body;
      const undoing = { ...by(user), allocationId: params.id, revision, reason };
      return act(user, async (tx) => {
        const moved = { ...undoing, parts: accountParts(body.parts) };
        const outcome = await moveAllocationIn(facts, tx, moved);
        // Taken back and not put anywhere would be half a move.
        requireDone(outcome, await authorNames(tx));
        return outcome;
      });
    }),

    cashAccounts: handle(cashEndpoints.cashAccounts, async ({ input: { query } }) => ({
      accounts: await searchCashAccounts(deps, query.search),
      next: null,
    })),

    cashRules: handle(cashEndpoints.cashRules, async () => {
      const [{ threshold, lead }, portfolios] = await Promise.all([
        matchingPolicy(database),
        portfolioAllocations(database),
      ]);
      return { matching: { threshold, lead }, portfolios: [...portfolios] };
    }),

    saveCashRules: handle(cashEndpoints.saveCashRules, async ({ input: { body }, user }) => {
      const authorship = { author: user.id, now: deps.realNow() };
      await database.transaction(async (tx) => {
        const { threshold, lead } = await matchingPolicy(tx);
        await saveCashMatching(tx, body.matching, authorship);
        const saved = await savePortfolioAllocations(tx, body.portfolios);
        if (saved < body.portfolios.length) throw notFound("portfolio");
        await recordAudit(tx, [
          {
            actor: { kind: "user", id: user.id },
            action: "cash.rules",
            subject: { kind: "setting", id: "cash.matching" },
            before: { threshold, lead },
            after: body,
          },
        ]);
      });
      return DONE;
    }),
  };
}

/** The day of the first portfolio: ages of money are told for all at once. */
async function today(tx: Transaction) {
  const [{ now }, [zone = "UTC"]] = await Promise.all([readClock(tx), portfolioZones(tx)]);
  return localTime(knownZone(zone), now).date;
}

function parseCursor(cursor: string): CashCursor {
  const [, bookingDate, id] = /^(\d{4}-\d{2}-\d{2})~([0-9a-f-]{36})$/.exec(cursor) ?? [];
  if (bookingDate === undefined || id === undefined) {
    throw new HttpError("bad-request", "The list cannot go on from there.");
  }
  return { bookingDate, id };
}
