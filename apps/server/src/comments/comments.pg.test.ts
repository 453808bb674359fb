import { commentEndpoints, endpoints, type CommentThread, type Role } from "@fairflow/contract";
import { emptyFlow } from "@fairflow/flow";
import { expect, test } from "vitest";
import { z } from "zod";
import { answerOf, errorOf, testApp } from "../test-app.ts";

const { as, anonymous, database } = await testApp();

test("a thread begins at a step, is answered, resolved and opened again, by several people", async () => {
  const flow = await drawnFlow();
  const thread = await begin(flow, "Why two days?");
  const path = `/api/flows/${flow}/comments/${thread}`;

  await as.manager("POST", `${path}/replies`, { body: { text: "  The law asks for it. " } });
  await as.admin("PUT", path, { body: { isResolved: true } });
  const resolved = await threadsOf(flow);
  await as.editor("PUT", path, { body: { isResolved: false } });
  const reopened = await threadsOf(flow);

  expect(resolved).toMatchObject([
    {
      id: thread,
      node: "n1",
      step: { type: "end", name: "The end" },
      resolved: { by: "The admin" },
      comments: [
        { author: { name: "The editor" }, text: "Why two days?" },
        { author: { name: "The manager" }, text: "The law asks for it." },
      ],
    },
  ]);
  expect(reopened).toMatchObject([{ id: thread, resolved: null }]);
});

test("whoever is mentioned finds it until they have seen it, and nobody else does", async () => {
  const flow = await drawnFlow();
  const admin = await idOf("admin");
  const thread = await begin(flow, "Look at this, @The admin", [admin, await idOf("editor")]);

  const [unread] = await mentionsOf("admin");
  const ofAdmin = await threadsOf(flow, "admin");
  await as.admin("POST", `/api/flows/${flow}/comments/${thread}/read`);

  expect(unread).toMatchObject({
    flow,
    flowName: `Flow ${flow.slice(-12)}`,
    node: "n1",
    by: "The editor",
    text: "Look at this, @The admin",
  });
  expect(ofAdmin).toMatchObject([
    { mentionsMe: true, comments: [{ mentions: [{ id: admin, name: "The admin" }] }] },
  ]);
  expect(await threadsOf(flow, "manager")).toMatchObject([{ mentionsMe: false }]);
  expect(await mentionsOf("admin")).toEqual([]);
  // Nobody is told what they wrote themselves.
  expect(await mentionsOf("editor")).toEqual([]);
});

test("answering a thread that mentions one is seeing it", async () => {
  const flow = await drawnFlow();
  const thread = await begin(flow, "@The specialist, is this so?", [await idOf("specialist")]);
  expect(await mentionsOf("specialist")).toHaveLength(1);

  await as.specialist("POST", `/api/flows/${flow}/comments/${thread}/replies`, {
    body: { text: "It is." },
  });

  expect(await mentionsOf("specialist")).toEqual([]);
});

test("a comment is taken out by its author or an admin; that something was said stays, and nobody is called by it", async () => {
  const flow = await drawnFlow();
  const thread = await begin(flow, "A name that should not be here", [await idOf("manager")]);
  const [before] = await threadsOf(flow);
  const path = `/api/flows/${flow}/comments/${thread}/replies/${before?.comments[0]?.id}`;

  const byOther = await as.manager("DELETE", path);
  const byAdmin = await as.admin("DELETE", path);
  const again = await as.editor("DELETE", path);

  expect([byOther.status, byAdmin.status, again.status]).toEqual([403, 200, 200]);
  expect(await threadsOf(flow)).toMatchObject([{ comments: [{ text: null, mentions: [] }] }]);
  expect(await mentionsOf("manager")).toEqual([]);
});

