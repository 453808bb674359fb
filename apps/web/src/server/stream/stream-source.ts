import { MAX_TOPICS, STREAM_PATH, type StreamEvent } from "@fairflow/contract/first-page";
import type { RelayHooks, Told } from "./relay.ts";

const KINDS = [
  "frame",
  "counts",
  "draft",
  "debtor",
  "import",
] as const satisfies readonly StreamEvent["kind"][];
/** Screens change their topics as they come and go; one that follows at once needs no stream of its own. */
const SETTLE_MS = 40;
/** What nobody wants any more is still heard for so long, since the next page often wants it again. */
const LINGER_MS = 5_000;
/** A stream that the server refused is asked for again; one that broke, the browser opens again by itself. */
const REFUSED_AGAIN_MS = 15_000;

/**
 * The connection to the server for all tabs that say what they want of it. It opens anew when a topic is missing; the
 * server then tells all topics as they stand, so nothing is lost between two connections.
 */
export class StreamSource {
  readonly #userId: string;
  readonly #hooks: RelayHooks;
  readonly #wants = new Map<string, ReadonlySet<string>>();
  readonly #latest = new Map<string, Told>();
  #open: ReadonlySet<string> = new Set();
  #sources: readonly EventSource[] = [];
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(userId: string, hooks: RelayHooks) {
    this.#userId = userId;
    this.#hooks = hooks;
  }

  /** What one tab wants from now on. What is known already of a topic that is new to it, is told again. */
  want(tab: string, topics: ReadonlySet<string>): void {
    const before = this.#wants.get(tab);
    if (topics.size === 0) this.#wants.delete(tab);
    else this.#wants.set(tab, topics);
    for (const topic of topics) {
      const told = before?.has(topic) === true ? undefined : this.#latest.get(topic);
      if (told !== undefined) this.#hooks.onTold(told);
    }
    this.#settle();
  }

  close(): void {
    clearTimeout(this.#timer);
    for (const source of this.#sources) source.close();
  }

  #settle(): void {
    const wanted = this.#wanted();
    const isMissing = [...wanted].some((topic) => !this.#open.has(topic));
    clearTimeout(this.#timer);
    if (!isMissing && wanted.size === this.#open.size) return;
    this.#timer = setTimeout(() => this.#connect(), isMissing ? SETTLE_MS : LINGER_MS);
  }

  #wanted(): ReadonlySet<string> {
    return new Set([...this.#wants.values()].flatMap((topics) => [...topics]));
  }

  #connect(): void {
    this.close();
    this.#open = this.#wanted();
    for (const topic of this.#latest.keys()) {
      if (!this.#open.has(topic)) this.#latest.delete(topic);
    }
    const topics = [...this.#open].toSorted();
    const parts = Array.from({ length: Math.ceil(topics.length / MAX_TOPICS) }, (_, part) =>
      topics.slice(part * MAX_TOPICS, (part + 1) * MAX_TOPICS),
    );
    this.#sources = parts.map((part) => this.#listen(part));
  }

  #listen(topics: readonly string[]): EventSource {
    const query = new URLSearchParams({ topics: topics.join(","), user: this.#userId });
    const source = new EventSource(`${STREAM_PATH}?${query.toString()}`);
    source.addEventListener("open", () => this.#hooks.onStatus("live"));
    source.addEventListener("error", () => {
      this.#hooks.onStatus("lost");
      if (source.readyState !== EventSource.CLOSED) return;
      this.#open = new Set();
      clearTimeout(this.#timer);
      this.#timer = setTimeout(() => this.#connect(), REFUSED_AGAIN_MS);
    });
    for (const kind of KINDS) source.addEventListener(kind, (message) => this.#take(message));
    return source;
  }

  #take({ data, lastEventId: id }: MessageEvent<unknown>): void {
    const [topic = ""] = id.split("#");
    if (typeof data !== "string") return;
    const told = { topic, id, data };
    this.#latest.set(topic, told);
    this.#hooks.onTold(told);
  }
}
