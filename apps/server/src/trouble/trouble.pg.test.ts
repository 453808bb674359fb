import { troubleEndpoints } from "@fairflow/contract";
import { expect, test } from "vitest";
import { samplePerson } from "../debtors/sample-person.ts";
import { answerOf, errorOf, testApp } from "../test-app.ts";

const app = await testApp();
const { as, database } = app;
const person = await samplePerson(app);

/** A flow that stopped by itself over this person. */
async function heldFlow(name: string): Promise<string> {
  const evidence = {
    messages: 1,
    repeats: [
      {
        attemptId: person.debtorId,
        debtorId: person.debtorId,
        nodeId: "first",
        kind: "entries",
        earlier: ["a", "b"],
      },
    ],
  };
  const [hold] = await database.sql<{ id: string }[]>`
    with made as (insert into flow (name, created_by, created_at) values (${name}, 't', now()) returning id)
    insert into flow_hold (flow_id, cause, evidence, attempt_ids, held_at)
    select id, 'repeats', ${JSON.stringify(evidence)}::jsonb, '{}', now() from made returning id`;
  return hold?.id ?? "";
}

async function troublesOf(asking: typeof as.admin) {
  return (await answerOf(troubleEndpoints.troubles, await asking("GET", "/api/trouble"))).troubles;
}

function act(asking: typeof as.admin, body: Record<string, string>): Promise<Response> {
  return asking("POST", "/api/trouble/act", { body: { reason: "it is meant so", ...body } });
}

test("a flow that stopped by itself is told with its evidence and its people, named for those who may see them", async () => {
  const id = await heldFlow("Held");

  const held = async (asking: typeof as.admin) =>
    (await troublesOf(asking)).find((each) => each.id === id);

  expect(await held(as.admin)).toMatchObject({
    kind: "flow-held",
    about: "Held",
    code: "repeats",
    facts: { node: "first", earlier: 2, messages: 1 },
    people: [{ debtorId: person.debtorId, name: "Thandi Mokoena" }],
    actions: ["release"],
  });
  expect((await held(as.manager))?.people).toEqual([{ debtorId: person.debtorId, name: "T. M." }]);
  expect((await held(as.specialist))?.actions).toEqual([]);
});

test("letting it go on takes a reason and a role, stands on the trail, and is done once", async () => {
  const id = await heldFlow("Let go");
  const on = { kind: "flow-held", id, action: "release" };

  expect((await act(as.specialist, on)).status).toBe(403);
  expect((await act(as.manager, { ...on, reason: "" })).status).toBe(422);
  expect((await act(as.manager, on)).status).toBe(200);
  expect(await errorOf(await act(as.manager, on))).toMatchObject({ code: "conflict" });

  const audited = await database.sql`
    select action, subject_kind, reason from audit where subject_id = ${id}`;
  expect(audited).toEqual([
    { action: "trouble.release", subject_kind: "flow-held", reason: "it is meant so" },
  ]);
  expect((await troublesOf(as.admin)).some((each) => each.id === id)).toBe(false);
});

test("the number for the navigation falls as soon as something is seen to", async () => {
  const id = await heldFlow("Counted");
  await act(as.admin, { kind: "flow-held", id: await heldFlow("Another"), action: "release" });
  const count = async () =>
    (await answerOf(troubleEndpoints.troubleCount, await as.manager("GET", "/api/trouble/count")))
      .count;

  const before = await count();
  await act(as.admin, { kind: "flow-held", id, action: "release" });

  expect(await count()).toBe(before - 1);
});
