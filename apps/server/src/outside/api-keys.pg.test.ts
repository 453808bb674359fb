import { endpoints } from "@fairflow/contract";
import { expect, test } from "vitest";
import { answerOf, errorOf, testApp } from "../test-app.ts";

const { as, anonymous, database } = await testApp();

const make = (body: object) => as.admin("POST", "/api/api-keys", { body });
const listed = async () => answerOf(endpoints.apiKeys, await as.admin("GET", "/api/api-keys"));
const mayContact = (token: string) =>
  anonymous("POST", "/v1/may-contact", {
    headers: { authorization: `Bearer ${token}` },
    body: { questions: [{ account: "nobody", channel: "call" }] },
  });

test("a key that an admin makes lets its system in until it is taken back, and is on record", async () => {
  const { id, token } = await answerOf(
    endpoints.makeApiKey,
    await make({ name: "dialer", scopes: ["may-contact", "contacts", "contacts"] }),
  );

  const open = await mayContact(token);
  const [inUse] = await listed();
  const revoked = await as.admin("POST", `/api/api-keys/${id}/revoke`);
  const shut = await mayContact(token);
  const again = await as.admin("POST", `/api/api-keys/${id}/revoke`);
  const [after] = await listed();

  expect([open.status, revoked.status, shut.status, again.status]).toEqual([200, 200, 401, 404]);
  expect(inUse).toMatchObject({
    id,
    name: "dialer",
    scopes: ["may-contact", "contacts"],
    madeBy: "The admin",
    revokedAtMs: null,
  });
  expect(inUse?.lastUsedMs).not.toBe(null);
  expect(after?.revokedAtMs).not.toBe(null);
  expect(JSON.stringify([inUse, after])).not.toContain(token.slice(-20));
  const audit = await database.sql`
    select action, subject_id as subject, actor_kind as actor, after::text as after
    from audit where action like 'api-key.%' order by id`;
  expect(audit).toMatchObject([
    { action: "api-key.make", subject: id, actor: "user" },
    { action: "api-key.revoke", subject: id, actor: "user" },
  ]);
  expect(JSON.stringify(audit)).not.toContain(token.slice(-20));
});

test("a system has one key at a time, and a new one only takes the old one's place once that is revoked", async () => {
  const first = await answerOf(
    endpoints.makeApiKey,
    await make({ name: "crm", scopes: ["holds"] }),
  );

  const second = await make({ name: "crm", scopes: ["holds"] });
  await as.admin("POST", `/api/api-keys/${first.id}/revoke`);
  const third = await make({ name: "crm", scopes: ["opt-outs"] });

  expect(second.status).toBe(409);
  expect((await errorOf(second)).message).toContain("revoke it first");
  expect(third.status).toBe(200);
  expect((await listed()).filter(({ name }) => name === "crm").map(({ scopes }) => scopes)).toEqual(
    [["opt-outs"], ["holds"]],
  );
});

test.for([
  { name: "Dialer", scopes: ["holds"] },
  { name: "d", scopes: ["holds"] },
  { name: "dialer-2", scopes: [] },
  { name: "dialer-2", scopes: ["everything"] },
])("a key that could not be told apart, or may do nothing, is refused: %j", async (body) => {
  expect((await make(body)).status).toBe(422);
});
