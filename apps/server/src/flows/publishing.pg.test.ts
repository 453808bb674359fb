import { endpoints } from "@fairflow/contract";
import { acceptInvitation, findInvitation, invite } from "../sign-in/invitations.ts";
import { emptyFlow, type Flow } from "@fairflow/flow";
import { LANE_COUNT, type LaneJob } from "@fairflow/engine";
import { beforeEach, expect, test } from "vitest";
import { createApp } from "../create-app.ts";
import { samplePerson } from "../debtors/sample-person.ts";
import { answerOf, errorOf, PASSWORD, signInAs, testApp } from "../test-app.ts";
import { submitAndPublish } from "./submit-and-publish.ts";

const app = await testApp();
const { as, database } = app;

function flowCalled(name: string, change: Partial<Flow> = {}): object {
  return {
    ...emptyFlow(name),
    nodes: [
      {
        id: "start",
        type: "start",
        name: "",
        config: { entry: { kind: "manual" }, reentry: { kind: "never" } },
      },
      { id: "wait", type: "wait", name: "", config: { kind: "days", days: 3 } },
      { id: "end", type: "end", name: "", config: { reason: "done" } },
    ],
    edges: [
      { from: "start", exit: "next", to: "wait" },
      { from: "wait", exit: "next", to: "end" },
    ],
    ...change,
  };
}

let name = "";
let id = "";
let path = "";

/** A draft that the editor made, ready to submit at revision 2. */
beforeEach(async () => {
  name = `Flow ${crypto.randomUUID()}`;
  const created = await as.editor("POST", "/api/flows", { body: { name } });
  id = (await answerOf(endpoints.createFlow, created)).id;
  path = `/api/flows/${id}/submissions`;
  await save(as.editor, 1, flowCalled(name));
});

function save(who: typeof as.editor, revision: number, flow: object): Promise<Response> {
  return who("PUT", `/api/flows/${id}/draft`, {
    headers: { "if-match": `"${revision}"` },
    body: { flow },
  });
}

async function submit(who: typeof as.editor, revision: number): Promise<string> {
  const response = await who("POST", path, { body: { revision, note: "please look" } });
  return (await answerOf(endpoints.submitDraft, response)).id;
}

const approve = (who: typeof as.editor, submission: string) =>
  who("POST", `${path}/${submission}/approve`, { body: {} });
const publish = (who: typeof as.editor, submission: string, how: object = {}) =>
  who("POST", `/api/flows/${id}/publish`, {
    body: { submission, reason: "as agreed", ...how },
  });

async function states(): Promise<readonly string[]> {
  const versions = await as.manager("GET", `/api/flows/${id}/versions`);
  return (await answerOf(endpoints.versions, versions)).map(({ state }) => state);
}

test("what one submitted another approves and publishes, and each step is on the trail", async () => {
  const submission = await submit(as.editor, 2);

  const statuses = [
    (await publish(as.admin, submission)).status,
    (await approve(as.admin, submission)).status,
    (await publish(as.admin, submission)).status,
  ];

  const trail = await database.sql<{ action: string }[]>`
    select action from audit where subject_id = ${id} order by id`;
  const list = await answerOf(endpoints.submissions, await as.manager("GET", path));
  expect(statuses).toEqual([409, 200, 200]);
  expect(trail.map(({ action }) => action)).toEqual([
    "flow.create",
    "flow.submit",
    "flow.approve",
    "flow.publish",
  ]);
  expect(list).toMatchObject([
    { status: "published", submittedBy: "The editor", decidedBy: "The admin" },
  ]);
});

test("publishing offers every account to the flow, in the same transaction", async () => {
  const asked: LaneJob[] = [];
  const jobs = { send: async (_tx: unknown, sent: readonly LaneJob[]) => void asked.push(...sent) };
  const other = createApp({ ...app.deps, facts: { ...app.deps.facts, jobs } });
  const submission = await submit(as.editor, 2);
  await approve(as.admin, submission);
  const cookie = await signInAs(app.anonymous, "admin@example.org");

  await other.request(`/api/flows/${id}/publish`, {
    method: "POST",
    headers: { cookie, "content-type": "application/json" },
    body: JSON.stringify({ submission, reason: "as agreed" }),
  });

  expect(asked).toEqual(
    Array.from({ length: LANE_COUNT }, (_, lane) => ({ queue: "tick", lane, enrols: true })),
  );
});

test("whoever submitted a draft cannot approve it, send it back or publish it", async () => {
  const submission = await submit(as.admin, 2);

  const answers = [
    await approve(as.admin, submission),
    await as.admin("POST", `${path}/${submission}/send-back`, { body: { reason: "not yet" } }),
  ];

  expect(answers.map(({ status }) => status)).toEqual([403, 403]);
  const [first] = answers;
  expect(first && (await errorOf(first)).message).toContain("somebody else must decide");
  expect(await states()).toEqual([]);
});

