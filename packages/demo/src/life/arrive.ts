import { recordDelivery } from "@fairflow/engine";
import { ARRIVES_AFTER_MS, DELIVERED_SHARE } from "../history/arrival.ts";
import { randomOf } from "../random.ts";
import type { Acting } from "./acting.ts";
import type { FreshMessage } from "./read-messages.ts";

/** Puts down when the provider is going to say that a message arrived; the same for the same message. */
export function arrive(acting: Acting, message: FreshMessage): void {
  const { id, channel, accepted, provider, providerId } = message;
  if (provider === null || providerId === null) return;
  if (randomOf(acting.demo.seed, "arrival", id)() > DELIVERED_SHARE) return;
  const atMs = accepted.getTime() + ARRIVES_AFTER_MS[channel];
  const at = new Date(atMs);
  const act = async () => {
    await recordDelivery(acting.facts, { provider, providerId, arrived: true, at });
  };
  acting.agenda.add(atMs, 0, { of: id, act });
}
