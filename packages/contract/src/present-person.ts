import { NodeId } from "@fairflow/flow";
import { z } from "zod";
import { Id } from "./values.ts";

/** Somebody who has a flow's draft open, in one window. */
export const PresentPerson = z.strictObject({
  windowId: Id,
  userId: z.string(),
  name: z.string(),
  /** The step that they have open. */
  node: NodeId.nullable(),
});
export type PresentPerson = z.infer<typeof PresentPerson>;
