import { createLink } from "@tanstack/react-router";
import type { LucideIcon } from "lucide-react";
import type { ComponentProps } from "react";

interface RailAnchorProps extends ComponentProps<"a"> {
  readonly name: string;
  readonly icon: LucideIcon;
}

/** A screen in the rail: where that is narrow, its icon alone is seen. */
export const RailLink = createLink(RailAnchor);

function RailAnchor({ name, icon: Icon, children, ...anchor }: RailAnchorProps) {
  return (
    <a
      {...anchor}
      title={name}
      className="relative flex items-center gap-2.5 rounded-control px-2.5 py-2 text-base text-ink-2 group-data-narrow/rail:justify-center hover:bg-sunken hover:text-ink aria-[current=page]:bg-accent-soft! aria-[current=page]:font-medium aria-[current=page]:text-accent! max-lg:justify-center"
    >
      <Icon aria-hidden className="size-4.5 shrink-0" />
      <span className="group-data-narrow/rail:sr-only max-lg:sr-only">{name}</span>
      {children}
    </a>
  );
}
