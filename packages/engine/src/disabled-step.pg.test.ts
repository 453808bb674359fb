import { disableNodes, NodeId } from "@fairflow/flow";
import { testDatabase } from "@fairflow/testing";
import { afterAll, beforeAll, expect, test } from "vitest";
import { closeVerified } from "./fixtures/close-verified.ts";
import { engineUnderTest, type EngineUnderTest } from "./fixtures/engine-under-test.ts";
import { addDebtors, publish } from "./fixtures/made-up-world.ts";
import { reminderFlow } from "./fixtures/reminder-flow.ts";

const url = await testDatabase();
const DISABLED = ["first", "patience"].map((id) => NodeId.parse(id));
let engine: EngineUnderTest;

beforeAll(async () => {
  engine = await engineUnderTest(url);
  await addDebtors(engine.database, engine.world, { count: 2 });
  await publish(engine.database, disableNodes(reminderFlow("Reminders"), new Set(DISABLED)));
  await engine.enrolAll();
  await engine.settle();
});
afterAll(() => closeVerified([engine.database]));

test("a disabled message is not sent, and what follows a disabled wait is sent at once", async () => {
  const attempts = await engine.database.sql`select distinct node_id from attempt_run`;

  expect(engine.faults).toEqual([]);
  expect(engine.sms.taken.map(({ body }) => body)).toEqual([
    "You still owe R 500.00.",
    "You still owe R 500.00.",
  ]);
  expect(attempts.map(({ node_id: node }) => node)).toEqual(["again"]);
});

test("the record says that the run passed them, and that they were disabled", async () => {
  const steps = await engine.database.sql`
    select distinct nodes, exits, inputs -> 'disabled' as disabled from step where inputs ? 'disabled'`;

  expect(steps).toEqual([
    {
      nodes: ["start", "which", "first", "patience", "owes", "again"],
      exits: ["next", "else", "sent", "timeout", "yes", ""],
      disabled: DISABLED,
    },
  ]);
});

test("the numbers count them as entered and left by the way past them, and as nothing planned", async () => {
  const counts = await engine.database.sql`
    select node_id, metric, exit, sum(count)::int as count from counter
    where node_id = any(${DISABLED}) group by node_id, metric, exit order by node_id, metric`;

  expect(counts).toEqual(
    [
      ["first", "sent"],
      ["patience", "timeout"],
    ].flatMap(([node, exit]) => [
      { node_id: node, metric: "entered", exit: "", count: 2 },
      { node_id: node, metric: "left", exit, count: 2 },
    ]),
  );
});
