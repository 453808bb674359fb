import { changeLaw } from "@fairflow/engine";
import type { Database } from "@fairflow/db";

/** For tests: every pack in use, so that the law of the place is asked. */
export async function activateLaw(database: Database): Promise<void> {
  const now = new Date();
  const activation = {
    by: "test",
    name: "A test",
    role: "Compliance",
    reason: "Nobody is reached",
    atMs: now.getTime(),
  };
  await database.transaction((tx) =>
    changeLaw(tx, { by: "test", reason: "For a test", now }, (law) => ({
      ...law,
      packs: law.packs.map((pack) => ({ ...pack, activation })),
    })),
  );
}
