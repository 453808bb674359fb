import { Tooltip } from "@fairflow/ui";
import { Link, useSearch } from "@tanstack/react-router";
import { clsx } from "clsx";
import { useShownView } from "../use-shown-view.ts";

export interface ModeSwitchProps {
  readonly hasLive: boolean;
}

const OF_THE_DRAFT = [
  { shown: "canvas", name: "Canvas", search: { mode: "edit", view: "canvas" } },
  { shown: "outline", name: "Outline", search: { mode: "edit", view: "outline" } },
  { shown: "json", name: "JSON", search: { mode: "edit", view: "json" } },
  { shown: "simulate", name: "Test", search: { mode: "simulate" } },
] as const;

const ITEM = "flex h-7 items-center rounded px-2.5 text-sm font-medium";

/** Canvas, outline and JSON edit the same draft; Test takes somebody through it in virtual time; Live shows the published version with the people in it. */
export function ModeSwitch({ hasLive }: ModeSwitchProps) {
  const { mode } = useSearch({ from: "/frame/flows/$id" });
  const view = useShownView();
  const current = mode === "edit" ? view : mode;
  const look = (item: string) =>
    clsx(ITEM, current === item ? "bg-surface text-ink shadow-low" : "text-ink-2 hover:text-ink");
  return (
    <nav aria-label="View" className="flex items-center gap-0.5 rounded-control bg-sunken p-0.5">
      {OF_THE_DRAFT.map(({ shown, name, search }) => (
        <Link key={shown} from="/flows/$id" to="." search={search} className={look(shown)}>
          {name}
        </Link>
      ))}
      {hasLive ? (
        <Link from="/flows/$id" to="." search={{ mode: "live" }} className={look("live")}>
          Live
        </Link>
      ) : (
        <Tooltip text="Nothing is live yet: publish the draft first">
          <button type="button" aria-disabled className={clsx(ITEM, "text-ink-3 opacity-60")}>
            Live
          </button>
        </Tooltip>
      )}
    </nav>
  );
}
