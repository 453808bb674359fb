import {
  activatePack,
  blockedByRule,
  compliancePacks,
  deactivatePack,
  flowChecks,
  lawRevisions,
  packDifference,
  packVersions,
  switchRule,
} from "./compliance.ts";
import { attemptWhy, bench, nextContact } from "./gate-questions.ts";
import { holidays } from "./holidays.ts";
import { addHouseRule, endHouseRule, houseRules } from "./house-rules.ts";

/** What the compliance screens ask. */
export const complianceEndpoints = {
  activatePack,
  addHouseRule,
  attemptWhy,
  bench,
  blockedByRule,
  compliancePacks,
  deactivatePack,
  endHouseRule,
  flowChecks,
  holidays,
  houseRules,
  lawRevisions,
  nextContact,
  packDifference,
  packVersions,
  switchRule,
} as const;
