import { mkdtemp, readdir, readFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { zones } from "@fairflow/calendar/zones";
import { letterEndpoints, type LetterSetting } from "@fairflow/contract";
import { newId, shardOf } from "@fairflow/db";
import { beginBatch, type LetterDeps } from "@fairflow/engine";
import { beforeEach, expect, test } from "vitest";
import { samplePerson } from "../debtors/sample-person.ts";
import { answerOf, testApp } from "../test-app.ts";
import { runLetters } from "./run-letters.ts";

const app = await testApp();
const { as, database, deps, withKey } = app;
const { sql } = database;
const person = await samplePerson(app);

const SETTING: LetterSetting = {
  collects: true,
  closesAtMinute: null,
  zone: "Africa/Johannesburg",
  handsOver: "desk",
  name: "Acme Furnishers",
  returnLine: "Acme Furnishers, PO Box 1, 2000 Johannesburg",
  footer: ["Registered debt collector 0000001"],
  window: "A",
};

const letterDeps: LetterDeps = {
  ...deps.facts,
  keyring: deps.keys(),
  composing: { zones, publicUrl: deps.publicUrl.origin },
  workerId: "test",
};

beforeEach(async () => {
  await sql`delete from letter`;
  await sql`delete from letter_batch`;
  await sql`delete from task`;
  await sql`update address set state = 'unverified'`;
});

/** A letter to the sample person that stands in a batch that is being filled. */
async function letterInBatch(recipient = "Thandi Mokoena\n1 Sample Road\nDemoville") {
  const batchId = (await database.transaction((tx) => beginBatch(tx, "system"))) ?? "";
  const id = newId();
  const { debtorId, accountId } = person;
  const shard = shardOf(debtorId);
  await sql`
    insert into attempt (shard, id, debtor_id, client_id, portfolio_id, address_id, account_ids, channel, purpose, status,
      planned_for, not_before, verdict, verdict_rules, verdict_packs, verdict_inputs, verdict_zones, verdict_at, debtor_epoch,
      created_at, claimed_at, claimed_by, provider)
    select ${shard}, ${id}, ${debtorId}, portfolio.client_id, portfolio.id, address.id, array[${accountId}::uuid], 'letter',
      'collection', 'dispatching', current_date, now(), 'allowed', '{}', '{}', '{}'::jsonb, '{}', now(), epoch, now(), now(),
      'test', 'letters'
    from portfolio, address, debtor where address.kind = 'postal' and debtor.id = ${debtorId} limit 1`;
  const seal = (column: string, text: string) =>
    deps.keys().encrypt({ table: "letter", column, row: id }, text);
  await sql`
    insert into letter (attempt_id, shard, debtor_id, batch_id, debtor_epoch, language, recipient, subject, body, put_in_at)
    select ${id}, ${shard}, id, ${batchId}, epoch, 'en', ${seal("recipient", recipient)}, ${seal("subject", "Notice")},
      ${seal("body", JSON.stringify({ body: "You are in default.\n\nPlease pay." }))}, now()
    from debtor where id = ${debtorId}`;
  return { id, batchId };
}

const set = (of: Partial<LetterSetting> = {}) =>
  as.admin("PUT", "/api/letters/setting", { body: { ...SETTING, ...of } });
const run = (folder?: string) => runLetters({ deps: letterDeps, folder, isLive: false });

async function handedOver(): Promise<string> {
  const { id, batchId } = await letterInBatch();
  await set();
  await run();
  await as.specialist("POST", `/api/letters/batches/${batchId}/hand-over`, { body: {} });
  return id;
}

test("the desk downloads a batch with its list, says that it left, and only then its letters are sent", async () => {
  const { id, batchId } = await letterInBatch();
  await set();
  await run();
  const [before] = await sql`select status from attempt where id = ${id}`;

  const files = await as.specialist("GET", `/api/letters/batches/${batchId}/files`);
  const zip = Buffer.from(await files.arrayBuffer());
  const left = await answerOf(
    letterEndpoints.handOverLetters,
    await as.specialist("POST", `/api/letters/batches/${batchId}/hand-over`, { body: {} }),
  );
  const again = await as.specialist("POST", `/api/letters/batches/${batchId}/hand-over`, {
    body: {},
  });
  const shown = await answerOf(letterEndpoints.letters, await as.manager("GET", "/api/letters"));

  expect(before).toEqual({ status: "dispatching" });
  expect(files.headers.get("content-disposition")).toBe(
    `attachment; filename="letters-${batchId}.zip"`,
  );
  for (const name of [`${id}.pdf`, "manifest.csv", "manifest.json"]) {
    expect(zip.includes(name)).toBe(true);
  }
  expect(zip.includes("%PDF-1")).toBe(true);
  expect([left, again.status]).toEqual([{ letters: 1 }, 409]);
  expect(shown.batches).toMatchObject([
    { id: batchId, status: "handed_over", letters: 1, printed: 1 },
  ]);
  expect(await sql`select status, provider from attempt where id = ${id}`).toEqual([
    { status: "accepted", provider: "letters" },
  ]);
  expect(await sql`select action from audit where subject_id = ${batchId} order by id`).toEqual([
    { action: "letters.download" },
    { action: "letters.hand-over" },
  ]);
});

test("a batch for the folder of the print house is written whole, once, whatever was interrupted", async () => {
  const folder = await mkdtemp(join(tmpdir(), "fairflow-letters-"));
  const { id, batchId } = await letterInBatch();
  await set();
  await sql`update setting set value = jsonb_set(value, '{handsOver}', '"folder"') where key = 'letters'`;

  await run(folder);
  // Killed between the files and the record of them.
  await sql`update letter_batch set status = 'closed', handed_over_at = null, handed_over_by = null where id = ${batchId}`;
  await sql`update letter set status = 'in_batch', recipient = 'x', subject = 'x', body = 'x' where batch_id = ${batchId}`;
  const place = { table: "letter", row: id };
  for (const column of ["recipient", "subject", "body"] as const) {
    const text = column === "body" ? JSON.stringify({ body: "x" }) : "x";
    const sealed = deps.keys().encrypt({ ...place, column }, text);
    await sql`update letter set ${sql(column)} = ${sealed} where attempt_id = ${id}`;
  }
  await run(folder);

  expect(await readdir(folder)).toEqual([batchId]);
  expect((await readdir(join(folder, batchId))).toSorted()).toEqual([`${id}.pdf`, "manifest.csv"]);
  expect(await readFile(join(folder, batchId, "manifest.csv"), "utf8")).toContain(
    `${id}.pdf,${id},en,1,`,
  );
  expect(await sql`select status, handed_over_by as by from letter_batch`).toEqual([
    { status: "handed_over", by: "system" },
  ]);
});

test("while all sending is paused no batch goes on and none is put into the folder; afterwards they do by themselves", async () => {
  const folder = await mkdtemp(join(tmpdir(), "fairflow-letters-"));
  const pause = (on: boolean) =>
    as.admin("POST", "/api/sending", { body: { on, reason: "A wrong text is on its way" } });
  const { batchId } = await letterInBatch();
  await set();
  await sql`update setting set value = jsonb_set(value, '{handsOver}', '"folder"') where key = 'letters'`;
  const status = async () => (await sql`select status from letter_batch`)[0];

  await pause(false);
  await run(folder);
  const filling = await status();
  await sql`update letter_batch set status = 'closed', closed_at = now()`;
  await run(folder);
  const closed = [await status(), await readdir(folder)];
  await sql`update letter_batch set status = 'filling', closed_at = null`;
  await pause(true);
  await run(folder);

  expect(filling).toEqual({ status: "filling" });
  expect(closed).toEqual([{ status: "closed" }, []]);
  expect([await status(), await readdir(folder)]).toEqual([{ status: "handed_over" }, [batchId]]);
});

test("whoever moved on while a closed batch waited for the folder gets no letter", async () => {
  const folder = await mkdtemp(join(tmpdir(), "fairflow-letters-"));
  const { id, batchId } = await letterInBatch();
  await set();
  await run();
  await sql`update debtor set epoch = epoch + 1 where id = ${person.debtorId}`;
  await sql`update setting set value = jsonb_set(value, '{handsOver}', '"folder"') where key = 'letters'`;

  await run(folder);

  expect(await readdir(join(folder, batchId))).toEqual(["manifest.csv"]);
  expect(await sql`select status, accepted_at from attempt where id = ${id}`).toEqual([
    { status: "planned", accepted_at: null },
  ]);
});

test("what fits no window of an envelope is shown, and keeps no other letter back", async () => {
  const { batchId } = await letterInBatch("Thandi");
  await set();
  await run();

  const batch = await answerOf(
    letterEndpoints.letterBatch,
    await as.specialist("GET", `/api/letters/batches/${batchId}`),
  );

  expect(batch).toMatchObject({ status: "handed_over", letters: 0, unprintable: 1 });
  expect(batch.unprintableLetters).toMatchObject([{ code: "address-incomplete" }]);
});

test("letters that came back by CSV: nobody writes there any more, a trace is asked for, and problems name their rows", async () => {
  const id = await handedOver();
  const csv = [
    "letter,reference,reason,returned_on",
    `${id}.pdf,,Gone away,2026-11-20`,
    ",INV-2040,moved,2026-11-21",
    `${newId()},,unknown,2026-11-20`,
    `${id},,eaten by the dog,2026-11-20`,
    `${id},,refused,20/11/2026`,
  ].join("\n");

  const taken = await answerOf(
    letterEndpoints.bringReturns,
    await as.specialist("POST", "/api/letters/returns", { body: { csv } }),
  );

  expect(taken).toEqual({
    taken: 1,
    known: 1,
    problems: [
      { line: 4, problem: "No letter of this name was handed over to the post." },
      { line: 5, problem: '"eaten by the dog" is no reason that is known.' },
      { line: 6, problem: "Write the day as 2026-11-24." },
    ],
  });
  expect(await sql`select state from address where kind = 'postal'`).toEqual([
    { state: "gone_away" },
  ]);
  expect(await sql`select outcome, error_code as code from attempt where id = ${id}`).toEqual([
    { outcome: "failed", code: "returned-gone-away" },
  ]);
  expect(await sql`select kind, status from task`).toEqual([{ kind: "trace", status: "open" }]);
});

test("the system of a print house tells of returned letters by its key, and may repeat itself", async () => {
  const letter = await handedOver();
  const house = await withKey("print-house", ["contacts"]);
  const body = { returns: [{ letter, reason: "unclaimed", returnedOn: "2026-11-20" }] };

  const answers = [
    await answerOf(
      letterEndpoints.reportReturns,
      await house("POST", "/v1/letters/returns", { body }),
    ),
    await answerOf(
      letterEndpoints.reportReturns,
      await house("POST", "/v1/letters/returns", { body }),
    ),
  ];

  expect(answers).toEqual([
    { taken: 1, known: 0, problems: [] },
    { taken: 0, known: 1, problems: [] },
  ]);
  expect(await sql`select state from address where kind = 'postal'`).toEqual([
    { state: "unverified" },
  ]);
});

test("who cannot be found goes to a tracer, and what it finds comes in unverified with its cost", async () => {
  const id = await handedOver();
  const csv = `letter,reason\n${id},gone away\n`;
  await as.specialist("POST", "/api/letters/returns", { body: { csv } });

  const exported = await answerOf(
    letterEndpoints.exportSought,
    await as.specialist("POST", "/api/letters/tracing/export", {
      body: { reason: "Monthly trace" },
    }),
  );
  const found = [
    "trace,kind,value,cost,currency,found_on",
    `${person.debtorId},postal,Thandi Mokoena;2 New Street;Demoville,25.00,ZAR,2026-11-22`,
    `${person.debtorId},phone,082 999 1234,,,`,
    `${person.debtorId},phone,082 123 4567,5,ZAR,`,
    `${person.debtorId},email,not an address,,,`,
    `${newId()},email,x@example.org,,,`,
    `${person.debtorId},fax,1,,,`,
    `${person.debtorId},email,y@example.org,five,ZAR,`,
  ].join("\n");
  const imported = await answerOf(
    letterEndpoints.importTraces,
    await as.specialist("POST", "/api/letters/tracing/import", {
      body: { tracer: "Find & Co", csv: found },
    }),
  );

  expect(exported.people).toBe(1);
  expect(exported.csv).toContain(`${person.debtorId},INV-2040,Thandi Mokoena`);
  expect(imported).toEqual({
    taken: 2,
    known: 1,
    problems: [
      { line: 5, problem: "Nobody can be reached at this address." },
      { line: 6, problem: "Nobody is sought under this trace." },
      { line: 7, problem: '"fax" is none of phone, email and postal.' },
      { line: 8, problem: "Write the cost as 25.00, and its currency as ZAR." },
    ],
  });
  expect(
    await sql`
      select kind, state, source, tracer, cost, currency from address join traced_address on address_id = address.id order by kind`,
  ).toEqual([
    {
      kind: "phone",
      state: "unverified",
      source: "trace",
      tracer: "Find & Co",
      cost: null,
      currency: null,
    },
    {
      kind: "postal",
      state: "unverified",
      source: "trace",
      tracer: "Find & Co",
      cost: 2500,
      currency: "ZAR",
    },
  ]);
  expect(await sql`select status, outcome from task where kind = 'trace'`).toEqual([
    { status: "done", outcome: "found" },
  ]);
  const [audit] = await sql`select reason from audit where action = 'trace.export'`;
  expect(audit).toEqual({ reason: "Monthly trace" });
});

test("a batch is begun by hand only where letters are collected, and one at a time", async () => {
  await set({ collects: false });
  const without = await as.specialist("POST", "/api/letters/batches");
  await set();
  const begun = await as.specialist("POST", "/api/letters/batches");
  const another = await as.specialist("POST", "/api/letters/batches");
  const noFolder = await set({ handsOver: "folder" });

  expect([without.status, begun.status, another.status, noFolder.status]).toEqual([
    409, 200, 409, 422,
  ]);
});

test("a batch is begun by itself at its hour, once a day", async () => {
  await set({ closesAtMinute: 0 });

  await run();
  await run();

  expect(await sql`select begun_by as by, status from letter_batch`).toEqual([
    { by: "system", status: "handed_over" },
  ]);
});
