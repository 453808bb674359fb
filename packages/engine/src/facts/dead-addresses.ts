import { suppressAddress, type SuppressedChannel, type Transaction } from "@fairflow/db";
import { takeBack } from "./take-back.ts";
import { tell, type Author, type FactDeps } from "./telling.ts";

/**
 * Nobody can be reached by an address on a channel, as its provider says: refused there for everyone who shares it, and what
 * is planned to it is taken back. A landline that takes no SMS still rings.
 */
export async function barDeadAddressIn(
  deps: FactDeps,
  tx: Transaction,
  of: {
    readonly hmac: Uint8Array;
    readonly channel: SuppressedChannel;
    readonly source: Author;
    /** The id of the attempt or inbox row that it rests on. */
    readonly evidence: string;
    readonly now: Date;
  },
): Promise<void> {
  const { hmac, channel, source, evidence, now } = of;
  const debtorIds = await suppressAddress(
    tx,
    { addressHmac: hmac, channel, reason: "bounced", source, evidence },
    now,
  );
  if (channel === "email") {
    await tx.sql`
      update address set state = 'bounced', state_at = ${now}
      where hmac = ${hmac} and state in ('unverified', 'right_party')`;
  }
  const events = await takeBack(tx, { debtorIds, hmac, channel, because: "gone-away", now });
  await tell(deps, tx, { events, now });
}
