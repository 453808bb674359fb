import type { AskedPayment, PaymentGatewayPort } from "@fairflow/engine";
import { createServer } from "node:http";
import { addToCourse, UNKNOWN_COURSE, type PaymentCourse } from "../src/payment-course.ts";
import { readAtMost } from "../src/webhook/read-at-most.ts";
import { NOTICE_LIMIT_BYTES, receiveNotice } from "../src/webhook/receive-notice.ts";

interface KeptNotice {
  readonly gateway: PaymentGatewayPort;
  readonly digest: string;
  readonly body: Uint8Array;
}

/** A receiver with its books in memory: what the server does with a database, over the same way in. */
export interface ReceivingServer {
  readonly url: string;
  readonly addresses: Map<string, PaymentGatewayPort>;
  /** Asks about every notice that is kept and not yet done, until none is left. */
  readonly settle: (asked: ReadonlyMap<string, AskedPayment>) => Promise<void>;
  readonly courses: Map<string, PaymentCourse>;
  readonly oddities: string[];
  readonly close: () => Promise<void>;
}

const MOST_ROUNDS = 200;

export async function receivingServer(): Promise<ReceivingServer> {
  const addresses = new Map<string, PaymentGatewayPort>();
  const kept = new Map<string, KeptNotice>();
  const undone = new Set<string>();
  const courses = new Map<string, PaymentCourse>();
  const oddities: string[] = [];

  const server = createServer((request, response) => {
    void (async () => {
      const { method = "", url: target = "", socket } = request;
      const headers = Object.fromEntries(
        Object.entries(request.headers).map(([name, value]) => [name, String(value)]),
      );
      const body = await readAtMost(request, NOTICE_LIMIT_BYTES);
      const { remoteAddress } = socket;
      const came = { method, target, headers, body, remoteAddress, receivedAt: new Date() };
      const received = receiveNotice(addresses, came);
      if (received.kind === "refused") {
        response.writeHead(400).end();
        return;
      }
      const id = `${received.gateway.name}:${received.eventId}`;
      const earlier = kept.get(id);
      if (earlier === undefined) {
        kept.set(id, received);
        undone.add(id);
      } else if (earlier.digest !== received.digest) {
        oddities.push(`${id} with another body`);
      }
      response.writeHead(200).end();
    })();
  });
  const listening = Promise.withResolvers<undefined>();
  server.listen(0, "127.0.0.1", () => listening.resolve(undefined));
  await listening.promise;
  const address = server.address();
  if (typeof address !== "object" || address === null) throw new Error("The server has no port");

  const settleOne = async (id: string, asked: ReadonlyMap<string, AskedPayment>) => {
    const notice = kept.get(id);
    if (notice === undefined) return;
    const { gateway, body } = notice;
    const confirmation = await gateway.confirm(body, (each) => Promise.resolve(asked.get(each)));
    if (confirmation.kind === "ask-again") return;
    if (confirmation.kind === "odd") oddities.push(`${id}: ${confirmation.why}`);
    if (confirmation.kind === "confirmed") {
      const { paymentLinkId } = confirmation;
      const known = courses.get(paymentLinkId) ?? UNKNOWN_COURSE;
      courses.set(paymentLinkId, addToCourse(known, confirmation));
    }
    undone.delete(id);
  };
  return {
    url: `http://127.0.0.1:${address.port}`,
    addresses,
    courses,
    oddities,
    settle: async (asked) => {
      for (let round = 0; undone.size > 0; round += 1) {
        if (round === MOST_ROUNDS) throw new Error(`${undone.size} notices are never confirmed`);
        await Promise.all([...undone].map((id) => settleOne(id, asked)));
      }
    },
    close: async () => {
      server.closeAllConnections();
      const closed = Promise.withResolvers<undefined>();
      server.close(() => closed.resolve(undefined));
      await closed.promise;
    },
  };
}
