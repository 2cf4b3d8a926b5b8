/** For `@aws-sdk/middleware-endpoint-discovery`, of which DynamoDB makes use where somebody turns it on: nobody here does. */
export const resolveEndpointDiscoveryConfig = <Config>(config: Config) => config;

export const NODE_ENDPOINT_DISCOVERY_CONFIG_OPTIONS = {
  environmentVariableSelector: () => undefined,
  configFileSelector: () => undefined,
  default: undefined,
};
