import { endpoints } from "@fairflow/contract";
import { listLawRevisions } from "@fairflow/db";
import { Composition } from "@fairflow/engine";
import type { AppDeps } from "../app-deps.ts";
import { attemptWhy } from "../compliance/attempt-why.ts";
import { askBench } from "../compliance/bench.ts";
import { blockedByRule } from "../compliance/blocked-by-rule.ts";
import { activatePack, deactivatePack, switchRule } from "../compliance/change-law.ts";
import { flowChecks } from "../compliance/flow-checks.ts";
import { holidayCalendars } from "../compliance/holiday-calendars.ts";
import { addRuleOfHouse, endRuleOfHouse, houseRuleViews } from "../compliance/house-rule-desk.ts";
import { nextContact } from "../compliance/next-contact.ts";
import { packViews } from "../compliance/pack-views.ts";
import { differenceOf, versionsOf } from "../compliance/pack-versions.ts";
import { handle } from "../http/handle.ts";
import { nameOf, userNames } from "../sign-in/users.ts";

const MOST_REVISIONS = 200;

/** The law of the installation, and why it answers as it does. People change it in real time, whatever the clock. */
export function complianceHandlers(deps: AppDeps) {
  const { database, facts, realNow } = deps;
  const changeOf = (userId: string, reason: string) => ({ userId, reason, now: realNow() });
  return {
    compliancePacks: handle(endpoints.compliancePacks, () => packViews(database, facts.law)),

    activatePack: handle(endpoints.activatePack, ({ input: { params, body }, user }) =>
      database.transaction((tx) =>
        activatePack(tx, { ...params, ...body, ...changeOf(user.id, body.reason) }),
      ),
    ),

    deactivatePack: handle(endpoints.deactivatePack, ({ input: { params, body }, user }) =>
      database.transaction((tx) =>
        deactivatePack(tx, { ...params, ...changeOf(user.id, body.reason) }),
      ),
    ),

    switchRule: handle(endpoints.switchRule, ({ input: { params, body }, user }) =>
      database.transaction((tx) =>
        switchRule(tx, { ...params, isOn: body.isOn, ...changeOf(user.id, body.reason) }),
      ),
    ),

    packVersions: handle(endpoints.packVersions, ({ input: { params } }) =>
      versionsOf(database, params.id),
    ),

    packDifference: handle(endpoints.packDifference, ({ input: { params, query } }) =>
      differenceOf(database, { packId: params.id, ...query }),
    ),

    lawRevisions: handle(endpoints.lawRevisions, async () => {
      const [revisions, names] = await Promise.all([
        listLawRevisions(database.sql, MOST_REVISIONS),
        userNames(database),
      ]);
      return revisions.map(({ id, madeAt, madeBy, reason, composition }) => ({
        id,
        madeAtMs: madeAt.getTime(),
        madeBy: nameOf(names, madeBy),
        reason,
        packs: Composition.parse(composition).packs.map((pack) => ({
          id: pack.id,
          version: pack.version,
          isActive: pack.activation !== null,
        })),
      }));
    }),

    blockedByRule: handle(endpoints.blockedByRule, ({ input: { query } }) =>
      blockedByRule(database, query.days),
    ),

    holidays: handle(endpoints.holidays, ({ input: { query } }) =>
      holidayCalendars(database, facts.law, query.year),
    ),

    houseRules: handle(endpoints.houseRules, () => houseRuleViews(database, facts.law)),

    addHouseRule: handle(endpoints.addHouseRule, ({ input: { body }, user }) =>
      database.transaction((tx) => addRuleOfHouse(tx, body, { userId: user.id, now: realNow() })),
    ),

    endHouseRule: handle(endpoints.endHouseRule, ({ input: { params, body }, user }) =>
      database.transaction((tx) =>
        endRuleOfHouse(tx, { ...params, ...changeOf(user.id, body.reason) }),
      ),
    ),

    flowChecks: handle(endpoints.flowChecks, () => flowChecks(database, facts.law)),

    bench: handle(endpoints.bench, ({ input: { body } }) => askBench(database, facts.law, body)),

    nextContact: handle(endpoints.nextContact, ({ input: { params }, user }) =>
      nextContact({ database, keyring: deps.keys(), facts }, params.id, user.role),
    ),

    attemptWhy: handle(endpoints.attemptWhy, ({ input: { params } }) =>
      attemptWhy(database, facts.law, params.id),
    ),
  };
}
