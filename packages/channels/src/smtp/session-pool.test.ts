import { expect, test } from "vitest";
import { sessionPool } from "./session-pool.ts";
import type { SmtpSession } from "./smtp-session.ts";

interface MadeSession extends SmtpSession {
  readonly name: string;
  readonly state: () => "open" | "quit" | "closed";
  readonly hangUp: () => void;
}

/** Sessions that remember what was done to them, and those who make them. */
function sessions() {
  const made: MadeSession[] = [];
  const open = (): Promise<MadeSession> => {
    let state: "open" | "quit" | "closed" = "open";
    const session: MadeSession = {
      name: `session ${made.length + 1}`,
      state: () => state,
      isOpen: () => state === "open",
      deliver: () => Promise.resolve(),
      reset: () => Promise.resolve(),
      quit: () => {
        state = "quit";
      },
      close: () => {
        state = "closed";
      },
      hangUp: () => {
        state = "closed";
      },
    };
    made.push(session);
    return Promise.resolve(session);
  };
  return { made, open };
}

test("a session is used again by the next, and no more are open than may be", async () => {
  const { made, open } = sessions();
  const pool = sessionPool(open, 2);
  let atOnce = 0;
  let most = 0;

  await Promise.all(
    Array.from({ length: 20 }, () =>
      pool.withSession(async () => {
        atOnce += 1;
        most = Math.max(most, atOnce);
        await Promise.resolve();
        atOnce -= 1;
      }),
    ),
  );
  pool.close();

  expect(most).toBe(2);
  expect(made.map((each) => each.state())).toEqual(["quit", "quit"]);
});

test("one that failed is closed, and its place is free again", async () => {
  const { made, open } = sessions();
  const pool = sessionPool(open, 1);

  await expect(
    pool.withSession(() => Promise.reject(new Error("The server hung up"))),
  ).rejects.toThrow("The server hung up");
  await pool.withSession(() => Promise.resolve());

  expect(made.map((each) => each.state())).toEqual(["closed", "open"]);
});

test("where none can be opened all who wait are told so", async () => {
  const pool = sessionPool(() => Promise.reject(new Error("Nobody there")), 2);

  const told = await Promise.allSettled(
    Array.from({ length: 5 }, () => pool.withSession(() => Promise.resolve())),
  );

  expect(told.map(({ status }) => status)).toEqual(Array.from({ length: 5 }, () => "rejected"));
});

test("one that the server closed meanwhile is not used", async () => {
  const { made, open } = sessions();
  const pool = sessionPool(open, 1);

  await pool.withSession(() => Promise.resolve());
  made[0]?.hangUp();
  await pool.withSession(() => Promise.resolve());

  expect(made).toHaveLength(2);
});

test("after a hundred mails a session is given up", async () => {
  const { made, open } = sessions();
  const pool = sessionPool(open, 1);

  for (let mail = 0; mail < 101; mail += 1) await pool.withSession(() => Promise.resolve());

  expect(made.map((each) => each.state())).toEqual(["quit", "open"]);
});
