/** Gateways that move no money, for the tests of whoever takes their notices. */
export { ACTS, FAKE_KEYS, type FakeGateway, type FakeNotice } from "./fake-gateway.ts";
export { fetchOf } from "./fetch-of.ts";
export { fakeOf, GATEWAYS, type GatewayName } from "./gateways-under-test.ts";
