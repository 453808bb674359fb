import type { Sql } from "./connect.ts";
import { SHARD_COUNT } from "./ids.ts";

/** A part of a statement. */
export type Fragment = ReturnType<typeof eachShard>;

/** Most pages need no row of most shards, and the first of the others; the next one of each makes it surer. */
const LOOKED_AT = 2;
const LOWEST = "00000000-0000-0000-0000-000000000000";

/** Every shard, as what follows `from`: `each_shard (number)`. */
export function eachShard(sql: Sql) {
  return sql`generate_series(0, ${SHARD_COUNT - 1}) as each_shard (number)`;
}

/**
 * An id below which no row of a page of the newest rows of all shards can lie, as an expression. Whatever page the first rows
 * of each shard would make together, the true one is no older: so that a page reads about its own length, and not its
 * length of each shard.
 *
 * @param idsOf the `id`s of `each_shard.number`, the newest first, so many at most
 * @param limit of the page
 */
export function pageFloor(sql: Sql, idsOf: (most: number) => Fragment, limit: number): Fragment {
  return sql`coalesce((
    select newest.id from ${eachShard(sql)} cross join lateral (${idsOf(LOOKED_AT)}) as newest
    order by newest.id desc offset ${limit - 1} limit 1
  ), ${LOWEST}::uuid)`;
}
