import { providerEndpoints, troubleEndpoints } from "@fairflow/contract";
import { expect, test } from "vitest";
import { samplePerson } from "../debtors/sample-person.ts";
import { refusalCounter } from "../providers/refusal-counter.ts";
import { answerOf, errorOf, testApp } from "../test-app.ts";

const app = await testApp();
const { as, anonymous, database } = app;
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
    with made as (insert into flow (name, created_by, created_at) values (${name}, 't', now()) returning id),
    version as (
      insert into flow_version (flow_id, number, document, template_versions, checksum, note, published_by, published_at, status)
      select id, 1, '{"nodes": [{"id": "first", "type": "sms", "name": "First reminder"}]}'::jsonb, '{}'::jsonb, sha256(''), '', 't', now(), 'live'
      from made
    )
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
    facts: { step: "First reminder", earlier: 2, messages: 1 },
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

test("a provider whose notices are refused again and again is told with why, until somebody has seen to it", async () => {
  const body = {
    kind: "twilio",
    name: "Mistaken",
    config: {
      accountSid: `AC${"1".repeat(32)}`,
      sender: { kind: "number", from: "+27600000000" },
    },
    portfolioIds: [],
    secrets: { authToken: "first" },
  };
  const { id } = await answerOf(
    providerEndpoints.addProvider,
    await as.admin("POST", "/api/providers", { body }),
  );
  const start = Date.now() - 120_000;
  let second = 0;
  const countRefusal = refusalCounter({
    database,
    realNow: () => new Date(start + second * 1_000),
  });
  const refuseAt = async (...seconds: readonly number[]) => {
    for (second of seconds) {
      await countRefusal({ provider: id, place: "status", why: "wrong-signature" });
    }
  };
  const told = async () => (await troublesOf(as.admin)).filter((each) => each.about === "Mistaken");

  await refuseAt(0, 1, 2, 3);
  const afterFew = await told();
  await refuseAt(30, 31, 60);

  expect(afterFew).toEqual([]);
  const [refused] = await told();
  expect(refused).toMatchObject({
    kind: "notice-refused",
    code: "wrong-signature",
    facts: { place: "status", count: 7, lastMs: start + 60_000 },
    actions: ["skip", "hand-over"],
  });
  const on = { kind: "notice-refused", id: refused?.id ?? "", action: "skip" };
  expect((await act(as.admin, on)).status).toBe(200);
  expect(await told()).toEqual([]);
  expect((await act(as.admin, on)).status).toBe(409);

  // What was refused days ago counts no more.
  await refuseAt(100, 130, 160);
  await database.sql`update refused_notice set last_at = last_at - interval '2 days'`;
  expect(await told()).toEqual([]);
});

test("a forged callback is counted for its provider, and a guessed address for nobody", async () => {
  const [provider] = await database.sql<{ id: string }[]>`select id from provider limit 1`;
  const send = (path: string) =>
    anonymous("POST", path, {
      body: "MessageSid=SM1",
      headers: {
        "content-type": "application/x-www-form-urlencoded",
        "x-twilio-signature": "forged",
      },
    });

  const statuses = [
    (await send(`/callbacks/${provider?.id}/inbound`)).status,
    (await send(`/callbacks/${person.debtorId}/inbound`)).status,
  ];

  expect(statuses).toEqual([403, 404]);
  expect(
    await database.sql`select provider, why, count from refused_notice where place = 'inbound'`,
  ).toEqual([{ provider: provider?.id, why: "wrong-signature", count: 1 }]);
});

test("what waits for a webhook that takes nothing is tried at once when somebody asks, and not what is under way", async () => {
  const [endpoint] = await database.sql<{ id: string }[]>`
    insert into webhook_endpoint (name, url, event_types, is_on, failing_since, created_by, created_at, changed_by, changed_at)
    values ('Ledger', 'https://ledger.example/', '{}', true, now() - interval '1 hour', 't', now(), 't', now()) returning id`;
  await database.sql`
    insert into webhook_delivery (endpoint_id, message_id, event_type, body, status, tries, next_try_at, created_at)
    select ${endpoint?.id ?? ""}, 'm' || after, 'payment.full', '{}', 'waiting', 1, now() + make_interval(secs => after), now()
    from unnest(array[30, 7200]) as after`;
  const on = { kind: "webhook-failing", id: endpoint?.id ?? "", action: "retry" };

  const told = (await troublesOf(as.specialist)).find(({ about }) => about === "Ledger");
  const statuses = [(await act(as.specialist, on)).status, (await act(as.specialist, on)).status];

  expect(told).toMatchObject({ facts: { waiting: 2 }, actions: ["retry", "hand-over"] });
  expect(statuses).toEqual([200, 409]);
  expect(
    await database.sql`
      select message_id, next_try_at <= now() as is_due from webhook_delivery order by message_id`,
  ).toEqual([
    { message_id: "m30", is_due: false },
    { message_id: "m7200", is_due: true },
  ]);
});
