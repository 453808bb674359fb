import { newId } from "@fairflow/db";
import { PREFERENCES_PATH, tokenHash } from "@fairflow/engine";
import { expect, test } from "vitest";
import { samplePerson } from "../../debtors/sample-person.ts";
import { createApp } from "../../create-app.ts";
import { testApp } from "../../test-app.ts";

const made = await testApp();
const { database, deps } = made;
const { sql } = database;
const person = await samplePerson(made);
const app = createApp(deps);

async function linkOf(kind: "phone" | "email"): Promise<string> {
  const [address] = await sql<{ id: string }[]>`
    select id from address where debtor_id = ${person.debtorId} and kind = ${kind}`;
  const id = address?.id ?? "";
  const token = deps.keys().linkToken(id, "preferences");
  await sql`
    insert into preference_link (token_hash, address_id, created_at)
    values (${tokenHash(token)}, ${id}, now()) on conflict do nothing`;
  return `${PREFERENCES_PATH}/${token}`;
}

const shut = async () =>
  (
    await sql<{ channel: string }[]>`
      select channel from suppression where ended_at is null order by channel`
  ).map(({ channel }) => channel);

const post = (path: string, fields: Readonly<Record<string, string>>, headers = {}) =>
  app.request(path, { method: "POST", body: new URLSearchParams(fields), headers });

const ONE_CLICK = { "List-Unsubscribe": "One-Click" };

test("opening the link, however often and by whatever program, changes nothing", async () => {
  const path = await linkOf("phone");

  for (const method of ["GET", "HEAD", "OPTIONS", "GET"]) await app.request(path, { method });
  const page = await (await app.request(path)).text();

  expect(await shut()).toEqual([]);
  expect(page.length).toBeLessThan(30_000);
  expect(page).not.toMatch(/<script|https?:\/\//i);
  expect(page).not.toContain("Thandi");
});

test.for(["urlencoded", "multipart"] as const)(
  "one click in a mail program stops the mails, by %s, without a cookie and again and again",
  async (encoding) => {
    await sql`delete from suppression`;
    const path = await linkOf("email");
    const send = () => {
      if (encoding === "urlencoded") return post(path, ONE_CLICK);
      const body = new FormData();
      body.set("List-Unsubscribe", "One-Click");
      return app.request(path, { method: "POST", body });
    };

    const first = await send();
    const again = await send();

    expect([first.status, again.status]).toEqual([200, 200]);
    expect(first.headers.get("set-cookie")).toBeNull();
    expect(first.headers.get("location")).toBeNull();
    expect(await shut()).toEqual(["email"]);
  },
);

test("a mail program writes from another site", async () => {
  await sql`delete from suppression`;
  const headers = { origin: "https://mail.example", "sec-fetch-site": "cross-site" };

  const answer = await post(await linkOf("email"), ONE_CLICK, headers);

  expect(answer.status).toBe(200);
  expect(await shut()).toEqual(["email"]);
});

test("a choice counts at once, in the language that is chosen, and can be taken back", async () => {
  await sql`delete from suppression`;
  const path = await linkOf("phone");

  const saved = await post(path, { act: "choose", call: "on", language: "zu" });
  const page = await saved.text();
  const afterChoice = await shut();
  await post(path, { act: "choose", call: "on", sms: "on", language: "zu" });

  expect(saved.status).toBe(200);
  expect(page).toContain('lang="zu"');
  expect(page).toMatch(/Kugcinwe ngo-\d\d:\d\d/);
  expect(afterChoice).toEqual(["sms"]);
  expect(await shut()).toEqual([]);
  const [act] = await sql`
    select ended_by, ended_how, provider from suppression join inbox on inbox.id::text = ended_evidence`;
  expect(act).toEqual({ ended_by: "debtor", ended_how: "page", provider: "page" });
  const [spoken] = await sql`
    select debtor.language, party.language as own from debtor join party on party.debtor_id = debtor.id
    where debtor.id = ${person.debtorId} and is_debtor`;
  expect(spoken).toEqual({ language: "zu", own: "zu" });
});

test("everything can be stopped, and what still may come by law is said", async () => {
  await sql`delete from suppression`;
  await sql`update party set language = 'en'`;
  const page = await (await post(await linkOf("phone"), { act: "stop" })).text();

  expect(await shut()).toEqual(["call", "sms"]);
  expect(page).toContain("Stopped at");
  expect(page).toContain("the law tells us to send");
});

test("who is not the debtor is reached there no more, and sees nothing of anybody", async () => {
  await sql`delete from suppression`;
  const path = await linkOf("phone");
  const [planned] = await sql<{ id: string }[]>`select id from task where kind = 'trace'`;

  const page = await (await post(path, { act: "not-me" })).text();
  const later = await (await app.request(path)).text();

  expect(planned).toBeUndefined();
  expect(await shut()).toEqual(["any"]);
  expect(page).toContain("will not use this number");
  expect(later).toContain("will not use this number");
  const [address] = await sql`
    select state from address where debtor_id = ${person.debtorId} and kind = 'phone'`;
  expect(address).toEqual({ state: "wrong_party" });
  const [audit] = await sql`
    select actor_kind from audit where action = 'preferences.choose' and after ->> 'act' = 'not-me'`;
  expect(audit).toEqual({ actor_kind: "debtor" });
});

test("a token that nobody was given, and a body that is no form, get nowhere", async () => {
  const path = await linkOf("email");

  const unknown = await app.request(`${PREFERENCES_PATH}/${newId()}`);
  const posted = await post(`${PREFERENCES_PATH}/${newId()}`, ONE_CLICK);
  const odd = await post(path, { act: "choose", language: "en", sms: "on", owner: "me" });
  const json = await app.request(path, {
    method: "POST",
    body: JSON.stringify(ONE_CLICK),
    headers: { "content-type": "application/json" },
  });
  const large = await post(path, { ...ONE_CLICK, padding: "x".repeat(20_000) });

  expect([unknown.status, posted.status, odd.status, json.status, large.status]).toEqual([
    404, 404, 400, 415, 413,
  ]);
});
