import { endpoints } from "@fairflow/contract";
import { setClock, upsertDebtors } from "@fairflow/db";
import { beforeEach, expect, test } from "vitest";
import { samplePerson } from "../debtors/sample-person.ts";
import { answerOf, testApp } from "../test-app.ts";
import { activateLaw } from "./active-law.ts";

const app = await testApp();
const { database, as, withKey, deps } = app;
await activateLaw(database);
const { debtorId } = await samplePerson(app);
const system = await withKey("inbox", ["opt-outs", "may-contact"]);
const NOON = "2027-03-02T12:00:00+02:00";
const [phone] = await database.sql<{ id: string }[]>`select id from address where kind = 'phone'`;

beforeEach(async () => {
  await database.sql`delete from suppression`;
});

async function verdict(channel: string, address = "082 123 4567"): Promise<unknown> {
  const response = await system("POST", "/v1/may-contact", {
    body: { questions: [{ account: "INV-2040", channel, address, at: NOON }] },
  });
  return (await answerOf(endpoints.mayContact, response)).answers[0]?.verdict;
}

function optOut(body: Readonly<Record<string, unknown>>) {
  return system("POST", "/v1/opt-outs", { body: { channel: "sms", ...body } });
}

function optIn(body: Readonly<Record<string, unknown>>) {
  return system("POST", "/v1/opt-ins", {
    body: { channel: "sms", how: "message", evidence: "inbox:7", ...body },
  });
}

test.for([
  "082 123 4567",
  "+27 82 123 4567",
  "0027821234567",
  "(0)82 123 4567",
  "27821234567",
  "\u202A+27 82 123 4567\u202C",
])(
  "an opt-out that is written %s bars the number on that channel and no other",
  async (address) => {
    const response = await optOut({ address });

    expect(await answerOf(endpoints.optOut, response)).toEqual({ debtors: 1 });
    expect(await verdict("sms")).toBe("forbidden");
    expect(await verdict("call")).toBe("allowed");
  },
);

test("an opt-out by e-mail reaches the address in any case and form", async () => {
  await optOut({ address: " THANDI@Example.org ", channel: "email" });

  expect(await verdict("email", "thandi@example.org")).toBe("forbidden");
});

test("everyone who shares the number is covered, and who comes with it later too", async () => {
  const [client] = await database.sql<{ id: string }[]>`select id from client`;
  const sharer = (reference: string, value: string) =>
    database.transaction((tx) =>
      upsertDebtors(
        tx,
        deps.keys(),
        [
          {
            reference,
            kind: "person",
            language: "en",
            zone: "Africa/Johannesburg",
            zoneSource: "consumer_stated",
            addresses: [{ kind: "phone", value }],
          },
        ],
        { clientId: client?.id ?? "", country: "ZA", source: "test", now: new Date() },
      ),
    );
  await sharer("S-1", "+27821234567");
  const epochs = () => database.sql`select epoch > 0 as moved from debtor order by id`;
  await database.sql`update debtor set epoch = 0`;

  const { debtors } = await answerOf(endpoints.optOut, await optOut({ address: "082 123 4567" }));
  await sharer("S-2", "27 82 123 4567");

  expect(debtors).toBe(2);
  expect(await epochs()).toEqual([{ moved: true }, { moved: true }, { moved: false }]);
  expect(
    await database.sql`
      select count(*)::int from address join suppression on address_hmac = hmac where ended_at is null`,
  ).toEqual([{ count: 3 }]);
});

test("an opt-out does not end by itself", async () => {
  await optOut({ address: "082 123 4567" });
  await setClock(database, { speed: 0, now: new Date("2046-11-22T10:00:00Z") });

  const [row] = await database.sql`select ended_at from suppression`;
  const now = await system("POST", "/v1/may-contact", {
    body: { questions: [{ account: "INV-2040", channel: "sms" }] },
  });
  await setClock(database, "real-time");

  expect(row).toEqual({ ended_at: null });
  expect((await answerOf(endpoints.mayContact, now)).answers).toMatchObject([
    { verdict: "forbidden" },
  ]);
});

test("only a later act of the person themselves opens the address again, and it is kept", async () => {
  await optOut({ address: "082 123 4567" });
  const yesterday = new Date(Date.now() - 86_400_000).toISOString();
  const number = { address: "0027 82 123 4567" };
  const lifted = async (at: string) =>
    (await answerOf(endpoints.optIn, await optIn({ ...number, at }))).lifted;

  const without = await system("POST", "/v1/opt-ins", {
    body: { ...number, channel: "sms", how: "message", at: new Date().toISOString() },
  });
  expect(without.status).toBe(422);
  expect(await lifted(yesterday)).toBe(false);
  expect(await verdict("sms")).toBe("forbidden");
  const act = new Date().toISOString();
  expect(await lifted(act)).toBe(true);

  expect(await verdict("sms")).toBe("allowed");
  expect(
    await database.sql`select ended_by, ended_how, ended_evidence, ended_act_at from suppression`,
  ).toEqual([
    {
      ended_by: "api:inbox",
      ended_how: "message",
      ended_evidence: "inbox:7",
      ended_act_at: new Date(act),
    },
  ]);
});

test("an act in the future, and one for a single channel where all are barred, open nothing", async () => {
  await optOut({ address: "082 123 4567", channel: "any" });
  const tomorrow = new Date(Date.now() + 86_400_000).toISOString();

  const future = await optIn({ address: "082 123 4567", at: tomorrow });
  const single = await optIn({ address: "082 123 4567", at: new Date().toISOString() });

  expect(future.status).toBe(422);
  expect(await answerOf(endpoints.optIn, single)).toEqual({ lifted: false });
  expect(await verdict("sms")).toBe("forbidden");
});

test("a specialist records both, on the trail without the number", async () => {
  const path = `/api/addresses/${phone?.id ?? ""}`;
  const opted = await as.specialist("POST", `${path}/opt-out`, {
    body: { channel: "call", how: "call", evidence: "rec-1" },
  });
  expect([opted.status, await verdict("call")]).toEqual([200, "forbidden"]);

  const again = await as.specialist("POST", `${path}/opt-in`, {
    body: { channel: "call", how: "call", evidence: "rec-2", atMs: Date.now() },
  });
  const twice = await as.specialist("POST", `${path}/opt-in`, {
    body: { channel: "call", how: "call", evidence: "rec-2", atMs: Date.now() },
  });

  expect([again.status, twice.status, await verdict("call")]).toEqual([200, 409, "allowed"]);
  const trail = await database.sql<{ action: string }[]>`
    select action, actor_kind, after, subject_id from audit where action like 'opt-out.%' order by id desc limit 2`;
  expect(trail.map(({ action }) => action)).toEqual(["opt-out.end", "opt-out.record"]);
  expect(JSON.stringify(trail)).not.toMatch(/82 ?123 ?4567/);
  const detail = await answerOf(
    endpoints.timeline,
    await as.specialist("GET", `/api/debtors/${debtorId}/timeline`),
  );
  expect(detail.entries.map(({ title }) => title)).toContain(
    "Agreed to be reached on a channel again",
  );
});

test("what is no address is refused without being repeated", async () => {
  const response = await optOut({ address: "12345" });

  expect(response.status).toBe(422);
  expect(await response.text()).not.toContain("12345");
});
