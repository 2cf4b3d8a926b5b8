/**
 * What a case may be about, in which language, how urgent: the lists behind DescribeServices and its siblings.
 * The odd codes of the neighbours are real ones; AWS publishes no list of CloudFront's categories, so those besides
 * `general-guidance` are made up. Whoever needs a code has to ask, as with the real service.
 */
import type { Service, SeverityLevel, SupportedLanguage } from '@aws-sdk/client-support';

function service(code: string, name: string, categories: Record<string, string>): Service {
  return {
    code,
    name,
    categories: Object.entries(categories).map(([of, title]) => ({ code: of, name: title })),
  };
}

export const services: readonly Service[] = [
  service('amazon-cloudfront', 'CloudFront', {
    'general-guidance': 'General Guidance',
    'distribution-configuration': 'Distribution Configuration',
    'custom-ssl': 'SSL/TLS and Alternate Domain Names',
    'content-delivery-issue': 'Content Delivery Issue',
    other: 'Other',
  }),
  service('amazon-elastic-compute-cloud-linux', 'Elastic Compute Cloud (EC2 - Linux)', {
    'instance-issue': 'Instance Issue',
    'general-guidance': 'General Guidance',
  }),
  service('amazon-route53', 'Route 53', {
    'dns-resolution': 'DNS Resolution',
    'general-guidance': 'General Guidance',
  }),
  service('aws-certificate-manager', 'Certificate Manager', { validation: 'Validation', other: 'Other' }),
  service('ec2-container-service', 'Elastic Container Service (ECS)', {
    'general-guidance': 'General Guidance',
  }),
  service('service-eks', 'Elastic Kubernetes Service (EKS)', { 'general-guidance': 'General Guidance' }),
  service('general-info', 'General Info and Getting Started', {
    'using-aws': 'Using AWS & Services',
    other: 'Other',
  }),
  service('billing', 'Billing', { 'other-billing-questions': 'Other Billing Questions' }),
];

/** What Business Support+ and the larger plans offer; the plan named Business, which is ending, lacks the last. */
export const severityLevels: readonly SeverityLevel[] = [
  { code: 'low', name: 'General guidance' },
  { code: 'normal', name: 'System impaired' },
  { code: 'high', name: 'Production system impaired' },
  { code: 'urgent', name: 'Production system down' },
  { code: 'critical', name: 'Business-critical system down' },
];

export const issueTypes: readonly string[] = ['technical', 'customer-service'];

/** ISO 639-1, as CreateCase takes them. */
export const languages: readonly Required<Pick<SupportedLanguage, 'code' | 'language' | 'display'>>[] = [
  { code: 'en', language: 'English', display: 'English' },
  { code: 'ja', language: 'Japanese', display: '日本語' },
  { code: 'zh', language: 'Chinese', display: '中文' },
  { code: 'ko', language: 'Korean', display: '한국어' },
  { code: 'es', language: 'Spanish', display: 'Español' },
  { code: 'pt', language: 'Portuguese', display: 'Português' },
  { code: 'fr', language: 'French', display: 'Français' },
  { code: 'tr', language: 'Turkish', display: 'Türkçe' },
];

/** Technical cases are handled in these; matters of the account in all of the above. */
export const technicalLanguages: readonly string[] = ['en', 'ja', 'zh', 'ko'];

export function languagesFor(issueType: string): readonly SupportedLanguage[] {
  return issueType === 'technical'
    ? languages.filter(({ code }) => technicalLanguages.includes(code ?? ''))
    : languages;
}
