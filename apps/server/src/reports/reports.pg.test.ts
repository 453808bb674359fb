import { everyEndpoint, reportEndpoints, type ReportScheduleInput } from "@fairflow/contract";
import { newId, setClock } from "@fairflow/db";
import { closeDays, fixedPorts, type ChannelPort, type OutgoingMessage } from "@fairflow/engine";
import { beforeEach, expect, test } from "vitest";
import { samplePerson } from "../debtors/sample-person.ts";
import { acceptInvitation, findInvitation, invite } from "../sign-in/invitations.ts";
import { answerOf, errorOf, PASSWORD, signInAs, testApp, type Asking } from "../test-app.ts";
import { sendDueReports } from "./send-due-reports.ts";

const app = await testApp();
const { anonymous, as, database, deps } = app;
const { sql } = database;
await samplePerson(app);
const [own] = await sql<{ id: string }[]>`select id from client`;
const ownClient = own?.id ?? "";
const otherClient = newId();
const otherPortfolio = newId();
await sql`insert into client (id, name, created_at) values (${otherClient}, 'Quiet Bank', now())`;
await sql`
  insert into portfolio (id, client_id, name, jurisdiction, collector_kind, brand, currency, languages, zone, pack_ids, created_at)
  select ${otherPortfolio}, ${otherClient}, 'Hidden', jurisdiction, collector_kind, brand, currency, languages, zone, pack_ids, created_at
  from portfolio`;
await sql`
  insert into account (shard, debtor_id, portfolio_id, reference, kind, currency, balance, arrears, arrears_on,
    oldest_unpaid_on, product, created_at)
  select shard, debtor_id, ${otherPortfolio}, 'Q-1', kind, currency, 7777700, 7777700, current_date, '2026-01-01',
    'Hidden loans', created_at
  from account`;
await sql`
  insert into ledger_entry (account_id, kind, amount, value_date, booking_date, source, recorded_by, recorded_at)
  select id, 'charge', 7777700, created_at, created_at, 'test', 'test', created_at from account where reference = 'Q-1'`;
const [first] = await sql<{ day: string }[]>`
  select ((now() at time zone zone)::date + 1)::text as day from portfolio limit 1`;
const day = first?.day ?? "";
for (const hour of ["T01:00:00Z", "T23:59:00Z"]) {
  await setClock(database, { speed: 0, now: new Date(`${day}${hour}`) });
  await closeDays(deps.facts);
}
const kept = await answerOf(
  reportEndpoints.reportChoices,
  await as.manager("GET", "/api/report-choices"),
);
const close = kept.days?.last ?? "";
const asClient = await clientReader("reader@example.org", ownClient);

const asked = (kind: string, more = "") =>
  `/api/reports/${kind}?currency=ZAR&from=${close}&to=${close}${more}`;

beforeEach(async () => {
  await sql`delete from report_sending`;
  await sql`delete from report_schedule`;
});

test("behind a figure stand its people, masked by role, and never for a client", async () => {
  const { tables } = await answerOf(
    reportEndpoints.report,
    await as.manager("GET", asked("ageing")),
  );
  const line = tables[0]?.rows.findIndex(([, accounts]) => Number(accounts) > 0) ?? -1;
  const behind = asked(
    "ageing/people",
    `&table=ageing&row=${tables[0]?.keys[line]}&column=accounts`,
  );
  const people = async (ask: Asking) =>
    (await answerOf(reportEndpoints.reportPeople, await ask("GET", behind))).people;

  const seen = await people(as.specialist);

  expect(seen).toHaveLength(Number(tables[0]?.rows[line]?.[1]));
  expect(seen[0]).toMatchObject({ label: "Thandi Mokoena", amount: { currency: "ZAR" } });
  expect((await people(as.manager))[0]?.label).toBe("T. M.");
  expect((await asClient("GET", behind)).status).toBe(403);
  expect((await as.manager("GET", behind.replace("table=ageing", "table=other"))).status).toBe(404);
});

test("the house sees every client's figures, and a client its own alone", async () => {
  const [house, client] = await Promise.all(
    [as.manager, asClient].map(async (ask) => {
      const { tables } = await answerOf(reportEndpoints.report, await ask("GET", asked("ageing")));
      return tables[0]?.rows.reduce((sum, [, , balance]) => sum + Number(balance), 0);
    }),
  );

  expect([house, client]).toEqual([120_450 + 7_777_700, 120_450]);
});