test("whoever changed the draft cannot approve what another submitted; moving boxes is no change", async () => {
  const changed = flowCalled(name, { settings: { ...emptyFlow(name).settings, priority: 70 } });
  await save(as.admin, 2, flowCalled(name, { layout: { wait: { x: 9, y: 9 } } } as object));
  const moved = await submit(as.editor, 3);
  const allowed = await approve(as.admin, moved);
  await save(as.admin, 3, changed);
  const submission = await submit(as.editor, 4);

  const refused = await approve(as.admin, submission);

  expect([allowed.status, refused.status]).toEqual([200, 403]);
});

test("whoever changed one version may decide on the next, which others changed", async () => {
  const settings = (priority: number) =>
    flowCalled(name, { settings: { ...emptyFlow(name).settings, priority } });
  await save(as.admin, 2, settings(60));
  const first = await submit(as.editor, 3);
  const other = await anotherAdmin();
  await approve(other, first);
  await publish(other, first);
  await save(as.editor, 3, settings(70));
  const second = await submit(as.editor, 4);

  const [own, next] = [await approve(as.admin, first), await approve(as.admin, second)];

  expect([own.status, next.status]).toEqual([409, 200]);
});

test("the database itself refuses an author as approver", async () => {
  const submission = await submit(as.editor, 2);

  const decide = database.sql`
    update submission set status = 'approved', decided_by = submitted_by, decided_at = now()
    where id = ${submission}`;

  await expect(decide).rejects.toThrow("submission_four_eyes");
});

test("any edit withdraws the submission and the approval; what was approved before is not published", async () => {
  const submission = await submit(as.editor, 2);
  await approve(as.admin, submission);

  const saved = await answerOf(
    endpoints.saveDraft,
    await save(
      as.editor,
      2,
      flowCalled(name, { settings: { ...emptyFlow(name).settings, priority: 70 } }),
    ),
  );
  const published = await publish(as.admin, submission);

  const list = await answerOf(endpoints.submissions, await as.admin("GET", path));
  const review = await as.admin("GET", `/api/flows/${id}/review`);
  const trail = await database.sql`
    select reason from audit where subject_id = ${id} and action = 'flow.withdraw'`;
  expect(saved.withdrewSubmission).toBe(true);
  expect([published.status, review.status]).toEqual([409, 404]);
  expect(list.map(({ status }) => status)).toEqual(["withdrawn"]);
  expect(trail).toEqual([{ reason: "The draft was changed" }]);
  expect(await states()).toEqual([]);
});

test("a moved box leaves the submission as it stands", async () => {
  const submission = await submit(as.editor, 2);

  await save(as.editor, 2, flowCalled(name, { layout: { wait: { x: 9, y: 9 } } } as object));

  expect((await approve(as.admin, submission)).status).toBe(200);
});

test("it is sent back with a reason, and no other way", async () => {
  const submission = await submit(as.editor, 2);
  const sendBack = (reason: string) =>
    as.admin("POST", `${path}/${submission}/send-back`, { body: { reason } });

  const statuses = [(await sendBack("")).status, (await sendBack("Too soon after payday")).status];

  const [last] = await answerOf(endpoints.submissions, await as.editor("GET", path));
  expect(statuses).toEqual([422, 200]);
  expect(last).toMatchObject({
    status: "changes_requested",
    decisionReason: "Too soon after payday",
  });
  expect((await approve(as.admin, submission)).status).toBe(409);
});

test("of one draft only one submission stands, and it can be taken back", async () => {
  await submit(as.editor, 2);
  const second = await as.editor("POST", path, { body: { revision: 2, note: "once more" } });

  const withdrawn = await as.editor("POST", `${path}/withdraw`);

  const again = await as.editor("POST", `${path}/withdraw`);
  expect([second.status, withdrawn.status, again.status]).toEqual([409, 200, 404]);
});

test("two who approve at once: one of them is told that it is decided", async () => {
  const submission = await submit(as.editor, 2);

  const answers = await Promise.all([approve(as.admin, submission), approve(as.admin, submission)]);

  expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 409]);
});

test("with four eyes switched off the author may, and the switch is on the trail with its reason", async () => {
  const put = (isOn: boolean) =>
    as.admin("PUT", "/api/settings/four-eyes", { body: { isOn, reason: "One of us is on leave" } });
  await put(false);
  const submission = await submit(as.admin, 2);

  const statuses = [
    (await approve(as.admin, submission)).status,
    (await publish(as.admin, submission)).status,
  ];

  await put(true);
  const trail = await database.sql`
    select after, reason from audit where action = 'setting.four-eyes' order by id`;
  expect(statuses).toEqual([200, 200]);
  expect(trail).toEqual([
    { after: { isOn: false }, reason: "One of us is on leave" },
    { after: { isOn: true }, reason: "One of us is on leave" },
  ]);
});

