import { experimentEndpoints } from "@fairflow/contract";
import { newId, setClock, shardOf } from "@fairflow/db";
import { closeDays } from "@fairflow/engine";
import { flowOf } from "@fairflow/engine/reminder-flow";
import { publish } from "@fairflow/engine/made-up-world";
import { expect, test } from "vitest";
import { samplePerson } from "../debtors/sample-person.ts";
import { answerOf, testApp } from "../test-app.ts";

const app = await testApp();
const { as, database, deps } = app;
const { sql } = database;
const { accountId } = await samplePerson(app);

/** A person with one account, drawn on 1 March 2027, who paid so much two days later. */
async function drawn(flowId: string, arm: string, paid: number): Promise<void> {
  const debtorId = newId();
  const id = newId();
  await sql`
    insert into debtor (id, shard, kind, language, zone, zone_source, created_at)
    select ${debtorId}, ${shardOf(debtorId)}, kind, language, zone, zone_source, created_at from debtor limit 1`;
  await sql`
    insert into account (id, shard, debtor_id, portfolio_id, reference, kind, currency, created_at)
    select ${id}, ${shardOf(debtorId)}, ${debtorId}, portfolio_id, ${id}, kind, currency, created_at
    from account where id = ${accountId}`;
  await sql`
    insert into split_draw (flow_id, node_id, account_id, debtor_id, version_id, arm, is_hold_out, drawn_at, drawn_on)
    values (${flowId}, 'try', ${id}, ${debtorId}, ${flowId}, ${arm}, ${arm === "none"}, '2027-03-01T08:00:00Z', '2027-03-01')`;
  if (paid === 0) return;
  await sql`
    insert into ledger_entry (account_id, kind, amount, value_date, booking_date, source, recorded_by, recorded_at)
    values (${id}, 'payment', ${-paid}, '2027-03-03', '2027-03-03', 'test', 'test', '2027-03-03')`;
}

test("an experiment shows its shares with the hold-out first, and names the one that brings the most", async () => {
  const flow = flowOf("Halves", {
    settings: { attributionDays: 5 },
    nodes: {
      start: {
        type: "start",
        config: { entry: { kind: "manual" }, reentry: { kind: "never" } },
      },
      try: {
        type: "split",
        config: {
          shares: [
            { id: "text", label: "A text", percent: 50 },
            { id: "none", label: "", percent: 50, holdOut: true },
          ],
        },
      },
      over: { type: "end", config: { reason: "over" } },
    },
    edges: [
      ["start", "next", "try"],
      ["try", "text", "over"],
      ["try", "none", "over"],
    ],
  });
  const { flowId } = await publish(database, flow);
  for (let each = 0; each < 120; each += 1) {
    await drawn(flowId, "text", each % 2 === 0 ? 10_000 + each : 0);
    await drawn(flowId, "none", each % 12 === 0 ? 10_000 + each : 0);
  }
  await setClock(database, { speed: 0, now: new Date("2027-03-08T08:00:00Z") });
  // The first look begins with the day before it; the second keeps what ended since.
  await closeDays(deps.facts);
  await setClock(database, { speed: 0, now: new Date("2027-03-09T08:00:00Z") });
  await closeDays(deps.facts);

  const list = await answerOf(
    experimentEndpoints.experiments,
    await as.editor("GET", "/api/experiments"),
  );
  const shown = await answerOf(
    experimentEndpoints.experiment,
    await as.manager("GET", `/api/experiments/${flowId}/try`),
  );
  const missing = await as.manager("GET", `/api/experiments/${newId()}/try`);

  expect(
    list.map(({ flowName, people, arms, hasHoldOut }) => [flowName, people, arms, hasHoldOut]),
  ).toEqual([["Halves", 240, ["A text", "none"], true]]);
  expect(shown.windowDays).toBe(5);
  expect(shown.arms.map(({ id, drawn: all, people, payers }) => [id, all, people, payers])).toEqual(
    [
      ["none", 120, 120, 10],
      ["text", 120, 120, 60],
    ],
  );
  expect(shown.verdict).toEqual({ kind: "winner", arm: "text" });
  expect(shown.history.map(({ day }) => day)).toEqual(["2027-03-06"]);
  expect(missing.status).toBe(404);
});
