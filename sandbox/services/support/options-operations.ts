/**
 * The operations that tell what a case may be opened with.
 */
import type * as sdk from '@aws-sdk/client-support';
import type { Caller } from '../../wire/service.ts';
import { issueTypes, languages, languagesFor, services, severityLevels } from './catalogue.ts';
import { invalidParameter } from './refusals.ts';

export function createOptionsOperations(severityCodes: (account: string) => readonly string[]) {
  function checkCodes(input: {
    issueType: string | undefined;
    serviceCode: string | undefined;
    categoryCode: string | undefined;
  }): string {
    const service = services.find(({ code }) => code === input.serviceCode);
    if (!service) throw invalidParameter('Invalid service code');
    if (!service.categories?.some(({ code }) => code === input.categoryCode)) {
      throw invalidParameter('Invalid category code');
    }
    const { issueType } = input;
    if (issueType === undefined || !issueTypes.includes(issueType))
      throw invalidParameter('Invalid issue type');
    return issueType;
  }

  return {
    DescribeServices({
      serviceCodeList: wanted,
    }: sdk.DescribeServicesRequest): () => sdk.DescribeServicesResponse {
      const listed = services.filter(({ code }) => !wanted?.length || wanted.includes(code ?? ''));
      return () => ({ services: structuredClone(listed) });
    },

    DescribeSeverityLevels(
      _input: sdk.DescribeSeverityLevelsRequest,
      { account }: Caller,
    ): () => sdk.DescribeSeverityLevelsResponse {
      const allowed = severityCodes(account);
      return () => ({ severityLevels: severityLevels.filter(({ code }) => allowed.includes(code ?? '')) });
    },

    DescribeSupportedLanguages(
      input: sdk.DescribeSupportedLanguagesRequest,
    ): () => sdk.DescribeSupportedLanguagesResponse {
      const issueType = checkCodes(input);
      return () => ({ supportedLanguages: structuredClone([...languagesFor(issueType)]) });
    },

    DescribeCreateCaseOptions(
      input: sdk.DescribeCreateCaseOptionsRequest,
    ): () => sdk.DescribeCreateCaseOptionsResponse {
      const issueType = checkCodes(input);
      if (!languages.some(({ code }) => code === input.language)) throw invalidParameter('Invalid language');
      const available = languagesFor(issueType).some(({ code }) => code === input.language);
      return () =>
        available
          ? {
              languageAvailability: 'available',
              communicationTypes: ['chat', 'web', 'call'].map((type) => ({
                type,
                supportedHours: [{ startTime: '00:00', endTime: '23:59' }],
                datesWithoutSupport: [],
              })),
            }
          : { languageAvailability: 'unavailable', communicationTypes: [] };
    },
  };
}
