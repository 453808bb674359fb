import { noticeElapses, type CaseNotice, type CompiledPack } from "@fairflow/compliance";
import type { Happening, MessageChannel, PlannedMessage } from "@fairflow/interpreter";
import type { LedgerTraveller } from "./ledger-traveller.ts";

/** How long after its acceptance a message is taken to have arrived. */
export const DELIVERY_MS: Readonly<Record<MessageChannel, number>> = {
  sms: 10_000,
  email: 60_000,
  letter: 3 * 86_400_000,
};

/** What a simulation takes for granted where a flow gives notices, in words for its report. */
export const NOTICES_ASSUMED =
  "Every legal notice arrives, a letter after 3 days, an e-mail after a minute and an SMS after 10 seconds, and what proof is asked for comes with it.";

/** A notice that was sent to a person; from its arrival on it is delivered and handed over. */
export interface AssumedNotice {
  readonly arrivesMs: number;
  readonly sent: Date;
  readonly noticeId: string;
  readonly debtId: string;
}

/** What the gate knows at an instant of the notices about these debts. */
export function noticesAt(
  notices: readonly AssumedNotice[],
  debtIds: readonly string[],
  nowMs: number,
): readonly CaseNotice[] {
  return notices
    .filter(({ debtId }) => debtIds.includes(debtId))
    .map(({ arrivesMs, sent, noticeId, debtId }) => {
      const arrived = new Date(arrivesMs);
      const proof = arrivesMs > nowMs ? {} : { delivered: arrived, served: arrived };
      return { noticeId, debtId, sent, ...proof };
    });
}

/** The notice that a message is, if it is one. */
export function assumedNotice(
  { traveller, attempt }: PlannedMessage<LedgerTraveller>,
  nowMs: number,
): AssumedNotice | undefined {
  const { notice, channel } = attempt.request;
  if (notice === undefined) return undefined;
  return {
    arrivesMs: nowMs + DELIVERY_MS[channel],
    sent: new Date(nowMs),
    noticeId: notice,
    debtId: traveller.subject.account.reference,
  };
}

/** What a run is told of its notice when it arrives. */
export function noticeHappening(
  packs: readonly CompiledPack[],
  { traveller, attempt }: PlannedMessage<LedgerTraveller>,
  { arrivesMs, sent, noticeId }: AssumedNotice,
): Happening {
  const { zone, subdivision } = traveller.subject.account;
  const arrived = new Date(arrivesMs);
  const elapse = noticeElapses(packs, {
    noticeId,
    dates: { sent, delivered: arrived, served: arrived },
    zones: [zone],
    subdivision: subdivision ?? undefined,
  });
  const elapsesMs = elapse.kind === "elapses" ? Math.max(elapse.at.getTime(), arrivesMs) : null;
  const { node, visit } = attempt;
  return {
    atMs: arrivesMs,
    event: { kind: "notice", node, visit, result: { kind: "elapses", atMs: elapsesMs } },
  };
}
