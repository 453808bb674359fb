import { addDays, isLocalDate, localTime, type LocalDate } from "@fairflow/calendar";
import { readClock, recordAudit, saveAffordability } from "@fairflow/db";
import { proposeArrangementIn, proposePromiseIn, reportHardshipIn } from "@fairflow/engine";
import { formatMoney } from "@fairflow/template";
import type { Hono } from "hono";
import { z } from "zod";
import type { AppDeps } from "../app-deps.ts";
import { knownZone } from "../debtors/known-zone.ts";
import type { AppEnv } from "../http/app-env.ts";
import { minorUnits } from "../payments/minor-units.ts";
import { isFree } from "../payments/what-is-due.ts";
import { saidPage } from "./ask-pages.ts";
import type { Given } from "./form-parts.ts";
import { instalmentsOf } from "./instalments-of.ts";
import { HARDSHIPS, laterPage } from "./later-page.ts";
import { isOwnForm } from "./link-session.ts";
import { NEEDS, planPage } from "./plan-page.ts";
import { readForm } from "./read-form.ts";
import { withSession, type Reader } from "./with-session.ts";
import { spokenDate } from "./words/spoken-date.ts";

const ticket = z.string().max(300);
const AccountId = z.uuid();
const money = z.string().max(20).default("");
const day = z.string().max(10);

const Plan = z.object({
  ticket,
  account: AccountId,
  amount: money,
  every: z.enum(["monthly", "fortnightly", "weekly"]),
  first: day,
  income: money,
  home: money,
  food: money,
  transport: money,
  debts: money,
  other: money,
  people: z.string().max(2).default(""),
});
const Promised = z.object({ ticket, account: AccountId, day, amount: money });
const Hardship = z.object({ ticket, reason: z.enum(HARDSHIPS) });

const BY = { via: "pay-page", author: "debtor" } as const;

/**
 * Where a debtor agrees to something: a plan, a promise, or that a person looks at what keeps them from paying. Of a debt
 * that is too old or disputed nothing is agreed here, since that would acknowledge it.
 */
