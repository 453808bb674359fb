import { endpoints, type SandboxMessage, type SignedInUser } from "@fairflow/contract";
import {
  accountsOf,
  addressesOf,
  isLiveProviderOn,
  latestAddressees,
  listDebtors,
  newId,
  readClock,
  readDebtor,
  readInboundTexts,
  readSentMessages,
  sandboxHtml,
  sentTo,
} from "@fairflow/db";
import { claimPaid, openDisputeIn, recordPayment } from "@fairflow/engine";
import type { AppDeps } from "../app-deps.ts";
import { foundDebtors } from "../debtors/debtor-summaries.ts";
import { seesPeople } from "../debtors/masking.ts";
import { DONE, handle } from "../http/handle.ts";
import { HttpError, notFound } from "../http/http-error.ts";
import { takeReply } from "../sandbox/take-reply.ts";

const SHOWN_PEOPLE = 50;
const SHOWN_MESSAGES = 200;

/** Playing the debtor. Nobody real is reached, but messages may name real people, so a demo alone shows them to all. */
export function sandboxHandlers(deps: AppDeps) {
  const { database, facts } = deps;
  const enter = (user: SignedInUser) => {
    if (deps.demo || seesPeople(user.role)) return;
    throw new HttpError("not-allowed", "Only those who work with people read their messages.");
  };
  const personOf = async (id: string, user: SignedInUser) => {
    enter(user);
    if ((await readDebtor(database, id)) === undefined) throw notFound("debtor");
    return id;
  };
  /** Once real people are reached, what they write and pay comes from them alone. */
  const playing = async <Result>(act: () => Promise<Result>): Promise<Result> => {
    if (!(await isLiveProviderOn(database))) return act();
    throw new HttpError("conflict", "Real people are reached now: only they speak for themselves.");
  };
  const accountOf = async (of: { id: string; accountId: string }, user: SignedInUser) => {
    const debtorId = await personOf(of.id, user);
    const accounts = await accountsOf(database, debtorId);
    const account = accounts.find(({ id }) => id === of.accountId);
    if (account === undefined) throw notFound("account of this debtor");
    return account;
  };
  return {
    sandboxPeople: handle(endpoints.sandboxPeople, async ({ input: { query }, user }) => {
      enter(user);
      const keyring = deps.keys();
      const { search = "" } = query;
      const ids =
        search === ""
          ? await latestAddressees(database, SHOWN_PEOPLE)
          : await foundDebtors({ database, keyring }, search, true);
      const { now } = await readClock(database);
      const [people, sent] = await Promise.all([
        listDebtors(database, keyring, { ids, limit: SHOWN_PEOPLE, now }),
        sentTo(database, ids),
      ]);
      const sentOf = new Map(sent.map((each) => [each.debtorId, each]));
      const shown = await Promise.all(
        people.map(async ({ id, name, phone }) => {
          const addresses = await addressesOf(database, keyring, id);
          const own = sentOf.get(id);
          return {
            debtorId: id,
            name,
            phone,
            email: addresses.find(({ kind }) => kind === "email")?.text ?? null,
            messages: own?.messages ?? 0,
            lastAtMs: own?.lastAt?.getTime() ?? null,
          };
        }),
      );
      return shown.toSorted((a, b) => (b.lastAtMs ?? 0) - (a.lastAtMs ?? 0));
    }),

    sandboxMessages: handle(endpoints.sandboxMessages, async ({ input: { params }, user }) => {
      const debtorId = await personOf(params.id, user);
      const keyring = deps.keys();
      const [sent, written] = await Promise.all([
        readSentMessages(database, keyring, { debtorId, limit: SHOWN_MESSAGES }),
        readInboundTexts(database, keyring, debtorId),
      ]);
      const html = await sandboxHtml(
        database,
        keyring,
        sent.map(({ id }) => id),
      );
      const out = sent.map(({ id, at, channel, subject, body }): SandboxMessage => ({
        id,
        channel,
        direction: "out",
        atMs: at.getTime(),
        subject,
        text: body,
        html: html.get(id) ?? null,
        payLink: payLinkIn(body, deps.publicUrl),
      }));
      const inbound = written.map(({ id, at, channel, text }): SandboxMessage => ({
        id,
        channel: channel === "email" ? "email" : "sms",
        direction: "in",
        atMs: at.getTime(),
        subject: null,
        text,
        html: null,
        payLink: null,
      }));
      return [...out, ...inbound].toSorted((a, b) => a.atMs - b.atMs);
    }),

    sandboxReply: handle(endpoints.sandboxReply, async ({ input: { params, body }, user }) => {
      const debtorId = await personOf(params.id, user);
      const understoodAs = await playing(() =>
        database.transaction((tx) => takeReply(deps, tx, { debtorId, ...body })),
      );
      return { understoodAs };
    }),

    sandboxSaysPaid: handle(
      endpoints.sandboxSaysPaid,
      async ({ input: { params, body }, user }) => {
        const account = await accountOf({ ...params, ...body }, user);
        await playing(() => claimPaid(facts, { accountId: account.id, author: "debtor" }));
        return DONE;
      },
    ),

    sandboxDispute: handle(endpoints.sandboxDispute, async ({ input: { params, body }, user }) => {
      const account = await accountOf({ ...params, ...body }, user);
      await playing(() =>
        database.transaction(async (tx) => {
          const id = await openDisputeIn(facts, tx, {
            accountId: account.id,
            reason: "in-their-words",
            via: "sandbox",
            author: "debtor",
          });
          const place = { table: "dispute", column: "statement", row: id };
          const statement = deps.keys().encrypt(place, body.reason);
          await tx.sql`update dispute set statement = ${statement} where id = ${id}`;
        }),
      );
      return DONE;
    }),

    sandboxPay: handle(endpoints.sandboxPay, async ({ input: { params, body }, user }) => {
      const account = await accountOf({ ...params, ...body }, user);
      await playing(() =>
        recordPayment(facts, {
          accountId: account.id,
          amount: body.amountMinor,
          source: "gateway:sandbox",
          externalId: newId(),
          author: "gateway:sandbox",
        }),
      );
      return DONE;
    }),
  };
}

/** The first link to our pay page, as a path of this origin, so that it opens in a frame. */
function payLinkIn(text: string, publicUrl: URL): string | null {
  const at = text.indexOf(`${publicUrl.origin}/p/`);
  const token =
    at < 0 ? undefined : /^\/p\/([\w-]{10,64})/.exec(text.slice(at + publicUrl.origin.length))?.[1];
  return token === undefined ? null : `/p/${token}`;
}
