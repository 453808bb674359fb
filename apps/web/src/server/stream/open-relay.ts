import type { Relay, RelayHooks } from "./relay.ts";
import { SharedRelay } from "./shared-relay.ts";
import { StreamSource } from "./stream-source.ts";

/** One stream for all tabs of this person in this browser; where the browser cannot share one, each tab has its own. */
export function openRelay(userId: string, hooks: RelayHooks): Relay {
  const openSource = (its: RelayHooks) => new StreamSource(userId, its);
  // Browsers keep locks from pages that do not come over HTTPS.
  if (!("locks" in navigator) || !("BroadcastChannel" in window)) {
    const source = openSource(hooks);
    return { want: (topics) => source.want("this", topics), close: () => source.close() };
  }
  const relay = new SharedRelay({
    name: `fairflow.stream.${userId}`,
    tab: crypto.randomUUID(),
    hooks,
    openSource,
    locks: navigator.locks,
    isLookedAt: () => document.visibilityState === "visible",
  });
  // A page that is frozen, or kept aside to go back to, hears nothing and must not lead.
  const listening = new AbortController();
  const on = { signal: listening.signal };
  document.addEventListener("freeze", () => relay.leave(), on);
  document.addEventListener("resume", () => relay.join(), on);
  window.addEventListener("pagehide", () => relay.leave(), on);
  window.addEventListener("pageshow", () => relay.join(), on);
  return {
    want: (topics) => relay.want(topics),
    close: () => {
      listening.abort();
      relay.close();
    },
  };
}
