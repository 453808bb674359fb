import { NodeId } from "@fairflow/flow";
import { z } from "zod";
import { Done, endpoint } from "./endpoint.ts";
import { FlowParams } from "./publishing.ts";
import { signedIn } from "./role.ts";
import { Id } from "./values.ts";

/** How often a window says again that it is here, in ms. */
export const PRESENCE_AGAIN_MS = 10_000;

const Window = FlowParams.extend({ window: Id });

export const bePresent = endpoint({
  method: "PUT",
  path: "/api/flows/:id/presence/:window",
  summary:
    "Says that a window has the draft open, and which step; to be said again every ten seconds",
  input: { params: Window, body: z.strictObject({ node: NodeId.nullable() }) },
  output: Done,
  policy: signedIn,
});

export const leavePresence = endpoint({
  method: "DELETE",
  path: "/api/flows/:id/presence/:window",
  summary: "Says that a window has closed the draft",
  input: { params: Window },
  output: Done,
  policy: signedIn,
});
