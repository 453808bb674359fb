/** So many blocks of a lane may be on their way at the same time. */
const BLOCKS_AT_ONCE = 3;

export interface BlocksUnderWay {
  /** Waits while there are too many. */
  readonly add: (block: Promise<number>) => Promise<void>;
  readonly hasFailed: () => boolean;
  /** Resolves once all are over, however they ended. */
  readonly end: () => Promise<void>;
  /** @throws what one of them failed with */
  readonly accepted: () => Promise<number>;
}

/** What one lane has claimed and not yet recorded. */
export function blocksUnderWay(): BlocksUnderWay {
  const blocks: Promise<number>[] = [];
  const underWay = new Set<Promise<number>>();
  let hasFailed = false;
  return {
    add: async (block) => {
      blocks.push(block);
      underWay.add(block);
      block.then(
        () => underWay.delete(block),
        () => {
          hasFailed = true;
        },
      );
      if (underWay.size >= BLOCKS_AT_ONCE) await Promise.race(underWay);
    },
    hasFailed: () => hasFailed,
    end: async () => {
      await Promise.allSettled(blocks);
    },
    accepted: async () =>
      (await Promise.all(blocks)).reduce((total, accepted) => total + accepted, 0),
  };
}
