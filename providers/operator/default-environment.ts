/**
 * How the functions are set where the operator has set nothing: what infra/functions.yml gives them with the defaults of
 * infra/parameters.ts. Without a stack the command goes by it. A test holds it against both.
 */
import type { Environment } from '../environment.ts';

export const DEFAULT_ENVIRONMENT = {
  DRY_RUN: 'false',
  SELF_SERVICE: 'true',
  ATTACH_CERTIFICATE: 'false',
  ONLY_TAGGED: '',
  PING_PONG_SECONDS: '604800',
  DNS_PUBLIC_RESOLVERS: '1.1.1.1,8.8.8.8,https://cloudflare-dns.com/dns-query,https://dns.google/dns-query',
  SHORTEST_CHECK_SECONDS: '30',
  LONGEST_CHECK_SECONDS: '900',
  LONGEST_CERTIFICATE_CHECK_SECONDS: '3600',
  PROOF_DEADLINE_SECONDS: '864000',
  CERTIFICATE_DEADLINE_SECONDS: '864000',
  SUPPORT_SEVERITY: 'normal',
  SUPPORT_LANGUAGE: 'en',
  SUPPORT_CATEGORY: '',
  SUPPORT_CC: '',
} satisfies Environment;
