import {
  callListEndpoints,
  outsideFlowEndpoints,
  outsideLedgerEndpoints,
} from "@fairflow/contract";
import type { AppDeps } from "../app-deps.ts";
import { readCallList } from "../outside/call-list.ts";
import { enrolAccounts } from "../outside/enrol-accounts.ts";
import { handleKey } from "../outside/handle-key.ts";
import type { KeyHolder } from "../outside/key-holder.ts";
import { takeAccounts } from "../outside/report-accounts.ts";
import { takeDispositions } from "../outside/report-dispositions.ts";
import { takeParties } from "../outside/report-parties.ts";
import { takePayments } from "../outside/report-payments.ts";
import { readOutsideEvents, tellOutsideEvents } from "../outside/tell-events.ts";

/** What other systems bring of debts and money, send into flows, and do of calls. */
export function outsideLedgerHandlers(deps: AppDeps) {
  const { reportAccounts, reportParties, reportPayments } = outsideLedgerEndpoints;
  const { enrol, events, tellEvents } = outsideFlowEndpoints;
  const { callList, reportDispositions } = callListEndpoints;
  return {
    reportAccounts: handleKey(deps, reportAccounts, async ({ input: { body }, holder }) => {
      const by = { system: holder.name, author: `api:${holder.name}` };
      return { rows: [...(await takeAccounts(deps, body.accounts, by))] };
    }),

    reportParties: handleKey(deps, reportParties, async ({ input: { body }, holder }) => ({
      rows: [...(await takeParties(deps, body.parties, reporterOf(holder)))],
    })),

    reportPayments: handleKey(deps, reportPayments, async ({ input: { body }, holder }) => ({
      rows: [...(await takePayments(deps, body.payments, reporterOf(holder)))],
    })),

    enrol: handleKey(deps, enrol, async ({ input: { body }, holder }) => ({
      rows: [...(await enrolAccounts(deps, body, holder.id))],
    })),

    events: handleKey(deps, events, ({ input: { query } }) =>
      readOutsideEvents(deps.database, query),
    ),

    tellEvents: handleKey(deps, tellEvents, async ({ input: { body }, holder }) => ({
      rows: [...(await tellOutsideEvents(deps, body.events, holder.name))],
    })),

    callList: handleKey(deps, callList, ({ input: { query }, holder }) =>
      readCallList(deps, { ...query, keyId: holder.id }),
    ),

    reportDispositions: handleKey(
      deps,
      reportDispositions,
      async ({ input: { body }, holder }) => ({
        rows: [...(await takeDispositions(deps, body.dispositions, reporterOf(holder)))],
      }),
    ),
  };
}

function reporterOf({ id, name }: KeyHolder) {
  return { keyId: id, system: name };
}
