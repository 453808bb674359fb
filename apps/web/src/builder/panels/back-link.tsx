import { createLink } from "@tanstack/react-router";
import { ArrowLeft } from "lucide-react";
import type { ComponentProps } from "react";

/** The arrow at the head of a page, to the one from which people come; where to is its `aria-label`. */
export const BackLink = createLink((props: ComponentProps<"a">) => (
  <a
    {...props}
    className="flex size-8 shrink-0 items-center justify-center rounded-control text-ink-2 hover:bg-sunken"
  >
    <ArrowLeft aria-hidden className="size-4" />
  </a>
));
