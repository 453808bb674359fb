import { endpoints } from "@fairflow/contract";
import { expect, test } from "vitest";
import { answerOf, emailOf, errorOf, PASSWORD, signInAs, testApp } from "../test-app.ts";

const { anonymous, as, database, logged } = await testApp();

test("says who is signed in, and to others nothing of them", async () => {
  const signedIn = await as.editor("GET", "/api/session");
  const stranger = await anonymous("GET", "/api/session");

  expect(await signedIn.json()).toEqual({
    user: { id: expect.any(String), name: "The editor", email: emailOf("editor"), role: "editor" },
    reader: null,
    demo: false,
    demoAccounts: [],
    needsFirstAdmin: false,
  });
  expect(await stranger.json()).toMatchObject({ user: null, demoAccounts: [] });
});

test.for([
  "/api/auth/sign-up/email",
  "/api/auth/update-user",
  "/api/auth/change-email",
  "/api/auth/ok",
])("does not reach %s of the sign-in library", async (path) => {
  const response = await anonymous("POST", path, {
    body: { email: "new@example.org", password: PASSWORD, name: "New", role: "admin" },
  });

  expect(response.status).toBe(404);
});

test("signs nobody up without an invitation", async () => {
  const wrong = "x".repeat(43);

  const accepted = await anonymous("POST", `/api/invitations/${wrong}/accept`, {
    body: { name: "Nobody", password: PASSWORD },
  });
  const first = await anonymous("POST", "/api/first-admin", {
    body: { token: wrong, name: "Nobody", email: "nobody@example.org", password: PASSWORD },
  });

  expect([accepted.status, first.status]).toEqual([404, 404]);
});

test("an invitation makes one account, with its role and no other", async () => {
  const invited = await as.admin("POST", "/api/invitations", {
    body: { email: "Thandi@example.org", role: "manager" },
  });
  const { link } = await answerOf(endpoints.invite, invited);
  const path = `/api/invitations/${new URL(link).pathname.split("/").at(-1)}`;
  const shown = await anonymous("GET", path);
  const greedy = await anonymous("POST", `${path}/accept`, {
    body: { name: "Thandi", password: PASSWORD, role: "admin" },
  });

  const accepted = await anonymous("POST", `${path}/accept`, {
    body: { name: "Thandi", password: PASSWORD },
  });
  const again = await anonymous("POST", `${path}/accept`, {
    body: { name: "Somebody", password: PASSWORD },
  });

  expect(await shown.json()).toEqual({ email: "thandi@example.org", role: "manager" });
  expect([greedy.status, accepted.status, again.status]).toEqual([422, 200, 404]);
  const cookie = await signInAs(anonymous, "thandi@example.org");
  const session = await anonymous("GET", "/api/session", { headers: { cookie } });
  expect(await session.json()).toMatchObject({ user: { name: "Thandi", role: "manager" } });
});

test("an invitation cannot take over an account that is there", async () => {
  const response = await as.admin("POST", "/api/invitations", {
    body: { email: emailOf("editor").toUpperCase(), role: "admin" },
  });

  expect(response.status).toBe(409);
});

test("whoever is disabled is out at once and stays out", async () => {
  const invited = await as.admin("POST", "/api/invitations", {
    body: { email: "leaver@example.org", role: "editor" },
  });
  const { link } = await answerOf(endpoints.invite, invited);
  await anonymous("POST", `/api${new URL(link).pathname}/accept`, {
    body: { name: "Leaver", password: PASSWORD },
  });
  const cookie = await signInAs(anonymous, "leaver@example.org");
  const people = await answerOf(endpoints.users, await as.admin("GET", "/api/users"));
  const id = people.find(({ email }) => email === "leaver@example.org")?.id;

  const disabled = await as.admin("PUT", `/api/users/${id}`, {
    body: { role: "editor", disabled: true },
  });

  const session = await anonymous("GET", "/api/session", { headers: { cookie } });
  const signIn = await anonymous("POST", "/api/auth/sign-in/email", {
    body: { email: "leaver@example.org", password: PASSWORD },
  });
  expect(disabled.status).toBe(200);
  expect(await session.json()).toMatchObject({ user: null });
  expect(signIn.status).toBe(401);
});

test("a change of role counts from the next request on", async () => {
  const people = await answerOf(endpoints.users, await as.admin("GET", "/api/users"));
  const id = people.find(({ role }) => role === "specialist")?.id;
  await as.admin("PUT", `/api/users/${id}`, { body: { role: "editor", disabled: false } });

  const session = await as.specialist("GET", "/api/session");

  expect(await session.json()).toMatchObject({ user: { role: "editor" } });
  await as.admin("PUT", `/api/users/${id}`, { body: { role: "specialist", disabled: false } });
});

test("nobody changes their own role", async () => {
  const { user } = await answerOf(endpoints.session, await as.admin("GET", "/api/session"));

  const response = await as.admin("PUT", `/api/users/${user?.id}`, {
    body: { role: "admin", disabled: true },
  });

  expect(response.status).toBe(409);
});

test("signing out ends the session", async () => {
  const cookie = await signInAs(anonymous, emailOf("manager"));

  const out = await anonymous("POST", "/api/auth/sign-out", { headers: { cookie }, body: {} });

  const session = await anonymous("GET", "/api/session", { headers: { cookie } });
  expect(out.status).toBe(200);
  expect(await session.json()).toMatchObject({ user: null });
});

test("guessing at a password is slowed down, and tells nothing of who exists", async () => {
  const guess = (email: string) =>
    anonymous("POST", "/api/auth/sign-in/email", {
      body: { email, password: "wrong wrong wrong" },
    });

  const known = await Promise.all(Array.from({ length: 10 }, () => guess(emailOf("admin"))));
  const unknown = await guess("nobody@example.org");
  const eleventh = await guess(emailOf("admin"));

  expect(new Set(known.map(({ status }) => status))).toEqual(new Set([401]));
  const [one, other] = [await errorOf(known[0] ?? unknown), await errorOf(unknown)];
  expect(one.message).toBe(other.message);
  expect(eleventh.status).toBe(429);
});

test.for([
  { "sec-fetch-site": "cross-site" },
  { "sec-fetch-site": "same-site" },
  { origin: "https://evil.example" },
  { origin: "null" },
])("refuses a write from another site: %j", async (headers) => {
  const response = await as.admin("POST", "/api/invitations", {
    headers,
    body: { email: "x@example.org", role: "admin" },
  });

  expect(response.status).toBe(403);
});

test.for([
  "text/plain",
  "application/x-www-form-urlencoded",
  "multipart/form-data; boundary=x",
  "application/json; charset=utf-16",
  "",
])("takes no body of the type %j", async (type) => {
  const response = await as.admin("POST", "/api/invitations", {
    headers: { "content-type": type },
    body: { email: "x@example.org", role: "admin" },
  });

  expect(response.status).toBe(415);
});

test("stores no password, and logs neither passwords nor addresses", async () => {
  const rows = await database.sql<{ text: string }[]>`
    select row_to_json(a)::text as text from auth.account a
    union all select row_to_json(i)::text from auth.invitation i`;

  const written = [...rows.map(({ text }) => text), ...logged].join("\n");

  expect(written).not.toContain(PASSWORD);
  expect(logged.join("\n")).not.toContain("@example.org");
});
