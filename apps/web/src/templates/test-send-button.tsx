import { templateEndpoints } from "@fairflow/contract";
import type { MessageTemplate } from "@fairflow/template";
import { Button } from "@fairflow/ui";
import { useMutation } from "@tanstack/react-query";
import { Send } from "lucide-react";
import { toast } from "sonner";
import { call } from "../server/call.ts";
import { useUser } from "../session/use-session.ts";

export interface TestSendButtonProps {
  readonly template: MessageTemplate;
  readonly language: string;
}

/** Sends the mail as it is written now to the person who looks at it. */
export function TestSendButton({ template, language }: TestSendButtonProps) {
  const { role, email } = useUser();
  const sending = useMutation({
    mutationFn: () => call(templateEndpoints.sendTestMessage, { body: { template, language } }),
    onSuccess: ({ to, provider, result, code }) => {
      if (result === "accepted") {
        toast.success(
          provider === "sandbox"
            ? `The sandbox took it for ${to}: nobody gets it until a provider is set up.`
            : `Sent to ${to}, marked as a test.`,
        );
        return;
      }
      toast.error(`${provider} did not take it: ${code ?? result}.`);
    },
    onError: (error) => toast.error(error.message),
  });
  return (
    <Button
      icon={<Send className="size-4" />}
      title={`To ${email}`}
      disabledReason={
        role === "editor" || role === "admin"
          ? sending.isPending
            ? "Sending"
            : undefined
          : "Editors and admins send tests"
      }
      onClick={() => sending.mutate()}
    >
      Send me a test
    </Button>
  );
}
