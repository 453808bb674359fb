import { templateEndpoints } from "@fairflow/contract";
import type { MessageTemplate } from "@fairflow/template";
import { Button, Dialog, TextField } from "@fairflow/ui";
import { useMutation } from "@tanstack/react-query";
import { Send } from "lucide-react";
import { useState } from "react";
import { toast } from "sonner";
import { call } from "../server/call.ts";
import { messageOf } from "../server/request-failed.ts";
import { useUser } from "../session/use-session.ts";

export interface TestSendButtonProps {
  readonly template: MessageTemplate;
  readonly language: string;
}

/** Sends the mail or SMS as it is written now to the person who looks at it. */
export function TestSendButton({ template, language }: TestSendButtonProps) {
  const { role, email } = useUser();
  const isSms = template.channel === "sms";
  const [number, setNumber] = useState("");
  const [isAsking, setIsAsking] = useState(false);
  const sending = useMutation({
    mutationFn: () =>
      call(templateEndpoints.sendTestMessage, {
        body: { template, language, ...(isSms ? { number } : {}) },
      }),
    onSuccess: ({ to, provider, result, why }) => {
      if (result !== "accepted") {
        const what = result === "in-doubt" ? "Nobody knows whether it left" : "It did not leave";
        toast.error(why === null ? `${what}.` : `${what}: ${why}.`);
        return;
      }
      setIsAsking(false);
      toast.success(
        provider === "sandbox"
          ? `The sandbox took it for ${to}: nobody gets it until a provider is set up.`
          : `Sent to ${to}, marked as a test.`,
      );
    },
    onError: (error) => {
      if (!isSms) toast.error(error.message);
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
        onClick={() => (isSms ? setIsAsking(true) : sending.mutate())}
      >
        Send me a test
      </Button>
      {isAsking && (
        <Dialog
          open
          onClose={() => setIsAsking(false)}
          title="Send me a test"
          description="The SMS as it is written now, with made-up values and marked as a test."
          actions={
            <>
              <Button onClick={() => setIsAsking(false)}>Cancel</Button>
              <Button
                kind="primary"
                disabledReason={
                  sending.isPending
                    ? "Sending"
                    : number.trim().length < 5
                      ? "Enter your number first"
                      : undefined
                }
                onClick={() => sending.mutate()}
              >
                Send
              </Button>
            </>
          }
        >
          <TextField
            label="Your own number"
            hint="Nobody who is on file can be sent a test."
            type="tel"
            autoComplete="tel"
            value={number}
            problem={sending.isError ? messageOf(sending.error) : undefined}
            onChange={(event) => setNumber(event.target.value)}
          />
        </Dialog>
      )}
    </>
  );
}
