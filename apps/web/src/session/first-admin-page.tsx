import { endpoints } from "@fairflow/contract";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { call } from "../server/call.ts";
import { Entrance } from "./entrance.tsx";
import { NewAccountForm, type NewAccount } from "./new-account-form.tsx";
import { signIn } from "./sign-in.ts";
import { sessionQuery } from "./use-session.ts";

/** Where the one-time link leads that `start` prints while nobody can sign in. */
export function FirstAdminPage() {
  const { token } = useSearch({ from: "/first-admin" });
  const client = useQueryClient();
  const navigate = useNavigate();
  const create = useMutation({
    mutationFn: async (account: NewAccount) => {
      await call(endpoints.createFirstAdmin, { body: { token: token ?? "", ...account } });
      await signIn(account.email, account.password);
    },
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: sessionQuery.queryKey });
      await navigate({ to: "/" });
    },
  });
  return (
    <Entrance title="Make the first admin">
      <p className="text-base text-ink-2">
        The first admin invites everyone else, publishes flows and looks after the settings.
      </p>
      {token === undefined ? (
        <p className="text-base text-bad">
          This link is not whole. Copy all of it from where Fairflow started.
        </p>
      ) : (
        <NewAccountForm
          submitLabel="Make the account"
          isPending={create.isPending}
          error={create.error}
          onSubmit={create.mutate}
        />
      )}
    </Entrance>
  );
}
