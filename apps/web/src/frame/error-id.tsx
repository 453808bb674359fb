import { useState } from "react";
import { RequestFailed } from "../server/request-failed.ts";

export interface ErrorIdProps {
  readonly error: unknown;
}

/** What whoever looks into it needs to find what happened, to be copied; nothing where the server never answered. */
export function ErrorId({ error }: ErrorIdProps) {
  const [copied, setCopied] = useState<string>();
  const id = error instanceof RequestFailed ? error.id : undefined;
  if (id === undefined) return null;
  return (
    <span className="mt-1 flex flex-wrap items-center gap-x-2 text-xs text-ink-2">
      <span>
        To report it, quote <code className="select-all">{id}</code>
      </span>
      <button
        type="button"
        className="min-h-6 font-medium underline underline-offset-2"
        onClick={() => {
          // Where the browser gives no clipboard, the id can still be marked and copied by hand.
          void navigator.clipboard?.writeText(id).then(() => setCopied(id));
        }}
      >
        {copied === id ? "Copied" : "Copy"}
      </button>
    </span>
  );
}
