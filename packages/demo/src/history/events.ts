import { idAt } from "../random.ts";
import { iso, type Life, type LivedAccount } from "./life.ts";

/** What an event is called in the recorded inputs of the runs that took it, with what it carries. */
export interface Told {
  readonly kind: string;
  readonly payload?: unknown;
  readonly eventId?: string;
}

/** Records that something happened, as an event that the runs have read. @returns its id */
export function event(
  life: Life,
  of: {
    readonly account: LivedAccount | null;
    readonly runId?: string;
    readonly kind: string;
    readonly payload: Readonly<Record<string, unknown>>;
    readonly text?: string;
  },
): string {
  const id = idAt(life.random, life.nowMs);
  life.rows.epoch += 1;
  life.rows.events.push({
    shard: life.ids.shard,
    id,
    debtor_id: life.ids.debtorId,
    account_id: of.account?.id ?? null,
    run_id: of.runId ?? null,
    kind: of.kind,
    payload: of.payload,
    text: of.text ?? null,
    at: iso(life.nowMs),
  });
  return id;
}

export function isTold(eventId: string, kind: string, payload: unknown = {}): Told {
  return { eventId, kind, payload };
}
