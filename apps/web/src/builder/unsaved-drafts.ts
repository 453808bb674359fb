import { parseFlow, type Flow } from "@fairflow/flow";
import { z } from "zod";

/*
 * What is not saved yet, kept in this browser by flow, so that a lost connection or a closed tab loses nothing.
 * A browser that keeps nothing (private windows, storage switched off) works as before, without this net.
 */

const DATABASE = "fairflow";
const STORE = "unsaved-drafts";

const Kept = z.object({ flow: z.unknown(), revision: z.int() });

export interface UnsavedDraft {
  readonly flow: Flow;
  /** The saved revision that it was changed from. */
  readonly revision: number;
}

export async function keepUnsaved(flowId: string, draft: UnsavedDraft): Promise<void> {
  await inStore("readwrite", (store) => store.put(draft, flowId));
}

export async function forgetUnsaved(flowId: string): Promise<void> {
  await inStore("readwrite", (store) => store.delete(flowId));
}

export async function unsavedDraft(flowId: string): Promise<UnsavedDraft | undefined> {
  const kept = Kept.safeParse(await inStore("readonly", (store) => store.get(flowId)));
  if (!kept.success) return undefined;
  const flow = parseFlow(kept.data.flow);
  return flow.ok ? { flow: flow.flow, revision: kept.data.revision } : undefined;
}

async function inStore<Result>(
  mode: IDBTransactionMode,
  act: (store: IDBObjectStore) => IDBRequest<Result>,
): Promise<Result | undefined> {
  const database = await open();
  if (database === undefined) return undefined;
  try {
    return await settled(act(database.transaction(STORE, mode).objectStore(STORE)));
  } finally {
    database.close();
  }
}

async function open(): Promise<IDBDatabase | undefined> {
  try {
    const request = indexedDB.open(DATABASE, 1);
    request.addEventListener("upgradeneeded", () => request.result.createObjectStore(STORE));
    return await settled(request);
  } catch {
    // Storage is switched off: there is no net, and nothing else that could be done here.
    return undefined;
  }
}

function settled<Result>(request: IDBRequest<Result>): Promise<Result> {
  return new Promise((resolve, reject) => {
    request.addEventListener("success", () => resolve(request.result));
    request.addEventListener("error", () =>
      reject(request.error ?? new Error("The browser's storage refused")),
    );
  });
}
