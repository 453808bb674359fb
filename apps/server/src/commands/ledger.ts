import { writeFile } from "node:fs/promises";
import { madeUpLedger } from "@fairflow/intake/made-up-ledger";
import { Command } from "commander";
import { wholeNumber } from "./whole-number.ts";

export function ledgerCommand(): Command {
  return new Command("ledger")
    .description("Makes up a ledger of invoices with their history, to try flows on.")
    .option("--out <file>", "where to write it; without, to standard output")
    .option("--seed <n>", "the same seed makes the same ledger", wholeNumber, 1)
    .option("--invoices <n>", "how many invoices", wholeNumber, 2466)
    .option("--customers <n>", "how many customers", wholeNumber, 100)
    .action(async (options: LedgerOptions) => {
      const { seed, invoices, customers } = options;
      const text = madeUpLedger({ seed, invoices, customers });
      if (options.out === undefined) process.stdout.write(text);
      else await writeFile(options.out, text);
    });
}

interface LedgerOptions {
  readonly out?: string;
  readonly seed: number;
  readonly invoices: number;
  readonly customers: number;
}
