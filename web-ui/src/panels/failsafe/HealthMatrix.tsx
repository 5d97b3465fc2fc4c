import { Fragment, useState } from 'react';
import { age, counted, latency, NONE, words } from '../../format';
import { useDesk, useTick } from '../../state/desk';
import type { CheckedLevel, CheckedService, CheckLevel } from '../../wireFailsafe';
import { HealthMark } from '../HealthMark';
import { Choice, Panel } from '../Panel';
import { HistoryStrip } from './HistoryStrip';

const LEVELS: readonly { level: CheckLevel; says: string }[] = [
  { level: 'SHALLOW', says: 'It answers' },
  { level: 'DEEP', says: 'It can do its job, and what it depends on is there' },
  { level: 'SYNTHETIC', says: 'A marked order went the whole way' },
];
const ALL = 'all';
const UNWELL = 'unwell';

/** Every service on every node against every level of checks. */
export function HealthMatrix({ services }: { services: readonly CheckedService[] }) {
  const [choice, setChoice] = useState(ALL);
  const nodes = [...new Set(services.map((of) => of.node))].sort();
  const unwell = services.filter((of) => of.status !== 'HEALTHY').length;
  const shown = services.filter(
    (of) => choice === ALL || of.node === choice || (choice === UNWELL && of.status !== 'HEALTHY'),
  );
  const names = [...new Set(shown.map((of) => of.service))];
  return (
    <Panel
      title="Health"
      tools={
        <>
          <Choice
            label="Services shown"
            value={choice}
            options={[
              { value: ALL, text: 'All' },
              { value: UNWELL, text: 'Not healthy' },
              ...nodes.map((node) => ({ value: node, text: node })),
            ]}
            onChoose={setChoice}
          />
          <span className="count" data-testid="unwell-count">
            {unwell === 0 ? `${services.length} healthy` : `${unwell} of ${services.length} not healthy`}
          </span>
        </>
      }
    >
      <div
        className="scroll matrix-scroll"
        tabIndex={0}
        role="region"
        aria-label="Health by service and level"
      >
        <table className="matrix" role="table">
          <thead role="rowgroup">
            <tr role="row">
              <th role="columnheader">Service</th>
              <th role="columnheader">Node</th>
              {LEVELS.map(({ level, says }) => (
                <th key={level} role="columnheader" title={says}>
                  {words(level)} <small>p50 / p99 ms</small>
                </th>
              ))}
            </tr>
          </thead>
          {names.map((name) => (
            <Rows key={name} services={shown.filter((of) => of.service === name)} />
          ))}
        </table>
        {shown.length === 0 && (
          <p className="empty">
            {choice === UNWELL ? 'Every service is healthy.' : 'No service was checked yet.'}
          </p>
        )}
      </div>
    </Panel>
  );
}

function Rows({ services }: { services: readonly CheckedService[] }) {
  const rows = services.reduce((sum, of) => sum + (isSaid(of) ? 2 : 1), 0);
  return (
    <tbody role="rowgroup">
      {services.map((of, index) => (
        <Fragment key={of.node}>
          <tr
            role="row"
            data-testid="health-row"
            data-service={of.service}
            data-node={of.node}
            data-status={of.status}
          >
            {index === 0 ? (
              <th scope="rowgroup" role="rowheader" rowSpan={rows} className="service">
                {of.service}
              </th>
            ) : null}
            <td role="cell" className="node">
              <HealthMark status={of.status} wordless />
              {of.node}
            </td>
            {LEVELS.map(({ level }) => (
              <td
                key={level}
                role="cell"
                className="level"
                data-level={words(level)}
                data-known={of.levels.some((one) => one.level === level)}
              >
                <Level level={of.levels.find((one) => one.level === level)} />
              </td>
            ))}
          </tr>
          {isSaid(of) && <Why service={of} />}
        </Fragment>
      ))}
    </tbody>
  );
}

function isSaid(of: CheckedService): boolean {
  return of.status !== 'HEALTHY' && of.detail !== undefined;
}

function Why({ service }: { service: CheckedService }) {
  const { sync } = useDesk();
  useTick();
  return (
    <tr role="row" className="detail">
      <td role="cell" colSpan={1 + LEVELS.length}>
        {service.detail} · for {age(sync.clock.ageOf(service.since))}
      </td>
    </tr>
  );
}

function Level({ level }: { level: CheckedLevel | undefined }) {
  if (!level) {
    return <span className="muted">{NONE}</span>;
  }
  const title = [level.detail, level.checkedAt && `checked at ${level.checkedAt}`]
    .filter(Boolean)
    .join(' · ');
  return (
    <div className="level-cell" title={title || undefined}>
      <HealthMark status={level.status} wordless />
      <HistoryStrip history={level.history} />
      <span className="num latency">
        {level.p50Millis === undefined ? (
          <span className="muted">{counted(level.history.length, 'result')}</span>
        ) : (
          <>
            {latency(level.p50Millis)} <span className="muted">/ {latency(level.p99Millis)}</span>
          </>
        )}
      </span>
    </div>
  );
}
