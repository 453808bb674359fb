import { debtorsAt, lockDebtors, readClock, type Transaction } from "@fairflow/db";
import type { DeliveryReport } from "../sending/delivery-status.ts";
import { takeReportsIn, type TakenReport } from "../sending/take-reports.ts";
import { optOutByDigestIn } from "./addresses.ts";
import { barDeadAddressIn } from "./dead-addresses.ts";
import type { FactDeps } from "./telling.ts";

/** So many mails in a row that came back for now: whoever has the mailbox has left it. */
const SOFT_BOUNCES = 5;

/** What a mailbox for bounces tells of a mail of ours. */
export type ToldOfMail =
  | {
      readonly kind: "delivery";
      readonly attemptId: string;
      readonly report: DeliveryReport;
      /** Whether the next mail would fare the same; undefined for one that arrived. */
      readonly permanence: "hard" | "soft" | undefined;
    }
  /** Called unwanted by whoever got it, or by their mailbox house: no mail may follow. */
  | { readonly kind: "complaint"; readonly attemptId: string; readonly evidence: string };

/** What became of it. `complaint`: taken for an opt-out. */
export type TakenMail = TakenReport | "complaint";

/**
 * Takes what a mailbox tells of a mail: one that came back for good bars its address, those that come back for now are
 * counted, one that arrived ends the count, and a complaint is the person's own word.
 */
export async function takeMailReportIn(
  deps: FactDeps,
  tx: Transaction,
  told: ToldOfMail,
): Promise<TakenMail> {
  const { attemptId } = told;
  const [mail] = await tx.sql<MailRow[]>`
    select attempt.provider, hmac from attempt left join address on address.id = address_id
    where attempt.shard between 0 and 127 and attempt.id = ${attemptId} and attempt.channel = 'email'
      and attempt.direction = 'outbound'`;
  if (mail?.provider == null) return "unknown";
  const { provider, hmac } = mail;
  if (told.kind === "complaint") {
    if (hmac === null) return "unknown";
    const { evidence } = told;
    await optOutByDigestIn(deps, tx, { hmac, channel: "email", source: "complaint", evidence });
    return "complaint";
  }
  const reports = [told.report];
  // Whoever has the address is locked at once: what it does to one it does to all.
  if (hmac !== null) await lockDebtors(tx, await debtorsAt(tx, [hmac]));
  const taken = await takeReportsIn(deps, tx, {
    provider,
    providerId: attemptId,
    attemptId,
    reports,
  });
  if (hmac === null || taken === "again" || taken === "unknown") return taken;
  if (told.permanence === undefined) await forgetSoft(tx, hmac);
  if (told.permanence === "soft") await countSoft(deps, tx, { hmac, attemptId });
  return taken;
}

interface MailRow {
  readonly provider: string | null;
  readonly hmac: Uint8Array | null;
}

async function forgetSoft({ sql }: Transaction, hmac: Uint8Array): Promise<void> {
  await sql`update address set soft_bounces = 0 where hmac = ${hmac} and soft_bounces > 0`;
}

async function countSoft(
  deps: FactDeps,
  tx: Transaction,
  { hmac, attemptId }: { readonly hmac: Uint8Array; readonly attemptId: string },
): Promise<void> {
  const counted = await tx.sql<{ soft_bounces: number }[]>`
    update address set soft_bounces = soft_bounces + 1 where hmac = ${hmac} returning soft_bounces`;
  if (!counted.some(({ soft_bounces: times }) => times >= SOFT_BOUNCES)) return;
  const { now } = await readClock(tx);
  const bar = { hmac, channel: "email", source: "bounces", evidence: attemptId, now } as const;
  await barDeadAddressIn(deps, tx, bar);
}
