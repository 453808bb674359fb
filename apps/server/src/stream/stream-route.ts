import { MAX_TOPICS, STREAM_PATH, StreamTopic, type SignedInPolicy } from "@fairflow/contract";
import type { Hono } from "hono";
import { streamSSE, type SSEStreamingApi } from "hono/streaming";
import { z } from "zod";
import type { AppDeps } from "../app-deps.ts";
import type { AppEnv } from "../http/app-env.ts";
import { describe } from "../http/error-answer.ts";
import { authorise } from "../http/handle.ts";
import { HttpError } from "../http/http-error.ts";
import { LiveTopics, type Told } from "./live-topics.ts";
import { topicReader } from "./topic-reader.ts";

const STREAM_POLICY: SignedInPolicy = { kind: "signed-in" };

/** Proxies cut streams that are silent for longer. */
const HEARTBEAT_MS = 15_000;

const Topics = z.array(StreamTopic).min(1).max(MAX_TOPICS);

/** Server-sent events of what a screen watches. A session that ends, ends its streams by the next heartbeat. */
export function mountStream(app: Hono<AppEnv>, deps: AppDeps): void {
  const topics = new LiveTopics({
    open: (topic) => topicReader(deps, topic),
    onError: (topic, error) =>
      deps.log.error({ topic: topic.split(":")[0], ...describe(error) }, "A topic cannot be read"),
  });
  app.get(STREAM_PATH, async (context) => {
    const user = await authorise(STREAM_POLICY, context.get("caller"));
    // A window that somebody left open would else hear as whoever signed in after them.
    if (user.id !== (context.req.query("user") ?? user.id)) {
      throw new HttpError(
        "not-allowed",
        "Somebody else has signed in since this window was opened.",
      );
    }
    const asked = Topics.safeParse((context.req.query("topics") ?? "").split(","));
    if (!asked.success) {
      throw new HttpError("bad-request", `Name 1 to ${MAX_TOPICS} topics, such as topics=frame.`);
    }
    const { headers } = context.req.raw;
    const response = streamSSE(context, async (stream) => {
      const send = sender(stream);
      const ends = [...new Set(asked.data)].map((topic) => topics.subscribe(topic, send(topic)));
      try {
        await heartbeats(
          stream,
          async () => (await deps.signIn.readerOf(headers))?.kind === "house",
        );
      } finally {
        for (const end of ends) end();
      }
    });
    // After streamSSE, which sets a weaker one of its own.
    response.headers.set("cache-control", "no-cache, no-transform");
    response.headers.set("x-accel-buffering", "no");
    return response;
  });
}

/**
 * Writes events one after another. While a client does not read, only the latest of each topic waits for it: every event
 * tells how the topic stands as a whole.
 */
function sender(stream: SSEStreamingApi): (topic: StreamTopic) => (told: Told) => void {
  const waiting = new Map<StreamTopic, Told>();
  let isWriting = false;
  const writeAll = async () => {
    if (isWriting) return;
    isWriting = true;
    for (const [topic, { id, event }] of waiting) {
      waiting.delete(topic);
      await stream.writeSSE({ id, event: event.kind, data: JSON.stringify(event) });
    }
    isWriting = false;
  };
  return (topic) => (told) => {
    waiting.set(topic, told);
    void writeAll();
  };
}

/** Until the client is gone or may no longer listen. */
async function heartbeats(
  stream: SSEStreamingApi,
  mayListen: () => Promise<boolean>,
): Promise<void> {
  const gone = new Promise<void>((resolve) => {
    stream.onAbort(() => resolve());
  });
  while (!stream.aborted) {
    await stream.write(": still here\n\n");
    await Promise.race([gone, stream.sleep(HEARTBEAT_MS)]);
    if (!stream.aborted && !(await mayListen())) return;
  }
}
