import type { Frame } from "@fairflow/contract";
import { DemoClock } from "./demo-clock.tsx";
import { useFrame } from "./use-frame.ts";
import { useRunningClock } from "./use-running-clock.ts";

/** Says for as long as it is so that these are not real people. */
export function DemoRibbon() {
  const frame = useFrame();
  if (frame?.clock.demo !== true) return null;
  return (
    <section
      aria-label="Demo"
      className="flex min-h-9 shrink-0 flex-wrap items-center justify-center gap-x-4 gap-y-1 bg-info-soft px-4 py-1 text-sm text-info"
    >
      <span className="font-medium">
        Demo data: nobody here is real, and nothing leaves this machine.
      </span>
      <RunningDemoClock clock={frame.clock} />
    </section>
  );
}

/** Apart, so that its ticks render nothing else. */
function RunningDemoClock({ clock }: { readonly clock: Frame["clock"] }) {
  return <DemoClock clock={useRunningClock(clock)} />;
}
