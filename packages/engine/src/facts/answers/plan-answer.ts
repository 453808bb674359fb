import { lockDebtors, newId, type Keyring, type Transaction } from "@fairflow/db";
import type { MessageChannel } from "@fairflow/interpreter";
import { addressesFor } from "../../addresses.ts";
import { noChanges } from "../../batch-changes.ts";
import type { Proposal } from "../../contact-case.ts";
import { judgeOrForbid } from "../../gate.ts";
import { isoTime } from "../../iso-time.ts";
import { laneOfDebtor } from "../../lane.ts";
import { loadContacts } from "../../load-contacts.ts";
import { loadDebtors } from "../../load-debtors.ts";
import { saveAttempts } from "../../save-attempts.ts";
import { sendingQueue } from "../../sending/sending-queue.ts";
import { portfolioOf } from "../../world.ts";
import { outsideAttempt } from "../outside-attempt.ts";
import { subjectOf, type FactDeps } from "../telling.ts";
import { termsNow } from "../terms-now.ts";

export interface AnswerInput {
  readonly accountId: string;
  /** `reply_to_consumer` for what they asked about, `service` for what was agreed with them. */
  readonly purpose: "reply_to_consumer" | "service";
  readonly subject: string;
  /** What is said, as somebody wrote it. */
  readonly words: string;
}

export type PlannedAnswer =
  | { readonly kind: "planned"; readonly attemptId: string; readonly channel: MessageChannel }
  /** The gate lets nothing of the kind through; the refusal is on record. */
  | { readonly kind: "refused"; readonly attemptId: string }
  | { readonly kind: "no-address" };

/** In writing: what can be kept comes first. */
const CHANNELS: readonly MessageChannel[] = ["email", "letter", "sms"];

/**
 * Plans a message that answers a debtor in words of its own, outside of any flow: its verdict is taken now, as of the moment at
 * which the gate lets it go, and once more when it is sent (I5).
 *
 * @throws UnknownSubjectError
 */
export async function planAnswerIn(
  deps: FactDeps & { readonly keyring: Pick<Keyring, "encrypt"> },
  tx: Transaction,
  input: AnswerInput,
): Promise<PlannedAnswer> {
  const { debtorId } = await subjectOf(deps, tx, input.accountId);
  await lockDebtors(tx, [debtorId]);
  const would = await judgeAnswer(deps, tx, input);
  if (would === undefined) return { kind: "no-address" };
  const { proposal, judgement, terms, channel, at, now } = would;
  const { debtor } = proposal;
  const attemptId = newId();
  const attempt = { id: attemptId, proposal, judgement, atMs: at.getTime() };
  const changes = noChanges({ debtorId, ...debtor });
  changes.attempts.push(outsideAttempt(terms, attempt));
  await Promise.all(saveAttempts(tx.sql, [changes], now.getTime()));
  await saveWords(deps, tx, { attemptId, shard: debtor.shard, input, now });
  if (judgement.verdict.kind !== "allowed") return { kind: "refused", attemptId };
  const queue = sendingQueue(channel);
  const lane = laneOfDebtor(debtorId);
  if (queue !== undefined) await deps.jobs.send(tx, [{ queue, lane }]);
  return { kind: "planned", attemptId, channel };
}

/** How an answer would go just now: on which channel, and when the gate would let it; null for never. */
export interface PreviewedAnswer {
  readonly channel: MessageChannel;
  readonly at: Date | null;
}

/**
 * What would become of an answer, without planning one; undefined where no address is known.
 *
 * @throws UnknownSubjectError
 */
export async function previewAnswer(
  deps: FactDeps,
  tx: Transaction,
  input: Pick<AnswerInput, "accountId" | "purpose">,
): Promise<PreviewedAnswer | undefined> {
  const would = await judgeAnswer(deps, tx, input);
  if (would === undefined) return undefined;
  const { channel, judgement, at } = would;
  return { channel, at: judgement.verdict.kind === "allowed" ? at : null };
}

/** The address that an answer would go to, with its verdict as of the moment at which the gate lets it go. */
async function judgeAnswer(
  deps: FactDeps,
  tx: Transaction,
  input: Pick<AnswerInput, "accountId" | "purpose">,
) {
  const { debtorId, portfolioId, accountId, now } = await subjectOf(deps, tx, input.accountId);
  const [debtors, contactsOf, terms] = await Promise.all([
    loadDebtors(tx.sql, [debtorId]),
    loadContacts(tx.sql, [debtorId], now.getTime()),
    termsNow(deps, tx),
  ]);
  const debtor = debtors.get(debtorId);
  const contacts = contactsOf.get(debtorId);
  const account = debtor?.accounts.get(accountId);
  if (debtor === undefined || contacts === undefined || account === undefined) return undefined;
  const [reached] = CHANNELS.flatMap((channel) => {
    const [address] = addressesFor(contacts, channel);
    return address === undefined ? [] : [{ channel, address }];
  });
  if (reached === undefined) return undefined;
  const proposal: Proposal = {
    debtor,
    contacts,
    accounts: [account],
    portfolio: portfolioOf(terms, portfolioId),
    ...reached,
    purpose: input.purpose,
    except: null,
    alsoPlanned: [],
  };
  const asked = judgeOrForbid(terms, proposal, now.getTime());
  const at = asked.verdict.kind === "deferred" ? asked.verdict.until : now;
  const judgement = at === now ? asked : judgeOrForbid(terms, proposal, at.getTime());
  return { channel: reached.channel, proposal, judgement, terms, at, now };
}

async function saveWords(
  { keyring }: { readonly keyring: Pick<Keyring, "encrypt"> },
  { sql }: Transaction,
  of: {
    readonly attemptId: string;
    readonly shard: number;
    readonly input: AnswerInput;
    readonly now: Date;
  },
): Promise<void> {
  const { attemptId, shard, input, now } = of;
  const sealed = (column: "subject" | "body", text: string) =>
    keyring.encrypt({ table: "attempt", column, row: attemptId }, text);
  await sql`
    update attempt set created_at = ${isoTime(now.getTime())}, subject = ${sealed("subject", input.subject)},
      body = ${sealed("body", input.words)}
    where shard = ${shard} and id = ${attemptId}`;
}
