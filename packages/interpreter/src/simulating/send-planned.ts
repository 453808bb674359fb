import { listensFor, wakeAtMs } from "../run.ts";
import { move, NOTHING, type Letter, type Place, type World } from "./travel.ts";
import type { Happening, Traveller } from "./traveller.ts";

export function sendAll<T extends Traveller>(world: World<T>): void {
  const planned = world.outbox.splice(0).map((debtor) => {
    const { letters } = debtor;
    debtor.letters = NOTHING;
    return letters;
  });
  for (const letters of planned) {
    if (letters.length === 1) sendMerged(letters, world);
    else for (const merged of mergeable(letters)) sendMerged(merged, world);
  }
}

/**
 * Letters to one debtor by channel and purpose, in the order in which each was first planned; a notice that the law
 * requires goes first and alone, as does a legal step.
 */
function mergeable<T extends Traveller>(
  letters: readonly Letter<T>[],
): readonly (readonly Letter<T>[])[] {
  const [notices, others] = [letters.filter(isNotice), letters.filter((each) => !isNotice(each))];
  const merged = Map.groupBy(others, ({ message }) => {
    const { channel, purpose, step } = message.attempt.request;
    return step === undefined ? `${channel} ${purpose}` : message;
  });
  return [...notices.map((notice) => [notice]), ...merged.values()];
}

function isNotice({ message }: Letter<Traveller>): boolean {
  return message.attempt.request.notice !== undefined;
}

function sendMerged<T extends Traveller>(letters: readonly Letter<T>[], world: World<T>): void {
  const outcomes = world.outside.send(
    letters.map(({ message }) => message),
    world.nowMs,
  );
  for (const [index, { place, message }] of letters.entries()) {
    const outcome = outcomes[index];
    if (outcome === undefined) throw new RangeError("Each message that is sent needs an outcome");
    const { node, visit } = message.attempt;
    move(place, world, { kind: "attempt", node, visit, result: outcome.result });
    const awaited = outcome.later.filter((happening) => mayMatter(place, happening));
    if (awaited.length === 0) continue;
    place.later = [...place.later, ...awaited].toSorted((one, other) => one.atMs - other.atMs);
  }
}

/** What the run does not listen for, and cannot come to listen for before it happens, passes it by. */
function mayMatter<T extends Traveller>(
  { run, traveller, happened, later }: Place<T>,
  { event, atMs }: Happening,
): boolean {
  if (run === null || event.kind !== "happened" || listensFor(run, event.event))
    return run !== null;
  const moves = Math.min(
    wakeAtMs(run) ?? Number.POSITIVE_INFINITY,
    traveller.happenings[happened]?.atMs ?? Number.POSITIVE_INFINITY,
    later[0]?.atMs ?? Number.POSITIVE_INFINITY,
  );
  return run.status !== "ended" && moves <= atMs;
}
