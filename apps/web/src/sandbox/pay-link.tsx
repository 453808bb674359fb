import { ExternalLink } from "lucide-react";

export interface PayLinkProps {
  readonly url: string;
}

/** The Pay now link of a message. It opens the page that the debtor sees, which asks nothing of this desk. */
export function PayLink({ url }: PayLinkProps) {
  return (
    <a
      href={url}
      target="_blank"
      rel="noreferrer"
      className="mt-1.5 inline-flex min-h-9 items-center gap-1.5 rounded-control bg-accent px-3 text-sm font-medium text-on-accent"
    >
      Pay now <ExternalLink aria-hidden className="size-3.5" />
    </a>
  );
}
