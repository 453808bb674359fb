export { EmbeddedPostgresError } from "./embedded-postgres-error.ts";
export { type RunningPostgres, startPostgres } from "./start-postgres.ts";
