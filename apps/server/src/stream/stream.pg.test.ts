import { endpoints, StreamEvent, type ImportState } from "@fairflow/contract";
import { emptyFlow } from "@fairflow/flow";
import { expect, onTestFinished, test } from "vitest";
import { z } from "zod";
import { samplePerson } from "../debtors/sample-person.ts";
import { submitAndPublish } from "../flows/submit-and-publish.ts";
import { answerOf, emailOf, signInAs, testApp, type Asking } from "../test-app.ts";

const app = await testApp();
const { as, anonymous, database } = app;
const person = await samplePerson(app);

test("tells how each topic stands at once, under the headers that keep proxies from holding it back", async () => {
  const flowId = await publishedFlow();

  const stream = await open(as.manager, `frame,flow:${flowId},debtor:${person.debtorId}`);

  const events = [await stream.next(), await stream.next(), await stream.next()];
  expect(stream.headers.get("content-type")).toContain("text/event-stream");
  expect(stream.headers.get("x-accel-buffering")).toBe("no");
  expect(stream.headers.get("cache-control")).toBe("no-cache, no-transform");
  expect(events.map(({ kind }) => kind).toSorted()).toEqual(["counts", "debtor", "frame"]);
});

test("tells of what changes, and of nothing else", async () => {
  const stream = await open(as.editor, "frame");
  await stream.next();

  await as.manager("POST", "/api/sending", { body: { on: false, reason: "A wrong file came in" } });

  const told = await stream.next();
  expect(told).toMatchObject({
    kind: "frame",
    frame: { sending: { on: false, reason: "A wrong file came in", changedBy: "The manager" } },
  });
});

test("names how a topic stands, so that whoever connects anew knows what they were told before", async () => {
  const flowId = await publishedFlow();
  const watched = `draft:${flowId}`;
  const first = await open(as.admin, watched);
  await first.next();

  const again = await open(as.editor, watched);
  await again.next();
  await as.editor("POST", `/api/flows/${flowId}/comments`, { body: { node: "n1", text: "Why?" } });
  const told = await again.next();

  const [before, ...after] = [first.ids[0], ...again.ids];
  expect(before).toMatch(new RegExp(`^${watched}#[\\w-]{16}$`));
  expect(after[0]).toBe(before);
  expect(after[1]).not.toBe(before);
  expect(told).toMatchObject({ kind: "draft", comments: 1 });
});

test("a window of somebody else hears nothing as whoever is signed in now", async () => {
  const session = await answerOf(endpoints.session, await as.editor("GET", "/api/session"));

  const mine = await open(as.editor, `frame&user=${session.user?.id}`);
  const theirs = await as.admin("GET", `/api/stream?topics=frame&user=${session.user?.id}`);

  expect(await mine.next()).toMatchObject({ kind: "frame" });
  expect(theirs.status).toBe(403);
});

test("numbers of a node follow what the engine counts, over the hour that is open and those before", async () => {
  const flowId = await publishedFlow();
  const [version] = await database.sql<{ id: string }[]>`
    select id from flow_version where flow_id = ${flowId}`;
  await count(version?.id, "3 hours", { entered: 4, left: 1 });
  const stream = await open(as.editor, `flow:${flowId}`);
  const first = await stream.next();

  await count(version?.id, "0 hours", { entered: 2, left: 0 });

  const second = await stream.next();
  const nodeOf = (event: StreamEvent) =>
    event.kind === "counts" ? event.counts.nodes["n1"] : undefined;
  expect(nodeOf(first)).toMatchObject({ entered: 4, present: 3, left: { next: 1 } });
  expect(nodeOf(second)).toMatchObject({ entered: 6, present: 5, left: { next: 1 } });
});

test("watches a version by its number, live or not, and by no other name", async () => {
  const flowId = await publishedFlow();

  const stream = await open(as.editor, `flow:${flowId}:1`);
  const none = await as.editor("GET", `/api/stream?topics=flow:${flowId}:latest`);

  expect(await stream.next()).toMatchObject({
    kind: "counts",
    counts: { flow: flowId, version: 1 },
  });
  expect(none.status).toBe(400);
});

