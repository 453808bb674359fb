/**
 * PostgreSQL cannot be had here. The message is one sentence for the person who starts the program: the fact,
 * then the remedy. Trying again without that remedy does not help.
 */
export class EmbeddedPostgresError extends Error {
  override readonly name = "EmbeddedPostgresError";
}
