import { keepInbox, settleInbox } from "@fairflow/db";
import type { AppDeps } from "../app-deps.ts";
import { bookConfirmed, type Booked } from "./book-confirmed.ts";
import { providerOf } from "./book-notices.ts";
import { providerIdOf, type MountedGateway } from "./payment-gateways.ts";

export type Taken = Booked["kind"] | "unsigned";

/**
 * Takes a notice and books it at once, as the page of the sandbox's bank does: checked over its raw bytes, kept once by the
 * gateway's own id. A second telling of the same changes nothing.
 */
export async function takeNotice(
  deps: Pick<AppDeps, "database" | "facts" | "keys" | "realNow">,
  gateway: Pick<MountedGateway, "key" | "port">,
  came: { readonly body: Uint8Array; readonly headers: Readonly<Record<string, string>> },
): Promise<Taken> {
  const { port } = gateway;
  const opened = port.open({ ...came, receivedAt: deps.realNow() });
  if (opened.kind === "refused") return "unsigned";
  const confirmation = await port.confirm(came.body, () => Promise.resolve(undefined));
  return deps.database.transaction(async (tx) => {
    const kept = { provider: providerOf(gateway), providerId: opened.eventId, body: came.body };
    const inboxId = await keepInbox(tx, deps.keys(), kept, deps.realNow());
    if (inboxId === undefined) return "known";
    const { kind } = await bookConfirmed(deps.facts, tx, {
      confirmation,
      source: `gateway:${port.name}`,
      takenBy: providerIdOf(gateway),
    });
    await settleInbox(tx, inboxId, kind, deps.realNow());
    return kind;
  });
}
