import { z } from "zod";
import { Done, endpoint } from "./endpoint.ts";
import { FlowParams } from "./publishing.ts";
import { Reason } from "./reason.ts";
import { only, signedIn } from "./role.ts";
import { InstantMs } from "./values.ts";

/* What is done to a flow as it runs. */

const Halt = z.strictObject({ atMs: InstantMs, reason: z.string() });

export const flowHalts = endpoint({
  method: "GET",
  path: "/api/flows/:id/halts",
  summary: "Whether a flow is paused, or takes in nobody",
  input: { params: FlowParams },
  output: z.strictObject({ paused: Halt.nullable(), entriesStopped: Halt.nullable() }),
  policy: signedIn,
});

/** `paused`: nobody enters and nothing is sent. `entriesStopped`: nobody enters, whoever is inside goes on. */
export const haltFlow = endpoint({
  method: "POST",
  path: "/api/flows/:id/halts",
  summary: "Pauses a flow or stops its entries, or lets it go on; 409 where it stands so already",
  input: {
    params: FlowParams,
    body: z.strictObject({
      kind: z.enum(["paused", "entriesStopped"]),
      isOn: z.boolean(),
      reason: Reason,
    }),
  },
  output: Done,
  policy: only("admin", "manager"),
});

export const retireFlow = endpoint({
  method: "POST",
  path: "/api/flows/:id/retire",
  summary: "Takes in nobody new, by any version; people in flight go on",
  input: { params: FlowParams, body: z.strictObject({ reason: Reason }) },
  output: Done,
  policy: only("admin"),
});

const Accounts = z.array(z.string().trim().min(1).max(100)).min(1).max(500);

export const enterByHand = endpoint({
  method: "POST",
  path: "/api/flows/:id/people/enter",
  summary: "Takes accounts into a flow by hand, by its re-entry rule",
  input: {
    params: FlowParams,
    /** By their references. */
    body: z.strictObject({ accounts: Accounts, reason: Reason }),
  },
  output: z.strictObject({
    entered: z.int(),
    /** References that no open account has, or several have. */
    unknown: z.array(z.string()),
  }),
  policy: only("admin", "specialist"),
});

export const leaveByHand = endpoint({
  method: "POST",
  path: "/api/flows/:id/people/leave",
  summary: "Takes accounts out of a flow: their runs end, what is planned is taken back",
  input: {
    params: FlowParams,
    body: z.strictObject({ accounts: Accounts, reason: Reason }),
  },
  output: z.strictObject({ left: z.int(), unknown: z.array(z.string()) }),
  policy: only("admin", "specialist"),
});
