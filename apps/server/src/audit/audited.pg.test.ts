import { endpoints } from "@fairflow/contract";
import { expect, test } from "vitest";
import { samplePerson } from "../debtors/sample-person.ts";
import { answerOf, testApp } from "../test-app.ts";

const app = await testApp();
const { as, database } = app;
const person = await samplePerson(app);

/** What stands on the trail behind an entry. */
async function actionsSince(id: number): Promise<readonly string[]> {
  const rows = await database.sql<{ action: string }[]>`
    select action from audit where id > ${id} order by id`;
  return rows.map(({ action }) => action);
}

async function lastEntry(): Promise<number> {
  const [row] = await database.sql<{ id: number }[]>`select max(id) as id from audit`;
  return row?.id ?? 0;
}

test("changes that few tests make leave one entry each as well", async () => {
  const begun = await lastEntry();

  const made = await as.admin("POST", "/api/api-keys", {
    body: { name: "dialer", scopes: ["holds"] },
  });
  const key = await answerOf(endpoints.makeApiKey, made);
  await as.admin("POST", `/api/api-keys/${key.id}/revoke`);
  await as.admin("POST", "/api/invitations", {
    body: { email: "somebody@example.org", role: "editor" },
  });
  await as.editor("POST", "/api/flows", { body: { name: "Audited" } });
  await as.specialist("POST", `/api/debtors/${person.debtorId}/notes`, {
    body: { text: "She calls back." },
  });

  expect(await actionsSince(begun)).toEqual([
    "api-key.make",
    "api-key.revoke",
    "user.invite",
    "flow.create",
    "note.add",
  ]);
});
