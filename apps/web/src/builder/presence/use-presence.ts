import { endpoints, PRESENCE_AGAIN_MS } from "@fairflow/contract";
import { useEffect, useState } from "react";
import { call } from "../../server/call.ts";
import { useLiveTopic } from "../../server/use-live-topic.ts";
import type { Builder } from "../builder-context.ts";
import { newUuid } from "../new-id.ts";

/** A selection that is still moving is not told, in ms. */
const SETTLE_MS = 300;

/** Tells others that this window has the draft open and which step, and hears the same of them. */
export function usePresence(flowId: string, { document, presence }: Builder): void {
  const [windowId] = useState(newUuid);
  useLiveTopic(`draft:${flowId}`, (event) => {
    if (event.kind !== "draft" || event.flowId !== flowId) return;
    const { revision, changedBy, people } = event;
    const others = people.filter((person) => person.windowId !== windowId);
    presence.setState({ others, head: { revision, changedBy } });
  });
  // Outside React: the server, which forgets a window that does not say again that it is here.
  useEffect(() => {
    const params = { id: flowId, window: windowId };
    const openStep = () => {
      const { selection } = document.getState();
      return selection.size === 1 ? ([...selection][0] ?? null) : null;
    };
    // Whether others see this window is nothing that its user has to hear of when it fails; it is said again soon.
    const say = () =>
      void call(endpoints.bePresent, { params, body: { node: openStep() } }).catch(() => undefined);
    const leave = () =>
      void fetch(`/api/flows/${flowId}/presence/${windowId}`, {
        method: "DELETE",
        keepalive: true,
      }).catch(() => undefined);
    let settling: ReturnType<typeof setTimeout> | undefined;
    const unsubscribe = document.subscribe(({ selection }, before) => {
      if (selection === before.selection) return;
      clearTimeout(settling);
      settling = setTimeout(say, SETTLE_MS);
    });
    const again = setInterval(say, PRESENCE_AGAIN_MS);
    window.addEventListener("pagehide", leave);
    say();
    return () => {
      clearTimeout(settling);
      clearInterval(again);
      unsubscribe();
      window.removeEventListener("pagehide", leave);
      leave();
    };
  }, [flowId, windowId, document]);
}
