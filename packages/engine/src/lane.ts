import { SHARD_COUNT, SHARDS_PER_LANE, shardOf } from "@fairflow/db";

/** A lane is the unit of a tick: so many neighbouring shards that its batches fill. */
export const LANE_COUNT = SHARD_COUNT / SHARDS_PER_LANE;

export function laneOf(shard: number): number {
  return Math.floor(shard / SHARDS_PER_LANE);
}

export function laneOfDebtor(debtorId: string): number {
  return laneOf(shardOf(debtorId));
}

/** Also the shard under which the lane counts: one row for all of it. */
export function firstShardOf(lane: number): number {
  return lane * SHARDS_PER_LANE;
}

export function lastShardOf(lane: number): number {
  return firstShardOf(lane) + SHARDS_PER_LANE - 1;
}
