import { endpoints } from "@fairflow/contract";
import { createFlow, newId, saveTemplate } from "@fairflow/db";
import { emptyFlow } from "@fairflow/flow";
import { beforeAll, expect, test } from "vitest";
import { samplePerson } from "../debtors/sample-person.ts";
import { activateLaw } from "../outside/active-law.ts";
import { answerOf, testApp } from "../test-app.ts";

const app = await testApp();
const { as, database } = app;
const PACK = "/api/compliance/packs/za-core";

// The portfolio that comes with a person is collected under this pack.
beforeAll(async () => {
  await samplePerson(app);
  await activateLaw(database);
});

/** A live flow of one step, in which a rule kept people back just now. */
async function liveFlow(
  node: object,
  templateVersions: Readonly<Record<string, number>> = {},
): Promise<string> {
  const versionId = newId();
  const document = {
    ...emptyFlow(`Checked ${versionId}`),
    nodes: [{ id: "n1", name: "First", ...node }],
  };
  const { sql } = database;
  const flowId = await database.transaction((tx) =>
    createFlow(tx, { name: document.name, document, author: "test" }, new Date()),
  );
  await sql`
    insert into flow_version (id, flow_id, number, document, template_versions, checksum, note, published_by, published_at,
      status)
    values (${versionId}, ${flowId}, 1, ${JSON.stringify(document)}::jsonb,
      ${JSON.stringify(templateVersions)}::jsonb, '\\x00', 'first', 'test', now(), 'live')`;
  await sql`
    insert into counter (version_id, hour, node_id, metric, exit, shard, count)
    values (${versionId}, date_trunc('hour', now()), 'n1', 'deferred', 'za.hours.cfdc', 0, 3),
      (${versionId}, date_trunc('hour', now()), 'n1', 'forbidden', 'zone-unknown', 0, 1)`;
  return flowId;
}

test("what each rule kept back is told by flow and channel, and why the gate could not judge", async () => {
  const flowId = await liveFlow({ type: "sms", config: { purpose: "collection" } });

  const blocked = await answerOf(
    endpoints.blockedByRule,
    await as.manager("GET", "/api/compliance/blocked?days=7"),
  );

  expect(blocked.rules).toMatchObject([
    {
      rule: { id: "za.hours.cfdc", packId: "za-core" },
      deferred: 3,
      refused: 0,
      channels: [{ channel: "sms", deferred: 3, refused: 0 }],
      flows: [{ flowId, version: 1, deferred: 3, refused: 0 }],
    },
    { rule: { id: "zone-unknown", packId: "" }, deferred: 0, refused: 1 },
  ]);
  expect((await as.manager("GET", "/api/compliance/blocked?days=0")).status).toBe(400);
});

test("live flows are checked again: packs out of use, notices that no pack knows, what the law refuses", async () => {
  const flowId = await liveFlow({
    type: "notice",
    config: { notice: "no_such_notice", channel: "letter" },
  });
  const issuesOf = async () => {
    const { flows } = await answerOf(
      endpoints.flowChecks,
      await as.editor("GET", "/api/compliance/flow-checks"),
    );
    return flows.find((flow) => flow.flowId === flowId)?.issues.map(({ kind }) => kind) ?? [];
  };

  const active = await issuesOf();
  await as.admin("POST", `${PACK}/deactivation`, { body: { reason: "To see it told" } });
  const inactive = await issuesOf();

  expect(active).toContain("notice-unknown");
  expect(active).not.toContain("pack-not-active");
  expect(inactive[0]).toBe("pack-not-active");
});

const OWED = "{{ account.arrears | money }} is overdue, says CFDC 123";

test.for([
  [
    "leaves out the registration",
    { en: "{{ account.arrears | money }}. {{ brand.name }} for {{ client.name }}" },
    [
      "The template “leaves out the registration” does not name the registration with the Council for Debt Collectors: it lacks the field brand.registration.",
    ],
  ],
  [
    "names the registration by its field",
    {
      en: "{{ account.arrears | money }}. {{ brand.name }}, {{ brand.registration }} for {{ client.name }}",
    },
    [],
  ],
  ["names both", { en: `${OWED}. {{ brand.name }} for {{ client.name }}` }, []],
  ["names them in the subject", { en: OWED }, [], "{{ brand.name }} for {{ client.name }}"],
  [
    "leaves out the collector in one language",
    { en: `${OWED}. {{ brand.name }} for {{ client.name }}`, zu: "{{ client.name }} CFDC 123" },
    [
      "The template “leaves out the collector in one language” does not name the collector in zu: it lacks the field brand.name.",
    ],
  ],
  [
    "names nobody",
    { en: OWED },
    [
      "The template “names nobody” does not name the collector: it lacks the field brand.name.",
      "The template “names nobody” does not name the creditor: it lacks the field client.name.",
    ],
  ],
  ["tells nothing of a debt", { en: "Please call us, {{ debtor.first_name }}" }, []],
] as const satisfies readonly (readonly [
  string,
  Readonly<Record<string, string>>,
  readonly string[],
  string?,
])[])(
  "a message that %s is told of as the rule of the pack asks",
  async ([name, bodies, words, subject]) => {
    const id = newId();
    const languages = Object.fromEntries(
      Object.entries(bodies).map(([language, body]) => [
        language,
        { body, ...(subject === undefined ? {} : { subject }) },
      ]),
    );
    const template = { id, name, channel: "email" as const, purpose: null, languages };
    await database.transaction((tx) =>
      saveTemplate(tx, { ...template, fallback: ["en"] }, { author: "test", now: new Date() }),
    );
    await database.sql`update portfolio set collector_kind = 'third_party'`;
    const config = { template: id, purpose: "collection" };
    const flowId = await liveFlow({ type: "email", config }, { [id]: 1 });

    const { flows } = await answerOf(
      endpoints.flowChecks,
      await as.editor("GET", "/api/compliance/flow-checks"),
    );

    const issues = flows.find((flow) => flow.flowId === flowId)?.issues ?? [];
    const lacking = issues.filter(({ kind }) => kind === "content-lacking");
    expect(lacking.map((issue) => issue.words)).toEqual(words);
    expect(lacking.every(({ rule }) => (rule?.sources.length ?? 0) > 0)).toBe(true);
  },
);
