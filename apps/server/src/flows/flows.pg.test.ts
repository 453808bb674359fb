import { endpoints, testRunEndpoints } from "@fairflow/contract";
import { emptyFlow, type Flow } from "@fairflow/flow";
import { expect, test } from "vitest";
import { z } from "zod";
import { answerOf, errorOf, testApp } from "../test-app.ts";
import { submitAndPublish } from "./submit-and-publish.ts";

const app = await testApp();
const { as, database } = app;

const WITHOUT_ISSUES = {
  nodes: [
    {
      id: "start",
      type: "start",
      name: "",
      config: { entry: { kind: "manual" }, reentry: { kind: "never" } },
    },
    { id: "end", type: "end", name: "", config: { reason: "done" } },
  ],
  edges: [{ from: "start", exit: "next", to: "end" }],
};

test("each flow of the gallery becomes a draft that could be published, with what it refers to and its tests, which pass", async () => {
  const gallery = await answerOf(endpoints.gallery, await as.editor("GET", "/api/gallery"));
  for (const { name, export: from, scenarios } of gallery) {
    const response = await as.editor("POST", "/api/flows", { body: { name, from, scenarios } });
    expect([name, response.status]).toEqual([name, 200]);
    const { id } = await answerOf(endpoints.createFlow, response);
    const outcomes = await as.editor("POST", `/api/flows/${id}/scenarios/runs`, {
      body: { tested: { kind: "draft" } },
    });
    const ran = await answerOf(testRunEndpoints.runScenarios, outcomes);
    expect(ran.map((each) => each.passed)).toEqual(scenarios.map(() => true));
  }

  const made = await answerOf(endpoints.flows, await as.editor("GET", "/api/flows"));

  expect(new Map(made.map(({ name, problems }) => [name, problems]))).toEqual(
    new Map(gallery.map(({ name }) => [name, 0])),
  );
});

test("what is here already and speaks more languages is used as it is", async () => {
  const template = {
    id: "greeting",
    name: "Greeting",
    channel: "sms",
    languages: { en: { body: "Hello" }, af: { body: "Hallo" } },
    fallback: ["en"],
  } as const;
  const library = { segments: [], templates: [template] };
  const from = { schema: "fairflow.export/1", flow: emptyFlow("Any"), ...library } as const;
  await as.editor("POST", "/api/flows", { body: { name: "In two languages", from } });
  const shorter = { ...template, languages: { en: { body: "Hello" } } };

  const response = await as.editor("POST", "/api/flows", {
    body: { name: "In one language", from: { ...from, templates: [shorter] } },
  });

  const { templates } = await answerOf(endpoints.library, await as.editor("GET", "/api/library"));
  expect(response.status).toBe(200);
  expect(templates.find(({ id }) => id === "greeting")?.languages).toEqual(template.languages);
});

test("a flow that was made from the gallery is published, and exported with what it refers to", async () => {
  const gallery = await answerOf(endpoints.gallery, await as.editor("GET", "/api/gallery"));
  const early = gallery.find(({ id }) => id === "early-arrears");
  const created = await as.editor("POST", "/api/flows", {
    body: { name: "From the gallery", from: early?.export },
  });
  const { id } = await answerOf(endpoints.createFlow, created);

  const published = await submitAndPublish(app, { id, revision: 1, reason: "the first one" });

  const { version } = await answerOf(endpoints.publishFlow, published);
  const back = await answerOf(
    endpoints.exportFlow,
    await as.manager("GET", `/api/flows/${id}/export`),
  );
  const [pins] = await database.sql<{ pins: unknown }[]>`
    select template_versions as pins from flow_version where flow_id = ${id}`;
  expect(version).toBe(1);
  expect(back.segments.map((each) => each.id).toSorted()).toEqual(
    early?.export.segments.map((each) => each.id).toSorted(),
  );
  expect(pins?.pins).toEqual(Object.fromEntries(back.templates.map((each) => [each.id, 1])));
});

test("an export that says something else under an id that is taken is refused whole", async () => {
  const gallery = await answerOf(endpoints.gallery, await as.editor("GET", "/api/gallery"));
  const example = gallery.find(({ export: { templates } }) => templates.length > 0)?.export;
  await as.editor("POST", "/api/flows", { body: { name: "Takes the ids", from: example } });
  const [first, ...others] = example?.templates ?? [];
  const other = {
    ...example,
    templates: [{ ...first, fallback: [], languages: { en: { body: "Other words" } } }, ...others],
  };

  const response = await as.editor("POST", "/api/flows", {
    body: { name: "Clashes", from: other },
  });

  const error = await errorOf(response);
  const names = await answerOf(endpoints.flows, await as.editor("GET", "/api/flows"));
  expect(response.status).toBe(409);
  expect(error.details).toEqual({
    clashes: [{ kind: "template", id: first?.id, name: first?.name }],
  });
  expect(names.map(({ name }) => name)).not.toContain("Clashes");
});

