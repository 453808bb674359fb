/**
 * What is asked for while such work is under way is done together next: whatever an answer costs however much is asked is then
 * paid once for many, and who asks alone waits for nobody. Work begins only after all that it answers was asked.
 *
 * @param work gives an answer for each that is asked, in their order
 */
export function together<Asked, Answer>(
  work: (asked: readonly Asked[]) => Promise<readonly Answer[]>,
): (asked: Asked) => Promise<Answer> {
  let waiting: Waiting<Asked, Answer>[] = [];
  let isUnderWay = false;
  const begin = async () => {
    isUnderWay = true;
    while (waiting.length > 0) {
      const now = waiting;
      waiting = [];
      await answer(now, work);
    }
    isUnderWay = false;
  };
  return (asked) => {
    const { promise, resolve, reject } = Promise.withResolvers<Answer>();
    waiting.push({ asked, resolve, reject });
    if (!isUnderWay) void begin();
    return promise;
  };
}

interface Waiting<Asked, Answer> {
  readonly asked: Asked;
  readonly resolve: (answer: Answer) => void;
  readonly reject: (fault: unknown) => void;
}

/** Never rejects: whoever asked is told. */
async function answer<Asked, Answer>(
  waiting: readonly Waiting<Asked, Answer>[],
  work: (asked: readonly Asked[]) => Promise<readonly Answer[]>,
): Promise<void> {
  try {
    const answers = await work(waiting.map(({ asked }) => asked));
    for (const [nth, each] of answers.entries()) waiting[nth]?.resolve(each);
    for (const { reject } of waiting.slice(answers.length)) {
      reject(new RangeError("What was asked together was not all answered"));
    }
  } catch (fault) {
    for (const { reject } of waiting) reject(fault);
  }
}
