import { notify, send, sue } from "./gate-nodes.ts";
import { above, finish, liar, pass, set, start } from "./plain-nodes.ts";
import { ask, listen, pause, sleep } from "./waiting-nodes.ts";

/**
 * The smallest node of each kind that the interpreter can meet. Its tests draw with these, so that they hold for any
 * catalogue.
 */
export const toyCatalog = {
  start,
  pass,
  liar,
  above,
  set,
  sleep,
  listen,
  ask,
  send,
  notify,
  sue,
  pause,
  finish,
};
