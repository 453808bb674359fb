import { z } from "zod";
import { StreamStatus, Told, type Relay, type RelayHooks } from "./relay.ts";

/** A tab that is looked at asks so often whether the leader is still there, and takes its place when it does not answer. */
const CHECK_MS = 5_000;

/** What tabs say to each other. */
const Message = z.discriminatedUnion("kind", [
  /** What a tab wants to hear: said when it changes and at a roll-call; nothing, when the tab goes. */
  z.object({ kind: z.literal("want"), tab: z.string(), topics: z.array(z.string()) }),
  /** Somebody has begun to lead, and asks everybody what they want. */
  z.object({ kind: z.literal("roll-call") }),
  z.object({ kind: z.literal("told"), told: Told }),
  z.object({ kind: z.literal("status"), status: StreamStatus }),
  /** Is the leader there? It answers with the status. */
  z.object({ kind: z.literal("ask") }),
]);
type Message = z.infer<typeof Message>;

/** What the leader has: the connection. */
interface LedSource {
  readonly want: (tab: string, topics: ReadonlySet<string>) => void;
  readonly close: () => void;
}

interface SharedRelayOptions {
  /** Of the lock and the channel: the same for all tabs of one person in one browser, and for nobody else. */
  readonly name: string;
  readonly tab: string;
  readonly hooks: RelayHooks;
  readonly openSource: (hooks: RelayHooks) => LedSource;
  readonly locks: LockManager;
  readonly isLookedAt: () => boolean;
  readonly checkMs?: number;
}

/**
 * One connection for all tabs. The tab that holds the lock leads: it has the connection, for what all tabs want, and passes
 * on what it hears. When it goes, the browser gives the lock to another, which asks everybody what they want and connects:
 * the server tells how each topic stands, so nothing is lost in between. A browser may freeze a tab that nobody looks at,
 * with its lock: a leader that does not answer one who is looked at, loses the lock to them.
 */
export class SharedRelay implements Relay {
  readonly #options: SharedRelayOptions;
  readonly #channel: BroadcastChannel;
  readonly #check: ReturnType<typeof setInterval>;
  #topics: ReadonlySet<string> = new Set();
  /** Set while it leads. */
  #source: LedSource | undefined;
  #status: StreamStatus = "connecting";
  /** Aborted to give the lock back, or the place in the queue for it; undefined while it is away. */
  #turn: AbortController | undefined;
  #silence: "none" | "quiet" | "asked" = "none";

  constructor(options: SharedRelayOptions) {
    this.#options = options;
    this.#channel = new BroadcastChannel(options.name);
    this.#channel.addEventListener("message", ({ data }) => this.#hear(data));
    this.#check = setInterval(() => this.#checkLeader(), options.checkMs ?? CHECK_MS);
    this.join();
  }

  want(topics: ReadonlySet<string>): void {
    this.#topics = topics;
    this.#sayWant();
  }

  /** Takes part, from the beginning or again. */
  join(): void {
    if (this.#turn !== undefined) return;
    this.#silence = "none";
    void this.#queue({});
    this.#sayWant();
  }

  /** While the tab is away it neither leads nor wants anything. */
  leave(): void {
    if (this.#turn === undefined) return;
    this.#turn.abort();
    this.#turn = undefined;
    this.#stopLeading();
    this.#say({ kind: "want", tab: this.#options.tab, topics: [] });
  }

  close(): void {
    clearInterval(this.#check);
    this.leave();
    this.#channel.close();
  }

  /** Waits for its turn to lead, or takes it, and leads until it leaves or is robbed of the lock. */
  async #queue(how: { readonly steal?: true }): Promise<void> {
    const turn = new AbortController();
    this.#turn = turn;
    try {
      await this.#options.locks.request(
        this.#options.name,
        // A lock that is stolen is given at once: there is nothing to abort.
        how.steal === true ? { steal: true } : { signal: turn.signal },
        () => this.#lead(turn.signal),
      );
    } catch (error) {
      if (!(error instanceof DOMException && error.name === "AbortError")) throw error;
      // Robbed, if it did not leave by itself.
      if (turn.signal.aborted || this.#turn !== turn) return;
      this.#stopLeading();
      await this.#queue({});
    }
  }

  async #lead(left: AbortSignal): Promise<void> {
    if (left.aborted) return;
    const { openSource, hooks, tab } = this.#options;
    this.#source = openSource({
      onTold: (told) => {
        hooks.onTold(told);
        this.#say({ kind: "told", told });
      },
      onStatus: (status) => {
        this.#status = status;
        hooks.onStatus(status);
        this.#say({ kind: "status", status });
      },
    });
    this.#source.want(tab, this.#topics);
    this.#say({ kind: "roll-call" });
    await new Promise<void>((resolve) => {
      left.addEventListener("abort", () => resolve(), { once: true });
    });
  }

  #stopLeading(): void {
    this.#source?.close();
    this.#source = undefined;
  }

  #hear(data: unknown): void {
    // Another tab may run another release.
    const message = Message.safeParse(data).data;
    if (message === undefined || this.#turn === undefined) return;
    if (message.kind === "want") {
      if (this.#source === undefined) return;
      this.#source.want(message.tab, new Set(message.topics));
      this.#say({ kind: "status", status: this.#status });
      return;
    }
    if (message.kind === "ask") {
      if (this.#source !== undefined) this.#say({ kind: "status", status: this.#status });
      return;
    }
    // One who was robbed of the lock may not know yet: what it says is as true as ever.
    this.#silence = "none";
    if (this.#source !== undefined) return;
    if (message.kind === "told") this.#options.hooks.onTold(message.told);
    if (message.kind === "status") this.#options.hooks.onStatus(message.status);
    if (message.kind === "roll-call") this.#sayWant();
  }

  #sayWant(): void {
    if (this.#turn === undefined) return;
    const { tab } = this.#options;
    if (this.#source === undefined) {
      this.#say({ kind: "want", tab, topics: [...this.#topics] });
    } else this.#source.want(tab, this.#topics);
  }

  #checkLeader(): void {
    if (this.#turn === undefined || this.#source !== undefined) return;
    if (!this.#options.isLookedAt()) {
      this.#silence = "none";
      return;
    }
    if (this.#silence === "asked") {
      this.#turn.abort();
      void this.#queue({ steal: true });
      this.#silence = "none";
      return;
    }
    if (this.#silence === "quiet") this.#say({ kind: "ask" });
    this.#silence = this.#silence === "quiet" ? "asked" : "quiet";
  }

  #say(message: Message): void {
    this.#channel.postMessage(message);
  }
}
