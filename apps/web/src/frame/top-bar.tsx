import { Keys, Skeleton } from "@fairflow/ui";
import { Link } from "@tanstack/react-router";
import { Search } from "lucide-react";
import { lazy, Suspense } from "react";
import { commandStore } from "../palette/command-store.ts";
import { LiveIndicator } from "./live-indicator.tsx";
import { SendingStatus } from "./sending-status.tsx";
import { useFrameUpdates } from "./use-frame.ts";

const AccountMenu = lazy(async () => {
  const { AccountMenu: component } = await import("./account-menu.tsx");
  return { default: component };
});

export function TopBar() {
  useFrameUpdates();
  return (
    <header className="flex h-12 shrink-0 items-center gap-4 border-b border-line bg-surface px-4 max-sm:gap-2 max-sm:px-2">
      <Link to="/" className="flex items-center gap-2.5 rounded-control">
        <img src="/favicon.svg" alt="" className="size-7" />
        <span className="text-lg font-semibold max-sm:sr-only">Fairflow</span>
      </Link>
      <button
        type="button"
        onClick={() => commandStore.getState().show(true)}
        className="ml-auto flex h-8 items-center gap-2 rounded-control border border-line px-2.5 text-base text-ink-3 hover:border-line-strong hover:text-ink-2 max-md:ml-0"
      >
        <Search aria-hidden className="size-4" />
        <span className="max-lg:sr-only">Commands</span>
        <Keys keys="Ctrl+K" />
      </button>
      <div className="flex items-center gap-4 max-sm:ml-auto max-sm:gap-2">
        <LiveIndicator />
        <SendingStatus />
        <Suspense fallback={<Skeleton className="size-8" />}>
          <AccountMenu />
        </Suspense>
      </div>
    </header>
  );
}
