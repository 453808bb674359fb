/**
 * Time is an argument. Lint bans `Date.now` in the pure packages, but no rule can ban `new Date()` and
 * keep `new Date(ms)`; here the first throws when a pure package's own source calls it.
 */
const PURE_SOURCE =
  /packages\/(?:calendar|flow|criteria|template|interpreter|compliance|nodes|simulation|statements|reports|contract)\/src\/(?!.*\.test\.)/;

const WATCHED = Symbol.for("fairflow.watched-clock");
const RealDate = globalThis.Date;

// Test files of one process share their globals, and this file is asked for before each of them.
if (!(WATCHED in globalThis)) {
  Object.defineProperty(globalThis, WATCHED, { value: true });
  globalThis.Date = new Proxy(RealDate, {
    construct(target, parameters, newTarget) {
      if (parameters.length === 0) {
        const caller = new Error().stack?.split("\n")[2] ?? "";
        if (PURE_SOURCE.test(caller))
          throw new Error(`A pure package read the clock: ${caller.trim()}`);
      }
      return Reflect.construct(target, parameters, newTarget);
    },
  });
}
