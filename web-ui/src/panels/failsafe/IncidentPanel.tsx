import { useState } from 'react';
import { quietness } from '../../api/failsafe';
import { counted, timeOfDay } from '../../format';
import { useDesk, useTick } from '../../state/desk';
import { isOpenIncident } from '../../state/failsafe';
import { usePoll } from '../../state/poll';
import type { IncidentView, Noise, SilenceView } from '../../wireFailsafe';
import { Panel } from '../Panel';
import { IncidentCard } from './IncidentCard';

const POLL_MILLIS = 10_000;
/** Ended ones in sight before more are asked for. */
const ENDED_SHOWN = 5;

/** Every incident on its way from fault to recovery: the open ones first. */
export function IncidentPanel({ incidents }: { incidents: readonly IncidentView[] }) {
  const [all, setAll] = useState(false);
  const open = incidents.filter(isOpenIncident);
  // What turned out to be a part of another one is told by that one's timeline.
  const ended = incidents.filter((of) => !isOpenIncident(of) && !of.mergedInto);
  const shown = [...open, ...(all ? ended : ended.slice(0, ENDED_SHOWN))];
  return (
    <Panel
      title="Incidents"
      tools={
        <span className="count" data-testid="incident-count">
          {open.length} open, {ended.length} ended
        </span>
      }
    >
      <Quietness />
      {shown.length === 0 ? (
        <p className="empty" data-testid="no-incidents">
          No incident was recorded.
        </p>
      ) : (
        <ol className="incidents">
          {shown.map((of) => (
            <IncidentCard key={of.id} incident={of} />
          ))}
        </ol>
      )}
      {ended.length > ENDED_SHOWN && (
        <button type="button" className="more" aria-expanded={all} onClick={() => setAll(!all)}>
          {all ? 'Show fewer' : `Show ${counted(ended.length - ENDED_SHOWN, 'earlier incident')}`}
        </button>
      )}
    </Panel>
  );
}

/** How few notices were made of how many symptoms, and what nobody is told of now. */
function Quietness() {
  const { value } = usePoll(quietness, POLL_MILLIS);
  const { sync } = useDesk();
  useTick(POLL_MILLIS);
  const now = sync.clock.now() ?? 0;
  const silences = (value?.silences ?? []).filter((of) => !of.ended && Date.parse(of.until) > now);
  return (
    <>
      {value && value.noise.symptoms > 0 && (
        <p className="muted quietness" data-testid="noise">
          {noiseText(value.noise)}
        </p>
      )}
      {silences.map((of) => (
        <p key={of.id} className="quietness silence" data-testid="silence" data-id={of.id}>
          {silenceText(of)}
        </p>
      ))}
    </>
  );
}

function noiseText({ symptoms, notices, selfHealed }: Noise): string {
  const healed = selfHealed > 0 ? `, ${counted(selfHealed, 'incident')} healed without any` : '';
  return `${counted(symptoms, 'symptom')} became ${counted(notices, 'notice')}${healed}`;
}

function silenceText({ id, maintenance, cause, service, node, until, by, why }: SilenceView): string {
  const what = [cause, service, node].filter((of) => of !== '*').join(' ') || 'everything';
  return `${id}: ${maintenance ? 'maintenance' : 'silence'} of ${what} until ${timeOfDay(until)}, by ${by}: ${why}`;
}
