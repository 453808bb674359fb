import { endpoints } from "@fairflow/contract";
import { expect, test } from "vitest";
import { samplePerson } from "../debtors/sample-person.ts";
import { answerOf, testApp } from "../test-app.ts";

const app = await testApp();
const { as, database } = app;
const person = await samplePerson(app);

test("START after STOP opens the number again, with the message as its proof", async () => {
  const say = async (text: string) => {
    const path = `/api/sandbox/people/${person.debtorId}/reply`;
    const response = await as.specialist("POST", path, { body: { channel: "sms", text } });
    return (await answerOf(endpoints.sandboxReply, response)).understoodAs;
  };
  const isShut = async () => {
    const response = await as.specialist("GET", `/api/debtors/${person.debtorId}`);
    const { addresses } = await answerOf(endpoints.debtor, response);
    return addresses.some(({ optedOut }) => optedOut);
  };

  expect([await say("STOP"), await isShut()]).toEqual(["opted-out", true]);
  expect([await say("yes"), await isShut()]).toEqual(["replied", true]);
  expect([await say("Start."), await isShut()]).toEqual(["opted-in", false]);

  const [act] = await database.sql`
    select ended_by, ended_how, outcome from suppression join inbox on inbox.id::text = ended_evidence`;
  expect(act).toEqual({ ended_by: "debtor", ended_how: "message", outcome: "opted-in" });
});
