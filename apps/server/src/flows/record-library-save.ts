import { recordAudit, type SavedVersion, type Transaction } from "@fairflow/db";

/** Puts a new segment or template, or its next version, on the audit trail. */
export async function recordLibrarySave(
  tx: Transaction,
  subject: { readonly kind: "segment" | "template"; readonly id: string; readonly author: string },
  { version, outcome }: SavedVersion,
): Promise<void> {
  if (outcome === "unchanged") return;
  await recordAudit(tx, [
    {
      actor: { kind: "user", id: subject.author },
      action: `${subject.kind}.save`,
      subject: { kind: subject.kind, id: subject.id },
      after: { version },
    },
  ]);
}
