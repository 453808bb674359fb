import { createHash } from "node:crypto";
import type { StreamEvent, StreamTopic } from "@fairflow/contract";
import type { TopicReader, TopicState } from "./topic-reader.ts";

/** How often a topic that somebody watches is read, so that a change is seen well within a second. */
const READ_EVERY_MS = 250;
/** Whatever happens meanwhile, a topic is told at most so often: with the reading and the way it stays below a second. */
const TELL_EVERY_MS = 700;
/** A topic that cannot be read is tried again less often. */
const FAILED_AGAIN_MS = 5_000;

/** How a topic stands, and a name for that: as long as it stands so, the name is the same, whoever tells it. */
export interface Told {
  readonly id: `${StreamTopic}#${string}`;
  readonly event: StreamEvent;
}

export type Listener = (told: Told) => void;

export interface LiveTopicsOptions {
  readonly open: (topic: StreamTopic) => TopicReader;
  readonly onError: (topic: StreamTopic, error: unknown) => void;
}

interface Watched {
  readonly read: TopicReader;
  readonly listeners: Set<Listener>;
  mark: TopicState["mark"] | undefined;
  told: Told | undefined;
  toldAtMs: number;
  timer: NodeJS.Timeout | undefined;
}

/** Reads each topic once for all who watch it, while anybody does. */
export class LiveTopics {
  readonly #watched = new Map<StreamTopic, Watched>();
  readonly #options: LiveTopicsOptions;

  constructor(options: LiveTopicsOptions) {
    this.#options = options;
  }

  /** Tells how the topic stands, then whenever that changes. Returns what ends it. */
  subscribe(topic: StreamTopic, listener: Listener): () => void {
    const watched = this.#watched.get(topic) ?? this.#watch(topic);
    watched.listeners.add(listener);
    if (watched.told !== undefined) listener(watched.told);
    return () => {
      watched.listeners.delete(listener);
      if (watched.listeners.size > 0) return;
      clearTimeout(watched.timer);
      this.#watched.delete(topic);
    };
  }

  #watch(topic: StreamTopic): Watched {
    const watched: Watched = {
      read: this.#options.open(topic),
      listeners: new Set(),
      mark: undefined,
      told: undefined,
      toldAtMs: -TELL_EVERY_MS,
      timer: undefined,
    };
    this.#watched.set(topic, watched);
    void this.#readOn(topic, watched);
    return watched;
  }

  async #readOn(topic: StreamTopic, watched: Watched): Promise<void> {
    const waitMs = await this.#readOnce(topic, watched);
    if (watched.listeners.size === 0) return;
    watched.timer = setTimeout(() => void this.#readOn(topic, watched), waitMs);
  }

  /** @returns how long to wait before the next reading, in ms */
  async #readOnce(topic: StreamTopic, watched: Watched): Promise<number> {
    try {
      const state = await watched.read();
      const isNews = state !== undefined && state.mark !== watched.mark;
      const nowMs = performance.now();
      if (isNews && nowMs - watched.toldAtMs >= TELL_EVERY_MS) {
        const told = { id: idOf(topic, state), event: state.event };
        watched.mark = state.mark;
        watched.told = told;
        watched.toldAtMs = nowMs;
        for (const listener of watched.listeners) listener(told);
      }
      return READ_EVERY_MS;
    } catch (error) {
      this.#options.onError(topic, error);
      return FAILED_AGAIN_MS;
    }
  }
}

function idOf(topic: StreamTopic, { mark }: TopicState): Told["id"] {
  return `${topic}#${createHash("sha256").update(mark).digest("base64url").slice(0, 16)}`;
}
