import type { ClockSpeed, Frame } from "@fairflow/contract";
import { isLiveProviderOn, portfolioZones, readClock, readSendingSwitch } from "@fairflow/db";
import type { AppDeps } from "../app-deps.ts";
import { nameOf, userNames } from "../sign-in/users.ts";

/** The clock and the sending switch as every screen shows them. */
export async function readFrame({
  database,
  demo,
}: Pick<AppDeps, "database" | "demo">): Promise<Frame> {
  const [clock, sending, names, reachesPeople, [zone = "UTC"]] = await Promise.all([
    readClock(database),
    readSendingSwitch(database),
    userNames(database),
    isLiveProviderOn(database),
    portfolioZones(database),
  ]);
  const isAsInstalled = sending.changedBy === "system" && sending.isOn;
  return {
    clock: { demo, speed: shownSpeed(clock.speed), nowMs: clock.now.getTime(), zone },
    sending: {
      on: sending.isOn,
      changedBy: isAsInstalled ? null : nameOf(names, sending.changedBy),
      changedAtMs: isAsInstalled ? null : sending.changedAt.getTime(),
      reason: isAsInstalled ? null : sending.reason,
      queued: sending.queued,
      reachesPeople,
    },
  };
}

/** Tools and tests may set another speed; the buttons show the nearest of theirs. */
function shownSpeed(speed: number): ClockSpeed {
  const speeds: readonly ClockSpeed[] = [0, 1, 60, 1200];
  return speeds.findLast((each) => each <= speed) ?? 0;
}
