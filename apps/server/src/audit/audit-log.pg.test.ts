import { auditEndpoints } from "@fairflow/contract";
import { sealAudit } from "@fairflow/engine";
import { expect, test } from "vitest";
import { answerOf, testApp } from "../test-app.ts";
import { appendCheckpoint } from "./checkpoint-file.ts";
import { chainHead } from "@fairflow/engine";

const { as, database, deps } = await testApp();

/** A flow that an admin pauses and lets go on. */
async function pausedFlow(): Promise<string> {
  await as.editor("POST", "/api/flows", { body: { name: `Flow ${Math.random()}` } });
  const [flow] = await database.sql<
    { id: string }[]
  >`select id from flow order by created_at desc limit 1`;
  const id = flow?.id ?? "";
  for (const isOn of [true, false]) {
    const body = { kind: "paused", isOn, reason: isOn ? "=too many" : "it is well" };
    await as.admin("POST", `/api/flows/${id}/halts`, { body });
  }
  return id;
}

test("the trail is narrowed by who, what, when and object, the newest first", async () => {
  const id = await pausedFlow();
  await pausedFlow();
  const asked = async (query: string) => {
    const { entries } = await answerOf(
      auditEndpoints.audit,
      await as.manager("GET", `/api/audit?${query}`),
    );
    return entries.map(({ action }) => action);
  };

  expect(await asked(`object=${id}&what=flow.`)).toEqual([
    "flow.resume",
    "flow.pause",
    "flow.create",
  ]);
  expect(await asked(`object=${id}&what=flow.pause`)).toEqual(["flow.pause"]);
  expect(await asked(`object=${id}&kind=debtor`)).toEqual([]);
  expect(await asked(`object=${id}&to=2020-01-01`)).toEqual([]);
  expect(await asked(`object=${id}&from=2020-01-01&what=flow.resume`)).toEqual(["flow.resume"]);
  expect(await asked("who=nobody")).toEqual([]);
});

test("an entry says who did it, why, and what changed; addresses are for admins alone", async () => {
  await database.sql`
    insert into audit (actor_kind, action, subject_kind, subject_id, before, after, reason, ip)
    values ('system', 'test.change', 'test', 'one', '{"limit":1,"same":2}', '{"limit":3,"same":2}', 'why', '192.0.2.7')`;
  const read = async (asking: typeof as.admin) =>
    (await answerOf(auditEndpoints.audit, await asking("GET", "/api/audit?what=test.change")))
      .entries[0];

  expect(await read(as.admin)).toMatchObject({
    actor: { kind: "system", name: "Fairflow" },
    subject: { kind: "test", id: "one" },
    changes: [{ field: "limit", before: "1", after: "3" }],
    reason: "why",
    ip: "192.0.2.7",
  });
  expect((await read(as.manager))?.ip).toBeNull();
});

test("pages follow each other without a gap", async () => {
  for (let made = 0; made < 20; made += 1) await pausedFlow();
  const seen: number[] = [];
  for (let next: number | null = Number.MAX_SAFE_INTEGER; next !== null;) {
    const answer = await as.admin("GET", `/api/audit?before=${next}`);
    const page = await answerOf(auditEndpoints.audit, answer);
    seen.push(...page.entries.map(({ id }) => id));
    next = page.next;
  }

  const all = await database.sql<{ id: number }[]>`select id from audit order by id desc`;
  expect(seen).toEqual(all.map(({ id }) => id));
});

test("it is told what the trail can be narrowed by", async () => {
  const choices = await answerOf(
    auditEndpoints.auditChoices,
    await as.admin("GET", "/api/audit/choices"),
  );

  expect(choices.actions).toContain("flow.pause");
  expect(choices.kinds).toContain("flow");
  expect(choices.people.map(({ name }) => name)).toContain("The admin");
});

test("it can be taken as a file in which nothing is a formula, and that stands on the trail", async () => {
  const answer = await as.manager("GET", "/api/audit/export?what=flow.pause");
  const csv = await answer.text();

  expect(answer.headers.get("content-type")).toContain("text/csv");
  expect(csv).toContain(",flow.pause,flow,");
  expect(csv).toContain("'=too many");
  expect(csv).not.toContain("flow.resume");
  const [last] = await database.sql<{ action: string; after: { rows: number } }[]>`
    select action, after from audit order by id desc limit 1`;
  expect(last?.action).toBe("audit.export");
  expect(last?.after.rows).toBeGreaterThan(0);
});

test("it is told how far the trail is sealed and signed, and what is wrong with it", async () => {
  await sealAudit(database, () => new Date());
  const head = await chainHead(database.sql);
  const [key] = deps.checkpoints.keys;
  if (head === undefined || key === undefined) throw new Error("Nothing is sealed");
  await appendCheckpoint(deps.checkpoints.path, key, { kind: "reached", head, at: new Date() });

  const chain = await answerOf(
    auditEndpoints.auditChain,
    await as.admin("GET", "/api/audit/chain"),
  );
  const well = await answerOf(
    auditEndpoints.verifyAudit,
    await as.admin("GET", "/api/audit/verification"),
  );
  await database.transaction(async ({ sql }) => {
    await sql`set local session_replication_role = replica`;
    await sql`update audit set reason = 'another' where id = 3`;
  });
  const edited = await answerOf(
    auditEndpoints.verifyAudit,
    await as.admin("GET", "/api/audit/verification"),
  );

  expect(chain).toMatchObject({
    waiting: 0,
    links: head.sequence,
    checkpoint: { sequence: head.sequence },
  });
  expect(well.checks.map(({ wrong }) => wrong)).toEqual([0, 0, 0]);
  expect(edited.checks[0]?.examples).toEqual([
    expect.stringMatching(/^entry 3 .* is not what link \d+ sealed$/),
  ]);
});
