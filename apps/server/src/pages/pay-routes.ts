import {
  addCheckout,
  anyPayLink,
  debtorNames,
  eftTerms,
  findCheckout,
  newId,
  openAgreement,
  paymentsOn,
  raiseCheckout,
  type PayLink,
  type Transaction,
} from "@fairflow/db";
import { acceptSettlementIn } from "@fairflow/engine";
import { formatMoney } from "@fairflow/template";
import { paymentReference, referenceInGroups } from "@fairflow/statements";
import type { Context, Hono } from "hono";
import { z } from "zod";
import type { AppDeps } from "../app-deps.ts";
import type { AppEnv } from "../http/app-env.ts";
import { minorUnits } from "../payments/minor-units.ts";
import { offeredTo, SANDBOX, type MountedGateway } from "../payments/payment-gateways.ts";
import { sandboxGateway } from "../payments/sandbox-gateway.ts";
import { takeNotice } from "../payments/take-notice.ts";
import { chosenAmount, whatIsDue, type PayChoice } from "../payments/what-is-due.ts";
import { accountPage, type EftDetails } from "./account-page.ts";
import { backPage, bankPage, goOnPage } from "./checkout-pages.ts";
import type { Given } from "./form-parts.ts";
import { isOwnForm, readSession, type LinkSession } from "./link-session.ts";
import { preferencesPathOf } from "./preferences-path.ts";
import { readForm } from "./read-form.ts";
import { receiptPage } from "./receipt-page.ts";
import { openTicket, sealTicket } from "./sealed-ticket.ts";
import { deadPage } from "./with-session.ts";
import { pageLanguage } from "./words/words-of.ts";

const Payment = z.object({
  ticket: z.string().max(300),
  choice: z.enum(["settlement", "instalment", "arrears", "full", "part"]),
  amount: z.string().max(20).default(""),
  by: z.string().max(60),
});
const Choice = z.object({ choice: z.enum(["paid", "partial", "failed"]) });

const SHOWN_PAYMENTS = 12;
/** How long a checkout stays open: what the gateways take, from half an hour to a day. */
const CHECKOUT_MS = 2 * 3_600_000;
const BACK = "checkout";

export function mountPayments(app: Hono<AppEnv>, deps: AppDeps): void {
  const { database, realNow } = deps;
  const waysOf = async ({ link }: LinkSession) =>
    offeredTo(await deps.gateways(), link.portfolioId);
  const overview = async (
    context: Context<AppEnv>,
    session: LinkSession,
    again: { readonly fault?: string; readonly given?: Given } = {},
  ): Promise<string> => {
    const { link } = session;
    const [due, names, payments, ways, preferencesPath, eft] = await Promise.all([
      whatIsDue(deps.facts, database, link),
      debtorNames(database, deps.keys(), [link.debtorId]),
      paymentsOn(database, { ...link, limit: SHOWN_PAYMENTS }),
      waysOf(session),
      preferencesPathOf(deps, link.id),
      eftOf(database, link),
    ]);
    context.set("formTargets", targetsOf(ways));
    return accountPage({
      session,
      due,
      name: names.get(link.debtorId) ?? "",
      ways: ways.map(({ key, port }) => ({ key, name: port.name })),
      payments,
      preferencesPath,
      eft,
      fault: again.fault,
      given: again.given ?? {},
    });
  };

  app.get("/pay", async (context) => {
    const session = await readSession(context, deps);
    return session === undefined
      ? deadPage(context)
      : context.html(await overview(context, session));
  });

  app.post("/pay/now", async (context) => {
    const session = await readSession(context, deps);
    if (session === undefined) return deadPage(context);
    const { link, words, language } = session;
    const form = await readForm(context.req.raw, Payment);
    if (!isOwnForm(deps, link, form.ticket)) return context.redirect("/pay", 303);
    const ways = await waysOf(session);
    const way = ways.find(({ key }) => key === form.by);
    const due = await whatIsDue(deps.facts, database, link);
    // Whoever writes an amount means it, whichever line is chosen.
    const chosen =
      form.amount.trim() === ""
        ? chosenAmount(due, { kind: form.choice, amount: undefined })
        : chosenAmount(due, { kind: "part", amount: minorUnits(form.amount, link.currency) });
    const part = due.choices.find(({ kind }) => kind === "part");
    if (
      way === undefined ||
      chosen === undefined ||
      !(await accept(deps, session, chosen.choice))
    ) {
      const fault =
        part === undefined
          ? words.pay.changed
          : words.pay.wrongAmount(
              formatMoney(part.least, link.currency),
              formatMoney(part.amount, link.currency),
            );
      return context.html(await overview(context, session, { fault, given: form }), 422);
    }
    const { amount } = chosen;
    const expiresAt = new Date(Math.floor((realNow().getTime() + CHECKOUT_MS) / 1_000) * 1_000);
    const { currency } = link;
    const asked = { paymentLinkId: link.id, gateway: way.key, amount, currency, expiresAt };
    const checkoutId = await addCheckout(database, asked, realNow());
    const sealed = sealTicket(
      deps.keys(),
      { purpose: BACK, words: [checkoutId, language] },
      realNow(),
      CHECKOUT_MS,
    );
    const returnUrl = new URL(`/pay/back/${sealed}`, deps.publicUrl).href;
    const checkout = await way.port.checkout({
      ...asked,
      checkoutId,
      // A stranger reads it: nothing about the debtor or the creditor.
      description: "Payment of an account",
      returnUrl,
      cancelUrl: returnUrl,
    });
    const targets = targetsOf([way]);
    context.set("formTargets", targets);
    switch (checkout.kind) {
      case "unavailable":
        deps.log.warn({ checkoutId, code: checkout.code }, "A gateway opens no checkout");
        return context.html(
          await overview(context, session, { fault: words.pay.unavailable, given: form }),
          503,
        );
      case "form": {
        const { url, fields } = checkout;
        return context.html(await goOnPage({ language, url, fields, amount, currency }));
      }
      case "open":
        return context.redirect(checkout.url, 303);
    }
  });

  app.get("/pay/back/:ticket", async (context) => {
    const ticket = context.req.param("ticket");
    const words = openTicket(deps.keys(), { purpose: BACK, ticket }, realNow());
    const [checkoutId, kept] = words ?? [];
    const checkout =
      checkoutId === undefined ? undefined : await findCheckout(database, checkoutId);
    if (checkout === undefined) return deadPage(context);
    const session = await readSession(context, deps);
    const isOwn = session?.link.id === checkout.paymentLinkId;
    const due =
      isOwn && session !== undefined
        ? await whatIsDue(deps.facts, database, session.link)
        : undefined;
    const known = due === undefined ? undefined : { nothingOwed: due.choices.length === 0 };
    const { standing } = checkout;
    // What the reader chose meanwhile counts before what they spoke when they left for the bank.
    const language = pageLanguage([isOwn ? session?.language : undefined, kept]);
    return context.html(await backPage({ language, standing, known }));
  });

  app.get("/pay/receipt/:id", async (context) => {
    const session = await readSession(context, deps);
    if (session === undefined) return deadPage(context);
    const payments = await paymentsOn(database, { ...session.link, limit: SHOWN_PAYMENTS });
    const receipt = payments.find(({ id }) => id === context.req.param("id"));
    return receipt === undefined
      ? context.redirect("/pay", 303)
      : context.html(await receiptPage(session, receipt));
  });

  app.get("/bank/:checkout", async (context) => {
    const found = await sandboxCheckout(deps, context.req.param("checkout"));
    if (found === undefined) return deadPage(context);
    const { amount, currency } = found;
    const action = context.req.path;
    return context.html(await bankPage({ action, amount, currency }));
  });

  app.post("/bank/:checkout", async (context) => {
    const found = await sandboxCheckout(deps, context.req.param("checkout"));
    if (found === undefined) return deadPage(context);
    const { choice } = await readForm(context.req.raw, Choice);
    const bank = sandboxGateway(deps.keys());
    const { id, amount } = found;
    const paid =
      choice === "partial"
        ? ({ kind: choice, amount: Math.ceil(amount / 2) } as const)
        : ({ kind: choice } as const);
    const notice = bank.pay(found, paid, choice === "failed" ? newId() : id);
    await takeNotice(deps, { key: SANDBOX, port: bank }, notice);
    const standing = choice === "failed" ? "failed" : "paid";
    await raiseCheckout(database, { id, standing }, realNow());
    const link = await anyPayLink(database, found.paymentLinkId);
    const language = pageLanguage(link?.languages ?? []);
    const sealed = sealTicket(
      deps.keys(),
      { purpose: BACK, words: [id, language] },
      realNow(),
      CHECKOUT_MS,
    );
    return context.redirect(`/pay/back/${sealed}`, 303);
  });
}

