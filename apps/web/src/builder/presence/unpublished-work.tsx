import { endpoints, type DraftState } from "@fairflow/contract";
import { diffFlows, renameFlow, runsAlike } from "@fairflow/flow";
import { Button } from "@fairflow/ui";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { PenLine } from "lucide-react";
import { useState } from "react";
import { ask } from "../../server/ask.ts";
import { useUser } from "../../session/use-session.ts";
import { useBuilder } from "../builder-context.ts";
import { diffSentences } from "../diff/diff-sentences.ts";
import type { LiveVersion } from "../panels/versions-menu.tsx";

export interface UnpublishedWorkProps {
  readonly flowId: string;
  readonly live: LiveVersion;
  readonly loaded: DraftState;
}

/** Somebody else left changes in the draft that are not live: nobody publishes them without having noticed. */
export function UnpublishedWork({ flowId, live, loaded }: UnpublishedWorkProps) {
  const { name } = useUser();
  const { document, view } = useBuilder();
  const [isSeen, setIsSeen] = useState(false);
  const isOthers = loaded.changedBy !== name;
  const { data } = useQuery({
    ...ask(endpoints.version, { params: { id: flowId, version: live.version } }),
    staleTime: Infinity,
    enabled: isOthers,
  });
  if (isSeen || !isOthers || data === undefined) return null;
  const diff = diffFlows(data.flow, loaded.flow);
  if (runsAlike(diff)) return null;
  const count = diffSentences(diff, { before: data.flow, after: loaded.flow, view }).length;
  return (
    <div
      role="status"
      className="flex shrink-0 flex-wrap items-center gap-2.5 border-b border-line bg-sunken px-4 py-1.5 text-sm text-ink"
    >
      <PenLine aria-hidden className="size-4 shrink-0 text-info" />
      <span className="min-w-0 flex-1">
        {loaded.changedBy} changed this draft last. It has{" "}
        {count === 1 ? "1 change" : `${count} changes`} that are not live.{" "}
        <Link
          to="/flows/$id/versions"
          params={{ id: flowId }}
          search={{ version: live.version, against: "draft" }}
          className="font-medium text-accent underline underline-offset-2"
        >
          See what changed
        </Link>
      </span>
      <Button
        onClick={() => {
          const { apply, flow } = document.getState();
          apply({ label: "Start from what is live", flow: renameFlow(data.flow, flow.name) });
          setIsSeen(true);
        }}
      >
        Start from what is live
      </Button>
      <Button onClick={() => setIsSeen(true)}>Continue with it</Button>
    </div>
  );
}
