import type { endpoints, OutputOf } from "@fairflow/contract";

/** A hold that may be placed by hand, with the rules that it brings into force and what ends it. */
export type HoldState = OutputOf<(typeof endpoints)["holdStates"]>[number];
