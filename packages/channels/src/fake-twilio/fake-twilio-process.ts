/** Runs a fake Twilio as a process of its own: options as JSON in the first argument, its port as a line of output. */
import { fakeTwilio, FakeTwilioOptions } from "./fake-twilio.ts";

const server = fakeTwilio(FakeTwilioOptions.parse(JSON.parse(process.argv[2] ?? "{}")));
server.listen(0, "127.0.0.1", () => {
  process.stdout.write(`${JSON.stringify(server.address())}\n`);
});
// Whoever started it holds its input open, and ends it by dying.
process.stdin.on("end", () => process.exit(0)).resume();
