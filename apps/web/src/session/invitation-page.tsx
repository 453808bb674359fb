import { endpoints } from "@fairflow/contract";
import { Skeleton } from "@fairflow/ui";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useNavigate, useParams } from "@tanstack/react-router";
import { ask } from "../server/ask.ts";
import { call } from "../server/call.ts";
import { messageOf } from "../server/request-failed.ts";
import { Entrance } from "./entrance.tsx";
import { NewAccountForm, type NewAccount } from "./new-account-form.tsx";
import { roleNames, roleSummaries } from "./role-names.ts";
import { signIn } from "./sign-in.ts";
import { sessionQuery } from "./use-session.ts";

export function InvitationPage() {
  const { token } = useParams({ from: "/invitations/$token" });
  const client = useQueryClient();
  const navigate = useNavigate();
  const invitation = useQuery(ask(endpoints.invitation, { params: { token } }));
  const accept = useMutation({
    mutationFn: async ({ name, email, password }: NewAccount) => {
      await call(endpoints.acceptInvitation, { params: { token }, body: { name, password } });
      await signIn(email, password);
    },
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: sessionQuery.queryKey });
      await navigate({ to: "/" });
    },
  });
  return (
    <Entrance title="You are invited">
      {invitation.isPending && <Skeleton className="h-40" />}
      {invitation.isError && (
        <p role="alert" className="text-base text-bad">
          {messageOf(invitation.error)} Ask whoever invited you for a new link.
        </p>
      )}
      {invitation.isSuccess && (
        <>
          <p className="text-base text-ink-2">
            {`You join as ${roleNames[invitation.data.role]}. ${roleSummaries[invitation.data.role]}.`}
          </p>
          <NewAccountForm
            email={invitation.data.email}
            submitLabel="Join"
            isPending={accept.isPending}
            error={accept.error}
            onSubmit={accept.mutate}
          />
        </>
      )}
    </Entrance>
  );
}
