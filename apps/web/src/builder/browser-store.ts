/*
 * What this browser keeps of drafts between visits. A browser that keeps nothing (private windows, storage switched off)
 * works as before, without this net.
 */

const DATABASE = "fairflow";
/** Grows by one with every new store; stores that are there stay as they are. */
const DATABASE_VERSION = 2;
const STORES = ["unsaved-drafts", "undo-lists"] as const;

/** Storage that does not answer for so long, in ms, is taken to be switched off: no draft waits for it. */
const PATIENCE_MS = 4_000;

export type StoreName = (typeof STORES)[number];

export function keepInBrowser(store: StoreName, key: string, value: unknown): Promise<void> {
  return inStore(store, "readwrite", (objects) => objects.put(value, key)).then(() => undefined);
}

export function forgetInBrowser(store: StoreName, key: string): Promise<void> {
  return inStore(store, "readwrite", (objects) => objects.delete(key)).then(() => undefined);
}

/** What was kept under a key, as it came out: whoever asks parses it. */
export function keptInBrowser(store: StoreName, key: string): Promise<unknown> {
  return inStore<unknown>(store, "readonly", (objects) => objects.get(key));
}

async function inStore<Result>(
  store: StoreName,
  mode: IDBTransactionMode,
  act: (objects: IDBObjectStore) => IDBRequest<Result>,
): Promise<Result | undefined> {
  const result = use(store, mode, act);
  const given = new Promise<undefined>((resolve) => {
    setTimeout(() => resolve(undefined), PATIENCE_MS);
  });
  // A page that is on its way out may still hold the store, and another tab's newer program may wait to change it.
  return Promise.race([result, given]);
}

async function use<Result>(
  store: StoreName,
  mode: IDBTransactionMode,
  act: (objects: IDBObjectStore) => IDBRequest<Result>,
): Promise<Result | undefined> {
  const database = await open();
  if (database === undefined) return undefined;
  try {
    return await settled(act(database.transaction(store, mode).objectStore(store)));
  } finally {
    database.close();
  }
}

async function open(): Promise<IDBDatabase | undefined> {
  try {
    const request = indexedDB.open(DATABASE, DATABASE_VERSION);
    request.addEventListener("upgradeneeded", () => {
      for (const store of STORES) {
        if (!request.result.objectStoreNames.contains(store)) {
          request.result.createObjectStore(store);
        }
      }
    });
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
