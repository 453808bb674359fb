import { debtorNames, findPayLink, newId, readClock, type PayLink } from "@fairflow/db";
import { linkOpenedIn, tokenHash } from "@fairflow/engine";
import type { Hono } from "hono";
import { z } from "zod";
import type { AppDeps } from "../app-deps.ts";
import type { AppEnv } from "../http/app-env.ts";
import { FailureLimit } from "../http/failure-limit.ts";
import { amountDue } from "../payments/amount-due.ts";
import { minorUnits } from "../payments/minor-units.ts";
import { sandboxGateway } from "../payments/sandbox-gateway.ts";
import { takeNotice } from "../payments/take-notice.ts";
import type { Markup } from "./page-frame.ts";
import { askPage, bankPage, deadLinkPage, donePage, notPaidPage, payPage } from "./pay-pages.ts";
import { readForm } from "./read-form.ts";
import { openTicket, sealTicket } from "./sealed-ticket.ts";

const Answer = z.object({ fact: z.string().max(20) });
const Payment = z.object({ ticket: z.string().max(300), amount: z.string().max(20) });
const Choice = z.object({ choice: z.enum(["paid", "partial", "failed"]) });

/** The letters or digits of an account number that its owner is asked for. */
const FACT_LENGTH = 4;
const HOUR_MS = 3_600_000;

/**
 * What a debtor sees: a question, then what is open, then the bank. Opening a link changes nothing, since scanners follow
 * links; nothing of anybody is shown before the question is answered; amounts come from the ledger.
 */
export function mountDebtorPages(app: Hono<AppEnv>, deps: AppDeps): void {
  const { database, realNow } = deps;
  const answers = new FailureLimit({ tries: 5, windowMs: HOUR_MS });
  const linkOf = async (token: string): Promise<PayLink | undefined> => {
    const { now } = await readClock(database);
    return findPayLink(database, { tokenHash: tokenHash(token) }, now);
  };
  const hintFor = (link: PayLink) => (deps.demo ? factsOf(link)[0] : undefined);

  app.get("/p/:token", async (context) => {
    const token = context.req.param("token");
    const link = await linkOf(token);
    if (link === undefined) return context.html(await deadLinkPage(), 404);
    return context.html(
      await askPage({ action: `/p/${token}`, fault: undefined, hint: hintFor(link) }),
    );
  });

  app.post("/p/:token", async (context) => {
    const token = context.req.param("token");
    const { fact } = await readForm(context.req.raw, Answer);
    const link = await linkOf(token);
    if (link === undefined) return context.html(await deadLinkPage(), 404);
    const nowMs = realNow().getTime();
    const ask = (fault: string): Markup =>
      askPage({ action: `/p/${token}`, fault, hint: hintFor(link) });
    if (answers.waitMs(link.id, nowMs) > 0) {
      return context.html(await ask("That were too many tries. Try again in an hour."), 429);
    }
    if (!factsOf(link).includes(signsOf(fact).slice(-FACT_LENGTH))) {
      answers.recordFailure(link.id, nowMs);
      return context.html(await ask("That is not it. Look at your account number again."), 422);
    }
    const { now } = await readClock(database);
    await database.transaction((tx) => linkOpenedIn(deps.facts, tx, link, now));
    return context.html(await showDue(deps, { link, token, fault: undefined }));
  });

  app.post("/p/:token/pay", async (context) => {
    const token = context.req.param("token");
    const form = await readForm(context.req.raw, Payment);
    const link = await linkOf(token);
    if (link === undefined) return context.html(await deadLinkPage(), 404);
    const ticket = { purpose: "pay-page", ticket: form.ticket };
    if (openTicket(deps.keys(), ticket, realNow())?.[0] !== link.id) {
      return context.redirect(`/p/${token}`, 303);
    }
    const due = await amountDue(database, link);
    const amount = minorUnits(form.amount, link.currency);
    if (amount === undefined || amount < due.minimum || amount > due.amount) {
      const fault = "Choose an amount between the least and all of it.";
      return context.html(await showDue(deps, { link, token, fault }), 422);
    }
    const gateway = sandboxGateway(deps.keys());
    const checkout = await gateway.checkout({
      paymentLinkId: link.id,
      amount,
      currency: link.currency,
      returnUrl: new URL(`/p/${token}`, deps.publicUrl).href,
    });
    if (checkout.kind === "unavailable") {
      const fault = "The bank cannot be reached at the moment. Try again later.";
      return context.html(await showDue(deps, { link, token, fault }), 503);
    }
    const words = [newId(), String(amount), token];
    const sealed = sealTicket(deps.keys(), { purpose: "checkout", words }, realNow());
    return context.redirect(`${checkout.url}?checkout=${sealed}`, 303);
  });

  app.get("/bank/:link", async (context) => {
    const found = await checkoutOf(deps, context.req.param("link"), context.req.query("checkout"));
    if (found === undefined) return context.html(await deadLinkPage(), 404);
    const { link, amount, ticket } = found;
    const action = `/bank/${link.id}?checkout=${ticket}`;
    return context.html(await bankPage({ action, amount, currency: link.currency }));
  });

  app.post("/bank/:link", async (context) => {
    const { choice } = await readForm(context.req.raw, Choice);
    const found = await checkoutOf(deps, context.req.param("link"), context.req.query("checkout"));
    if (found === undefined) return context.html(await deadLinkPage(), 404);
    const { link, amount, id, token } = found;
    const gateway = sandboxGateway(deps.keys());
    const paid =
      choice === "partial"
        ? ({ kind: choice, amount: Math.ceil(amount / 2) } as const)
        : ({ kind: choice } as const);
    const notice = gateway.pay(
      { paymentLinkId: link.id, amount, currency: link.currency },
      paid,
      id,
    );
    const taken = await takeNotice(deps, gateway, notice);
    if (taken === "failed") return context.html(await notPaidPage(`/p/${token}`));
    const rest = await amountDue(database, link);
    return context.html(await donePage({ nothingOwed: rest.amount <= 0 }));
  });
}

