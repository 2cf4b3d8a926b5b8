/**
 * For `@aws-sdk/credential-provider-node`: Lambda puts the credentials of a function's role into its environment, which the SDK's
 * chain asks first as well. The rest of the chain is for places that are not Lambda: profiles, SSO, instance metadata.
 */
import { fromEnv } from '@aws-sdk/credential-provider-env';

export const defaultProvider = () => fromEnv();
