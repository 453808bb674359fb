import { Button } from "@fairflow/ui";
import { useMutation } from "@tanstack/react-query";
import { toast } from "sonner";
import { messageOf } from "../server/request-failed.ts";
import { useRefreshAgreements } from "./use-agreements.ts";

export interface ApprovalButtonsProps {
  readonly mayApprove: boolean;
  readonly onDecide: (approve: boolean) => Promise<unknown>;
}

/** A second person's yes or no. */
export function ApprovalButtons({ mayApprove, onDecide }: ApprovalButtonsProps) {
  const refresh = useRefreshAgreements();
  const decide = useMutation({
    mutationFn: onDecide,
    onSuccess: refresh,
    onError: (error) => toast.error(messageOf(error)),
  });
  return (
    <>
      <Button
        disabledReason={
          mayApprove ? undefined : "Another person, who may agree to so much, has to approve it"
        }
        onClick={() => decide.mutate(true)}
      >
        Approve
      </Button>
      <Button kind="quiet" onClick={() => decide.mutate(false)}>
        Decline
      </Button>
    </>
  );
}
