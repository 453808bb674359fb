import { z } from "zod";
import { VersionCounts } from "./version-counts.ts";
import { Frame } from "./frame.ts";
import { ImportState } from "./imports.ts";
import { PresentPerson } from "./present-person.ts";

/**
 * `GET /api/stream?topics=frame,flow:ID,flow:ID:VERSION,draft:ID,debtor:ID,import:ID` is a stream of server-sent events for
 * whoever is signed in: each topic's state at once, then whenever it changes, a little more than once a second at most.
 * An event's id is `TOPIC#STATE`. Each tells how its topic stands as a whole, so whoever connects anew has missed nothing,
 * and knows by the id what they were told before. With `user=ID` it is refused to anybody else.
 */
export const STREAM_PATH = "/api/stream";
/** What one stream may be asked for: more would not fit into an address. */
export const MAX_TOPICS = 60;

export const StreamTopic = z.union([
  z.literal("frame"),
  z.templateLiteral(["flow:", z.uuid()]),
  z.templateLiteral(["flow:", z.uuid(), ":", z.int().positive()]),
  z.templateLiteral(["draft:", z.uuid()]),
  z.templateLiteral(["debtor:", z.uuid()]),
  z.templateLiteral(["import:", z.uuid()]),
]);
export type StreamTopic = z.infer<typeof StreamTopic>;

/** The event's name is its kind. */
export const StreamEvent = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("frame"), frame: Frame }),
  z.strictObject({ kind: z.literal("counts"), counts: VersionCounts }),
  /** Who has a flow's draft open, which revision of it stands, and how often something was said about its steps. */
  z.strictObject({
    kind: z.literal("draft"),
    flowId: z.uuid(),
    revision: z.int(),
    changedBy: z.string(),
    people: z.array(PresentPerson),
    comments: z.int(),
  }),
  /** Something new on a debtor's timeline or phone. */
  z.strictObject({ kind: z.literal("debtor"), debtorId: z.uuid() }),
  z.strictObject({ kind: z.literal("import"), state: ImportState }),
]);
export type StreamEvent = z.infer<typeof StreamEvent>;
