import { endpoints } from "@fairflow/contract";
import { Button, Dialog, TextArea } from "@fairflow/ui";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { Rocket } from "lucide-react";
import { useState } from "react";
import { toast } from "sonner";
import { call } from "../../server/call.ts";
import { messageOf } from "../../server/request-failed.ts";
import { useUser } from "../../session/use-session.ts";
import type { Autosave } from "../autosave.ts";
import { useDocument, useIssues } from "../builder-context.ts";
import type { LiveVersion } from "./versions-menu.tsx";

export interface PublishButtonProps {
  readonly flowId: string;
  readonly autosave: Autosave;
  readonly live: LiveVersion | null;
}

const MIN_REASON = 3;

export function PublishButton({ flowId, autosave, live }: PublishButtonProps) {
  const { role } = useUser();
  const problems = useIssues(({ issues }) => issues.length);
  const [isAsking, setIsAsking] = useState(false);
  const reason =
    role !== "admin"
      ? "Only admins publish. Ask one to look at this draft."
      : problems > 0
        ? `Mend ${problems === 1 ? "the problem" : `${problems} problems`} first`
        : undefined;
  return (
    <>
      <Button
        kind="primary"
        icon={<Rocket className="size-4" />}
        disabledReason={reason}
        onClick={() => setIsAsking(true)}
      >
        Publish
      </Button>
      {isAsking && (
        <PublishDialog
          flowId={flowId}
          autosave={autosave}
          live={live}
          onClose={() => setIsAsking(false)}
        />
      )}
    </>
  );
}

function PublishDialog({
  flowId,
  autosave,
  live,
  onClose,
}: PublishButtonProps & { readonly onClose: () => void }) {
  const [reason, setReason] = useState("");
  const steps = useDocument(({ flow }) => flow.nodes.length);
  const client = useQueryClient();
  const navigate = useNavigate();
  const publish = useMutation({
    mutationFn: async () => {
      await autosave.flush();
      const { revision } = autosave.state.getState();
      return call(endpoints.publishFlow, {
        params: { id: flowId },
        body: { revision, reason: reason.trim() },
      });
    },
    onSuccess: async ({ version }) => {
      onClose();
      await Promise.all([
        client.invalidateQueries({ queryKey: [endpoints.flow.path] }),
        client.invalidateQueries({ queryKey: [endpoints.flows.path] }),
        client.invalidateQueries({ queryKey: [endpoints.versions.path] }),
      ]);
      toast.success(`Version ${version} is live`);
      await navigate({
        to: "/flows/$id",
        params: { id: flowId },
        search: { mode: "live", view: "canvas" },
      });
    },
  });
  return (
    <Dialog
      open
      onClose={onClose}
      title="Publish this draft"
      description={
        live === null
          ? `The draft of ${steps} steps becomes version 1. From then on accounts enter it, and messages are sent as the rules allow.`
          : `New entries go through the new version. Whoever is inside version ${live.version} stays on it.`
      }
      actions={
        <>
          <Button onClick={onClose}>Not yet</Button>
          <Button
            kind="primary"
            disabledReason={
              publish.isPending
                ? "Publishing"
                : reason.trim().length < MIN_REASON
                  ? "Say what is new"
                  : undefined
            }
            onClick={() => publish.mutate()}
          >
            {publish.isPending ? "Publishing" : "Publish"}
          </Button>
        </>
      }
    >
      <TextArea
        label="What is new, and why"
        hint="It stands with the version for ever."
        rows={3}
        autoFocus
        maxLength={500}
        value={reason}
        onChange={(event) => setReason(event.target.value)}
      />
      {publish.isError && (
        <p role="alert" className="mt-2 text-sm text-bad">
          {messageOf(publish.error)}
        </p>
      )}
    </Dialog>
  );
}
