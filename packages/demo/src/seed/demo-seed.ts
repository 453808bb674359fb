import type { Database, Keyring } from "@fairflow/db";

/** What the demo world is made of and where it goes. */
export interface DemoSeed {
  /** Migrated, and empty but for those who sign in. */
  readonly database: Database;
  readonly keyring: Keyring;
  /** Where debtors' pages are, as links in messages are written. */
  readonly publicUrl: string;
  readonly realNow: Date;
  readonly seed?: number;
  readonly debtors?: number;
  /** How fast the demo clock runs at first. */
  readonly speed?: number;
  /** One line a call, for whoever waits. */
  readonly log?: (line: string) => void;
}

export const DEMO_SEED = 20_261_122;
export const DEMO_DEBTORS = 5_000;
/** One real second is twenty minutes. */
export const DEMO_SPEED = 1_200;
