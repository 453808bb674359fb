export { BOOLEANS, BYTEAS, INSTANTS } from "./array-types.ts";
export {
  openDatabase,
  type Database,
  type DatabaseOptions,
  type Orm,
  type Sql,
  type Transaction,
} from "./connect.ts";
export { newId, SHARD_COUNT, shardOf, SHARDS_PER_LANE } from "./ids.ts";
export { migrate, MigrationMismatchError } from "./migrate.ts";
export * as schema from "./schema/tables.ts";
