/**
 * Where a function's credentials come from: Lambda puts those of its role into the environment. The SDK's chain would look there
 * first as well; what it carries for every other place (profiles, SSO, instance metadata) is what makes it large. build.ts puts
 * this in the place of `@aws-sdk/credential-provider-node`.
 */
import { fromEnv } from '@aws-sdk/credential-provider-env';

export const defaultProvider = () => fromEnv();
