import { createFlow } from "@fairflow/db";
import { LANE_COUNT, type LaneJob } from "@fairflow/engine";
import { emptyFlow } from "@fairflow/flow";
import { expect, test } from "vitest";
import { testApp } from "../test-app.ts";
import { publishFlow } from "./publish-flow.ts";

const { database } = await testApp();

const DOCUMENT = {
  ...emptyFlow("Reminders"),
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

test("publishing offers every account to the flow, in the same transaction", async () => {
  const now = new Date();
  const flowId = await database.transaction((tx) =>
    createFlow(tx, { name: "Reminders", document: DOCUMENT, author: "ann" }, now),
  );
  const asked: LaneJob[] = [];

  await database.transaction((tx) =>
    publishFlow(tx, {
      flowId,
      revision: 1,
      reason: "the first one",
      author: "bob",
      now,
      jobs: { send: async (_tx, jobs) => void asked.push(...jobs) },
      showDraft: () => undefined,
    }),
  );

  expect(asked).toEqual(
    Array.from({ length: LANE_COUNT }, (_, lane) => ({ queue: "tick", lane, enrols: true })),
  );
});
