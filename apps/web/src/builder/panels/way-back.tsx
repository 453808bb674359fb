import { endpoints } from "@fairflow/contract";
import { diffFlows, renameFlow, runsAlike, type Flow } from "@fairflow/flow";
import { Button } from "@fairflow/ui";
import { useMutation, useQuery } from "@tanstack/react-query";
import { toast } from "sonner";
import { useZone } from "../../frame/use-zone.ts";
import { ask } from "../../server/ask.ts";
import { call } from "../../server/call.ts";
import { formatInstant } from "../../server/format.ts";
import { messageOf } from "../../server/request-failed.ts";
import { useBuilder, useDocument } from "../builder-context.ts";
import type { LiveVersion } from "./versions-menu.tsx";

export interface WayBackProps {
  readonly flowId: string;
  readonly live: LiveVersion | null;
}

const SHOWN_CHANGES = 12;

/** Back to a draft as it was, as one edit that can be undone; and who changed it last. */
export function WayBack({ flowId, live }: WayBackProps) {
  const { document, ui, opened } = useBuilder();
  const flow = useDocument((state) => state.flow);
  const zone = useZone();
  const changes = useQuery({
    ...ask(endpoints.draftChanges, { params: { id: flowId } }),
    staleTime: 0,
  });
  const goBack = (to: Flow, label: string) => {
    document.getState().apply({ label, flow: to });
    ui.getState().show({ announcement: label });
  };
  const toLive = useMutation({
    mutationFn: (version: number) => call(endpoints.version, { params: { id: flowId, version } }),
    onSuccess: (version) =>
      goBack(
        renameFlow(version.flow, document.getState().flow.name),
        `Back to version ${version.version}, which is live`,
      ),
    onError: (error) => toast.error(messageOf(error)),
  });
  return (
    <div className="mt-3 flex flex-col gap-2 border-t border-line pt-3">
      <Button
        disabledReason={
          runsAlike(diffFlows(opened, flow)) ? "It does what it did when you opened it" : undefined
        }
        onClick={() => goBack(opened, "Back to when I opened it")}
      >
        Back to when I opened it
      </Button>
      <Button
        disabledReason={
          live === null ? "Nothing is live yet" : toLive.isPending ? "Just a moment" : undefined
        }
        onClick={() => {
          if (live !== null) toLive.mutate(live.version);
        }}
      >
        Back to what is live
      </Button>
      <h3 className="mt-2 text-sm font-semibold">Who changed this draft</h3>
      {changes.isError && <p className="text-sm text-bad">{messageOf(changes.error)}</p>}
      {changes.data?.length === 0 && <p className="text-sm text-ink-2">Nobody yet.</p>}
      <ol aria-label="Saved changes, the latest first" className="flex flex-col gap-1 text-sm">
        {changes.data?.slice(0, SHOWN_CHANGES).map(({ revision, author, atMs, summary }) => (
          <li key={revision}>
            <span className="font-medium">{author}</span>: {summary}
            <span className="block text-xs text-ink-3">{formatInstant(atMs, zone)}</span>
          </li>
        ))}
      </ol>
    </div>
  );
}
