import { openDatabase, openKeyring, parseMasterKey } from "@fairflow/db";
import { catalog } from "@fairflow/nodes";
import process, { argv, stderr } from "node:process";
import { lawReader } from "../src/law/law-reader.ts";
import { fixedPorts } from "../src/sending/port-source.ts";
import { startEngine } from "../src/start-engine.ts";
import { providerPort } from "./provider-port.ts";

/** A worker that does everything, until it is killed. Arguments: the database, the master key, the provider's port. */
const [url = "", masterKey = "", port = ""] = argv.slice(2);
const database = openDatabase(url, { max: 8, applicationName: "crash-worker" });
const keyring = await database.transaction((tx) =>
  openKeyring(tx, [parseMasterKey(masterKey)], new Date()),
);
await startEngine({
  database,
  databaseUrl: url,
  catalog,
  law: lawReader(),
  keyring,
  ports: fixedPorts({ sms: providerPort(Number(port)) }),
  publicUrl: "https://pay.example",
  roles: ["clock", "tick", "send"],
  senderLostMs: 3_000,
  reconcileEveryMs: 1_000,
  onFault: (what, id, fault) => {
    stderr.write(`${what} ${id} ${fault instanceof Error ? fault.message : "fault"}\n`);
  },
});
process.send?.({ ready: true });
