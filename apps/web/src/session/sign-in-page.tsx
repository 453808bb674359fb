import { Button, Callout, TextField } from "@fairflow/ui";
import { useMutation, useQueryClient, useSuspenseQuery } from "@tanstack/react-query";
import { Navigate, useSearch } from "@tanstack/react-router";
import { useRef, type FormEvent } from "react";
import { WhyFailed } from "../frame/why-failed.tsx";
import { Entrance } from "./entrance.tsx";
import { formText } from "./form-text.ts";
import { roleNames } from "./role-names.ts";
import { signIn } from "./sign-in.ts";
import { sessionQuery } from "./use-session.ts";

export function SignInPage() {
  const { data: session } = useSuspenseQuery(sessionQuery);
  const { next } = useSearch({ from: "/sign-in" });
  const client = useQueryClient();
  const form = useRef<HTMLFormElement>(null);
  const attempt = useMutation({
    mutationFn: ({ email, password }: { readonly email: string; readonly password: string }) =>
      signIn(email, password),
    onSuccess: () => client.invalidateQueries({ queryKey: sessionQuery.queryKey }),
  });
  if (session.user !== null) return <Navigate to={next ?? "/"} replace />;

  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const data = new FormData(event.currentTarget);
    attempt.mutate({
      email: formText(data, "email").trim(),
      password: formText(data, "password"),
    });
  };
  const takeAccount = (email: string) => {
    const field = form.current?.elements.namedItem("email");
    if (field instanceof HTMLInputElement) field.value = email;
    const password = form.current?.elements.namedItem("password");
    if (password instanceof HTMLInputElement) password.focus();
  };

  return (
    <Entrance title="Sign in">
      {session.needsFirstAdmin && (
        <Callout tone="info" title="Nobody can sign in yet">
          When Fairflow started, it printed a link that makes the first admin. Open that link; to
          see it again, run <code>fairflow user first-admin</code>.
        </Callout>
      )}
      <form ref={form} onSubmit={submit} className="flex flex-col gap-4">
        <TextField
          label="E-mail"
          name="email"
          type="email"
          autoComplete="username"
          required
          autoFocus
        />
        <TextField
          label="Password"
          name="password"
          type="password"
          autoComplete="current-password"
          required
        />
        <WhyFailed error={attempt.error} />
        <Button
          type="submit"
          kind="primary"
          size="default"
          disabledReason={attempt.isPending ? "Signing in" : undefined}
        >
          {attempt.isPending ? "Signing in" : "Sign in"}
        </Button>
      </form>
      {session.demo && session.demoAccounts.length > 0 && (
        <div className="flex flex-col gap-2 border-t border-line pt-4">
          <p className="text-sm text-ink-2">
            Demo accounts. Their password was shown when Fairflow started.
          </p>
          <div className="flex flex-wrap gap-2">
            {session.demoAccounts.map(({ email, role }) => (
              <Button key={email} onClick={() => takeAccount(email)}>
                {roleNames[role]}
              </Button>
            ))}
          </div>
        </div>
      )}
    </Entrance>
  );
}
