import {
  recordAudit,
  type AddedConsent,
  type AuditEntry,
  type ConsentInput,
  type ConsentWithdrawal,
  type Transaction,
} from "@fairflow/db";
import {
  recordConsentIn,
  UnknownSubjectError,
  withdrawConsentIn,
  type FactDeps,
} from "@fairflow/engine";
import { HttpError, notFound } from "../http/http-error.ts";

/** Puts a consent on record with its line on the trail. */
export async function recordAuditedConsent(
  facts: FactDeps,
  tx: Transaction,
  consent: ConsentInput,
  actor: AuditEntry["actor"],
): Promise<AddedConsent> {
  const added = await recordConsentIn(facts, tx, consent);
  if (added.kind !== "added") return added;
  const { author: _author, ...after } = consent;
  await recordAudit(tx, [
    { actor, action: "consent.record", subject: { kind: "consent", id: added.id }, after },
  ]);
  return added;
}

/** Takes a consent back with its line on the trail. @throws HttpError where there is none in force */
export async function withdrawAuditedConsent(
  facts: FactDeps,
  tx: Transaction,
  withdrawal: ConsentWithdrawal,
  actor: AuditEntry["actor"],
): Promise<void> {
  const { consentId, how, at, evidence } = withdrawal;
  const { debtorId, scope } = await withdrawn(facts, tx, withdrawal);
  if (scope === undefined) {
    throw new HttpError(
      "conflict",
      "This consent was taken back already, or was given after this act.",
    );
  }
  await recordAudit(tx, [
    {
      actor,
      action: "consent.withdraw",
      subject: { kind: "consent", id: consentId },
      after: { debtorId, ...scope, how, at, evidence },
    },
  ]);
}

async function withdrawn(facts: FactDeps, tx: Transaction, withdrawal: ConsentWithdrawal) {
  try {
    return await withdrawConsentIn(facts, tx, withdrawal);
  } catch (cause) {
    if (cause instanceof UnknownSubjectError) throw notFound("consent");
    throw cause;
  }
}
