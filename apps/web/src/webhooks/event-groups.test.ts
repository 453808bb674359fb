import { WebhookEventType } from "@fairflow/contract";
import { expect, test } from "vitest";
import { EVENT_GROUPS } from "./event-groups.ts";

test("each kind of event stands in one group", () => {
  const grouped = EVENT_GROUPS.flatMap(({ types }) => types);

  expect(grouped.toSorted()).toEqual(WebhookEventType.options.toSorted());
});
