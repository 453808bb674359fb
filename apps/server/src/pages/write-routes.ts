import { addToStatement, readDispute, recordAudit } from "@fairflow/db";
import { openDisputeIn } from "@fairflow/engine";
import type { Hono } from "hono";
import { z } from "zod";
import type { AppDeps } from "../app-deps.ts";
import type { AppEnv } from "../http/app-env.ts";
import { saidPage } from "./ask-pages.ts";
import type { Given } from "./form-parts.ts";
import { isOwnForm } from "./link-session.ts";
import { readForm } from "./read-form.ts";
import { withSession, type Reader } from "./with-session.ts";
import { spokenDate } from "./words/spoken-date.ts";
import { writePage, WRITTEN_KINDS } from "./write-page.ts";

const Written = z.object({
  ticket: z.string().max(300),
  account: z.uuid(),
  kind: z.enum(WRITTEN_KINDS),
  statement: z.string().max(2_000).default(""),
});

/** A question or a complaint: nothing stops, and a person answers by the day that the law or the house sets. */
export function mountWriting(app: Hono<AppEnv>, deps: AppDeps): void {
  const { database, facts } = deps;
  const page = ({ session, accounts }: Reader, given: Given, fault?: string) =>
    writePage({ session, accounts, given, fault });

  app.get(
    "/pay/write",
    withSession(deps, async (context, reader) => context.html(await page(reader, {}))),
  );

  app.post(
    "/pay/write",
    withSession(deps, async (context, reader) => {
      const { link, words, language } = reader.session;
      const form = await readForm(context.req.raw, Written);
      const account = reader.accounts.find(({ accountId }) => accountId === form.account);
      if (account === undefined || !isOwnForm(deps, link, form.ticket)) {
        return context.redirect("/pay", 303);
      }
      const statement = form.statement.trim();
      if (statement === "") return context.html(await page(reader, form, words.write.missing), 422);
      const { kind } = form;
      const answerBy = await database.transaction(async (tx) => {
        const by = { via: "pay-page", author: "debtor", reason: "other" } as const;
        const id = await openDisputeIn(facts, tx, { accountId: account.accountId, kind, ...by });
        await addToStatement(tx, deps.keys(), { id, words: statement });
        await recordAudit(tx, [
          {
            actor: { kind: "debtor", id: link.debtorId },
            action: `${kind}.open`,
            subject: { kind: "dispute", id },
          },
        ]);
        return (await readDispute(tx, id))?.answerBy ?? undefined;
      });
      const { heard: title, heardText } = words.write;
      const text = heardText(answerBy === undefined ? undefined : spokenDate(words, answerBy));
      const next = { path: "/pay", label: words.done.overview };
      return context.html(await saidPage({ language, title, text, next }));
    }),
  );
}
