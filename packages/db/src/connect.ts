import { PgDatabase, PgDialect } from "drizzle-orm/pg-core";
import { PostgresJsSession, type PostgresJsQueryResultHKT } from "drizzle-orm/postgres-js";
import postgres from "postgres";

/**
 * How values travel. Dates stay `YYYY-MM-DD`, instants are `Date`s, and bigint is a number, refused beyond 2^53.
 * A string sent as json is taken for JSON text, which is what drizzle sends. postgres.js reads a null inside an array
 * as the text "NULL", so no array that we store or select has one.
 */
const TYPES = {
  date: {
    to: 1184,
    from: [1114, 1184],
    serialize: instantText,
    parse: (text: string): Date | string => new Date(text),
  },
  localDate: { to: 1082, from: [1082], serialize: unchanged, parse: unchanged },
  bigint: { to: 20, from: [20], serialize: String, parse: safeInteger },
  json: {
    to: 3802,
    from: [114, 3802],
    serialize: jsonText,
    parse: (text: string): unknown => JSON.parse(text),
  },
};

/** Drizzle's query builder, for whatever is not asked a thousand times a second. */
export type Orm = PgDatabase<PostgresJsQueryResultHKT>;

/** postgres.js, in or out of a transaction. */
export type Sql = postgres.ISql<{
  date: Date | string;
  localDate: string;
  bigint: number;
  json: unknown;
}>;

/**
 * One transaction under two handles on the same connection. `sql` prepares its statements, and several that are
 * started before the first is awaited travel together.
 */
export interface Transaction {
  readonly sql: Sql;
  readonly orm: Orm;
}

/** A pool of connections. Outside of a transaction each statement stands alone. */
export interface Database extends Transaction {
  readonly transaction: <Result>(work: (tx: Transaction) => Promise<Result>) => Promise<Result>;
  /** Waits for what is under way. */
  readonly close: () => Promise<void>;
}

export interface DatabaseOptions {
  /** Connections at most. */
  readonly max: number;
  readonly applicationName?: string;
}

/** Opens a pool; it connects when it is first asked. */
export function openDatabase(url: string, options: DatabaseOptions): Database {
  const client = postgres(url, {
    max: options.max,
    types: TYPES,
    transform: { undefined: null },
    // Compiling a statement takes longer than any of ours runs, and estimates without statistics ask for it.
    connection: {
      application_name: options.applicationName ?? "fairflow",
      TimeZone: "UTC",
      jit: false,
    },
    onnotice: () => undefined,
  });
  const dialect = new PgDialect({ casing: "snake_case" });
  // Not `drizzle(client)`, which replaces the client's parsers by its own.
  const orm: Orm = new PgDatabase(
    dialect,
    new PostgresJsSession(client, dialect, undefined),
    undefined,
  );
  return {
    sql: client,
    orm,
    transaction: (work) => orm.transaction((tx) => work({ sql: clientOf(tx), orm: tx })),
    close: () => client.end(),
  };
}

/**
 * A part of a transaction that may fail by itself: what it wrote is then taken back, the error is thrown on, and the
 * rest of the transaction stands.
 */
export function savepoint<Result>(
  tx: Transaction,
  work: (tx: Transaction) => Promise<Result>,
): Promise<Result> {
  return tx.orm.transaction((inner) => work({ sql: clientOf(inner), orm: inner }));
}

function clientOf(tx: Orm): Sql {
  const { session } = tx._;
  if (session instanceof PostgresJsSession && isClient(session.client)) return session.client;
  throw new TypeError("The transaction does not run on postgres.js");
}

function isClient(value: unknown): value is Sql {
  return typeof value === "function" && "unsafe" in value;
}

function unchanged(text: string): string {
  return text;
}

function instantText(value: Date | string): string {
  return typeof value === "string" ? value : value.toISOString();
}

function jsonText(value: unknown): string {
  return typeof value === "string" ? value : JSON.stringify(value);
}

function safeInteger(text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value)) throw new RangeError("A bigint is beyond 2^53");
  return value;
}