test("a flow that is there takes what an example brings, once, and refuses what says something else", async () => {
  const gallery = await answerOf(endpoints.gallery, await as.editor("GET", "/api/gallery"));
  const example = gallery.find(({ id }) => id === "broken-promise");
  if (example === undefined) throw new Error("The example is gone");
  const id = await newFlow("Begun empty");
  const path = `/api/flows/${id}/brought`;
  const bring = (from: typeof example.export) =>
    as.editor("POST", path, { body: { from, scenarios: example.scenarios } });

  const statuses = [
    (await bring(example.export)).status,
    // After an undo somebody begins with it again.
    (await bring(example.export)).status,
    (
      await bring({
        ...example.export,
        segments: example.export.segments.map((each) => ({
          ...each,
          criteria: { kind: "all", of: [] },
        })),
      })
    ).status,
    (
      await as.editor("POST", path.replace(id, crypto.randomUUID()), {
        body: { from: example.export },
      })
    ).status,
  ];

  const { segments, templates } = await answerOf(
    endpoints.library,
    await as.editor("GET", "/api/library"),
  );
  const scenarios = await answerOf(
    testRunEndpoints.scenarios,
    await as.editor("GET", `/api/flows/${id}/scenarios`),
  );
  expect(statuses).toEqual([200, 200, 409, 404]);
  const brought = [...example.export.segments, ...example.export.templates];
  expect([...segments, ...templates].map((each) => each.id)).toEqual(
    expect.arrayContaining(brought.map((each) => each.id)),
  );
  expect(scenarios.map(({ scenario }) => scenario.name).toSorted()).toEqual(
    example.scenarios.map(({ name }) => name).toSorted(),
  );
});

test("of two who save over one revision the second loses nothing", async () => {
  const id = await newFlow("Shared");
  const mine = { ...emptyFlow("Shared"), notes: [note("mine")] };
  const theirs = { ...emptyFlow("Shared"), notes: [note("theirs")] };

  const [first, second] = [
    await save(id, 1, theirs),
    await as.admin("PUT", `/api/flows/${id}/draft`, {
      headers: { "if-match": '"1"' },
      body: { flow: mine },
    }),
  ];

  const error = await errorOf(second);
  const state = z.looseObject({ flow: z.unknown(), revision: z.number() }).parse(error.details);
  const again = await save(id, state.revision, mine);
  expect([first.status, second.status, again.status]).toEqual([200, 412, 200]);
  expect(state).toMatchObject({ flow: theirs, revision: 2, changedBy: "The editor" });
  const changes = await database.sql<{ revision: number; summary: string }[]>`
    select revision, summary from draft_change where flow_id = ${id} order by revision`;
  expect(changes).toEqual([
    { revision: 2, summary: "moved boxes or notes" },
    { revision: 3, summary: "moved boxes or notes" },
  ]);
});

test("a save without the revision that it is based on is refused", async () => {
  const id = await newFlow("No revision");

  const response = await as.editor("PUT", `/api/flows/${id}/draft`, {
    body: { flow: emptyFlow("No revision") },
  });

  expect(response.status).toBe(400);
});

test("a draft with issues is not submitted, and each issue names its step", async () => {
  const id = await newFlow("Unfinished");
  const flow = {
    ...emptyFlow("Unfinished"),
    nodes: [...WITHOUT_ISSUES.nodes, { id: "text", type: "sms", name: "", config: {} }],
  };
  await save(id, 1, flow);

  const response = await as.editor("POST", `/api/flows/${id}/submissions`, {
    body: { revision: 2, note: "too early" },
  });

  const error = await errorOf(response);
  expect(response.status).toBe(422);
  expect(error.details).toEqual({
    issues: expect.arrayContaining([expect.objectContaining({ node: "text" })]),
  });
  const versions = await answerOf(
    endpoints.versions,
    await as.admin("GET", `/api/flows/${id}/versions`),
  );
  expect(versions).toEqual([]);
});

test("what was changed since it was looked at is not submitted", async () => {
  const id = await newFlow("Moved on");
  await save(id, 1, { ...emptyFlow("Moved on"), ...WITHOUT_ISSUES });
  await save(id, 2, { ...emptyFlow("Moved on"), ...WITHOUT_ISSUES, notes: [note("later")] });

  const response = await as.editor("POST", `/api/flows/${id}/submissions`, {
    body: { revision: 2, note: "what I saw" },
  });

  expect(response.status).toBe(412);
});

