import { providerKind } from "@fairflow/contract";
import { listProviders, type Transaction } from "@fairflow/db";

/** Providers that tell what became of the messages that they took: they give callbacks, and are no payment gateways. */
export async function tellingProviders(tx: Transaction): Promise<ReadonlySet<string>> {
  const providers = await listProviders(tx);
  return new Set(
    providers.flatMap(({ id, kind, purpose }) =>
      purpose !== "payment" && (providerKind(kind)?.callbacks.length ?? 0) > 0 ? [id] : [],
    ),
  );
}
