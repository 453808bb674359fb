export { enrol, type Candidates, type EnrollingFlow, type EnrolInput } from "./enrol.ts";
export { enrollingFlows, type LiveFlow } from "./enrolling-flows.ts";
export { installQueues, laneJobs, openBoss, type Jobs, type LaneJob } from "./jobs.ts";
export { LANE_COUNT, laneOf, laneOfDebtor } from "./lane.ts";
export { versionCache, type VersionCache } from "./load-versions.ts";
export { runTick, type TickDeps } from "./tick.ts";
export type { Law } from "./world.ts";
