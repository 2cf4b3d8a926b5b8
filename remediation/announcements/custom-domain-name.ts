/** What is told of a distribution that a service of AWS keeps: how to find the custom domain name that it is for. */
import type { Remediation } from '../document.ts';
import type { Language } from './language.ts';
import type { Message } from './message.ts';
import { quoted } from './shell.ts';

export function lookUpCustomDomainNames({ diagnosis }: Remediation, { captions }: Language): Message['copy'] {
  const kept = (diagnosis?.aliases ?? []).filter(({ holder }) => holder?.keptBy);
  if (kept.length === 0) return [];
  const commands = kept.flatMap(({ alias, holder }) => {
    const region = holder?.keptBy?.region;
    const apiGateway = `aws apigateway get-domain-name --region ${region ?? '<region>'} --domain-name ${quoted(alias)}`;
    const cognito = `aws cognito-idp describe-user-pool-domain --region <region> --domain ${quoted(alias)}`;
    return region === undefined ? [apiGateway, cognito] : [apiGateway];
  });
  return [{ caption: captions.customDomainName, text: commands.join('\n') }];
}
