import { parseFlow, type Flow } from "@fairflow/flow";
import { z } from "zod";
import { forgetInBrowser, keepInBrowser, keptInBrowser } from "./browser-store.ts";

/* What is not saved yet, kept in this browser by flow, so that a lost connection or a closed tab loses nothing. */

const STORE = "unsaved-drafts";

const Kept = z.object({ flow: z.unknown(), revision: z.int(), base: z.unknown() });

export interface UnsavedDraft {
  readonly flow: Flow;
  /** The saved revision that it was changed from. */
  readonly revision: number;
  /** That saved draft; absent where an earlier program kept none. */
  readonly base?: Flow | undefined;
}

export function keepUnsaved(flowId: string, draft: UnsavedDraft): Promise<void> {
  return keepInBrowser(STORE, flowId, draft);
}

export function forgetUnsaved(flowId: string): Promise<void> {
  return forgetInBrowser(STORE, flowId);
}

export async function unsavedDraft(flowId: string): Promise<UnsavedDraft | undefined> {
  const kept = Kept.safeParse(await keptInBrowser(STORE, flowId));
  if (!kept.success) return undefined;
  const flow = parseFlow(kept.data.flow);
  if (!flow.ok) return undefined;
  const base = parseFlow(kept.data.base);
  const { revision } = kept.data;
  return { flow: flow.flow, revision, base: base.ok ? base.flow : undefined };
}
