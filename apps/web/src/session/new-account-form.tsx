import { Password } from "@fairflow/contract";
import { Button, TextField } from "@fairflow/ui";
import { useState, type FormEvent } from "react";
import { WhyFailed } from "../frame/why-failed.tsx";
import { formText } from "./form-text.ts";

export interface NewAccount {
  readonly name: string;
  readonly email: string;
  readonly password: string;
}

export interface NewAccountFormProps {
  /** Fixed where an invitation says whom it is for. */
  readonly email?: string;
  readonly submitLabel: string;
  readonly isPending: boolean;
  readonly error: Error | null;
  readonly onSubmit: (account: NewAccount) => void;
}

export function NewAccountForm({
  email,
  submitLabel,
  isPending,
  error,
  onSubmit,
}: NewAccountFormProps) {
  const [problem, setProblem] = useState<string | undefined>();
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const data = new FormData(event.currentTarget);
    const password = formText(data, "password");
    const fault = Password.safeParse(password).error?.issues[0]?.message;
    setProblem(fault);
    if (fault !== undefined) return;
    onSubmit({
      name: formText(data, "name").trim(),
      email: email ?? formText(data, "email").trim(),
      password,
    });
  };
  return (
    <form onSubmit={submit} className="flex flex-col gap-4">
      <TextField label="Your name" name="name" autoComplete="name" required autoFocus />
      <TextField
        label="E-mail"
        name="email"
        type="email"
        autoComplete="username"
        required
        readOnly={email !== undefined}
        defaultValue={email}
      />
      <TextField
        label="Password"
        name="password"
        type="password"
        autoComplete="new-password"
        required
        hint="At least 12 characters. A few words in a row are easy to remember."
        problem={problem}
      />
      <WhyFailed error={error} />
      <Button
        type="submit"
        kind="primary"
        size="default"
        disabledReason={isPending ? "Just a moment" : undefined}
      >
        {submitLabel}
      </Button>
    </form>
  );
}
