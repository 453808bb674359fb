import { endpoints, type Acknowledgement } from "@fairflow/contract";
import type { StoredAcknowledgement } from "@fairflow/db";

const { how: Act } = endpoints.acknowledgeDebt.input.body.shape;

/** An acknowledgement as a screen shows it. */
export function acknowledgementView(
  stored: StoredAcknowledgement,
  whoIs: (author: string) => string,
): Acknowledgement {
  const { id, accountId, acknowledgedOn, document, struckAt, struckBy, struckReason } = stored;
  return {
    id,
    accountId,
    acknowledgedOn,
    how: Act.parse(stored.how),
    document,
    recordedBy: whoIs(stored.author),
    recordedAtMs: stored.recordedAt.getTime(),
    struck:
      struckAt === null
        ? null
        : { atMs: struckAt.getTime(), by: whoIs(struckBy ?? ""), reason: struckReason ?? "" },
  };
}