test.for(["rolls", "ageing", "vintages", "collecting"])(
  "nothing of another client stands in the %s report of a client, whatever it asks for",
  async (kind) => {
    const narrowed = [`&portfolio=${otherPortfolio}`, "&product=Hidden%20loans", ""];
    const texts = await Promise.all(
      narrowed.map(async (more) =>
        (await asClient("GET", asked(kind, `${more}&by=portfolio`))).text(),
      ),
    );
    const refused = await Promise.all(
      [`&client=${otherClient}`, `&flow=${newId()}`, "&by=flow"].map(async (more) =>
        errorOf(await asClient("GET", asked(kind, more))),
      ),
    );

    expect(texts.join()).not.toMatch(/Quiet|Hidden|77777/);
    expect(refused.map(({ code }) => code)).toEqual(["not-allowed", "not-allowed", "not-allowed"]);
  },
);

test("a client chooses among its own portfolios and products, and is told of no flow", async () => {
  const choices = await answerOf(
    reportEndpoints.reportChoices,
    await asClient("GET", "/api/report-choices"),
  );

  expect(choices.clients.map(({ id }) => id)).toEqual([ownClient]);
  expect(JSON.stringify(choices)).not.toMatch(/Quiet|Hidden/);
  expect(choices.flows).toEqual([]);
});

test.for(["csv", "xlsx", "pdf"])(
  "a report is a %s file, a client's of its own alone",
  async (format) => {
    const answer = await asClient(
      "GET",
      `${asked("ageing").replace("?", "/file?")}&format=${format}`,
    );
    const other = await asClient(
      "GET",
      `${asked("ageing").replace("?", "/file?")}&format=${format}&client=${otherClient}`,
    );
    const bytes = Buffer.from(await answer.arrayBuffer());

    expect(answer.status).toBe(200);
    expect(bytes.toString("latin1", 0, 4)).toBe(
      { csv: "\u00ef\u00bb\u00bfD", xlsx: "PK\u0003\u0004", pdf: "%PDF" }[format],
    );
    expect(other.status).toBe(403);
  },
);

test("every other endpoint is closed to a client", async () => {
  const open = new Set(["report", "reportChoices"]);
  const guarded = Object.entries(everyEndpoint).filter(
    ([name, { policy }]) => policy.kind !== "public" && policy.kind !== "key" && !open.has(name),
  );

  const answers = await Promise.all(
    guarded.map(async ([name, { method, path }]) => {
      const { status } = await asClient(
        method,
        path.replaceAll(/:\w+/g, "x"),
        method === "GET" ? {} : { body: {} },
      );
      return { name, status };
    }),
  );
  const raw = await Promise.all(
    ["/api/stream", `/api/evidence/${newId()}`, `/api/letters/${newId()}/files`].map(
      async (path) => (await asClient("GET", path)).status,
    ),
  );

  expect(answers.length).toBeGreaterThan(100);
  expect(answers.filter(({ status }) => status !== 403)).toEqual([]);
  expect(raw.every((status) => status === 403 || status === 404)).toBe(true);
});

test("an admin invites somebody of a client, who then signs in as that", async () => {
  const email = "second@example.org";
  const body = { email, role: "client", clientId: ownClient };
  const { link } = await answerOf(
    everyEndpoint.invite,
    await as.admin("POST", "/api/invitations", { body }),
  );
  const nameless = await as.admin("POST", "/api/invitations", { body: { email, role: "client" } });
  await anonymous("POST", `/api${new URL(link).pathname}/accept`, {
    body: { name: "A second reader", password: PASSWORD },
  });
  const cookie = await signInAs(anonymous, email);

  const session = await anonymous("GET", "/api/session", { headers: { cookie } });

  expect(nameless.status).toBe(422);
  expect(await session.json()).toMatchObject({
    user: null,
    reader: { name: "A second reader", clientId: ownClient },
  });
});

test("nobody becomes somebody of a client, or ceases to be one", async () => {
  const [reader] = await sql<{ id: string }[]>`select id from auth."user" where role = 'client'`;
  const [editor] = await sql<{ id: string }[]>`select id from auth."user" where role = 'editor'`;
  const change = async (id: string | undefined, role: string) =>
    (await as.admin("PUT", `/api/users/${id}`, { body: { role, disabled: false } })).status;

  expect([await change(reader?.id, "admin"), await change(editor?.id, "client")]).toEqual([
    409, 409,
  ]);
});

