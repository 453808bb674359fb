import type { LocalDate } from "@fairflow/calendar";
import type { Endpoints, OutputOf } from "@fairflow/contract";
import type { PortfolioLaw } from "@fairflow/db";
import type { Law } from "@fairflow/engine";
import type { PackInLaw } from "./law-state.ts";

export type FlowIssue = OutputOf<Endpoints["flowChecks"]>["flows"][number]["issues"][number];

/** Rules that begin or end later than this are not told of yet. */
export const AHEAD_DAYS = 183;

/** Under which law, and for whom, flows are checked. */
export interface Checking {
  readonly packs: ReadonlyMap<string, PackInLaw>;
  readonly switchedOff: ReadonlySet<string>;
  readonly portfolios: readonly PortfolioLaw[];
  readonly law: Law;
  readonly today: LocalDate;
}
