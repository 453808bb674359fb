import { readdirSync, readFileSync } from "node:fs";

/** A clock tick of `/proc`, which Linux fixes at a hundredth of a second. */
const TICK_MS = 10;

/**
 * What processes have used of the processor, their dead children included. On a machine that does other work besides, it is what
 * can be compared.
 *
 * @returns milliseconds; undefined where there is no `/proc`
 */
export function processorMs(isOfThem: (process: RunningProcess) => boolean): number | undefined {
  try {
    return runningProcesses()
      .filter(isOfThem)
      .reduce((total, { usedMs }) => total + usedMs, 0);
  } catch {
    // No /proc: the check says so instead of a figure.
    return undefined;
  }
}

/** Zero where there is none. */
export function parentOf(pid: number): number {
  const own = statOf(String(pid));
  return own === undefined ? 0 : readStat(pid, own).parent;
}

interface RunningProcess {
  readonly pid: number;
  readonly parent: number;
  readonly usedMs: number;
}

function runningProcesses(): readonly RunningProcess[] {
  return readdirSync("/proc")
    .filter((name) => /^\d+$/u.test(name))
    .flatMap((name) => {
      const stat = statOf(name);
      return stat === undefined ? [] : [readStat(Number(name), stat)];
    });
}

function readStat(pid: number, stat: string): RunningProcess {
  // The second field is a name in parentheses and may hold spaces; the third is the state.
  const fields = stat
    .slice(stat.lastIndexOf(")") + 2)
    .split(" ")
    .map(Number);
  const [, parent = 0] = fields;
  const ticks = fields.slice(11, 15).reduce((total, each) => total + each, 0);
  return { pid, parent, usedMs: ticks * TICK_MS };
}

function statOf(name: string): string | undefined {
  try {
    return readFileSync(`/proc/${name}/stat`, "utf8");
  } catch {
    // It ended meanwhile.
    return undefined;
  }
}
