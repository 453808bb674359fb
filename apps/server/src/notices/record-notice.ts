import { LocalDate, localTime, zoneNamed } from "@fairflow/calendar";
import { readClock, recordAudit, type AuditEntry, type Transaction } from "@fairflow/db";
import { recordNoticeIn, type FactDeps, type KnownNotice } from "@fairflow/engine";
import { knownZone } from "../debtors/known-zone.ts";

/** A notice that was given outside, with what shows it. */
export type ServedNotice = Omit<KnownNotice, keyof Days | "evidence" | "author"> &
  Days & { readonly proof?: string | undefined };

interface Days {
  readonly sentOn?: string | undefined;
  readonly deliveredOn?: string | undefined;
  readonly servedOn?: string | undefined;
}

export type NoticeRecording =
  | { readonly kind: "recorded" | "known"; readonly id: string }
  /** One of its days is not there yet at the debtor. */
  | { readonly kind: "in-future" };

/** Records a notice that was given outside with its line on the trail. */
export async function recordAuditedNotice(
  facts: FactDeps,
  tx: Transaction,
  { proof, ...served }: ServedNotice,
  by: { readonly actor: AuditEntry["actor"]; readonly author: string },
): Promise<NoticeRecording> {
  const [sentOn, deliveredOn, servedOn] = [served.sentOn, served.deliveredOn, served.servedOn].map(
    (day) => LocalDate.optional().parse(day),
  );
  const notice = { ...served, sentOn, deliveredOn, servedOn };
  const today = await todayAt(facts, tx, notice.debtorId);
  if ([sentOn, deliveredOn, servedOn].some((day) => day !== undefined && day > today)) {
    return { kind: "in-future" };
  }
  const evidence = proof === undefined ? {} : { proof };
  const { id, isNew } = await recordNoticeIn(facts, tx, { ...notice, evidence, author: by.author });
  if (!isNew) return { kind: "known", id };
  await recordAudit(tx, [
    {
      actor: by.actor,
      action: "notice.record",
      subject: { kind: "notice", id },
      after: { ...notice, proof },
    },
  ]);
  return { kind: "recorded", id };
}

/** The local date at a debtor; where their zone is unknown the latest that it is anywhere. */
export async function todayAt(
  { law }: FactDeps,
  tx: Transaction,
  debtorId: string,
): Promise<LocalDate> {
  const [{ now }, { zones }, [debtor]] = await Promise.all([
    readClock(tx),
    law.newest(tx.sql),
    tx.sql<{ zone: string }[]>`select zone from debtor where id = ${debtorId}`,
  ]);
  const zone = zoneNamed(zones, debtor?.zone ?? "");
  if (zone !== undefined) return localTime(zone, now).date;
  return localTime(knownZone("UTC"), new Date(now.getTime() + 14 * 3_600_000)).date;
}
