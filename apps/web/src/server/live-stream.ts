import type { StreamTopic } from "@fairflow/contract";
import { STREAM_PATH, StreamEvent } from "@fairflow/contract/first-page";
import { createStore } from "zustand";

export interface StreamState {
  readonly status: "connecting" | "live" | "lost";
  /** When the stream last said something, in ms since 1970. */
  readonly lastMs: number | undefined;
}

type Listener = (event: StreamEvent) => void;

const KINDS = [
  "frame",
  "counts",
  "draft",
  "debtor",
  "import",
] as const satisfies readonly StreamEvent["kind"][];
/** Screens change their topics as they come and go; one that follows at once needs no stream of its own. */
const SETTLE_MS = 40;

/**
 * The one stream of server-sent events of this tab. A browser allows about six connections to one origin over HTTP/1.1, so
 * all screens share it; it opens anew when the set of topics changes, and reconnects by itself.
 */
class LiveStream {
  readonly state = createStore<StreamState>(() => ({ status: "connecting", lastMs: undefined }));
  readonly #listeners = new Map<Listener, StreamTopic>();
  #source: EventSource | undefined;
  #topics = "";
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** Hands on what happens to a topic. Returns what ends it. */
  subscribe(topic: StreamTopic, listener: Listener): () => void {
    this.#listeners.set(listener, topic);
    this.#settle();
    return () => {
      this.#listeners.delete(listener);
      this.#settle();
    };
  }

  #settle(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#open(), SETTLE_MS);
  }

  #open(): void {
    const topics = [...new Set(this.#listeners.values())].toSorted().join(",");
    if (topics === this.#topics) return;
    this.#topics = topics;
    this.#source?.close();
    this.#source = undefined;
    if (topics === "") return;
    const source = new EventSource(`${STREAM_PATH}?topics=${encodeURIComponent(topics)}`);
    source.addEventListener("open", () => this.state.setState({ status: "live" }));
    source.addEventListener("error", () => this.#lose(source));
    for (const kind of KINDS) source.addEventListener(kind, (message) => this.#take(message));
    this.#source = source;
  }

  /** The browser tries again unless the server refused; then the next subscriber opens a new one. */
  #lose(source: EventSource): void {
    this.state.setState({ status: "lost" });
    if (source.readyState === EventSource.CLOSED) this.#topics = "";
  }

  #take({ data }: MessageEvent<unknown>): void {
    const event = StreamEvent.safeParse(typeof data === "string" ? JSON.parse(data) : undefined);
    if (!event.success) return;
    this.state.setState({ status: "live", lastMs: Date.now() });
    for (const listener of this.#listeners.keys()) listener(event.data);
  }
}

export const liveStream = new LiveStream();
