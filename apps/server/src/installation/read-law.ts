import type { Database } from "@fairflow/db";
import { lawReader, registerLaw, type LawReader } from "@fairflow/engine";

/** Registers the law that this program comes with, and gives the installation's. */
export async function installLaw(database: Database, realNow: Date): Promise<LawReader> {
  await database.transaction((tx) => registerLaw(tx, realNow));
  return lawReader();
}
