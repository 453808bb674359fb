import type { FakeNotice } from "./fake-gateway.ts";
import { shuffled } from "./seeded-choice.ts";

const MOST_TRIES = 50;

export interface Delivered {
  readonly acknowledged: number;
  /** Changed on the way, or signed by nobody, and yet taken: there must be none. */
  readonly forgeriesTaken: number;
}

/**
 * Tells of everything in an order that the seed chooses, some of it twice or three times, with a forgery of each beside it,
 * until each true notice is acknowledged.
 */
export async function deliverNotices(
  notices: readonly FakeNotice[],
  choose: (below: number) => number,
  concurrency: number,
): Promise<Delivered> {
  const post = async (notice: FakeNotice, body: string) => {
    const headers = { ...notice.headers(new Date()) };
    const response = await fetch(notice.url, { method: "POST", headers, body });
    await response.arrayBuffer();
    return response.status;
  };
  const waiting = [...shuffled([...notices, ...notices.filter(() => choose(2) === 0)], choose)];
  let acknowledged = 0;
  let forgeriesTaken = 0;
  const work = async () => {
    for (let notice = waiting.shift(); notice !== undefined; notice = waiting.shift()) {
      if ((await post(notice, forged(notice.body, choose))) === 200) forgeriesTaken += 1;
      for (let tries = 1; (await post(notice, notice.body)) !== 200; tries += 1) {
        if (tries === MOST_TRIES) throw new Error(`${notice.url} takes no notice`);
      }
      acknowledged += 1;
    }
  };
  await Promise.all(Array.from({ length: concurrency }, work));
  return { acknowledged, forgeriesTaken };
}

/** The body with one digit raised, which no signature survives. */
function forged(body: string, choose: (below: number) => number): string {
  const digits = [...body.matchAll(/\d/g)].map(({ index }) => index);
  const at = digits[choose(digits.length)] ?? 0;
  return `${body.slice(0, at)}${(Number(body[at]) + 1) % 10}${body.slice(at + 1)}`;
}
