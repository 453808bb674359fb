import type { StreamTopic } from "@fairflow/contract";
import { StreamEvent } from "@fairflow/contract/first-page";
import { createStore } from "zustand";
import type { Relay, StreamStatus, Told } from "./stream/relay.ts";

export interface StreamState {
  readonly status: StreamStatus;
  /** When the stream last said something, in ms since 1970. */
  readonly lastMs: number | undefined;
}

type Listener = (event: StreamEvent) => void;

interface Known {
  readonly id: string;
  readonly event: StreamEvent;
}

/** Screens change their topics as they come and go; what is wanted is said when they have. */
const SETTLE_MS = 40;

/**
 * What the server tells this tab. A browser allows about six connections to one origin over HTTP/1.1, so all screens share
 * one stream, and all tabs of one person do where the browser can (see `stream/shared-relay.ts`).
 */
class LiveStream {
  readonly state = createStore<StreamState>(() => ({ status: "connecting", lastMs: undefined }));
  readonly #listeners = new Map<Listener, StreamTopic>();
  /** How each topic that somebody here listens to stands, so that the same is not told twice. */
  readonly #known = new Map<string, Known>();
  #relay: Relay | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** Hears as somebody who is signed in. Returns what ends it: they have gone. */
  follow(userId: string): () => void {
    let isOver = false;
    void this.#open(userId, () => isOver);
    return () => {
      isOver = true;
      this.#relay?.close();
      this.#relay = undefined;
      this.#known.clear();
      this.state.setState({ status: "connecting", lastMs: undefined });
    };
  }

  /** Hands on what happens to a topic, and how it stands where that is known. Returns what ends it. */
  subscribe(topic: StreamTopic, listener: Listener): () => void {
    this.#listeners.set(listener, topic);
    const known = this.#known.get(topic);
    if (known !== undefined) queueMicrotask(() => this.#hand(listener, known));
    this.#settle();
    return () => {
      this.#listeners.delete(listener);
      this.#settle();
    };
  }

  async #open(userId: string, isOver: () => boolean): Promise<void> {
    try {
      const { openRelay } = await import("./stream/open-relay.ts");
      if (isOver()) return;
      this.#relay = openRelay(userId, {
        onTold: (told) => this.#take(told),
        onStatus: (status) => this.state.setState({ status }),
      });
      this.#want();
    } catch {
      // The program's own file did not come: the numbers stand still, and the page says so.
      if (!isOver()) this.state.setState({ status: "lost" });
    }
  }

  #settle(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#want(), SETTLE_MS);
  }

  #want(): void {
    const topics = new Set<string>(this.#listeners.values());
    for (const topic of this.#known.keys()) if (!topics.has(topic)) this.#known.delete(topic);
    this.#relay?.want(topics);
  }

  #take({ topic, id, data }: Told): void {
    const topics = new Set<string>(this.#listeners.values());
    if (!topics.has(topic)) return;
    this.state.setState({ status: "live", lastMs: Date.now() });
    if (this.#known.get(topic)?.id === id) return;
    const event = StreamEvent.safeParse(JSON.parse(data));
    if (!event.success) return;
    const known = { id, event: event.data };
    this.#known.set(topic, known);
    for (const [listener, its] of this.#listeners) if (its === topic) listener(known.event);
  }

  #hand(listener: Listener, { event }: Known): void {
    if (this.#listeners.has(listener)) listener(event);
  }
}

export const liveStream = new LiveStream();
