import type { Database, Keyring } from "@fairflow/db";
import type { FactDeps } from "@fairflow/engine";

/** What it takes to record and to answer what comes from outside. */
export interface OutsideDeps {
  readonly database: Database;
  readonly keys: () => Keyring;
  readonly facts: FactDeps;
}