/** Where a bank transfer goes to; money for several accounts is known by none of their references. */
async function eftOf(tx: Transaction, link: PayLink): Promise<EftDetails | undefined> {
  const [accountId, another] = link.accountIds;
  if (accountId === undefined || another !== undefined) return undefined;
  const found = await eftTerms(tx, accountId);
  if (found === undefined || Object.keys(found.payTo).length === 0) return undefined;
  return { ...found.payTo, reference: referenceInGroups(paymentReference(found.paymentNumber)) };
}

/** Who pays a settlement says yes to it: what they pay then settles the debt, and the rest is written off. */
async function accept(
  { database, facts }: AppDeps,
  { link }: LinkSession,
  { kind }: PayChoice,
): Promise<boolean> {
  if (kind !== "settlement") return true;
  const [accountId] = link.accountIds;
  if (accountId === undefined) return false;
  return database.transaction(async (tx) => {
    const by = { via: "pay-page", author: "debtor" };
    const { settlement } = await openAgreement(tx, link.accountIds);
    if (settlement?.isAccepted === true) return true;
    const input =
      settlement === undefined
        ? { ...by, accountId, percent: link.settlementPercent ?? 100 }
        : { ...by, settlementId: settlement.id };
    return (await acceptSettlementIn(facts, tx, input)).kind === "accepted";
  });
}

/** The checkout of the sandbox's bank whose page this is: its address cannot be guessed. */
async function sandboxCheckout({ database, keys, gateways }: AppDeps, address: string) {
  const [token = "", id = ""] = address.split(".");
  if (!z.uuid().safeParse(id).success) return undefined;
  const isOffered = (await gateways()).some(({ key }) => key === SANDBOX);
  const given = `/bank/${token}.${id}`;
  const page = await sandboxGateway(keys()).checkout({ checkoutId: id });
  if (!isOffered || page.kind !== "open" || page.url !== given) return undefined;
  const found = await findCheckout(database, id);
  return found?.gateway === SANDBOX ? found : undefined;
}

function targetsOf(ways: readonly MountedGateway[]): readonly string[] {
  return [...new Set(ways.flatMap(({ port }) => port.pageOrigins))];
}
