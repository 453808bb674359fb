import { testDatabase } from "@fairflow/testing";
import { afterAll, expect, test } from "vitest";
import { upsertAccounts } from "./accounts.ts";
import { normalAddress } from "./addresses.ts";
import { openDatabase } from "./connect.ts";
import { upsertDebtors, type DebtorInput } from "./debtors.ts";
import { owedByIdNumber } from "./id-numbers.ts";
import { generateMasterKey, openKeyring, parseMasterKey } from "./keys.ts";
import { NOW, sampleDebtor, samplePortfolio } from "./sample-portfolio.ts";
import { searchDebtors } from "./search-terms.ts";
import { debtorsAt } from "./suppressions.ts";

const database = openDatabase(await testDatabase(), { max: 3 });
afterAll(database.close);

const master = parseMasterKey(generateMasterKey());
const keyring = await database.transaction((tx) => openKeyring(tx, [master], NOW));

async function newClient() {
  const { clientId, portfolioId } = await database.transaction(samplePortfolio);
  const source = { clientId, country: "ZA", source: "test", now: NOW };
  return {
    portfolioId,
    save: (debtors: readonly DebtorInput[]) =>
      database.transaction((tx) => upsertDebtors(tx, keyring, debtors, source)),
  };
}

const thandi = sampleDebtor("0000123", {
  givenName: "Thandi",
  familyName: "Dlamini",
  idNumber: "8001015009087",
  tags: ["vip", "a,b"],
  payDay: 25,
  addresses: [
    { kind: "phone", value: "082 123 4567" },
    { kind: "email", value: "Thandi@Example.co.za" },
    { kind: "postal", value: "12 Long St\nCape Town\n8001" },
  ],
});

test("an identity number that stands for none stays in the row, and nobody is found by it", async () => {
  const { save } = await newClient();
  const none = sampleDebtor("0000900", { idNumber: "0000000000000" });

  const { ids } = await save([none]);

  const debtorId = ids.get("0000900") ?? "";
  expect(
    await database.sql`
      select id_number is not null as is_kept, id_number_hmac from party where debtor_id = ${debtorId}`,
  ).toEqual([{ is_kept: true, id_number_hmac: null }]);
  const found = await database.transaction((tx) =>
    owedByIdNumber(tx, keyring, ["0000000000000", "000 000 000 000 0"]),
  );
  expect(found).toEqual([[], []]);
});

test("what is personal is stored unreadably, and read again by who has the key", async () => {
  const { save } = await newClient();
  const { ids } = await save([thandi]);
  const debtorId = ids.get("0000123") ?? "";

  const [party] = await database.sql<{ id: string; name: Buffer; id_number: Buffer }[]>`
    select id, name, id_number from party where debtor_id = ${debtorId}`;
  const addresses = await database.sql<
    { id: string; kind: string; line_type: string | null; value: Buffer }[]
  >`
    select id, kind, line_type, value from address where debtor_id = ${debtorId} order by rank`;

  const row = party?.id ?? "";
  expect(
    keyring.decryptText({ table: "party", column: "name", row }, party?.name ?? Buffer.of()),
  ).toBe("Thandi Dlamini");
  expect(
    addresses.map(({ id, kind, line_type, value }) => [
      kind,
      line_type,
      keyring.decryptText({ table: "address", column: "value", row: id }, value),
    ]),
  ).toEqual([
    ["phone", "mobile", "+27821234567"],
    ["email", null, "Thandi@Example.co.za"],
    ["postal", null, "12 Long St\nCape Town\n8001"],
  ]);
  for (const table of ["party", "address", "debtor", "debtor_reference", "search_term"]) {
    const rows = await database.sql<{ text: string }[]>`
      select t::text as text from ${database.sql(table)} t`;
    expect(rows.length).toBeGreaterThan(0);
    const hexOfName = Buffer.from("Dlamini").toString("hex");
    expect(rows.map(({ text }) => text).join("\n")).not.toMatch(
      new RegExp(`Dlamini|821234567|0000123|800101|${hexOfName}`, "i"),
    );
  }
});

test("the same debtors twice change nothing, and only what changed is written", async () => {
  const { save } = await newClient();
  const first = await save([thandi, sampleDebtor("2")]);
  const snapshot = () => database.sql`
    select 'debtor' as t, xmin::text, id from debtor union all select 'party', xmin::text, id from party
    union all select 'address', xmin::text, id from address order by 1, 3`;
  const before = await snapshot();

  const again = await save([thandi, sampleDebtor("2")]);
  expect({ created: again.created, changed: again.changed }).toEqual({ created: 0, changed: 0 });
  expect(again.ids).toEqual(first.ids);
  expect(await snapshot()).toEqual(before);

  const moved = await save([{ ...thandi, language: "zu" }, sampleDebtor("2")]);
  expect({ created: moved.created, changed: moved.changed }).toEqual({ created: 0, changed: 1 });
});

test("one number is one digest however it is written, and finds everyone who has it", async () => {
  const { save } = await newClient();
  const spellings = ["083 555 0199", "+27 83 555 0199", "0027835550199", "+27 (0)83 555-0199"];
  const { ids } = await save(
    spellings.map((value, index) =>
      sampleDebtor(`S${index}`, { addresses: [{ kind: "phone", value }] }),
    ),
  );

  const address = normalAddress(keyring, { kind: "phone", value: "0835550199" }, "ZA");
  const found = await database.transaction((tx) => debtorsAt(tx, [address?.hmac ?? Buffer.of()]));

  expect(found).toEqual([...ids.values()].toSorted());
});

