export { sandboxChannel, type SandboxDeps } from "./sandbox-channel.ts";