test("what was submitted under four eyes needs them, though they are switched off meanwhile", async () => {
  const submission = await submit(as.admin, 2);
  const put = (isOn: boolean) =>
    as.admin("PUT", "/api/settings/four-eyes", { body: { isOn, reason: "A test of it" } });
  await put(false);

  const own = await approve(as.admin, submission);

  await put(true);
  const another = await approve(await anotherAdmin(), submission);
  expect([own.status, another.status]).toEqual([403, 200]);
});

test("a version for later is live then; until then another is refused, and it can be cancelled", async () => {
  await submitAndPublish(app, { id, revision: 2, reason: "first" });
  await save(as.editor, 2, flowCalled(name, { notes: [], edges: [] }));
  await save(as.editor, 3, { ...flowCalled(name), name: `${name} again` });
  const startsAtMs = Date.now() + 3_600_000;
  const over = await submitAndPublish(
    app,
    { id, revision: 4, reason: "later" },
    { startsAtMs: 1_000_000 },
  );
  const [waiting] = await answerOf(endpoints.submissions, await as.editor("GET", path));
  const scheduled = await publish(as.admin, waiting?.id ?? "", { startsAtMs });
  const before = await states();

  const cancelled = await as.admin("POST", `/api/flows/${id}/scheduled/cancel`, {
    body: { reason: "not this week" },
  });

  expect([over.status, scheduled.status, cancelled.status]).toEqual([422, 200, 200]);
  expect(before).toEqual(["scheduled", "live"]);
  expect(await states()).toEqual(["retired", "live"]);
});

test("a version on trial runs beside the live one until somebody settles it", async () => {
  await submitAndPublish(app, { id, revision: 2, reason: "first" });
  await save(as.editor, 2, { ...flowCalled(name), name: `${name} on trial` });
  await submitAndPublish(app, { id, revision: 3, reason: "a tenth first" }, { sharePercent: 10 });
  const before = await states();
  const settle = (decision: string) =>
    as.admin("POST", `/api/flows/${id}/trial`, { body: { decision, reason: "numbers are in" } });

  const statuses = [(await settle("all")).status, (await settle("none")).status];

  expect(before).toEqual(["trial", "live"]);
  expect(statuses).toEqual([200, 404]);
  expect(await states()).toEqual(["live", "retired"]);
});

test("a first version takes all who enter: there is none for the others", async () => {
  const response = await submitAndPublish(
    app,
    { id, revision: 2, reason: "first" },
    { sharePercent: 5 },
  );

  expect(response.status).toBe(409);
});

test("a version sends its templates as whoever approved it saw them", async () => {
  const put = (body: string) =>
    as.editor("PUT", "/api/templates/pinned", {
      body: {
        id: "pinned",
        name: "Pinned",
        channel: "sms",
        languages: { en: { body } },
        fallback: [],
      },
    });
  await put("Dear {{ debtor.first_name }}, please call.");
  const withMessage = {
    ...flowCalled(name),
    nodes: [
      ...emptyNodes(),
      { id: "sms", type: "sms", name: "", config: { ...SMS, template: "pinned" } },
    ],
    edges: [
      { from: "start", exit: "next", to: "sms" },
      { from: "sms", exit: "sent", to: "end" },
    ],
  };
  await save(as.editor, 2, withMessage);
  const submission = await submit(as.editor, 3);
  await put("Other words");
  const review = await answerOf(endpoints.review, await as.admin("GET", `/api/flows/${id}/review`));
  await approve(as.admin, submission);
  await publish(as.admin, submission);

  const [version] = await database.sql<{ pins: unknown }[]>`
    select template_versions as pins from flow_version where flow_id = ${id}`;
  expect(review.messages).toEqual([
    {
      node: "sms",
      template: "Pinned",
      channel: "sms",
      language: "en",
      before: null,
      after: "Dear Thandi, please call.",
    },
  ]);
  expect(version?.pins).toEqual({ pinned: 1 });
});