test("tells who has a draft open and which step, and which revision of it stands", async () => {
  const flowId = await publishedFlow();
  const [mine, theirs] = [crypto.randomUUID(), crypto.randomUUID()];
  const presence = (window: string) => `/api/flows/${flowId}/presence/${window}`;
  await as.editor("PUT", presence(mine), { body: { node: "n1" } });
  const stream = await open(as.admin, `draft:${flowId}`);
  const first = await stream.next();

  await as.admin("PUT", presence(theirs), { body: { node: null } });
  const second = await stream.next();
  // A window is closed by whoever opened it, and by nobody else.
  await as.admin("DELETE", presence(mine));
  await as.editor("DELETE", presence(mine));
  const third = await stream.next();

  const peopleOf = (event: StreamEvent) =>
    event.kind === "draft" ? event.people.map(({ name, node }) => `${name}: ${node}`) : [];
  expect(first).toMatchObject({ kind: "draft", flowId, revision: 2, changedBy: "The editor" });
  expect(peopleOf(first)).toEqual(["The editor: n1"]);
  expect(peopleOf(second).toSorted()).toEqual(["The admin: null", "The editor: n1"]);
  expect(peopleOf(third)).toEqual(["The admin: null"]);
});

test("follows an import to its end", async () => {
  const upload = await as.editor("POST", "/api/imports", {
    headers: { "content-type": "text/csv" },
    body: "Customer,Invoice\nC1,I1\n",
  });
  const { id } = z.object({ id: z.uuid() }).parse(await upload.json());
  const stream = await open(as.editor, `import:${id}`);
  const first = await stream.next();

  await as.editor("POST", `/api/imports/${id}/cancel`);

  const second = await stream.next();
  const statusOf = (event: StreamEvent): ImportState["status"] | undefined =>
    event.kind === "import" ? event.state.status : undefined;
  expect([statusOf(first), statusOf(second)]).toEqual(["uploaded", "cancelled"]);
});

test.for(["", "nonsense", "debtor:1", Array.from({ length: 61 }, () => "frame").join()])(
  "refuses the topics %j",
  async (topics) => {
    const response = await as.editor("GET", `/api/stream?topics=${topics}`);

    expect(response.status).toBe(400);
  },
);

test("a stranger hears nothing", async () => {
  const response = await anonymous("GET", "/api/stream?topics=frame");

  expect(response.status).toBe(401);
});

test("a session that ended opens no stream", async () => {
  const cookie = await signInAs(anonymous, emailOf("manager"));
  await anonymous("POST", "/api/auth/sign-out", { headers: { cookie }, body: {} });

  const response = await anonymous("GET", "/api/stream?topics=frame", { headers: { cookie } });

  expect(response.status).toBe(401);
});

async function open(asking: Asking, topics: string) {
  const response = await asking("GET", `/api/stream?topics=${topics}`);
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
  if (reader === undefined) throw new Error("The stream has no body");
  onTestFinished(() => reader.cancel());
  let text = "";
  const ids: string[] = [];
  return {
    headers: response.headers,
    /** Of the events so far. */
    ids,
    /** The next event; comments are passed over. */
    next: async (): Promise<StreamEvent> => {
      for (;;) {
        const told = /(?:^|\n)data: (.*)\nid: (.*)\n\n/.exec(text);
        if (told !== null) {
          text = text.slice(told.index + told[0].length);
          ids.push(told[2] ?? "");
          return StreamEvent.parse(JSON.parse(told[1] ?? ""));
        }
        const { done, value } = await reader.read();
        if (done) throw new Error("The stream ended");
        text += value;
      }
    },
  };
}

async function publishedFlow(): Promise<string> {
  const name = `Flow ${crypto.randomUUID()}`;
  const created = await as.editor("POST", "/api/flows", { body: { name } });
  const { id } = z.object({ id: z.uuid() }).parse(await created.json());
  const flow = {
    ...emptyFlow(name),
    nodes: [
      {
        id: "start",
        type: "start",
        name: "",
        config: { entry: { kind: "manual" }, reentry: { kind: "never" } },
      },
      { id: "n1", type: "end", name: "", config: { reason: "done" } },
    ],
    edges: [{ from: "start", exit: "next", to: "n1" }],
  };
  await as.editor("PUT", `/api/flows/${id}/draft`, {
    headers: { "if-match": '"1"' },
    body: { flow },
  });
  await submitAndPublish(app, { id, revision: 2, reason: "to watch" });
  return id;
}

async function count(
  versionId: string | undefined,
  ago: string,
  counts: { readonly entered: number; readonly left: number },
): Promise<void> {
  const { sql } = database;
  const hour = sql`date_trunc('hour', clock_timestamp() - ${ago}::interval)`;
  await sql`
    insert into counter (version_id, hour, node_id, metric, exit, shard, count)
    values (${versionId ?? null}, ${hour}, 'n1', 'entered', '', 0, ${counts.entered}),
      (${versionId ?? null}, ${hour}, 'n1', 'left', 'next', 0, ${counts.left})`;
}
