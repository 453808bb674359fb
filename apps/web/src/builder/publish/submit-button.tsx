import { Button } from "@fairflow/ui";
import { useNavigate } from "@tanstack/react-router";
import { ClipboardCheck, Send } from "lucide-react";
import { useState } from "react";
import { useUser } from "../../session/use-session.ts";
import type { Autosave } from "../autosave.ts";
import { useIssues } from "../builder-context.ts";
import { SubmitDialog } from "./submit-dialog.tsx";
import { useSubmission } from "./use-submission.ts";

export interface SubmitButtonProps {
  readonly flowId: string;
  readonly autosave: Autosave;
}

/** The way of a draft out of the builder: to be submitted, or to the review of what was. */
export function SubmitButton({ flowId, autosave }: SubmitButtonProps) {
  const { role } = useUser();
  const problems = useIssues(({ issues }) => issues.length);
  const navigate = useNavigate();
  const submission = useSubmission(flowId);
  const [isAsking, setIsAsking] = useState(false);
  if (submission?.open !== undefined) {
    return (
      <Button
        kind="primary"
        icon={<ClipboardCheck className="size-4" />}
        onClick={() => void navigate({ to: "/flows/$id/review", params: { id: flowId } })}
      >
        {submission.open.status === "approved" ? "Approved: publish" : "Review"}
      </Button>
    );
  }
  const reason =
    role !== "admin" && role !== "editor"
      ? "Editors and admins submit drafts"
      : submission === undefined
        ? "Looking whether it was submitted already"
        : problems > 0
          ? `Mend ${problems === 1 ? "the problem" : `${problems} problems`} first`
          : undefined;
  return (
    <>
      <Button
        kind="primary"
        icon={<Send className="size-4" />}
        disabledReason={reason}
        onClick={() => setIsAsking(true)}
      >
        Submit
      </Button>
      {isAsking && (
        <SubmitDialog flowId={flowId} autosave={autosave} onClose={() => setIsAsking(false)} />
      )}
    </>
  );
}
