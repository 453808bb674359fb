import { savepoint, type Transaction } from "@fairflow/db";
import type { AwaitedEvent } from "@fairflow/interpreter";
import { blamesData } from "./blames-data.ts";
import type { UnreadEvent } from "./claim-runs.ts";
import { enrol, type Candidates } from "./enrol.ts";
import { enrollingFlows, type LiveFlow } from "./enrolling-flows.ts";
import { entryEventOf, UnreadableEventError } from "./outside-event.ts";
import type { LawReader } from "./law/law-reader.ts";

export interface EnrolAtEventsDeps {
  readonly law: LawReader;
  /** Ids and the fault, never a person's data. */
  readonly onFault: (what: string, id: string, fault: unknown) => void;
}

/**
 * Takes the accounts that events are about into the flows that are entered at them. The tick that reads the events calls
 * it in the same transaction, under the lane's lock, so that each event is heard once.
 */
export async function enrolAtEvents(
  deps: EnrolAtEventsDeps,
  tx: Transaction,
  { events, nowMs }: { readonly events: readonly UnreadEvent[]; readonly nowMs: number },
): Promise<void> {
  const heard = Map.groupBy(events, (event) => heardIn(deps, event));
  heard.delete(null);
  if (heard.size === 0) return;
  const { zones } = await deps.law.newest(tx.sql);
  for (const flow of await enrollingFlows(tx.sql, ["event"])) {
    const about = eventsFor(flow, heard);
    if (about.length === 0) continue;
    try {
      await savepoint(tx, async (inner) => {
        for (const candidates of candidatesOf(about)) {
          await enrol(inner, { flow, candidates, zones, nowMs });
        }
      });
    } catch (fault) {
      if (!blamesData(fault)) throw fault;
      // One flow that can take nobody in must not park the runs of the batch.
      deps.onFault("flow", flow.flowId, fault);
    }
  }
}

type Heard = ReadonlyMap<AwaitedEvent | null, readonly UnreadEvent[]>;

function eventsFor({ entry }: LiveFlow, heard: Heard): readonly UnreadEvent[] {
  return entry.kind === "event" ? (heard.get(entry.event) ?? []) : [];
}

function heardIn(
  { onFault }: EnrolAtEventsDeps,
  { id, kind, payload }: UnreadEvent,
): AwaitedEvent | null {
  try {
    return entryEventOf(kind, payload);
  } catch (fault) {
    if (!(fault instanceof UnreadableEventError)) throw fault;
    onFault("event", id, fault);
    return null;
  }
}

/** An event that names no account is about all of the debtor's. */
function candidatesOf(events: readonly UnreadEvent[]): readonly Candidates[] {
  const accounts = new Set(events.flatMap(({ accountId }) => accountId ?? []));
  const debtors = new Set(
    events.flatMap(({ accountId, debtorId }) => (accountId === null ? [debtorId] : [])),
  );
  return [{ accounts: [...accounts] }, { debtors: [...debtors] }];
}
