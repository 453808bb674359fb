import {
  STREAM_PATH,
  StreamTopic,
  type SignedInPolicy,
  type StreamEvent,
} from "@fairflow/contract";
import type { Hono } from "hono";
import { streamSSE, type SSEStreamingApi } from "hono/streaming";
import { z } from "zod";
import type { AppDeps } from "../app-deps.ts";
import type { AppEnv } from "../http/app-env.ts";
import { describe } from "../http/error-answer.ts";
import { authorise } from "../http/handle.ts";
import { HttpError } from "../http/http-error.ts";
import { LiveTopics } from "./live-topics.ts";
import { topicReader } from "./topic-reader.ts";

const STREAM_POLICY: SignedInPolicy = { kind: "signed-in" };

/** Proxies cut streams that are silent for longer. */
const HEARTBEAT_MS = 15_000;
const MAX_TOPICS = 20;

const Topics = z.array(StreamTopic).min(1).max(MAX_TOPICS);

/** Server-sent events of what a screen watches. A session that ends, ends its streams by the next heartbeat. */
export function mountStream(app: Hono<AppEnv>, deps: AppDeps): void {
  const topics = new LiveTopics({
    open: (topic) => topicReader(deps, topic),
    onError: (topic, error) =>
      deps.log.error({ topic: topic.split(":")[0], ...describe(error) }, "A topic cannot be read"),
  });
  app.get(STREAM_PATH, async (context) => {
    await authorise(STREAM_POLICY, context.get("caller"));
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
function sender(stream: SSEStreamingApi): (topic: StreamTopic) => (event: StreamEvent) => void {
  const waiting = new Map<StreamTopic, StreamEvent>();
  let isWriting = false;
  const writeAll = async () => {
    if (isWriting) return;
    isWriting = true;
    for (const [topic, event] of waiting) {
      waiting.delete(topic);
      await stream.writeSSE({ event: event.kind, data: JSON.stringify(event) });
    }
    isWriting = false;
  };
  return (topic) => (event) => {
    waiting.set(topic, event);
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
