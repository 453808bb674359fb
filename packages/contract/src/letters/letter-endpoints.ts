import {
  beginLetterBatch,
  bringReturns,
  changeLetters,
  exportSought,
  handOverLetters,
  importTraces,
  letterBatch,
  letters,
  reportReturns,
} from "./letters.ts";

/** Letters in batches, what comes back of them, and looking for people. */
export const letterEndpoints = {
  beginLetterBatch,
  bringReturns,
  changeLetters,
  exportSought,
  handOverLetters,
  importTraces,
  letterBatch,
  letters,
  reportReturns,
} as const;
