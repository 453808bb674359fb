export { arbitraryCompiledFlow, type Material, type Step } from "./arbitrary-flow.ts";
export {
  arbitraryMoves,
  lost,
  miscounted,
  play,
  type Moment,
  type Move,
} from "./arbitrary-play.ts";
