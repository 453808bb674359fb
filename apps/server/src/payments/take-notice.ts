import { keepInbox, settleInbox } from "@fairflow/db";
import type { PaymentGatewayPort } from "@fairflow/engine";
import type { AppDeps } from "../app-deps.ts";
import { bookConfirmed, type Booked } from "./book-confirmed.ts";

export type Taken = Booked | "unsigned";

/**
 * Takes a notice and books it at once, as the page of the sandbox's bank does: checked over its raw bytes, kept once by the
 * gateway's own id. A second telling of the same changes nothing.
 */
export async function takeNotice(
  deps: Pick<AppDeps, "database" | "facts" | "keys" | "realNow">,
  gateway: PaymentGatewayPort,
  came: { readonly body: Uint8Array; readonly headers: Readonly<Record<string, string>> },
): Promise<Taken> {
  const opened = gateway.open({ ...came, receivedAt: deps.realNow() });
  if (opened.kind === "refused") return "unsigned";
  const provider = `gateway:${gateway.name}`;
  const confirmation = await gateway.confirm(came.body, () => Promise.resolve(undefined));
  return deps.database.transaction(async (tx) => {
    const kept = { provider, providerId: opened.eventId, body: came.body };
    const inboxId = await keepInbox(tx, deps.keys(), kept, deps.realNow());
    if (inboxId === undefined) return "known";
    const outcome = await bookConfirmed(deps.facts, tx, { confirmation, provider });
    await settleInbox(tx, inboxId, outcome, deps.realNow());
    return outcome;
  });
}
