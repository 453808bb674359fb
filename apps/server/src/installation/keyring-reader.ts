import { openKeyring, type Database, type Keyring, type MasterKey } from "@fairflow/db";

const READ_AGAIN_MS = 60_000;

/** The keys as they are now: read again each minute, so that a data key that another process added becomes known. */
export interface KeyringReader {
  readonly keys: () => Keyring;
  readonly close: () => void;
}

/** @throws MasterKeyError when the database was encrypted under another key */
export async function readKeyring(
  database: Database,
  masterKeys: readonly [MasterKey, ...MasterKey[]],
  {
    realNow,
    onError,
  }: { readonly realNow: () => Date; readonly onError: (error: unknown) => void },
): Promise<KeyringReader> {
  let keyring: Keyring | undefined;
  const read = async () => {
    keyring = await database.transaction((tx) => openKeyring(tx, masterKeys, realNow()));
    return keyring;
  };
  const first = await read();
  const timer = setInterval(() => void read().catch(onError), READ_AGAIN_MS);
  timer.unref();
  return { keys: () => keyring ?? first, close: () => clearInterval(timer) };
}