test("a thread outlives its step, and a step that the draft does not have gets none", async () => {
  const flow = await drawnFlow();
  await begin(flow, "Is it needed?");
  await as.editor("PUT", `/api/flows/${flow}/draft`, {
    headers: { "if-match": '"2"' },
    body: { flow: emptyFlow(`Flow ${flow.slice(-12)}`) },
  });

  const late = await as.editor("POST", `/api/flows/${flow}/comments`, {
    body: { node: "n1", text: "And now?" },
  });

  expect(late.status).toBe(409);
  expect(await threadsOf(flow)).toMatchObject([
    { node: "n1", step: { type: "end", name: "The end" } },
  ]);
});

test("managers and specialists resolve what they began themselves, and nothing else", async () => {
  const flow = await drawnFlow();
  const theirs = await begin(flow, "By the editor");
  const own = await begin(flow, "By the manager", [], as.manager);
  const resolve = (thread: string) =>
    as.manager("PUT", `/api/flows/${flow}/comments/${thread}`, { body: { isResolved: true } });

  const statuses = [(await resolve(theirs)).status, (await resolve(own)).status];

  expect(statuses).toEqual([403, 200]);
});

test("what cannot be said is refused, with why", async () => {
  const flow = await drawnFlow();
  const other = await drawnFlow();
  const thread = await begin(flow, "Done?");
  await as.editor("PUT", `/api/flows/${flow}/comments/${thread}`, { body: { isResolved: true } });
  const reply = (id: string, body: unknown) =>
    as.editor("POST", `/api/flows/${id}/comments/${thread}/replies`, { body });

  const resolved = await reply(flow, { text: "Yes" });
  const elsewhere = await reply(other, { text: "Yes" });
  const empty = await reply(flow, { text: "   " });
  const stranger = await as.editor("POST", `/api/flows/${flow}/comments`, {
    body: { node: "n1", text: "@Nobody", mentions: ["nobody"] },
  });

  expect((await errorOf(resolved)).message).toBe(
    "This was resolved meanwhile. Open it again to answer.",
  );
  expect([elsewhere.status, empty.status, stranger.status]).toEqual([404, 422, 422]);
});

test("colleagues are those of the house who can sign in", async () => {
  await database.sql`
    insert into auth.user (id, name, email, email_verified, created_at, updated_at, role, disabled_at)
    values ('gone', 'Gone', 'gone@example.org', true, now(), now(), 'editor', now())`;

  const colleagues = await answerOf(
    commentEndpoints.colleagues,
    await as.specialist("GET", "/api/colleagues"),
  );

  expect(colleagues.map(({ name }) => name)).toEqual([
    "The admin",
    "The editor",
    "The manager",
    "The specialist",
  ]);
  expect((await anonymous("GET", "/api/colleagues")).status).toBe(401);
});

async function drawnFlow(): Promise<string> {
  const created = await as.editor("POST", "/api/flows", {
    body: { name: `Flow ${crypto.randomUUID()}` },
  });
  const { id } = z.object({ id: z.uuid() }).parse(await created.json());
  await as.editor("PUT", `/api/flows/${id}/draft`, {
    headers: { "if-match": '"1"' },
    body: {
      flow: {
        ...emptyFlow(`Flow ${id.slice(-12)}`),
        nodes: [{ id: "n1", type: "end", name: "The end", config: { reason: "done" } }],
      },
    },
  });
  return id;
}

async function begin(
  flow: string,
  text: string,
  mentions: readonly string[] = [],
  asking = as.editor,
): Promise<string> {
  const response = await asking("POST", `/api/flows/${flow}/comments`, {
    body: { node: "n1", text, mentions },
  });
  return (await answerOf(commentEndpoints.beginThread, response)).id;
}

async function threadsOf(flow: string, role: Role = "editor"): Promise<readonly CommentThread[]> {
  return answerOf(
    commentEndpoints.stepComments,
    await as[role]("GET", `/api/flows/${flow}/comments`),
  );
}

async function mentionsOf(role: Role) {
  return answerOf(commentEndpoints.mentions, await as[role]("GET", "/api/mentions"));
}

async function idOf(role: Role): Promise<string> {
  const { user } = await answerOf(endpoints.session, await as[role]("GET", "/api/session"));
  return user?.id ?? "";
}
