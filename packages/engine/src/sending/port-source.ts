import type { MessageChannel } from "@fairflow/interpreter";
import type { ChannelPort, ChannelPorts } from "./channel-port.ts";

/** One way that messages of a channel go, and of which portfolios. */
export interface ChannelRoute {
  readonly port: ChannelPort;
  readonly portfolios:
    | { readonly only: readonly string[] }
    /** Of those that have no way of their own. */
    | { readonly except: readonly string[] };
}

/** The ways to reach people as they are set at the moment of asking: settings change while messages leave. */
export interface PortSource {
  /** Each portfolio has one of them at most. Where there is none, messages stay planned. */
  readonly routes: (channel: MessageChannel) => Promise<readonly ChannelRoute[]>;
  /** The one that took, or may have taken, a message on the channel, by the name that it is recorded under. */
  readonly named: (name: string, channel: MessageChannel) => Promise<ChannelPort | undefined>;
}

/** Ways that never change. */
export function fixedPorts(ports: ChannelPorts): PortSource {
  return {
    routes: (channel) => {
      const port = ports[channel];
      return Promise.resolve(port === undefined ? [] : [{ port, portfolios: { except: [] } }]);
    },
    named: (name, channel) => {
      const port = ports[channel];
      return Promise.resolve(port?.name === name ? port : undefined);
    },
  };
}
