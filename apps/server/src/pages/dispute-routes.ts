import { addToStatement, keepEvidence, readClock, recordAudit } from "@fairflow/db";
import { openDisputeIn } from "@fairflow/engine";
import type { Hono } from "hono";
import { z } from "zod";
import type { AppDeps } from "../app-deps.ts";
import type { AppEnv } from "../http/app-env.ts";
import { minorUnits } from "../payments/minor-units.ts";
import { saidPage } from "./ask-pages.ts";
import { disputePage } from "./dispute-page.ts";
import { fileTypeOf } from "./file-type.ts";
import type { Given } from "./form-parts.ts";
import { isOwnForm } from "./link-session.ts";
import { readFormWithFile } from "./read-form.ts";
import { DISPUTE_REASONS } from "./words/page-words.ts";
import { withSession, type Reader } from "./with-session.ts";

const Dispute = z.object({
  ticket: z.string().max(300),
  account: z.uuid(),
  reason: z.enum(DISPUTE_REASONS),
  amount: z.string().max(20).default(""),
  statement: z.string().max(2_000).default(""),
});

/** A debtor does not accept a debt: everything about it stops at once, and a specialist is asked. */
export function mountDisputes(app: Hono<AppEnv>, deps: AppDeps): void {
  const { database, facts } = deps;
  const page = ({ session, accounts }: Reader, given: Given, fault?: string) =>
    disputePage({ session, accounts, given, fault });

  app.get(
    "/pay/dispute",
    withSession(deps, async (context, reader) => context.html(await page(reader, {}))),
  );

  app.post(
    "/pay/dispute",
    withSession(deps, async (context, reader) => {
      const { link, words, language } = reader.session;
      const form = await readFormWithFile(context.req.raw, Dispute);
      if (form === undefined)
        return context.html(await page(reader, {}, words.paid.wrongFile), 422);
      const { fields, file } = form;
      const account = reader.accounts.find(({ accountId }) => accountId === fields.account);
      if (account === undefined || !isOwnForm(deps, link, fields.ticket)) {
        return context.redirect("/pay", 303);
      }
      const { accountId } = account;
      const isWhole = fields.amount.trim() === "";
      const amount = isWhole ? undefined : minorUnits(fields.amount, link.currency);
      const owed = reader.due.standings.find((each) => each.accountId === accountId)?.balance;
      const isWrong = amount === undefined || amount <= 0 || (owed !== undefined && amount > owed);
      if (!isWhole && isWrong) {
        return context.html(await page(reader, fields, words.dispute.missing), 422);
      }
      const mediaType = file === undefined ? undefined : fileTypeOf(file.bytes);
      if (file !== undefined && mediaType === undefined) {
        return context.html(await page(reader, fields, words.paid.wrongFile), 422);
      }
      await database.transaction(async (tx) => {
        const { reason, statement } = fields;
        const by = { via: "pay-page", author: "debtor" } as const;
        const disputeId = await openDisputeIn(facts, tx, { accountId, reason, amount, ...by });
        const { now } = await readClock(tx);
        if (statement.trim() !== "") {
          await addToStatement(tx, deps.keys(), { id: disputeId, words: statement.trim() });
        }
        if (file !== undefined && mediaType !== undefined) {
          const kept = {
            fileName: file.name,
            content: file.bytes,
            mediaType,
            disputeId,
            accountId,
          };
          const brought = {
            debtorId: link.debtorId,
            kind: "dispute",
            broughtBy: "debtor",
          } as const;
          await keepEvidence(tx, deps.keys(), { ...kept, ...brought }, now);
        }
        await recordAudit(tx, [
          {
            actor: { kind: "debtor", id: link.debtorId },
            action: "dispute.open",
            subject: { kind: "dispute", id: disputeId },
            after: { reason, amount },
          },
        ]);
      });
      const { heard: title, heardText: text } = words.dispute;
      const next = { path: "/pay", label: words.done.overview };
      return context.html(await saidPage({ language, title, text, next }));
    }),
  );
}
