import { Outlet } from "@tanstack/react-router";
import { Suspense } from "react";
import { DemoRibbon } from "./demo-ribbon.tsx";
import { LeftRail } from "./left-rail.tsx";
import { PaletteDoor } from "../palette/palette-door.tsx";
import { PageSkeleton } from "./page-skeleton.tsx";
import { TopBar } from "./top-bar.tsx";

/** What stands around every screen. */
export function AppFrame() {
  return (
    <div className="flex h-dvh flex-col bg-bg text-ink">
      <a
        href="#main"
        className="sr-only focus:not-sr-only focus:absolute focus:z-50 focus:m-2 focus:rounded-control focus:bg-surface focus:p-2"
      >
        Skip to the page
      </a>
      <DemoRibbon />
      <TopBar />
      <div className="flex min-h-0 flex-1">
        <LeftRail />
        <main id="main" tabIndex={-1} className="min-w-0 flex-1 overflow-y-auto outline-none">
          <Suspense fallback={<PageSkeleton />}>
            <Outlet />
          </Suspense>
        </main>
      </div>
      <PaletteDoor />
    </div>
  );
}
