import { useState } from 'react';
import { acknowledgeIncident } from '../../api/failsafe';
import { age, counted, timeOfDay, words } from '../../format';
import { useDesk, useTick } from '../../state/desk';
import { detectedAfter, isOpenIncident, lastedFor } from '../../state/failsafe';
import type { IncidentView } from '../../wireFailsafe';

export function IncidentCard({ incident }: { incident: IncidentView }) {
  const [open, setOpen] = useState(false);
  const over = !isOpenIncident(incident);
  return (
    <li
      className={`incident ${over ? 'over' : incident.severity.toLowerCase()}`}
      data-testid="incident"
      data-id={incident.id}
      data-cause={incident.cause}
      data-status={incident.status}
      data-severity={incident.severity}
      data-detected-millis={detectedAfter(incident)}
      data-recovered-millis={incident.recoveredAt ? lastedFor(incident, undefined) : ''}
    >
      <div className="incident-head">
        <span className={`severity ${incident.severity.toLowerCase()}`}>{words(incident.severity)}</span>
        <h3>{incident.title}</h3>
        <span className="muted num">{incident.id}</span>
        <Standing incident={incident} />
      </div>
      <Track incident={incident} />
      <button
        type="button"
        className="disclose muted"
        aria-expanded={open}
        onClick={() => setOpen(!open)}
        data-testid="incident-details"
      >
        {counted(incident.symptoms, 'symptom')}, {counted(incident.notified, 'notice')} ·{' '}
        {incident.nodes.join(', ')}
        {incident.services.length > 0 && ` · ${incident.services.join(', ')}`}
      </button>
      {open && <Details incident={incident} />}
    </li>
  );
}

/** Who works on it; and the way to be that person. */
function Standing({ incident }: { incident: IncidentView }) {
  const { mayTrade, sync } = useDesk();
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<string>();
  const onAcknowledge = async (): Promise<void> => {
    setBusy(true);
    setError(undefined);
    try {
      await acknowledgeIncident(incident.id);
      sync.refreshFailsafe();
    } catch (failure) {
      setError((failure as Error).message);
    } finally {
      setBusy(false);
    }
  };
  const text = {
    OPEN: 'open',
    ACKNOWLEDGED: incident.by ? `${incident.by} works on it` : 'acknowledged',
    RESOLVED: ended(incident),
  }[incident.status];
  return (
    <span className="standing">
      {error && (
        <span className="error" role="alert">
          {error}
        </span>
      )}
      <span className={incident.status === 'OPEN' ? 'down' : 'muted'}>{text}</span>
      {mayTrade && incident.status === 'OPEN' && (
        <button
          type="button"
          className="quiet small"
          disabled={busy}
          onClick={() => void onAcknowledge()}
          data-testid="acknowledge"
          aria-label={`Acknowledge ${incident.id}, ${incident.title}`}
        >
          Acknowledge
        </button>
      )}
    </span>
  );
}

function ended(incident: IncidentView): string {
  if (incident.mergedInto) {
    return `part of ${incident.mergedInto}`;
  }
  return incident.by ? `over; ${incident.by} took it on` : incident.announcedAt ? 'over' : 'healed by itself';
}

/** Fault, notice and recovery on one line, in proportion as far as the words leave room; + is since the fault. */
function Track({ incident }: { incident: IncidentView }) {
  const { sync } = useDesk();
  const over = incident.recoveredAt !== undefined;
  useTick(over ? 60_000 : 1_000);
  const noticed = detectedAfter(incident);
  const lasted = lastedFor(incident, sync.clock.now());
  const rest = Math.max(0, (lasted ?? noticed) - noticed);
  return (
    <ol className={`track ${over ? 'ended' : 'running'}`}>
      <li>
        <span className="stage">Fault</span>
        <time dateTime={incident.faultAt}>{timeOfDay(incident.faultAt, true)}</time>
      </li>
      <li style={{ flexGrow: weight(noticed, noticed + rest) }}>
        <span className="span" data-testid="detected-after">
          +{age(noticed)}
        </span>
        <span className="stage">Detected</span>
        <time dateTime={incident.detectedAt}>{timeOfDay(incident.detectedAt, true)}</time>
      </li>
      <li style={{ flexGrow: weight(rest, noticed + rest) }}>
        <span className="span" data-testid="recovered-after">
          {over ? `+${age(lasted)}` : `+${age(lasted)} so far`}
        </span>
        <span className="stage">{over ? 'Recovered' : 'Not recovered'}</span>
        {over && <time dateTime={incident.recoveredAt}>{timeOfDay(incident.recoveredAt, true)}</time>}
      </li>
    </ol>
  );
}

/** A share of the line, never so small that its end cannot be told from its beginning. */
function weight(part: number, whole: number): number {
  return whole === 0 ? 1 : Math.max(0.12, part / whole);
}

function Details({ incident }: { incident: IncidentView }) {
  return (
    <div className="incident-detail" data-testid="incident-timeline">
      <p className="muted">
        Grouped by <span className="mono">{incident.cause}</span>
        {incident.runbook && (
          <>
            {' '}
            · what to do: <Runbook at={incident.runbook} />
          </>
        )}
      </p>
      {incident.told.length > 0 && (
        <p className="muted">
          Told by {[...new Set(incident.told.map((of) => of.route))].join(', ')}, first at{' '}
          {timeOfDay(incident.told[0]?.at)}
        </p>
      )}
      {incident.open.length > 0 && (
        <p>
          Still there: {incident.open.map((of) => `${of.what} of ${of.service} on ${of.node}`).join(', ')}
        </p>
      )}
      <ol className="lines">
        {incident.timeline.map((line, at) => (
          <li key={`${line.at} ${at}`}>
            <time className="num muted" dateTime={line.at}>
              {timeOfDay(line.at, true)}
            </time>
            <span>{line.text}</span>
          </li>
        ))}
      </ol>
    </div>
  );
}

/** A link if it is one; the path of a page of the documentation is only named. */
function Runbook({ at }: { at: string }) {
  return /^https?:\/\//.test(at) ? (
    <a href={at} target="_blank" rel="noreferrer">
      {at}
    </a>
  ) : (
    <span className="mono">{at}</span>
  );
}
