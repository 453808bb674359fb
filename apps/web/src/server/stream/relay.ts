import { z } from "zod";

/** What the server said of a topic, still as text. As long as the topic stands so, `id` is the same. */
export const Told = z.object({ topic: z.string(), id: z.string(), data: z.string() });
export type Told = z.infer<typeof Told>;

export const StreamStatus = z.enum(["connecting", "live", "lost"]);
export type StreamStatus = z.infer<typeof StreamStatus>;

export interface RelayHooks {
  /** A topic may be told again although it did not change. */
  readonly onTold: (told: Told) => void;
  readonly onStatus: (status: StreamStatus) => void;
}

/** Brings a tab what it wants to hear, whichever tab has the connection. */
export interface Relay {
  readonly want: (topics: ReadonlySet<string>) => void;
  readonly close: () => void;
}