test("publishing makes a version that never changes and takes the place of the one before", async () => {
  const id = await newFlow("Twice");
  const first = { ...emptyFlow("Twice"), ...WITHOUT_ISSUES };
  await save(id, 1, first);
  await submitAndPublish(app, { id, revision: 2, reason: "first" });
  await save(id, 2, { ...first, settings: { ...first.settings, priority: 70 } });
  const changed = await flowCalled("Twice");
  await submitAndPublish(app, { id, revision: 3, reason: "second" });

  const versions = await answerOf(
    endpoints.versions,
    await as.editor("GET", `/api/flows/${id}/versions`),
  );
  const one = await answerOf(
    endpoints.version,
    await as.editor("GET", `/api/flows/${id}/versions/1`),
  );
  const live = await flowCalled("Twice");
  const counts = await answerOf(
    endpoints.counts,
    await as.editor("GET", `/api/flows/${id}/versions/2/counts`),
  );

  expect(changed?.draft.differsFromLive).toBe(true);
  expect(versions.map(({ version, state, reason }) => ({ version, state, reason }))).toEqual([
    { version: 2, state: "live", reason: "second" },
    { version: 1, state: "retired", reason: "first" },
  ]);
  expect(versions[0]).toMatchObject({ author: "The editor", approver: "The admin", inFlight: 0 });
  expect(one.flow).toEqual(first);
  expect(live).toMatchObject({ live: { version: 2, publishedBy: "The admin" }, problems: 0 });
  expect(live?.draft.differsFromLive).toBe(false);
  expect(counts).toMatchObject({ flow: id, version: 2, nodes: {} });
});

test("a retired flow takes in nobody, and says so", async () => {
  const id = await newFlow("Retired");
  await save(id, 1, { ...emptyFlow("Retired"), ...WITHOUT_ISSUES });
  await submitAndPublish(app, { id, revision: 2, reason: "for now" });

  const retired = await as.admin("POST", `/api/flows/${id}/retire`, {
    body: { reason: "no longer" },
  });

  const again = await as.admin("POST", `/api/flows/${id}/retire`, {
    body: { reason: "no longer" },
  });
  expect([retired.status, again.status]).toEqual([200, 404]);
  expect((await flowCalled("Retired"))?.live).toBeNull();
});

test("two flows cannot have one name", async () => {
  await newFlow("Only one");

  const response = await as.editor("POST", "/api/flows", { body: { name: "only ONE" } });

  expect(response.status).toBe(409);
});

test("a segment keeps its versions, and the same condition makes none", async () => {
  const rule = (value: number) => ({
    kind: "rule",
    field: "account.days_past_due",
    operator: "more_than",
    value,
  });
  const put = async (criteria: unknown) =>
    as.editor("PUT", "/api/segments/late", { body: { name: "Late", criteria } });

  const versions = [await put(rule(5)), await put(rule(5)), await put(rule(10))];

  const saved = await Promise.all(versions.map((each) => answerOf(endpoints.saveSegment, each)));
  expect(saved.map(({ version }) => version)).toEqual([1, 1, 2]);
  const unknown = await put({ ...rule(5), field: "account.nothing" });
  expect(unknown.status).toBe(422);
});

test("a template stays on its channel", async () => {
  const template = {
    id: "hello",
    name: "Hello",
    channel: "sms",
    languages: { en: { body: "Hello" } },
    fallback: [],
  };
  const put = (body: object) => as.editor("PUT", "/api/templates/hello", { body });

  const statuses = [
    (await put(template)).status,
    (await put({ ...template, languages: { en: { body: "Good day" } } })).status,
    (await put({ ...template, channel: "letter" })).status,
    (await put({ ...template, id: "other" })).status,
  ];

  expect(statuses).toEqual([200, 200, 409, 400]);
  const library = await answerOf(endpoints.library, await as.manager("GET", "/api/library"));
  expect(library.templates.find(({ id }) => id === "hello")?.languages["en"]?.body).toBe(
    "Good day",
  );
});

async function newFlow(name: string): Promise<string> {
  const created = await as.editor("POST", "/api/flows", { body: { name } });
  return (await answerOf(endpoints.createFlow, created)).id;
}

function save(id: string, revision: number, flow: object): Promise<Response> {
  return as.editor("PUT", `/api/flows/${id}/draft`, {
    headers: { "if-match": `"${revision}"` },
    body: { flow },
  });
}

async function flowCalled(name: string) {
  const flows = await answerOf(endpoints.flows, await as.editor("GET", "/api/flows"));
  return flows.find((flow) => flow.name === name);
}

function note(text: string): Flow["notes"][number] {
  return { id: "n1", text, color: "yellow", position: { x: 0, y: 0 } };
}
