import { zones } from "@fairflow/calendar/zones";
import { newId } from "@fairflow/db";
import { isPaymentReference } from "@fairflow/statements";
import { testDatabase } from "@fairflow/testing";
import { afterAll, expect, test } from "vitest";
import { closeVerified } from "../fixtures/close-verified.ts";
import { engineUnderTest } from "../fixtures/engine-under-test.ts";
import { addDebtors, TUESDAY } from "../fixtures/made-up-world.ts";
import { tokenHash } from "../save-links.ts";
import { composeMessages } from "./compose-message.ts";

const PUBLIC_URL = "https://pay.example.org";
const IMAGE = "b".repeat(64);
const BODY =
  "{{ debtor.full_name }}: {{ accounts.count }} accounts, {{ accounts.total | money }} since {{ accounts.oldest | date }}. {{ account.pay_reference }} {{ pay.bank }} {{ custom.branch }} {{ opt_out_link }}";

const engine = await engineUnderTest(await testDatabase());
afterAll(() => closeVerified([engine.database]));
const { database, world } = engine;
const { sql } = database;
const [debtor] = await addDebtors(database, world, { count: 1, accountsEach: 2 });
if (debtor === undefined) throw new Error("No debtor was made");
await sql`update portfolio set pay_to = '{"bank": "Example Bank"}', registration = 'NCRDC0000'`;
await sql`update account set custom = '{"branch": "http://evil.example"}'`;

/** A new version of a template, as the server saves one whose design it has compiled. */
async function design(template: string, html: object, languages: object): Promise<number> {
  const [row] = await sql<{ number: number }[]>`
    insert into template_version (template_id, number, languages, html, created_by, created_at)
    select ${template}, max(number) + 1, ${JSON.stringify(languages)}::jsonb, ${JSON.stringify(html)}::jsonb, 'test', now()
    from template_version where template_id = ${template} returning number`;
  if (row === undefined) throw new Error("The template was not saved");
  return row.number;
}

async function compose(channel: "sms" | "email" | "letter", template: string, version: number) {
  const [address] = await sql<{ id: string }[]>`
    select id from address where kind = ${channel === "sms" ? "phone" : channel === "email" ? "email" : "postal"}`;
  const id = newId();
  const composed = await composeMessages(
    sql,
    [
      {
        attempt: {
          id,
          shard: 0,
          debtor_id: debtor?.id ?? "",
          account_ids: debtor?.accountIds ?? [],
          purpose: "collection",
          notice_id: null,
          step: null,
          priority: 0,
          template_id: template,
          template_version: version,
          tries: 0,
          was_accepted: false,
          says_itself: false,
        },
        channel,
        accountIds: debtor?.accountIds ?? [],
        addressId: address?.id ?? "",
        visits: [],
        epoch: 0,
        now: TUESDAY,
        leaveBefore: undefined,
      },
    ],
    { keyring: world.keyring, zones, publicUrl: PUBLIC_URL },
  );
  const own = composed.get(id);
  if (own?.ok !== true)
    throw new Error(`${own?.problem ?? "Nothing was composed"} ${own?.code ?? ""}`);
  return { ...own.message, addressId: address?.id ?? "" };
}

test("one message tells of every account of a person, with the sum, the oldest and a reference to pay by", async () => {
  const version = await design("reminder", {}, { en: { body: BODY } });

  const { body, html, letter } = await compose("sms", "reminder", version);

  expect([html, letter]).toEqual([undefined, undefined]);
  expect(body).toMatch(
    /^Thandi Made Up 0: 2 accounts, R 1 000\.00 since 1 November 2026\. RF[\d ]+ Example Bank http: \/ \/evil\. example https:/,
  );
  const [reference = ""] = /RF[\d ]+\d/.exec(body) ?? [];
  expect(isPaymentReference(reference.replaceAll(" ", ""))).toBe(true);
});