const WEEKLY: Omit<ReportScheduleInput, "recipients"> = {
  kind: "ageing",
  clientId: null,
  currency: "ZAR",
  by: "product",
  period: "week",
  rhythm: "daily",
  weekday: null,
  hour: 7,
  zone: "Africa/Johannesburg",
};

test("a report is mailed once for each due time, however often it is looked for, with both files", async () => {
  const { post, sent } = postOffice();
  await schedule({ ...WEEKLY, recipients: [await idOf("manager@example.org")] });

  await setClock(database, { speed: 0, now: new Date(`${close}T23:00:00Z`) });
  await closeDays(deps.facts);
  await post();
  const before = sent.length;
  await nextMorning();
  await Promise.all([post(), post(), post()]);
  await post();

  expect(before).toBe(0);
  expect(
    sent.map(({ to, attachments = [] }) => [to, attachments.map(({ name }) => name.split(".")[1])]),
  ).toEqual([["manager@example.org", ["xlsx", "pdf"]]]);
  const { schedules } = await answerOf(
    reportEndpoints.reportSchedules,
    await as.admin("GET", "/api/report-schedules"),
  );
  expect(schedules[0]?.latest.map(({ to, status }) => [to, status])).toEqual([
    ["The manager", "sent"],
  ]);
});

test("what surely did not leave is tried again, and what may have left is not", async () => {
  const results = ["retry-later", "in-doubt"] as const;
  const counts: number[] = [];
  for (const kind of results) {
    await sql`delete from report_sending`;
    await sql`delete from report_schedule`;
    const { post, sent } = postOffice({ kind, code: "451", afterMs: 0 });
    await schedule({ ...WEEKLY, recipients: [await idOf("manager@example.org")] });
    await nextMorning();
    await post();
    await setClock(database, { speed: 0, now: new Date((await clockNow()).getTime() + 120_000) });
    await post();
    counts.push(sent.length);
  }

  expect(counts).toEqual([2, 1]);
});

test("somebody of a client is mailed the reports of that client alone", async () => {
  const reader = await idOf("reader@example.org");
  const ask = async (clientId: string | null, by: string = "product") =>
    (
      await as.admin("POST", "/api/report-schedules", {
        body: { ...WEEKLY, clientId, by, recipients: [reader] },
      })
    ).status;

  expect([
    await ask(null),
    await ask(otherClient),
    await ask(ownClient, "flow"),
    await ask(ownClient),
  ]).toEqual([422, 422, 422, 200]);
});

async function clientReader(email: string, clientId: string): Promise<Asking> {
  const now = new Date();
  await database.transaction(async (tx) => {
    const { token } = await invite(
      tx,
      { email, role: "client", clientId, invitedBy: "system" },
      now,
    );
    const invitation = await findInvitation(tx, token, now);
    if (invitation === undefined) throw new Error("The invitation is not there");
    await acceptInvitation(tx, { invitation, email, name: "A reader", password: PASSWORD }, now);
  });
  const cookie = await signInAs(anonymous, email);
  return (method, path, { body, headers = {} } = {}) =>
    anonymous(method, path, { body, headers: { ...headers, cookie } });
}

async function idOf(email: string): Promise<string> {
  const [user] = await sql<{ id: string }[]>`select id from auth."user" where email = ${email}`;
  return user?.id ?? "";
}

async function schedule(body: ReportScheduleInput): Promise<void> {
  await answerOf(
    reportEndpoints.addReportSchedule,
    await as.admin("POST", "/api/report-schedules", { body }),
  );
}

async function clockNow(): Promise<Date> {
  const [row] = await sql<{ now: Date }[]>`select virtual_anchor as now from clock`;
  return new Date(row?.now ?? 0);
}

/** Two days on, after seven, with every day before it closed. */
async function nextMorning(): Promise<void> {
  const now = new Date((await clockNow()).getTime() + 2 * 86_400_000);
  now.setUTCHours(6);
  await setClock(database, { speed: 0, now });
  await closeDays(deps.facts);
}

function postOffice(
  answer: Awaited<ReturnType<ChannelPort["send"]>> = { kind: "accepted", providerId: "p" },
) {
  const sent: OutgoingMessage[] = [];
  const port: ChannelPort = {
    name: "post",
    isLive: false,
    send: async (message) => {
      sent.push(message);
      return answer;
    },
  };
  const ports = fixedPorts({ email: port });
  return { sent, post: () => sendDueReports({ facts: deps.facts, ports }) };
}
