import { expect, test } from "vitest";
import { findMessage, type ListedMessage, type Recollection } from "./find-message.ts";

const SID = `SM${"a".repeat(32)}`;
const CLAIMED = new Date("2026-03-11T15:00:00Z");
const SENDER = { kind: "service", sid: "MG1", hearsReplies: true } as const;

const listed = (more: Partial<ListedMessage> = {}): ListedMessage => ({
  sid: SID,
  to: "+27821234567",
  from: "+27600000000",
  messagingServiceSid: "MG1",
  body: "You owe R 500.00.",
  direction: "outbound-api",
  dateCreated: new Date("2026-03-11T15:00:01Z"),
  ...more,
});
const known = (more: Partial<Recollection> = {}): Recollection => ({
  to: "+27821234567",
  body: "You owe R 500.00.",
  claimedAt: CLAIMED,
  takenIds: new Set(),
  hasRivals: false,
  ...more,
});
const found = { kind: "accepted", providerId: SID };
const unknown = { kind: "unknown" };

test.for([
  { what: "the one that fits", list: [listed()], of: known(), result: found },
  { what: "a text that is lost", list: [listed()], of: known({ body: undefined }), result: found },
  {
    what: "an account on trial",
    list: [listed({ body: "Sent from your Twilio trial account - You owe R 500.00." })],
    of: known(),
    result: found,
  },
  { what: "nothing listed", list: [], of: known(), result: unknown },
  {
    what: "two that fit",
    list: [listed(), listed({ sid: `SM${"b".repeat(32)}` })],
    of: known(),
    result: unknown,
  },
  {
    what: "two of which one is somebody else's",
    list: [listed(), listed({ sid: `SM${"b".repeat(32)}` })],
    of: known({ takenIds: new Set([`SM${"b".repeat(32)}`]) }),
    result: found,
  },
  { what: "a rival in doubt", list: [listed()], of: known({ hasRivals: true }), result: unknown },
  { what: "another text", list: [listed({ body: "Hi" })], of: known(), result: unknown },
  { what: "another number", list: [listed({ to: "+2783" })], of: known(), result: unknown },
  {
    what: "another sender",
    list: [listed({ messagingServiceSid: "MG2" })],
    of: known(),
    result: unknown,
  },
  { what: "a reply", list: [listed({ direction: "inbound" })], of: known(), result: unknown },
  {
    what: "another hour",
    list: [listed({ dateCreated: new Date("2026-03-11T16:00:00Z") })],
    of: known(),
    result: unknown,
  },
])("$what", ({ list, of, result }) => {
  expect(findMessage(list, of, SENDER)).toEqual(result);
});