test("the link to opt out works: its token's hash is kept with the address, once", async () => {
  const version = await design("reminder", {}, { en: { body: BODY } });

  const { body, addressId } = await compose("sms", "reminder", version);
  await compose("sms", "reminder", version);

  const token = /\/u\/(\S+)$/.exec(body)?.[1] ?? "";
  const links =
    await sql`select address_id as "addressId" from preference_link where token_hash = ${tokenHash(token)}`;
  expect(links).toEqual([{ addressId }]);
});

test("a mail gets the HTML of its version with values escaped, and its images from here", async () => {
  const html = `<b>{{ debtor.full_name }}</b><img src="fairflow-image:${IMAGE}"><a href="{{ opt_out_link }}">Stop</a>`;
  const version = await design("third", { en: html }, { en: { subject: "S", body: "Hello" } });
  await sql`update party set name = ${world.keyring.encrypt(await partyPlace(), "<script>Thandi</script>")}`;

  const message = await compose("email", "third", version);

  expect(message.html).toContain("<b>&lt;script&gt;Thandi&lt;/script&gt;</b>");
  expect(message.html).toContain(`src="${PUBLIC_URL}/images/${IMAGE}"`);
  expect(message.html).toMatch(/href="https:\/\/pay\.example\.org\/u\/[\w-]{22}"/);
});

test("a letter of blocks is handed over part by part", async () => {
  const blocks = [
    { kind: "heading", text: "Dear {{ debtor.first_name }}" },
    { kind: "text", text: "Not shown", when: { is: "at_most", field: "accounts.count", value: 1 } },
    {
      kind: "accounts",
      columns: [
        { field: "reference", label: "Account" },
        { field: "arrears", label: "Overdue" },
      ],
      totalLabel: "Together",
      most: 1,
      moreLabel: "more",
    },
  ];
  const laidOut = { kind: "blocks", blocks };
  const version = await design(
    "formal",
    {},
    { en: { subject: "S", body: "Hello", design: laidOut } },
  );

  const [older, newer] = debtor.accountIds;
  await sql`update account set oldest_unpaid_on = '2026-01-10' where id = ${older ?? ""}`;
  await sql`update account set oldest_unpaid_on = '2026-02-10' where id = ${newer ?? ""}`;

  const { letter } = await compose("letter", "formal", version);

  expect(letter).toEqual([
    { kind: "heading", text: "Dear Thandi" },
    {
      kind: "table",
      headings: ["Account", "Overdue"],
      isAmount: [false, true],
      rows: [["A0-0", "R 500.00"]],
      notes: ["1 more", "Together: R 1 000.00"],
    },
  ]);
});

test("of several accounts a text that speaks of one speaks of the oldest", async () => {
  const version = await design("reminder", {}, { en: { body: "{{ account.reference }}" } });
  const [newer, older] = debtor.accountIds;
  await sql`update account set oldest_unpaid_on = '2026-01-10' where id = ${older ?? ""}`;
  await sql`update account set oldest_unpaid_on = '2026-02-10' where id = ${newer ?? ""}`;

  expect((await compose("sms", "reminder", version)).body).toBe("A0-1");
});

test("what a text needs and nobody knows is named", async () => {
  const version = await design("reminder", {}, { en: { body: "Reg. {{ brand.registration }}" } });
  await sql`update portfolio set registration = null`;

  await expect(compose("sms", "reminder", version)).rejects.toThrow("missing-brand.registration");
});

test("an amount that the law keeps back keeps back the letter that would say it", async () => {
  await sql`update account set charges_above = '{in-duplum}'`;
  const blocks = [
    {
      kind: "accounts",
      columns: [{ field: "arrears", label: "Overdue" }],
      most: 5,
      moreLabel: "more",
    },
  ];
  const languages = { en: { subject: "S", body: "Hello", design: { kind: "blocks", blocks } } };
  const version = await design("formal", {}, languages);

  await expect(compose("letter", "formal", version)).rejects.toThrow("accounts.arrears");
});

async function partyPlace() {
  const [party] = await sql<{ id: string }[]>`select id from party`;
  return { table: "party", column: "name", row: party?.id ?? "" };
}