test("an address that cannot be reached is reported by its place, not stored", async () => {
  const { save } = await newClient();

  const { refused, ids } = await save([
    sampleDebtor("R1", {
      addresses: [
        { kind: "phone", value: "0821234" },
        { kind: "email", value: "no" },
      ],
    }),
  ]);

  expect(refused).toEqual([
    { reference: "R1", index: 0, kind: "phone" },
    { reference: "R1", index: 1, kind: "email" },
  ]);
  expect(await database.sql`select from address where debtor_id = ${ids.get("R1") ?? ""}`).toEqual(
    [],
  );
});

test("two imports of one new debtor at once make one", async () => {
  const { clientId } = await database.transaction(samplePortfolio);
  const source = { clientId, country: "ZA", source: "test", now: NOW };
  const { promise: released, resolve: release } = Promise.withResolvers<void>();
  const { promise: saved, resolve: nowSaved } = Promise.withResolvers<void>();
  const first = database.transaction(async (tx) => {
    const result = await upsertDebtors(tx, keyring, [thandi], source);
    nowSaved();
    await released;
    return result;
  });
  await saved;
  const second = database.transaction((tx) => upsertDebtors(tx, keyring, [thandi], source));
  await waitsForLock();
  release();

  const [one, other] = await Promise.all([first, second]);

  expect(one.ids).toEqual(other.ids);
  expect([one.created, other.created]).toEqual([1, 0]);
});

/** Until PostgreSQL says that somebody waits for a lock. */
async function waitsForLock(): Promise<void> {
  const waiting = await database.sql`select from pg_locks where not granted`;
  if (waiting.length === 0) await waitsForLock();
}

test("a zone that the debtor stated outlives the feed's", async () => {
  const { save } = await newClient();
  const { ids } = await save([sampleDebtor("Z1")]);
  const id = ids.get("Z1") ?? "";
  await database.sql`update debtor set zone = 'Europe/London', zone_source = 'consumer_stated' where id = ${id}`;

  await save([sampleDebtor("Z1", { zone: "Africa/Cairo" })]);

  expect(await database.sql`select zone from debtor where id = ${id}`).toEqual([
    { zone: "Europe/London" },
  ]);
});

test("nothing personal returns to a debtor who was erased", async () => {
  const { save } = await newClient();
  const { ids } = await save([sampleDebtor("E1")]);
  const id = ids.get("E1") ?? "";
  await database.sql`update debtor set erased_at = ${NOW} where id = ${id}`;

  await save([{ ...thandi, reference: "E1" }]);

  expect(await database.sql`select name from party where debtor_id = ${id}`).toEqual([
    { name: null },
  ]);
  expect(await database.sql`select from address where debtor_id = ${id}`).toEqual([]);
});

test("debtors are found by all words of a name, by numbers and by addresses", async () => {
  const { save, portfolioId } = await newClient();
  const { ids } = await save([
    sampleDebtor("F1", {
      name: "Naledi Müller",
      idNumber: "900202 5008 083",
      addresses: [{ kind: "email", value: "n@m.co.za" }],
    }),
    sampleDebtor("F2", { name: "Naledi Khumalo" }),
  ]);
  const debtorId = ids.get("F1") ?? "";
  await database.transaction((tx) =>
    upsertAccounts(
      tx,
      keyring,
      [{ reference: "INV-77/1", debtorId, kind: "invoice", currency: "ZAR" }],
      { portfolioId, dataAsOf: NOW, now: NOW },
    ),
  );
  const search = (text: string) => {
    const address = normalAddress(keyring, { kind: "email", value: text }, "ZA");
    const addressHmacs = address === undefined ? [] : [address.hmac];
    return database.transaction((tx) =>
      searchDebtors(tx, keyring, { text, addressHmacs, limit: 10 }),
    );
  };

  expect(await search("muller NALEDI")).toEqual([debtorId]);
  expect(await search("naledi")).toHaveLength(2);
  expect(await search("9002025008083")).toEqual([debtorId]);
  expect(await search("inv-77/1")).toEqual([debtorId]);
  expect(await search("N@M.co.za")).toEqual([debtorId]);
  expect(await search("f 1")).toEqual([debtorId]);
  expect(await search("nobody")).toEqual([]);
});

test("accounts are created, changed or left as they are, and keep what a feed does not mention", async () => {
  const { save, portfolioId } = await newClient();
  const { ids } = await save([sampleDebtor("A1"), sampleDebtor("A2")]);
  const debtorId = ids.get("A1") ?? "";
  const base = { reference: "1", debtorId, kind: "invoice" as const, currency: "ZAR" };
  const saveAccount = async (own: object) => {
    const source = { portfolioId, dataAsOf: NOW, now: NOW };
    const saved = await database.transaction((tx) =>
      upsertAccounts(tx, keyring, [{ ...base, ...own }], source),
    );
    return saved.get("1");
  };
  const full = {
    dueDate: "2026-02-28",
    stage: "soft",
    tags: ["x"],
    custom: { branch: 7 },
    customPii: { mother: "Zodwa" },
  };

  expect(await saveAccount(full)).toMatchObject({ outcome: "created", debtorId });
  expect(await saveAccount(full)).toMatchObject({ outcome: "unchanged" });
  expect(await saveAccount({})).toMatchObject({ outcome: "unchanged" });
  expect(await saveAccount({ custom: { shop: "B" } })).toMatchObject({ outcome: "changed" });
  expect(await saveAccount({ debtorId: ids.get("A2") ?? "" })).toMatchObject({ debtorId });
  const [row] = await database.sql`
    select a.due_date, a.stage, a.tags, a.custom, p.role
    from account a join account_party p on p.account_id = a.id where a.portfolio_id = ${portfolioId}`;
  expect(row).toEqual({
    due_date: "2026-02-28",
    stage: "soft",
    tags: ["x"],
    custom: { branch: 7, shop: "B" },
    role: "principal",
  });
});
