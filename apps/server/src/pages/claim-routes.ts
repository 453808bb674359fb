import { isLocalDate, localTime } from "@fairflow/calendar";
import { keepEvidence, loadHolds, readClock, recordAudit } from "@fairflow/db";
import { claimPaidIn } from "@fairflow/engine";
import type { Hono } from "hono";
import { z } from "zod";
import type { AppDeps } from "../app-deps.ts";
import { knownZone } from "../debtors/known-zone.ts";
import type { AppEnv } from "../http/app-env.ts";
import { minorUnits } from "../payments/minor-units.ts";
import { saidPage } from "./ask-pages.ts";
import { claimPage } from "./claim-page.ts";
import { fileTypeOf } from "./file-type.ts";
import type { Given } from "./form-parts.ts";
import { isOwnForm } from "./link-session.ts";
import { readFormWithFile } from "./read-form.ts";
import { withSession, type Reader } from "./with-session.ts";
import type { AccountChoice } from "./form-parts.ts";
import { spokenDate } from "./words/spoken-date.ts";

const Claim = z.object({
  ticket: z.string().max(300),
  account: z.uuid(),
  day: z.string().max(10).default(""),
  amount: z.string().max(20).default(""),
});

/** "I have paid": demands wait while somebody looks for the payment, with the proof beside the task. */
export function mountClaims(app: Hono<AppEnv>, deps: AppDeps): void {
  const { database, facts } = deps;

  const todayOf = async (zone: string) =>
    localTime(knownZone(zone), (await readClock(database)).now).date;
  const page = async (reader: Reader, given: Given, fault?: string) => {
    const { session } = reader;
    const today = await todayOf(session.link.zone);
    return claimPage({ session, accounts: claimable(reader), given, fault, today });
  };

  app.get(
    "/pay/paid",
    withSession(deps, async (context, reader) =>
      claimable(reader).length === 0
        ? context.redirect("/pay", 303)
        : context.html(await page(reader, {})),
    ),
  );

  app.post(
    "/pay/paid",
    withSession(deps, async (context, reader) => {
      const { link, words, language } = reader.session;
      const form = await readFormWithFile(context.req.raw, Claim);
      const { wrongFile } = words.paid;
      const again = async (fault: string) =>
        context.html(await page(reader, form?.fields ?? {}, fault), 422);
      if (form === undefined) return again(wrongFile);
      const { fields, file } = form;
      const account = claimable(reader).find(({ accountId }) => accountId === fields.account);
      if (account === undefined || !isOwnForm(deps, link, fields.ticket)) {
        return context.redirect("/pay", 303);
      }
      const mediaType = file === undefined ? undefined : fileTypeOf(file.bytes);
      if (file !== undefined && mediaType === undefined) return again(wrongFile);
      const amount =
        fields.amount.trim() === "" ? undefined : minorUnits(fields.amount, link.currency);
      const paidOn = fields.day === "" ? undefined : fields.day;
      const isPast =
        paidOn === undefined || (isLocalDate(paidOn) && paidOn <= (await todayOf(link.zone)));
      const isAmount = fields.amount.trim() === "" || (amount !== undefined && amount > 0);
      if (!isPast || !isAmount) return again(words.paid.wrong);
      const { accountId } = account;
      const { debtorId } = link;
      const until = await database.transaction(async (tx) => {
        await claimPaidIn(facts, tx, { accountId, author: "debtor" });
        const { now } = await readClock(tx);
        const evidenceId =
          file === undefined || mediaType === undefined
            ? undefined
            : await keepEvidence(
                tx,
                deps.keys(),
                {
                  debtorId,
                  accountId,
                  kind: "proof_of_payment",
                  mediaType,
                  fileName: file.name,
                  content: file.bytes,
                  broughtBy: "debtor",
                },
                now,
              );
        await recordAudit(tx, [
          {
            actor: { kind: "debtor", id: debtorId },
            action: "paid.claim",
            subject: { kind: "account", id: accountId },
            after: {
              evidence: evidenceId,
              paidOn,
              amount,
            },
          },
        ]);
        const holds = await loadHolds(tx, [debtorId], now);
        return holds.find((hold) => hold.state === "claims_paid" && hold.accountId === accountId)
          ?.until;
      });
      const day = until == null ? "" : localTime(knownZone(link.zone), until).date;
      const { heard: title, heardText } = words.paid;
      const next = { path: "/pay", label: words.done.overview };
      return context.html(
        await saidPage({ language, title, text: heardText(spokenDate(words, day)), next }),
      );
    }),
  );
}

/** To say what was paid of a debt that is too old may acknowledge it: none of these is named. */
function claimable({ accounts, due }: Reader): readonly AccountChoice[] {
  const young = new Set(due.standings.map(({ accountId }) => accountId));
  return accounts.filter(({ accountId }) => young.has(accountId));
}
