import {
  findPayLink,
  forgetLinkTries,
  knownOfDebtor,
  newId,
  readClock,
  recordAudit,
  takeLinkTry,
  type PayLink,
} from "@fairflow/db";
import {
  addressesOfLink,
  linkOpenedIn,
  rightPartyIn,
  tokenHash,
  wrongParty,
  type LinkedAddress,
} from "@fairflow/engine";
import type { Context, Hono } from "hono";
import { z } from "zod";
import type { AppDeps } from "../app-deps.ts";
import type { AppEnv } from "../http/app-env.ts";
import { FailureLimit } from "../http/failure-limit.ts";
import { askPage, noFactsPage, notMePage, saidPage } from "./ask-pages.ts";
import { areAllRight, factsAsked, isEnough, type KnownFact } from "./known-facts.ts";
import { beginSession, endSession } from "./link-session.ts";
import { openPreferences } from "./preferences-path.ts";
import { readForm } from "./read-form.ts";
import { sourceOf } from "./source-of.ts";
import { deadPage } from "./with-session.ts";
import { pageLanguage, wordsOf, type PageLanguage } from "./words/words-of.ts";

const fact = z.string().max(40).optional();
const Answers = z.object({
  idDigits: fact,
  birthDate: fact,
  accountDigits: fact,
  postalCode: fact,
  customerDigits: fact,
});
const NotMe = z.object({ channel: z.enum(["sms", "email", "letter"]).optional() });

const HOUR_MS = 3_600_000;
/** Wrong answers and wrong links from one place within an hour: several debtors may sit behind one address. */
const TRIES_OF_SOURCE = 30;

/**
 * What a link opens: two questions, and nothing of anybody before they are answered. Opening it changes nothing, since
 * scanners follow links. Whoever it is not for says so without answering.
 */
export function mountLinks(app: Hono<AppEnv>, deps: AppDeps): void {
  const { database, realNow } = deps;
  const sources = new FailureLimit({ tries: TRIES_OF_SOURCE, windowMs: HOUR_MS });

  /** Unknown, over, closed or asked too often: all look alike. */
  const opened = async (context: Context<AppEnv>) => {
    const token = context.req.param("token") ?? "";
    const { now } = await readClock(database);
    const link = await findPayLink(database, { tokenHash: tokenHash(token) }, now);
    const language = pageLanguage([context.req.query("lang"), ...(link?.languages ?? [])]);
    return { link, language, words: wordsOf(language), path: `/p/${token}`, now };
  };
  const askedOf = async (link: PayLink): Promise<readonly KnownFact[]> =>
    factsAsked(await knownOfDebtor(database, deps.keys(), link), realNow().getUTCFullYear());
  const ask = (
    of: { readonly path: string; readonly language: PageLanguage },
    facts: readonly KnownFact[],
    fault: string | undefined,
  ) =>
    askPage({
      ...of,
      words: wordsOf(of.language),
      kinds: facts.map(({ kind }) => kind),
      fault,
      hints: deps.demo ? facts.map(({ answers }) => answers[0] ?? "") : undefined,
    });

  app.get("/p/:token", async (context) => {
    const { link, language, words, path } = await opened(context);
    if (link === undefined) return deadPage(context);
    const facts = await askedOf(link);
    if (!isEnough(facts)) return context.html(await noFactsPage({ language, words }));
    return context.html(await ask({ path, language }, facts, undefined));
  });

  app.post("/p/:token", async (context) => {
    const given = await readForm(context.req.raw, Answers);
    const source = sourceOf(context.get("caller").address);
    const nowMs = realNow().getTime();
    const { link, language, words, path, now } = await opened(context);
    if (sources.waitMs(source, nowMs) > 0 || link === undefined) {
      sources.recordFailure(source, nowMs);
      return deadPage(context);
    }
    const facts = await askedOf(link);
    if (!isEnough(facts)) return context.html(await noFactsPage({ language, words }));
    if (!(await takeLinkTry(database, link.id, realNow()))) {
      return context.html(await ask({ path, language }, facts, words.ask.tooMany), 429);
    }
    if (!areAllRight(facts, given, newId())) {
      sources.recordFailure(source, nowMs);
      return context.html(await ask({ path, language }, facts, words.ask.wrong), 422);
    }
    await database.transaction(async (tx) => {
      await linkOpenedIn(deps.facts, tx, link, now);
      await rightPartyIn(tx, link.id, now);
      await openPreferences(deps, tx, { linkId: link.id, now });
      await forgetLinkTries(tx, link.id);
    });
    beginSession(context, deps, { linkId: link.id, language });
    return context.redirect("/pay", 303);
  });

  app.get("/p/:token/not-me", async (context) => {
    const { link, language, words, path } = await opened(context);
    if (link === undefined) return deadPage(context);
    const channels = [...new Set((await addressesOfLink(database, link.id)).map(channelOf))];
    return context.html(await notMePage({ language, words, path, channels }));
  });

  app.post("/p/:token/not-me", async (context) => {
    const { channel } = await readForm(context.req.raw, NotMe);
    const { link, language, words, now } = await opened(context);
    if (link === undefined) return deadPage(context);
    const reached = await addressesOfLink(database, link.id);
    const channels = new Set(reached.map(channelOf));
    const meant =
      channels.size === 1 ? reached : reached.filter((each) => each.channel === channel);
    for (const { addressId } of meant) {
      await wrongParty(deps.facts, { addressId, source: "debtor" });
    }
    await database.transaction(async (tx) => {
      await tx.sql`
        update payment_link set revoked_at = ${now}, revoked_reason = 'not-me'
        where id = ${link.id} and revoked_at is null`;
      await recordAudit(tx, [
        {
          actor: { kind: "debtor", id: link.debtorId },
          action: "link.not-me",
          subject: { kind: "payment_link", id: link.id },
          after: { addresses: meant.map(({ addressId }) => addressId) },
        },
      ]);
    });
    endSession(context, deps);
    const { heard: title, heardText: text } = words.notMe;
    return context.html(await saidPage({ language, title, text }));
  });
}

function channelOf({ channel }: LinkedAddress): LinkedAddress["channel"] {
  return channel;
}
