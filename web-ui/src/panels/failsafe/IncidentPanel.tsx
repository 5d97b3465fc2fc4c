import { useState } from 'react';
import { counted } from '../../format';
import { isOpenIncident } from '../../state/failsafe';
import type { IncidentView } from '../../wireFailsafe';
import { Panel } from '../Panel';
import { IncidentCard } from './IncidentCard';

/** Ended ones in sight before more are asked for. */
const ENDED_SHOWN = 5;

/** Every incident on its way from fault to recovery: the open ones first. */
export function IncidentPanel({ incidents }: { incidents: readonly IncidentView[] }) {
  const [all, setAll] = useState(false);
  const open = incidents.filter(isOpenIncident);
  const ended = incidents.filter((of) => !isOpenIncident(of));
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
