/**
 * Whether a case could be opened, and as what: asked for like the step that opens it, without opening one. CreateCase knows a dry
 * run, too, but whoever may call that may open cases.
 */
import { caseOptions, supportClients } from '../../providers/support.ts';
import { CaseNotPossible } from '../../remediation/errors.ts';
import { NO_PLAN, NoSupportPlan } from '../../remediation/no-support-plan.ts';
import type { Support } from '../../remediation/ports.ts';
import { chooseCategories, chooseSeverity } from '../../remediation/support-case/options.ts';
import type { Check } from './check.ts';
import { type Judgement, notUsed, ok, problem } from './finding.ts';

export const support: Check = {
  name: 'support',
  async look({ fn }) {
    const { environment = {} } = (await fn('open-support-case')) ?? {};
    const { services, severities, speaks } = caseOptions(supportClients('look'));
    try {
      return [await judgeOptions(environment, await services(), await severities(), speaks)];
    } catch (error) {
      if (error instanceof NoSupportPlan) return [WITHOUT_PLAN];
      throw error;
    }
  },
};

type Services = Parameters<typeof chooseCategories>[0];
type Speaks = Support['speaks'];

export const WITHOUT_PLAN = notUsed(
  `${NO_PLAN}: where only AWS can move an alias, people get the text of the case, ready to paste.`,
  {
    fix: 'Nothing, if that is how you want it. Plans are changed at https://console.aws.amazon.com/support/plans',
  },
);

/** @param environment of the function that opens cases */
export async function judgeOptions(
  environment: Readonly<Record<string, string>>,
  services: Services,
  allowed: readonly string[],
  speaks: Speaks,
): Promise<Judgement> {
  const { SUPPORT_SEVERITY: severity = '', SUPPORT_CATEGORY: category = '' } = environment;
  try {
    const [first] = chooseCategories(services, category);
    const chosen = chooseSeverity(allowed, severity);
    const inJapanese = environment.SUPPORT_LANGUAGE === 'ja';
    const notToBeHad = [
      chosen === severity ? [] : [`the plan has no severity "${severity}"`],
      category === '' || first?.categoryCode === category ? [] : [`there is no category "${category}"`],
      inJapanese && first && !(await speaks('ja', first))
        ? ['AWS does not answer such a case in Japanese']
        : [],
    ].flat();
    const but = notToBeHad.length > 0 ? ` As wished, not all can be had: ${notToBeHad.join(', ')}.` : '';
    return ok(
      `The plan has an API. A case is opened as ${first?.serviceCode}, ${first?.categoryCode}, severity ${chosen}.${but}`,
    );
  } catch (error) {
    if (!(error instanceof CaseNotPossible)) throw error;
    return problem(error.message, { fix: 'See docs/runbook/CaseNotPossible.md.' });
  }
}
