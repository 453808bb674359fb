import type { FactValues } from "@fairflow/criteria";
import type { StoredRun, UnreadEvent } from "./claim-runs.ts";
import type { ContactFacts, DebtorFacts } from "./debtor-facts.ts";
import type { LoadedVersions } from "./loaded-version.ts";
import type { VisitsUnderWay } from "./visits-under-way.ts";
import type { Terms } from "./world.ts";

/** What all debtors of a batch are decided with. Ids are made by `newId`: randomness is an argument. */
export interface Deciding {
  readonly terms: Terms;
  readonly versions: LoadedVersions;
  /** Facts by account, of the fields that the versions ask about. */
  readonly values: ReadonlyMap<string, FactValues>;
  readonly nowMs: number;
  readonly newId: () => string;
  /** Told of a run that cannot be advanced, before it is parked. */
  readonly onFault: (runId: string, fault: unknown) => void;
}

/** One debtor's part of a batch: everything that touches one person is decided together, in one order. */
export interface DebtorBatch {
  readonly facts: DebtorFacts;
  /** Null until a message is to be planned. */
  readonly contacts: ContactFacts | null;
  readonly runs: readonly StoredRun[];
  readonly events: readonly UnreadEvent[];
  readonly visitsUnderWay: VisitsUnderWay;
}

/** With all that the gate may ask. */
export interface KnownDebtorBatch extends DebtorBatch {
  readonly contacts: ContactFacts;
}
