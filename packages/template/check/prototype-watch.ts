import { FORBIDDEN_NAMES } from "./random-template.ts";

const CANARY = "canary";
const PROTOTYPES: readonly object[] = [
  Object.prototype,
  Array.prototype,
  String.prototype,
  Number.prototype,
  Boolean.prototype,
  Function.prototype,
];

export interface PrototypeWatch {
  /** What was read from a prototype, or what stands on one that did not before; empty where nothing was. */
  readonly reached: () => readonly string[];
  readonly end: () => void;
}

/** Notices whatever follows a name to a prototype: a name that stands nowhere else is put on each of them. */
export function watchPrototypes(): PrototypeWatch {
  const read = new Set<string>();
  const before = PROTOTYPES.map((prototype) => Reflect.ownKeys(prototype).length);
  for (const [index, prototype] of PROTOTYPES.entries()) {
    Object.defineProperty(prototype, CANARY, {
      configurable: true,
      get: () => {
        read.add(`prototype ${index}`);
        return "reached";
      },
    });
  }
  return {
    reached: () => [
      ...read,
      ...PROTOTYPES.flatMap((prototype, index) =>
        Reflect.ownKeys(prototype).length === (before[index] ?? 0) + 1 ? [] : [`changed ${index}`],
      ),
    ],
    end: () => {
      for (const prototype of PROTOTYPES) Reflect.deleteProperty(prototype, CANARY);
    },
  };
}

/** What only an object that nobody gave would print. */
export const LEAKED = new RegExp(
  `\\[native code\\]|\\[object |reached|function ${FORBIDDEN_NAMES[0]}`,
);
