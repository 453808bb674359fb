export { sandboxBank, type SandboxBank } from "./sandbox-bank.ts";
