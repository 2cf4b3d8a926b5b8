/**
 * Services of AWS put custom domain names on distributions that are in no console: API Gateway (edge-optimized), Cognito, Amplify and
 * others keep them in accounts of their own. Such a holder is enabled and in another account, so its alias is not movable from here; but
 * whoever has the custom domain name can let go of it there. Pure.
 */
import type { Holder } from './document.ts';
import { masks } from './masking.ts';
import type { CertificateUsers } from './ports.ts';

/**
 * The last six digits, which are what CloudFront shows, of the accounts in which API Gateway keeps them, each with its region.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/how-to-edge-optimized-custom-domain-name.html#how-to-custom-domain-log-cloudfront-distribution-update-in-cloudtrail
 */
const API_GATEWAY: Record<string, string> = {
  '576650': 'us-east-1',
  '453195': 'us-east-2',
  '515281': 'us-west-1',
  '309407': 'us-west-2',
  '884028': 'ca-central-1',
  '002099': 'eu-west-1',
  '816663': 'eu-west-2',
  '835048': 'eu-west-3',
  '146802': 'eu-central-1',
  '821150': 'eu-central-2',
  '713161': 'eu-north-1',
  '059629': 'eu-south-1',
  '898052': 'eu-south-2',
  '854626': 'ap-northeast-1',
  '002396': 'ap-northeast-2',
  '645888': 'ap-northeast-3',
  '609632': 'ap-southeast-1',
  '113853': 'ap-southeast-2',
  '314486': 'ap-southeast-3',
  '399833': 'ap-southeast-4',
  '717855': 'ap-south-1',
  '651268': 'ap-south-2',
  '364771': 'ap-east-1',
  '555773': 'sa-east-1',
  '686837': 'me-south-1',
  '512851': 'me-central-1',
};

const DISTRIBUTION = /^arn:[^:]+:cloudfront::(\d{12}):distribution\/(\w+)$/;

/**
 * `account`: ours. `users`: of our certificates that cover the alias. One that a distribution of another account shows is how a
 * custom domain name of our own is told: nobody but a service of AWS can use a certificate of somebody else's account.
 */
export function keptBy(
  holder: Holder,
  account: string,
  users: readonly CertificateUsers[],
): Holder['keptBy'] {
  const region = API_GATEWAY[holder.accountId.replaceAll('*', '')];
  const certificate = users.find(({ usedBy }) =>
    usedBy.some((arn) => isHolder(arn, holder, account)),
  )?.certificate;
  if (region === undefined && certificate === undefined) return undefined;
  return {
    service:
      region === undefined ? 'a service of AWS (Cognito, Amplify, API Gateway)' : `API Gateway in ${region}`,
    ...(region !== undefined && { region }),
    ...(certificate !== undefined && { certificate }),
  };
}

function isHolder(arn: string, { accountId, resourceId }: Holder, ours: string): boolean {
  const [, account = '', id = ''] = DISTRIBUTION.exec(arn) ?? [];
  return account !== ours && masks(accountId, account) && masks(resourceId, id);
}
