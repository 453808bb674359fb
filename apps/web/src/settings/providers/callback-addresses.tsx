import type { ProviderView } from "@fairflow/contract";
import { Button } from "@fairflow/ui";
import { toast } from "sonner";

export interface CallbackAddressesProps {
  readonly provider: Pick<ProviderView, "name" | "callbacks">;
}

/** The addresses of ours that are pasted into the provider's console. */
export function CallbackAddresses({ provider }: CallbackAddressesProps) {
  const { name, callbacks } = provider;
  if (callbacks.length === 0) return null;
  const copy = async (url: string) => {
    await navigator.clipboard.writeText(url);
    toast.success("Copied");
  };
  return (
    <details>
      <summary className="cursor-pointer text-sm font-medium text-ink-2">
        Addresses for its console
      </summary>
      <ul aria-label={`Addresses for the console of ${name}`} className="mt-2 flex flex-col gap-3">
        {callbacks.map(({ label, hint, url }) => (
          <li key={url} className="flex flex-col gap-1 text-sm">
            <span className="font-medium">{label}</span>
            <span className="flex flex-wrap items-center gap-2">
              <code className="min-w-0 rounded-control bg-sunken px-2 py-1 break-all">{url}</code>
              <Button aria-label={`Copy the address for: ${label}`} onClick={() => void copy(url)}>
                Copy
              </Button>
            </span>
            <span className="text-ink-3">{hint}</span>
          </li>
        ))}
      </ul>
    </details>
  );
}
