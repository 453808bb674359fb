import type { endpoints, OutputOf } from "@fairflow/contract";

type Answer = OutputOf<(typeof endpoints)["debtorConsents"]>;

/** A yes of the debtor's. */
export type Consent = Answer["consents"][number];
/** A rule that asks for one. */
export type ConsentRule = Answer["rules"][number];
