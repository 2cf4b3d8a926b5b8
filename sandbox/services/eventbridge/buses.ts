/** Event buses: every account has one named `default` in every region, and those that were created. */
import type { CreateEventBusCommandInput, PutRuleCommandInput, Target } from '@aws-sdk/client-eventbridge';
import type { Caller } from '../../wire/service.ts';
import { AwsError } from '../../wire/service.ts';
import type { Pattern } from './pattern.ts';
import type { TargetInput } from './target-input.ts';

/** Whose buses are meant, and where. */
export type Place = Pick<Caller, 'account' | 'region'>;

export interface RuleTarget {
  /** As it was put. */
  given: Target & { Id: string; Arn: string };
  kind: 'lambda' | 'sqs' | 'bus';
  input: TargetInput;
}

export interface Rule {
  name: string;
  arn: string;
  /** As it was put, except for what has a default. */
  given: PutRuleCommandInput;
  state: 'ENABLED' | 'DISABLED' | 'ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS';
  /** Never, where the rule has no pattern. */
  matches: Pattern;
  /** Of a rule that runs at a rate: milliseconds between two runs. */
  everyMs?: number;
  targets: Map<string, RuleTarget>;
}

export interface Bus {
  name: string;
  arn: string;
  account: string;
  region: string;
  description?: string;
  createdAt: Date;
  rules: Map<string, Rule>;
}

export class Buses {
  readonly #byArn = new Map<string, Bus>();

  /** @param name a name or an ARN; the default bus when absent */
  find(name: string | undefined, place: Place): Bus | undefined {
    const arn = name?.startsWith('arn:') ? name : busArn(name ?? 'default', place);
    const bus = this.#byArn.get(arn);
    if (bus === undefined && arn === busArn('default', place)) return this.#add('default', place);
    return bus;
  }

  /** @throws AwsError ResourceNotFoundException */
  get(name: string | undefined, place: Place): Bus {
    const bus = this.find(name, place);
    if (bus === undefined) {
      throw new AwsError('ResourceNotFoundException', `Event bus ${name} does not exist.`);
    }
    return bus;
  }

  /** @throws AwsError ValidationException, ResourceAlreadyExistsException */
  create(input: CreateEventBusCommandInput, place: Place): Bus {
    const name = input.Name ?? '';
    // EventBusName in the API model; slashes are for the buses of partners.
    if (!/^[.\-_A-Za-z0-9]{1,256}$/.test(name)) {
      throw new AwsError('ValidationException', `Event bus name ${name} is not valid.`);
    }
    if (this.find(name, place) !== undefined) {
      throw new AwsError('ResourceAlreadyExistsException', `Event bus ${name} already exists.`);
    }
    return this.#add(name, place, input.Description);
  }

  /** Those of one account in one region, by name. */
  list(place: Place): Bus[] {
    this.find('default', place);
    return [...this.#byArn.values()]
      .filter((bus) => bus.account === place.account && bus.region === place.region)
      .sort((a, b) => a.name.localeCompare(b.name));
  }

  #add(name: string, { account, region }: Place, description?: string): Bus {
    const bus: Bus = {
      name,
      arn: busArn(name, { account, region }),
      account,
      region,
      ...(description === undefined ? {} : { description }),
      createdAt: new Date(),
      rules: new Map(),
    };
    this.#byArn.set(bus.arn, bus);
    return bus;
  }
}

function busArn(name: string, { account, region }: Place): string {
  return `arn:aws:events:${region}:${account}:event-bus/${name}`;
}
