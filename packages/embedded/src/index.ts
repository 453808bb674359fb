export { EmbeddedPostgresError } from "./embedded-postgres-error.ts";
export { removePostgres } from "./remove-postgres.ts";
export { type RunningPostgres, startPostgres } from "./start-postgres.ts";