export function mountAgreeing(app: Hono<AppEnv>, deps: AppDeps): void {
  const { database, facts } = deps;
  const tomorrowOf = async ({ session }: Reader): Promise<LocalDate> => {
    const { now } = await readClock(database);
    return addDays(localTime(knownZone(session.link.zone), now).date, 1);
  };
  const plan = async (reader: Reader, given: Given, fault?: string) =>
    planPage({
      session: reader.session,
      balance: reader.due.balance,
      accounts: agreeable(reader),
      tomorrow: await tomorrowOf(reader),
      given,
      fault,
    });
  const later = async (reader: Reader, given: Given, fault?: string) =>
    laterPage({
      session: reader.session,
      accounts: agreeable(reader),
      tomorrow: await tomorrowOf(reader),
      given,
      fault,
    });

  app.get(
    "/pay/plan",
    withSession(deps, async (context, reader) =>
      mayPlan(reader) ? context.html(await plan(reader, {})) : context.redirect("/pay", 303),
    ),
  );

  app.post(
    "/pay/plan",
    withSession(deps, async (context, reader) => {
      const { link, words, language } = reader.session;
      const form = await readForm(context.req.raw, Plan);
      if (!mayPlan(reader) || !isOwnForm(deps, link, form.ticket)) {
        return context.redirect("/pay", 303);
      }
      const amountOf = (text: string) => minorUnits(text, link.currency);
      const owed = owedOn(reader, form.account);
      const amount = amountOf(form.amount);
      const budget = budgetOf(form, amountOf);
      const instalments =
        amount === undefined || !isLocalDate(form.first)
          ? undefined
          : instalmentsOf(owed, { amount, first: form.first, every: form.every });
      const wrong = async () => context.html(await plan(reader, form, words.plan.wrong), 422);
      if (instalments === undefined || budget === undefined) return wrong();
      const outcome = await database.transaction(async (tx) => {
        const made = await proposeArrangementIn(facts, tx, {
          ...BY,
          accountIds: [form.account],
          instalments,
          frequency: form.every,
          authority: "debtor",
        });
        if (made.kind === "refused") return made;
        await saveAffordability(tx, deps.keys(), { promiseId: made.promiseId, stated: budget });
        await recordAudit(tx, [
          {
            actor: { kind: "debtor", id: link.debtorId },
            action: "arrangement.propose",
            subject: { kind: "promise", id: made.promiseId },
            after: { outcome: made.kind, instalments: instalments.length, every: form.every },
          },
        ]);
        return made;
      });
      if (outcome.kind === "refused") return wrong();
      const isMade = outcome.kind === "made";
      const last = words.plan.last(spokenDate(words, instalments.at(-1)?.dueOn ?? ""));
      return context.html(
        await saidPage({
          language,
          title: isMade ? words.plan.accepted : words.plan.title,
          text: isMade ? last : words.plan.proposed,
          next: { path: "/pay", label: words.done.overview },
        }),
      );
    }),
  );

  app.get(
    "/pay/later",
    withSession(deps, async (context, reader) =>
      mayAgree(reader) ? context.html(await later(reader, {})) : context.redirect("/pay", 303),
    ),
  );

  app.post(
    "/pay/later",
    withSession(deps, async (context, reader) => {
      const { link, words, language } = reader.session;
      const form = await readForm(context.req.raw, Promised);
      if (!mayAgree(reader) || !isOwnForm(deps, link, form.ticket)) {
        return context.redirect("/pay", 303);
      }
      // Somebody said so before, perhaps in another window: they see what they agreed to.
      if (!isFree(reader.due, { accountId: form.account })) return context.redirect("/pay", 303);
      const amount = minorUnits(form.amount, link.currency);
      const { day: dueOn } = form;
      const wrong = async () => context.html(await later(reader, form, words.later.wrong), 422);
      if (amount === undefined || !isLocalDate(dueOn)) return wrong();
      if (amount > owedOn(reader, form.account)) return wrong();
      const outcome = await database.transaction(async (tx) => {
        const promise = { ...BY, accountIds: [form.account], amount, dueOn };
        const made = await proposePromiseIn(facts, tx, promise);
        if (made.kind === "refused") return made;
        await recordAudit(tx, [
          {
            actor: { kind: "debtor", id: link.debtorId },
            action: "promise.make",
            subject: { kind: "promise", id: made.promiseId },
            after: { amount, dueOn },
          },
        ]);
        return made;
      });
      if (outcome.kind === "refused") return wrong();
      return context.html(
        await saidPage({
          language,
          title: words.done.paid,
          text: words.later.promised(formatMoney(amount, link.currency), spokenDate(words, dueOn)),
          next: { path: "/pay", label: words.done.overview },
        }),
      );
    }),
  );

  app.post(
    "/pay/hardship",
    withSession(deps, async (context, reader) => {
      const { link, words, language } = reader.session;
      const form = await readForm(context.req.raw, Hardship);
      const [account] = reader.accounts;
      // To say why a debt cannot be paid is to say that it is owed.
      if (account === undefined || !mayAgree(reader) || !isOwnForm(deps, link, form.ticket)) {
        return context.redirect("/pay", 303);
      }
      const { reason } = form;
      await database.transaction(async (tx) => {
        const hardship = { accountId: account.accountId, reason, author: BY.author };
        await reportHardshipIn(facts, tx, hardship);
        await recordAudit(tx, [
          {
            actor: { kind: "debtor", id: link.debtorId },
            action: "hardship.report",
            subject: { kind: "debtor", id: link.debtorId },
            after: { reason },
          },
        ]);
      });
      const { heard: title, heardText: text } = words.later;
      const next = { path: "/pay", label: words.done.overview };
      return context.html(await saidPage({ language, title, text, next }));
    }),
  );
}

function mayAgree({ due }: Reader): boolean {
  return due.choices.length > 0 && !due.isTimeBarred && !due.isDisputed;
}

function mayPlan(reader: Reader): boolean {
  return mayAgree(reader) && agreeable(reader).length > 0;
}

/** What a household has and needs each month; undefined where an amount cannot be read, or income is not stated. */
function budgetOf(
  form: z.output<typeof Plan>,
  amountOf: (text: string) => number | undefined,
):
  | { readonly incomeMinor: number; readonly expensesMinor: number; readonly note: string }
  | undefined {
  const incomeMinor = amountOf(form.income);
  const needs = NEEDS.map((key) => amountOf(form[key].trim() === "" ? "0" : form[key]));
  if (incomeMinor === undefined || needs.includes(undefined)) return undefined;
  const expensesMinor = needs.reduce<number>((sum, need) => sum + (need ?? 0), 0);
  const parts = NEEDS.map((key) => `${key} ${form[key].trim() || "0"}`);
  const people = form.people.trim();
  const note = [...parts, ...(people === "" ? [] : [`people ${people}`])].join(", ");
  return { incomeMinor, expensesMinor, note };
}

/** Those on which something is owed and nothing is agreed yet. */
function agreeable({ accounts, due }: Reader): Reader["accounts"] {
  const owed = new Set(
    due.standings.flatMap(({ accountId, balance }) =>
      balance > 0 && isFree(due, { accountId }) ? [accountId] : [],
    ),
  );
  return accounts.filter(({ accountId }) => owed.has(accountId));
}

/** Nothing where the account is none of the link's. */
function owedOn({ due }: Reader, accountId: string): number {
  return due.standings.find((each) => each.accountId === accountId)?.balance ?? 0;
}
