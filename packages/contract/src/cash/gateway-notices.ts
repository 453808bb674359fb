import { z } from "zod";
import { Done, endpoint } from "../endpoint.ts";
import { only } from "../role.ts";
import { Reason } from "../reason.ts";
import { Id, InstantMs } from "../values.ts";
import { cashReaders } from "./statement-files.ts";

const gatewayNotices = endpoint({
  method: "GET",
  path: "/api/gateway-notices",
  summary:
    "What payment gateways told and could not be booked, with the reason; nothing of it is booked until a person decides",
  input: {},
  output: z.array(
    z.strictObject({
      id: Id,
      /** The provider's name, or the sandbox. */
      gateway: z.string(),
      receivedAtMs: InstantMs,
      reason: z.string(),
      /** The gateway's own number of what it told. */
      number: z.string(),
    }),
  ),
  policy: cashReaders,
});

const settleGatewayNotice = endpoint({
  method: "POST",
  path: "/api/gateway-notices/:id",
  summary: "Asks the gateway again, or sets what it told aside with a reason; audited",
  input: {
    params: z.strictObject({ id: Id }),
    body: z.discriminatedUnion("decision", [
      z.strictObject({ decision: z.literal("ask-again") }),
      z.strictObject({
        decision: z.literal("set-aside"),
        reason: Reason,
      }),
    ]),
  },
  output: Done,
  policy: only("specialist", "admin"),
});

export const gatewayNoticeEndpoints = { gatewayNotices, settleGatewayNotice } as const;
