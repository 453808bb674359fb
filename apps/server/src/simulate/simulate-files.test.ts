import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { madeUpLedger } from "@fairflow/intake/made-up-ledger";
import { afterAll, beforeAll, expect, test } from "vitest";
import { simulateFiles, type SimulateFiles } from "./simulate-files.ts";

const example = new URL("../../../../examples/early-arrears/", import.meta.url).pathname;
let folder: string;
let ledger: SimulateFiles;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "fairflow-ledger-"));
  const accounts = join(folder, "ledger.csv");
  await writeFile(accounts, madeUpLedger({ seed: 1 }));
  ledger = {
    flow: join(example, "flow.json"),
    accounts,
    mapping: join(example, "ledger.mapping.json"),
    history: "settled=SettledDate,disputed=Disputed",
    from: "2013-01-01",
    to: "2013-12-31",
    pack: "za-core",
    seed: 1,
    stopFacts: true,
  };
});

afterAll(() => rm(folder, { recursive: true, force: true }));

test("takes a year of a ledger through early arrears without a contact after payment or in dispute", async () => {
  const report = await simulateFiles(ledger);

  const sent = report.messages.sms + report.messages.email + report.messages.letter;
  expect(report).toMatchObject({
    accounts: 2466,
    debtors: 100,
    contactsAfterPayment: 0,
    contactsInDispute: 0,
  });
  expect(sent).toBeGreaterThan(500);
  expect(report.messagesBeforeMerging).toBeGreaterThan(sent);
  expect(report.contactsAvoidedByPayment).toBeGreaterThan(0);
  // Sundays and public holidays are in every year.
  expect(report.deferred["za.hours.recommended"]).toBeGreaterThan(0);
});

test("counts every visit of every step: entered is what left and what is present", async () => {
  const { nodes } = await simulateFiles(ledger);

  for (const node of Object.values(nodes)) {
    const left = Object.values(node.exits).reduce((sum, count) => sum + count, 0);
    expect({ ...node, entered: left + node.present }).toEqual(node);
  }
});

test("reaches people who have paid or dispute as soon as those facts stop nothing", async () => {
  const report = await simulateFiles({ ...ledger, stopFacts: false });

  expect(report.contactsAfterPayment).toBeGreaterThan(0);
  expect(report.contactsInDispute).toBeGreaterThan(0);
});

test("gives the same bytes for the same seed", async () => {
  const [one, other] = [await simulateFiles(ledger), await simulateFiles(ledger)];

  expect(JSON.stringify(one)).toBe(JSON.stringify(other));
});

test("never enrols an account that was settled before the first day", async () => {
  const report = await simulateFiles({ ...ledger, from: "2015-01-01", to: "2015-12-31" });

  expect(report).toMatchObject({ accounts: 2466, enrolled: 0, steps: 0 });
});

const HEAD =
  "customerID,invoiceNumber,InvoiceDate,DueDate,InvoiceAmount,Disputed,SettledDate,PaperlessBill";

test("takes a ledger that reaches beyond every table, and chases nobody who owes nothing", async () => {
  const accounts = join(folder, "odd.csv");
  const rows = [
    "C1,old,1/2/1998,2/1/1998,55.94,No,1/15/1999,Paper",
    "C1,far,1/2/2099,2/1/2099,55.94,Yes,,Paper",
    "C1,late,1/2/2013,2/1/2013,55.94,Yes,1/15/2095,Paper",
    "C2,credit,1/2/2013,2/1/2013,-55.94,No,,Paper",
    "C2,nothing,1/2/2013,2/1/2013,0.00,No,,Paper",
  ];
  await writeFile(accounts, [HEAD, ...rows, ""].join("\n"));

  const { enrolled, accounts: read } = await simulateFiles({ ...ledger, accounts });

  expect({ enrolled, read }).toEqual({ enrolled: 1, read: 5 });
});

test.for([
  { clients: ["Acme", "Acme"], sent: 4 },
  { clients: ["Acme", "Bolt"], sent: 8 },
])("merges what one client writes, and never what two do: $clients", async ({ clients, sent }) => {
  const mapping = join(folder, "clients.mapping.json");
  const form = JSON.parse(await readFile(ledger.mapping, "utf8"));
  form.columns["account.client"] = "client";
  await writeFile(mapping, JSON.stringify(form));
  const accounts = join(folder, "clients.csv");
  const rows = clients.map((client, n) => `C1,A${n},1/2/2013,2/1/2013,55.94,No,,Paper,${client}`);
  await writeFile(accounts, [`${HEAD},client`, ...rows, ""].join("\n"));

  const { messages, messagesBeforeMerging } = await simulateFiles({ ...ledger, accounts, mapping });

  expect(messagesBeforeMerging).toBe(8);
  expect(messages.sms + messages.email + messages.letter).toBe(sent);
});

test("tells of a column that looks like a field and that nothing takes, but not of one with what became of an account", async () => {
  const accounts = join(folder, "overlooked.csv");
  const row = "C1,A1,1/2/2013,2/1/2013,55.94,No,,Paper,en,";
  await writeFile(accounts, [`${HEAD},Langage,Stage`, row, ""].join("\n"));
  const overlooked: string[] = [];

  await simulateFiles(
    { ...ledger, accounts, history: "settled=Stage" },
    { onOverlooked: ({ column, target }) => overlooked.push(`${column}: ${target}`) },
  );

  expect(overlooked).toEqual(["Langage: debtor.language"]);
});

test("says that it takes accounts, where a flow takes debtors", async () => {
  const flow = join(folder, "per-debtor.json");
  const text = await readFile(ledger.flow, "utf8");
  await writeFile(flow, text.replace(/"per": ?"account"/, '"per": "debtor"'));

  await expect(simulateFiles({ ...ledger, flow })).rejects.toThrow("takes accounts one by one");
});

test.for([
  { wrong: { pack: "nowhere" }, says: 'no rule pack "nowhere"' },
  { wrong: { history: "paid=SettledDate" }, says: '"paid=SettledDate" is neither' },
  { wrong: { history: "settled=Nowhere" }, says: "There is no column Nowhere" },
  { wrong: { pack: "stop-facts" }, says: 'no rule pack "stop-facts"' },
  { wrong: { to: "2012-01-01" as const }, says: "--to comes before --from" },
  { wrong: { from: "1990-01-01" as const }, says: "--from and --to lie between" },
  { wrong: { to: "2050-12-31" as const }, says: "--from and --to lie between" },
  { wrong: { flow: "missing.json" }, says: "there is no such file" },
])("says in one sentence what is wrong: $says", async ({ wrong, says }) => {
  await expect(simulateFiles({ ...ledger, ...wrong })).rejects.toThrow(says);
});
