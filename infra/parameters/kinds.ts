/** What a stage parameter may hold: the words that say it, and the rule. */
import * as v from 'valibot';
import { entriesOf } from '../../providers/comma-list.ts';
import { isResolver } from '../../providers/dns/resolver.ts';
import { durationInWords } from './duration.ts';

export interface Kind {
  /** As it follows "it has to be". */
  allowed: string;
  admits(text: string): boolean;
}

const either = new Intl.ListFormat('en-GB', { type: 'disjunction' });

export function oneOf(...codes: string[]): Kind {
  return { allowed: either.format(codes), admits: (text) => codes.includes(text) };
}

export const yesOrNo = oneOf('true', 'false');

export function seconds(least: number, most: number): Kind {
  return {
    allowed: `whole seconds, ${withWords(least)} to ${withWords(most)}`,
    admits: (text) => /^\d+$/.test(text) && Number(text) >= least && Number(text) <= most,
  };
}

/** `3600 (1 hour)`; what is below a minute needs no words. */
export function withWords(count: number): string {
  return count < 60 ? `${count}` : `${count} (${durationInWords(count)})`;
}

const isMailAddress = (text: string) => v.is(v.pipe(v.string(), v.email()), text);

export const mailAddress: Kind = { allowed: 'a mail address', admits: isMailAddress };

export function mailAddresses(most: number): Kind {
  return {
    allowed: `mail addresses separated by commas, ${most} at the most`,
    admits: (text) => entriesOf(text).length <= most && entriesOf(text).every(isMailAddress),
  };
}

export const resolvers: Kind = {
  allowed: 'IP addresses and https URLs, separated by commas',
  admits: (text) => entriesOf(text).every(isResolver),
};

/** A file's name is appended to it, and Slack's links end at these characters: `<url|label>`. */
export const folderUrl: Kind = {
  allowed: 'an https URL that ends with a slash',
  admits: (text) => /^https:\/\/[^\s<>|?#]+\/$/.test(text) && URL.canParse(text),
};

/**
 * What PutParameter takes as a name: https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_PutParameter.html.
 * A name in a hierarchy begins with a slash, has fifteen levels at the most, and none begins with aws or ssm.
 */
export function ssmParameterName(example: string): Kind {
  return {
    allowed: `the name of an SSM parameter, like ${example}`,
    admits: (text) =>
      /^(\/[\w.-]+){1,15}$|^[\w.-]+$/.test(text) && !/^\/?(aws|ssm)/i.test(text) && text.length <= 1011,
  };
}

/** Public channels have ids with a C, older private ones with a G: https://docs.slack.dev/apis/web-api/using-the-conversations-api */
export const slackChannelId: Kind = {
  allowed: 'the id of a Slack channel, like C0123456789',
  admits: (text) => /^[CG][A-Z0-9]{8,20}$/.test(text),
};

/** DescribeServices knows which there are, and the API's model no form of them; those that are known look like `general-guidance`. */
export const categoryCode: Kind = {
  allowed: 'the code of a category, like general-guidance',
  admits: (text) => /^[\w-]+$/.test(text),
};

/** Of a key or value CloudFront takes these characters only (`Tag` in the API's model); so there is no IAM policy variable in it. */
export const tag: Kind = {
  allowed: 'a tag, key=value',
  admits: (text) => /^[\w .:/+@-]{1,128}=[\w .:/=+@-]{1,256}$/.test(text),
};