interface FoundCheckout {
  readonly link: PayLink;
  /** Names the payment: the same page sent twice pays once. */
  readonly id: string;
  readonly amount: number;
  readonly token: string;
  readonly ticket: string;
}

async function checkoutOf(
  deps: AppDeps,
  linkId: string,
  ticket: string | undefined,
): Promise<FoundCheckout | undefined> {
  if (ticket === undefined || !z.uuid().safeParse(linkId).success) return undefined;
  const words = openTicket(deps.keys(), { purpose: "checkout", ticket }, deps.realNow());
  const [id, amount, token] = words ?? [];
  if (id === undefined || amount === undefined || token === undefined) return undefined;
  const { now } = await readClock(deps.database);
  const link = await findPayLink(deps.database, { tokenHash: tokenHash(token) }, now);
  if (link === undefined || link.id !== linkId) return undefined;
  return { link, id, amount: Number(amount), token, ticket };
}

async function showDue(
  deps: AppDeps,
  of: { readonly link: PayLink; readonly token: string; readonly fault: string | undefined },
): Promise<string> {
  const { link, token, fault } = of;
  const due = await amountDue(deps.database, link);
  if (due.amount <= 0) return donePage({ nothingOwed: true });
  const names = await debtorNames(deps.database, deps.keys(), [link.debtorId]);
  const ticket = sealTicket(deps.keys(), { purpose: "pay-page", words: [link.id] }, deps.realNow());
  const { brand, clientName, references, currency } = link;
  return payPage({
    action: `/p/${token}/pay`,
    ticket,
    name: names.get(link.debtorId) ?? "",
    brand,
    clientName,
    references,
    currency,
    ...due,
    fault,
  });
}

/** What is asked for: the end of an account number, of any where the link is for several. */
function factsOf(link: PayLink): readonly string[] {
  return link.references
    .map((reference) => signsOf(reference).slice(-FACT_LENGTH))
    .filter((fact) => fact !== "");
}

function signsOf(text: string): string {
  return text.toUpperCase().replaceAll(/[^\p{L}\p{N}]/gu, "");
}
