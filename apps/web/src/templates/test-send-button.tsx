import { templateEndpoints } from "@fairflow/contract";
import type { MessageTemplate } from "@fairflow/template";
import { Button } from "@fairflow/ui";
import { useMutation } from "@tanstack/react-query";
import { Send } from "lucide-react";
import { useState } from "react";
import { toast } from "sonner";
import { call } from "../server/call.ts";
import { messageOf } from "../server/request-failed.ts";
import { useUser } from "../session/use-session.ts";
import { TestNumberDialog, type OwnNumber } from "./test-number-dialog.tsx";

export interface TestSendButtonProps {
  readonly template: MessageTemplate;
  readonly language: string;
}

/** Sends the mail or SMS as it is written now to the person who looks at it. */
export function TestSendButton({ template, language }: TestSendButtonProps) {
  const { role, email } = useUser();
  const isSms = template.channel === "sms";
  const [known, setKnown] = useState<OwnNumber>();
  const [isAsking, setIsAsking] = useState(false);
  const sending = useMutation({
    mutationFn: (own: OwnNumber | undefined) =>
      call(templateEndpoints.sendTestMessage, { body: { template, language, ...own } }),
    onSuccess: ({ to, provider, result, why }) => {
      if (result !== "accepted") {
        const what = result === "in-doubt" ? "Nobody knows whether it left" : "It did not leave";
        toast.error(why === null ? `${what}.` : `${what}: ${why}.`);
        return;
      }
      toast.success(
        provider === "sandbox"
          ? `The sandbox took it for ${to}: nobody gets it until a provider is set up.`
          : `Sent to ${to}, marked as a test.`,
      );
    },
    onError: (error) => {
      // A number that is not good any more is asked for again.
      setKnown(undefined);
      toast.error(messageOf(error));
    },
  });
  return (
    <>
      <Button
        icon={<Send className="size-4" />}
        title={isSms ? "To your own number" : `To ${email}`}
        disabledReason={
          role === "editor" || role === "admin"
            ? sending.isPending
              ? "Sending"
              : undefined
            : "Editors and admins send tests"
        }
        onClick={() => {
          if (isSms && known === undefined) setIsAsking(true);
          else sending.mutate(known);
        }}
      >
        Send me a test
      </Button>
      {isAsking && (
        <TestNumberDialog
          onClose={() => setIsAsking(false)}
          onNumber={(own) => {
            setIsAsking(false);
            setKnown(own);
            sending.mutate(own);
          }}
        />
      )}
    </>
  );
}
