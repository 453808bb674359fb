import { connect } from "node:net";

/** `refused`: nobody listens. `other`: it cut the line, said something else, or nothing. */
export type Greeting = "postgres" | "refused" | "other";

const PATIENCE_MS = 5_000;
/** SSLRequest: length 8, code 80877103. https://www.postgresql.org/docs/18/protocol-message-formats.html */
const SSL_REQUEST = Buffer.from([0, 0, 0, 8, 4, 210, 22, 47]);
const ANSWERS: ReadonlySet<string> = new Set(["S", "N"]);

/**
 * Whether what listens on a port of 127.0.0.1 is a PostgreSQL, told by one byte and no password. Asked before
 * any connection of postgres.js, which connects anew without end to whoever hangs up on it.
 */
export function greet(port: number): Promise<Greeting> {
  return new Promise((resolve) => {
    const socket = connect({ host: "127.0.0.1", port });
    const conclude = (greeting: Greeting): void => {
      socket.destroy();
      resolve(greeting);
    };
    socket.setTimeout(PATIENCE_MS, () => conclude("other"));
    socket.once("connect", () => socket.write(SSL_REQUEST));
    socket.once("data", (answer) =>
      conclude(ANSWERS.has(answer.toString("latin1")) ? "postgres" : "other"),
    );
    socket.once("error", (error) => {
      conclude("code" in error && error.code === "ECONNREFUSED" ? "refused" : "other");
    });
    socket.once("close", () => conclude("other"));
  });
}
