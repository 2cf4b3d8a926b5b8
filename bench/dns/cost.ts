/** COST: what seven days of silence spend, of money and of the events that an execution may have. */
import { figure, type Section } from '../figure.ts';
import { POLL_SECONDS } from './said.ts';
import { measureSilence, SILENT_SECONDS } from './silence.ts';

/** https://docs.aws.amazon.com/step-functions/latest/dg/service-quotas.html: an execution with more ends for good. */
const MOST_EVENTS = 25_000;
/** A week may be followed by a redrive that waits as long again, by the certificate's gate and by AWS Support. */
const MOST_OF_THE_EVENTS = 50;
/** Each transition costs money; the figure that the back-off was made for. */
const MOST_OF_THE_POLL = 1 / 10;

const POLL = `${POLL_SECONDS} s poll`;

export async function cost(): Promise<Section> {
  const { looks, transitions, events, pass } = await measureSilence();
  const passes = SILENT_SECONDS / POLL_SECONDS;
  const poll = { transitions: passes * pass.transitions, events: passes * pass.events };
  const days = ((MOST_EVENTS / pass.events) * POLL_SECONDS) / 86_400;
  const percent = (count: number) => (100 * count) / MOST_EVENTS;
  return {
    title: 'COST',
    others: [POLL],
    figures: [
      figure({
        what: 'state transitions, 7 days of silence',
        unit: '',
        ours: { is: transitions },
        others: { [POLL]: { is: poll.transitions } },
        ratio: transitions / poll.transitions,
        goal: { of: 'ratio', atMost: MOST_OF_THE_POLL },
      }),
      figure({
        what: 'history events, 7 days of silence',
        unit: '',
        ours: { is: events },
        others: { [POLL]: { is: poll.events } },
        ratio: events / poll.events,
        goal: { of: 'ours', atMost: (MOST_EVENTS * MOST_OF_THE_EVENTS) / 100 },
      }),
      figure({
        what: `share of the ${MOST_EVENTS.toLocaleString('en')} events allowed`,
        unit: '%',
        ours: { is: percent(events) },
        others: { [POLL]: { is: percent(poll.events) } },
        ratio: events / poll.events,
        goal: { of: 'ours', atMost: MOST_OF_THE_EVENTS },
      }),
    ],
    notes: [
      `The shipped state machine under a clock that is turned: ${looks.toLocaleString('en')} looks. The poll is the same loop of ${pass.transitions} states and ${pass.events} events, as measured on ours, every ${POLL_SECONDS} s: Step Functions would end it after ${days.toFixed(1)} days.`,
    ],
  };
}
