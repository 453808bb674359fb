export { startDemoLife, type DemoLife, type DemoLifeOptions } from "./life/start-demo-life.ts";
export { resumeDemo } from "./life/resume-clock.ts";
export { seedDemo, type SeededDemo } from "./seed/seed-demo.ts";
export type { DemoSeed } from "./seed/demo-seed.ts";