test("the review tells its reader whether they may decide, and who would enter", async () => {
  await samplePerson(app);
  await as.editor("PUT", "/api/segments/all-of-them", {
    body: { name: "Everyone", criteria: { kind: "all", of: [] } },
  });
  const entry = { kind: "segment", segment: "all-of-them" };
  const [, ...others] = emptyNodes();
  await save(as.editor, 2, {
    ...flowCalled(name),
    nodes: [
      { id: "start", type: "start", name: "", config: { entry, reentry: { kind: "never" } } },
      { id: "wait", type: "wait", name: "", config: { kind: "days", days: 3 } },
      ...others,
    ],
  });
  await submit(as.editor, 3);
  const reviewFor = async (who: typeof as.editor) =>
    answerOf(endpoints.review, await who("GET", `/api/flows/${id}/review`));

  const [author, admin] = [await reviewFor(as.editor), await reviewFor(as.admin)];

  expect(author.mayNotDecide).toBe("You submitted this draft, so somebody else must decide.");
  expect(admin).toMatchObject({
    mayNotDecide: null,
    fourEyes: true,
    live: null,
    issues: [],
    inFlight: [],
  });
  const [accounts] = await database.sql<{ count: number }[]>`
    select count(*)::int as count from account where status <> 'closed'`;
  expect(admin.wouldEnter).toEqual({
    kind: "counted",
    matching: accounts?.count,
    of: accounts?.count,
  });
});

test("a flow is paused and its entries are stopped with a reason, once each, and go on again", async () => {
  const halt = (kind: string, isOn: boolean) =>
    as.manager("POST", `/api/flows/${id}/halts`, { body: { kind, isOn, reason: "A complaint" } });

  const statuses = [
    (await halt("paused", true)).status,
    (await halt("paused", true)).status,
    (await halt("entriesStopped", true)).status,
    (await halt("paused", false)).status,
  ];

  const halts = await answerOf(
    endpoints.flowHalts,
    await as.editor("GET", `/api/flows/${id}/halts`),
  );
  const trail = await database.sql<{ action: string }[]>`
    select action from audit where subject_id = ${id} order by id`;
  expect(statuses).toEqual([200, 409, 200, 200]);
  expect(halts).toMatchObject({ paused: null, entriesStopped: { reason: "A complaint" } });
  expect(trail.map(({ action }) => action)).toEqual([
    "flow.create",
    "flow.pause",
    "flow.stop-entries",
    "flow.resume",
  ]);
});

test("accounts enter and leave by hand, named by their references, with a reason", async () => {
  const { reference } = await anAccount();
  await submitAndPublish(app, { id, revision: 2, reason: "first" });
  const body = { accounts: [reference, "nobody-has-this"], reason: "The client asked for it" };

  const entered = await answerOf(
    endpoints.enterByHand,
    await as.specialist("POST", `/api/flows/${id}/people/enter`, { body }),
  );
  const left = await answerOf(
    endpoints.leaveByHand,
    await as.specialist("POST", `/api/flows/${id}/people/leave`, { body }),
  );

  const events = await database.sql`select kind from event where kind = 'run.taken-out'`;
  const trail = await database.sql<{ action: string; reason: string }[]>`
    select action, reason from audit where subject_id = ${id} and action like '%by-hand' order by id`;
  expect(entered).toEqual({ entered: 1, unknown: ["nobody-has-this"] });
  expect(left).toEqual({ left: 1, unknown: ["nobody-has-this"] });
  expect(events).toHaveLength(1);
  expect(trail).toEqual([
    { action: "flow.enter-by-hand", reason: "The client asked for it" },
    { action: "flow.leave-by-hand", reason: "The client asked for it" },
  ]);
});

test("nobody enters a flow by hand that is not live", async () => {
  const { reference } = await anAccount();

  const response = await as.admin("POST", `/api/flows/${id}/people/enter`, {
    body: { accounts: [reference], reason: "The client asked for it" },
  });

  expect(response.status).toBe(409);
});

const SMS = { purpose: "collection" };

function emptyNodes() {
  return [
    {
      id: "start",
      type: "start",
      name: "",
      config: { entry: { kind: "manual" }, reentry: { kind: "never" } },
    },
    { id: "end", type: "end", name: "", config: { reason: "done" } },
  ];
}

async function anAccount(): Promise<{ readonly reference: string }> {
  await samplePerson(app);
  const [account] = await database.sql<{ reference: string }[]>`
    select reference from account where status <> 'closed' order by id desc limit 1`;
  if (account === undefined) throw new Error("There is no account");
  return account;
}

async function anotherAdmin(): Promise<typeof as.editor> {
  const email = `${crypto.randomUUID()}@example.org`;
  const now = new Date();
  await database.transaction(async (tx) => {
    const { token } = await invite(tx, { email, role: "admin", invitedBy: "system" }, now);
    const invitation = await findInvitation(tx, token, now);
    if (invitation === undefined) throw new Error("The invitation is not there");
    await acceptInvitation(
      tx,
      { invitation, email, name: "Another admin", password: PASSWORD },
      now,
    );
  });
  const cookie = await signInAs(app.anonymous, email);
  return (method, at, { body } = {}) => app.anonymous(method, at, { headers: { cookie }, body });
}
